"""What the forms of the tour share: texts as files can hold them, days, lists, short names."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from wtforms import SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import (
    DataRequired,
    InputRequired,
    Length,
    NumberRange,
    Optional,
    Regexp,
    StopValidation,
    ValidationError,
)

from caravan.kernel.forms import DayField, NumberField, tidy, tidy_line, tidy_number
from caravan.kernel.texts import lazy_gettext as _l
from caravan.tour.faults import MESSAGES
from caravan.tour.season.building import is_within_reach
from caravan.tour.season.moroccan_holidays import FIRST_YEAR, LAST_YEAR
from caravan.tour.stop_plan import Text

# What files of `events/` refuse beyond what every form removes.
_HIDDEN = re.compile("[\u061c\u200e\u200f\ufffd]")
_CODE = r"^[a-z0-9]+([_-][a-z0-9]+)*$"
_BAD_CODE = MESSAGES["bad_code"]
NAME_LENGTH, PROSE_LENGTH = 200, 2000


def bare_line(text: str | None) -> str | None:
    """A filter: one line without direction marks and invisible signs, as files can hold it."""
    return _bare(tidy_line(text)) if text is not None else None


def bare_prose(text: str | None) -> str | None:
    """A filter: like `bare_line`, with its line breaks."""
    return _bare((tidy(text) or "").replace("\r\n", "\n")) if text is not None else None


def bare_code(text: str | None) -> str | None:
    """A filter: a short name, in small letters and with Western digits."""
    return (tidy_number(text) or "").casefold() if text is not None else None


def _bare(text: str | None) -> str:
    visible = _HIDDEN.sub("", text or "")
    return "".join(
        sign for sign in visible if sign == "\n" or unicodedata.category(sign) != "Cc"
    ).strip()


def most(signs: int) -> Length:
    """No more than so many signs."""
    return Length(
        max=signs, message=_l("This text is too long: %(most)s signs at most.", most=signs)
    )


def line(label: Any, required: Any = None, *, signs: int = NAME_LENGTH) -> StringField:
    """A text of one line; `required` says what is missing where it must be there."""
    return StringField(label, _needed(required, most(signs)), [bare_line])


def prose(label: Any, required: Any = None, *, signs: int = PROSE_LENGTH) -> TextAreaField:
    """A text that may have several lines."""
    return TextAreaField(label, _needed(required, most(signs)), [bare_prose])


def _needed(required: Any, *others: Any) -> list[Any]:
    return [*([DataRequired(required)] if required else []), *others]


def code(
    label: Any, *, required: bool = True, signs: int = 60, description: Any = ""
) -> StringField:
    """A short name as in addresses."""
    pattern = Regexp(_CODE if required else rf"{_CODE}|^$", message=_l(_BAD_CODE, limit=signs))
    missing = _l("Write a short name.") if required else None
    return StringField(
        label, _needed(missing, most(signs), pattern), [bare_code], description=description
    )


def day(label: Any, *, required: bool = True) -> DayField:
    """A day that can be planned in."""
    needed = InputRequired(_l("Choose a day.")) if required else Optional()
    return DayField(label, [needed, _within_reach])


class WholeNumber(NumberField):
    """A whole number; what is none is said in our own words, and nothing more of it."""

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError as fault:
            raise ValueError(_l("Write a whole number, in digits.")) from fault


def whole(label: Any, most: int, words: Any = None, **more: Any) -> WholeNumber:
    """A whole number from 1 to `most`; `words` say so about any other one.

    `required=True` takes none for another one too.
    """
    words = words or _l("Write a whole number from 1 to %(limit)s.", limit=most)
    needed = DataRequired(words) if more.pop("required", False) else Optional()
    return WholeNumber(label, [_is_read, needed, NumberRange(1, most, words)], **more)


def _is_read(_form: Any, field: Any) -> None:
    """Whatever could not be read has its sentence already."""
    if field.process_errors and field.raw_data and field.raw_data[0].strip():
        raise StopValidation


def _within_reach(_form: Any, field: Any) -> None:
    if isinstance(field.data, date) and not is_within_reach(field.data):
        raise ValidationError(
            _l("Choose a day between %(first)s and %(last)s.", first=FIRST_YEAR, last=LAST_YEAR)
        )


def choice(
    label: Any, unknown: Any, choices: Sequence[tuple[str, Any]] = (), *, required: bool = False
) -> SelectField:
    """One of a list; `unknown` says what to do about anything else; if `required` about none."""
    needed = [DataRequired(unknown)] if required else []
    listed = offered(choices)
    return SelectField(label, needed, choices=listed, invalid_choice_message=unknown)


def offered(choices: Iterable[tuple[str, Any]]) -> list[SelectChoice]:
    """Values with their words, for a `choice` whose list the database holds."""
    return [SelectChoice(value, words) for value, words in choices]


def both(arabic: StringField, french: StringField, before: Text | None = None) -> Text:
    """The text by language, those in other languages as `before`; {} where both are empty."""
    texts = {"ar": arabic.data or "", "fr": french.data or ""}
    return {**(before or {}), **texts} if any(texts.values()) else {}


def check_pair(arabic: StringField, french: StringField) -> bool:
    """Whether both or neither is filled in; what is missing is said beside its field."""
    for field, other, words in (
        (arabic, french, _l("The Arabic text is missing.")),
        (french, arabic, _l("The French text is missing.")),
    ):
        if other.data and not field.data:
            field.errors = [*field.errors, words]
    return not arabic.errors and not french.errors
