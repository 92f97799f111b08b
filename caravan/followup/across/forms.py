"""The form of a figure of a year; shape only."""

import re

from wtforms import HiddenField, StringField, TextAreaField
from wtforms.validators import InputRequired, NumberRange, Optional, Regexp, ValidationError

from caravan.kernel.forms import CountField, RoomForm, Says, most, tidy, tidy_line, unix_lines
from caravan.kernel.names import fold_digits
from caravan.kernel.texts import gettext as _
from caravan.kernel.texts import lazy_gettext as _l

MOST = 10**9
NAME, SOURCE, PART, PARTS = 160, 300, 80, 2000
"""How many signs a name, a source, the name of a part and all parts together may have."""
_PART = re.compile(r"([0-9]+(?:[ .][0-9]{3})*)\s+([^/]*[^/\s])\s*/\s*([^/]*[^/\s])")


class FigureForm(RoomForm):
    """A figure with its source and its parts, one a line; `number` is that of the entry seen."""

    name_ar = StringField(
        _l("What is counted, in Arabic"),
        [Says(2, _l("Write what is counted.")), most(NAME)],
        [tidy_line],
    )
    name_fr = StringField(
        _l("What is counted, in French"),
        [Says(2, _l("Write what is counted.")), most(NAME)],
        [tidy_line],
    )
    value = CountField(
        _l("Count"),
        [
            InputRequired(message=_l("Write how many.")),
            NumberRange(min=0, max=MOST, message=_l("A count from 0 to a thousand million.")),
        ],
    )
    source = StringField(
        _l("Where it was read"),
        [
            Says(2, _l("Write where this figure was read: a list, a count, an office.")),
            most(SOURCE),
        ],
        [tidy_line],
        description=_l("A list, a count, an office, with its date."),
    )
    parts = TextAreaField(
        _l("Its parts, where the source gives them"),
        [Optional(), most(PARTS)],
        [unix_lines, tidy],
        description=_l("One a line: how many, which in Arabic, a slash, which in French."),
    )
    number = HiddenField(validators=[Regexp(r"^[0-9]{1,9}\Z")], default="0")

    def validate_parts(self, field: TextAreaField) -> None:
        """Refuse a line that is no part, and tell which."""
        for at, line in enumerate(_lines(field.data), start=1):
            found = _PART.fullmatch(line)
            if found is None or max(map(len, found.groups())) > PART:
                raise ValidationError(
                    _(
                        "Line %(number)s is no part. Write it as in: 14 أرامل / veuves",
                        number=at,
                    )
                )

    def told_parts(self) -> list[tuple[dict[str, str], int]]:
        """Name by language and count of each part, in the order of the lines."""
        matches = filter(None, map(_PART.fullmatch, _lines(self.parts.data)))
        return [({"ar": one[2], "fr": one[3]}, int(re.sub("[ .]", "", one[1]))) for one in matches]


def _lines(text: str | None) -> list[str]:
    tidied = (tidy_line(fold_digits(line)) or "" for line in (text or "").split("\n"))
    return [line for line in tidied if line]
