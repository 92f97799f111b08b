"""How forms are read: by rules, whose refusals stand by the fields."""

from collections.abc import Callable
from typing import Any

from wtforms import Field
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
