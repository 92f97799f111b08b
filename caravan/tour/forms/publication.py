"""Forms of publishing: the headline of a release, letting a draft go, restoring a release."""

import re

from wtforms import BooleanField, TextAreaField
from wtforms.validators import Length, NumberRange, ValidationError

from caravan.kernel.forms import NumberField, RoomForm, tidy_line
from caravan.kernel.texts import gettext as _
from caravan.kernel.texts import lazy_gettext as _l
from caravan.tour.parity import find_in
from caravan.tour.stop_plan import Text

_LENGTH = 300
_MARKS = re.compile("[\u061c\u200e\u200f]")
_SHORT = Length(
    max=_LENGTH, message=_l("This text is too long: %(most)s signs at most.", most=_LENGTH)
)


def _without_marks(text: str | None) -> str | None:
    return _MARKS.sub("", text) if text is not None else None


class SeenForm(RoomForm):
    """Which edit of a draft somebody has looked at."""

    edit = NumberField(validators=[NumberRange(min=0)])


class PublicationForm(SeenForm):
    """The draft that was looked at, over which release, and perhaps a headline."""

    over = NumberField(validators=[NumberRange(min=0)])
    headline_ar = TextAreaField(_l("Headline in Arabic"), [_SHORT], [tidy_line, _without_marks])
    headline_fr = TextAreaField(_l("Headline in French"), [_SHORT], [tidy_line, _without_marks])

    def headline(self) -> Text | None:
        """The headline by language, None where none was written."""
        texts = {"ar": self.headline_ar.data or "", "fr": self.headline_fr.data or ""}
        return texts if any(texts.values()) else None

    def validate_headline_ar(self, field: TextAreaField) -> None:
        """Both languages or none, each right in itself."""
        self._check("ar", field, _("Write it in Arabic."))

    def validate_headline_fr(self, field: TextAreaField) -> None:
        """As for the Arabic one."""
        self._check("fr", field, _("Write it in French."))

    def _check(self, language: str, field: TextAreaField, missing: str) -> None:
        if len(field.data or "") > _LENGTH:
            return  # told already
        texts = self.headline()
        if texts and not texts[language]:
            raise ValidationError(missing)
        for finding in find_in(("headline",), texts or {}):
            if finding.path[-1] == language and finding.severity == "blocks":
                raise ValidationError(_(finding.message, **finding.params))


class RestoringForm(RoomForm):
    """A release to put into the draft; `replace` where one is there."""

    replace = BooleanField(_l("The work in progress may go"))
