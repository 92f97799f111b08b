"""A stop plan as plain JSON: how drafts are kept, and a part of one is recognised."""

import hashlib
import json
from datetime import date, time
from functools import cache
from typing import TYPE_CHECKING, Any

from caravan.tour.stop_plan import StopPlan

if TYPE_CHECKING:
    from cattrs import Converter


def to_json(plan: StopPlan) -> dict[str, Any]:
    """Everything in `plan`, as JSON can carry it; dates and times in ISO form."""
    written: dict[str, Any] = _converter().unstructure(plan)
    return written


def from_json(written: dict[str, Any]) -> StopPlan:
    """The plan that `to_json` wrote; parts that were not known then have their usual values."""
    return _converter().structure(written, StopPlan)


def mark_of(part: object) -> str:
    """A short mark of what a part of a plan (a session, a room …) says: another for other words."""
    text = json.dumps(_converter().unstructure(part), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


@cache
def _converter() -> "Converter":
    from cattrs import Converter  # noqa: PLC0415 - slow to bring in, and only drafts need it

    converter = Converter(omit_if_default=True)
    converter.register_unstructure_hook(date, date.isoformat)
    converter.register_structure_hook(date, lambda text, _type: date.fromisoformat(text))
    converter.register_unstructure_hook(time, lambda at: at.isoformat("minutes"))
    converter.register_structure_hook(time, lambda text, _type: time.fromisoformat(text))
    return converter
