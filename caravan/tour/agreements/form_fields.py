"""The form fields that stand for one field of the file: a text has an Arabic and a French side."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from wtforms import (
    BooleanField,
    Form,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Optional, Regexp, StopValidation

from caravan.kernel.forms import ChecksField, DayField, most, tidy, tidy_line
from caravan.kernel.texts import gettext as _
from caravan.kernel.texts import lazy_gettext as _l
from caravan.tour.file_shapes import CODE, Field

_MISSING = _l("This is needed.")
# Signs that a file of `events/` may not hold, beyond those that every form takes out.
_HIDDEN = re.compile("[\u061c\u200e\u200f\ufffd\x80-\x9f]")
Made = dict[str, Any]
"""Fields of a form by name, as WTForms takes them before they are bound."""


class Together:
    """Both sides of a text, or none."""

    def __init__(self, other: str) -> None:
        self.other = other

    def __call__(self, form: Form, field: Any) -> None:
        """Refuse an empty side where the other one is written."""
        if not field.data and form[self.other].data:
            raise StopValidation(_("Write it in Arabic and in French, or in neither."))


def make(field: Field, label: Any, hint: Any, choices: Mapping[str, Any]) -> Made:
    """The form fields of `field`; `choices` are what it may choose from, by value."""
    return _SHAPES[field.shape](field, label, hint, choices)


def _sides(field: Field, label: Any, hint: Any, _choices: Mapping[str, Any]) -> Made:
    names = {lang: f"{field.key}_{lang}" for lang in ("ar", "fr")}
    labels = {
        "ar": _l("%(what)s, in Arabic", what=label),
        "fr": _l("%(what)s, in French", what=label),
    }
    kind, clean = (TextAreaField, _prose) if field.shape == "prose" else (StringField, _line)
    made: Made = {}
    for lang, other in (("ar", "fr"), ("fr", "ar")):
        needed = DataRequired(_MISSING) if field.required else Together(names[other])
        checks = [needed, most(field.limit)]
        made[names[lang]] = kind(labels[lang], checks, [clean], description=hint)
    return made


def _string(field: Field, label: Any, hint: Any, _choices: Mapping[str, Any]) -> Made:
    checks = [*_needed(field), most(field.limit)]
    return {field.key: StringField(label, checks, [_line], description=hint)}


def _code(field: Field, label: Any, hint: Any, _choices: Mapping[str, Any]) -> Made:
    wrong = _l(
        "A code has small Latin letters, digits, hyphens; at most %(limit)s signs.",
        limit=field.limit,
    )
    checks = [*_needed(field), most(field.limit), Regexp(rf"{CODE.pattern}\Z", message=wrong)]
    return {field.key: StringField(label, checks, [_line], description=hint)}


def _choice(field: Field, label: Any, hint: Any, choices: Mapping[str, Any]) -> Made:
    options, usual = _options(choices), None if field.required else ""
    checks = _needed(field)
    made = SelectField(label, checks, choices=options, default=usual, description=hint)
    return {field.key: made}


def _checks(field: Field, label: Any, hint: Any, choices: Mapping[str, Any]) -> Made:
    needed = [DataRequired(_l("Choose at least one."))] if field.required else []
    options = _options(choices)
    return {field.key: ChecksField(label, needed, choices=options, description=hint)}


def _day(field: Field, label: Any, hint: Any, _choices: Mapping[str, Any]) -> Made:
    checks = _needed(field) or [Optional()]
    return {field.key: DayField(label, checks, description=hint)}


def _box(field: Field, label: Any, hint: Any, _choices: Mapping[str, Any]) -> Made:
    return {field.key: BooleanField(label, description=hint)}


def _options(choices: Mapping[str, Any]) -> list[SelectChoice]:
    return [SelectChoice(value, label) for value, label in choices.items()]


def _needed(field: Field) -> list[DataRequired]:
    return [DataRequired(_MISSING)] if field.required else []


def _line(text: str | None) -> str | None:
    return tidy_line(_HIDDEN.sub("", text)) if text is not None else None


def _prose(text: str | None) -> str | None:
    """Several lines; browsers send a line's end as two signs and count it as one."""
    if text is None:
        return None
    return tidy(_HIDDEN.sub("", text).replace("\r\n", "\n").replace("\t", " ").replace("\r", "\n"))


_SHAPES: dict[str, Callable[[Field, Any, Any, Mapping[str, Any]], Made]] = {
    "text": _sides,
    "prose": _sides,
    "string": _string,
    "code": _code,
    "choice": _choice,
    "choices": _checks,
    "date": _day,
    "yes_no": _box,
}
