"""How forms are read: by rules, whose refusals stand by the fields."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from wtforms import BooleanField, Field
from wtforms.validators import ValidationError

from caravan.kernel.errors import explain
from caravan.kernel.forms import RoomForm
from caravan.kernel.refusal import Refusal


class Reads:
    """Asks a reading rule about a field: what it reads is kept, its refusal stands by the field."""

    def __init__(self, rule: Callable[[Any], object], *, required: bool = False) -> None:
        self.rule = rule
        self.field_flags = {"required": True} if required else {}

    def __call__(self, form: "ReadForm", field: Field) -> None:
        try:
            form.said[field.name] = self.rule(field.data)
        except Refusal as refusal:
            raise ValidationError(explain(refusal)) from refusal


class ReadForm(RoomForm):
    """A form read by rules; `said` holds what they read, by the fields' names, once validated."""

    def __init__(self, **values: Any) -> None:
        self.said: dict[str, Any] = {}
        super().__init__(**values)


def said_in(form: type[ReadForm], sent: Mapping[str, str]) -> dict[str, Any] | None:
    """What a form of that class would say, sent so, by its rules; None where one of them refuses.

    The same as `said` after `validate`, without making the form: that costs more than the rules.
    """
    said: dict[str, Any] = {}
    for box in _boxes(form):
        data: Any = sent.get(box.name)
        if box.is_tick:
            data = data is not None and data not in BooleanField.false_values
        for tidied in box.filters:
            data = tidied(data)
        try:
            said[box.name] = box.rule(data)
        except Refusal:
            return None
    return said


class _Box(NamedTuple):
    """A field of a form that a rule reads."""

    name: str
    is_tick: bool
    filters: tuple[Callable[[Any], Any], ...]
    rule: Callable[[Any], object]


_KNOWN: dict[type[ReadForm], tuple[_Box, ...]] = {}


def _boxes(form: type[ReadForm]) -> tuple[_Box, ...]:
    """The fields of the form, in its order, found once for all."""
    if form not in _KNOWN:
        _KNOWN[form] = tuple(
            _Box(field.name, isinstance(field, BooleanField), tuple(field.filters), reads.rule)
            for field in form(formdata=None)
            for reads in field.validators
            if isinstance(reads, Reads)
        )
    return _KNOWN[form]
