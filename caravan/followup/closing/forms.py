"""Forms of the closing: a text block, a figure with its source; shape only."""

from collections.abc import Sequence

from wtforms import HiddenField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import NumberRange, Optional, Regexp

from caravan.followup.closing import rules
from caravan.kernel.forms import RoomForm, most, tidy, tidy_line, tidy_number
from caravan.kernel.texts import lazy_gettext as _l

MOST_PEOPLE = 1_000_000


def _lines(text: str | None) -> str | None:
    """Browsers send a line's end as two signs and count it as one."""
    return text.replace("\r\n", "\n") if text is not None else None


class TextForm(RoomForm):
    """One text block in one language; `number` is that of the text which was seen."""

    body = TextAreaField(_l("Text"), [most(rules.TEXT_LENGTH)], [_lines, tidy])
    number = HiddenField(validators=[Regexp(r"^[0-9]{1,9}\Z")], default="0")


class FigureForm(RoomForm):
    """A figure and where it was read; an empty count takes it out."""

    key = SelectField(_l("Which figure"), validate_choice=True)
    value = IntegerField(
        _l("Count"),
        [
            Optional(),
            NumberRange(min=0, max=MOST_PEOPLE, message=_l("A count from 0 to a million.")),
        ],
        [tidy_number],
        description=_l("Empty takes the figure out."),
    )
    source = StringField(
        _l("Where it was read"),
        [most(rules.SOURCE_LENGTH)],
        [tidy_line],
        description=_l("A list, a count, an office, with its date."),
    )

    def offer(self, choices: Sequence[tuple[str, str]]) -> "FigureForm":
        """The same form with these figures to choose from."""
        self.key.choices = list(choices)
        return self


class SeenForm(RoomForm):
    """That the summary is signed as it was seen."""

    seen = HiddenField(validators=[Regexp(r"^[0-9a-f]{64}\Z")])
