"""Forms of the closing: a text block, a figure with its source; shape only."""

from collections.abc import Mapping, Sequence

from wtforms import HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import NumberRange, Optional, Regexp

from caravan.followup.closing import rules
from caravan.kernel.forms import CountField, RoomForm, most, tidy, tidy_line, unix_lines
from caravan.kernel.texts import lazy_gettext as _l

MOST_PEOPLE = 1_000_000
_DIGITS = 6


class TextForm(RoomForm):
    """One text block in one language; `number` is that of the text which was seen."""

    body = TextAreaField(_l("Text"), [most(rules.TEXT_LENGTH)], [unix_lines, tidy])
    number = HiddenField(validators=[Regexp(r"^[0-9]{1,9}\Z")], default="0")


class FigureForm(RoomForm):
    """A figure and where it was read; an empty count takes it out.

    `seen` are the numbers of the entries on the page, each as "key=number".
    """

    key = SelectField(_l("Which figure"), validate_choice=True)
    value = CountField(
        _l("Count"),
        [
            Optional(),
            NumberRange(min=0, max=MOST_PEOPLE, message=_l("A count from 0 to a million.")),
        ],
        description=_l("Empty takes the figure out."),
    )
    source = StringField(
        _l("Where it was read"),
        [most(rules.SOURCE_LENGTH)],
        [tidy_line],
        description=_l("A list, a count, an office, with its date."),
    )

    seen = HiddenField(filters=[tidy_line])

    def show(self, numbers: Mapping[str, int]) -> None:
        """Write down which entries the page shows, by key."""
        self.seen.data = " ".join(f"{key}={number}" for key, number in numbers.items())

    def seen_of(self, key: str) -> int:
        """The number of the entry that was seen, 0 for none."""
        pairs = (pair.rpartition("=") for pair in (self.seen.data or "").split())
        numbers = {name: number for name, _, number in pairs}
        found = numbers.get(key, "0")
        return int(found) if found.isdecimal() and len(found) <= _DIGITS else 0

    def offer(self, choices: Sequence[tuple[str, str]]) -> "FigureForm":
        """The same form with these figures to choose from."""
        self.key.choices = list(choices)
        return self


class SeenForm(RoomForm):
    """That the summary is signed as it was seen."""

    seen = HiddenField(validators=[Regexp(r"^[0-9a-f]{64}\Z")])
