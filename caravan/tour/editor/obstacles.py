"""What still blocks the release of a plan, each with the form and the line where it is mended."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from caravan.tour.editor.parts import FACTS, KINDS
from caravan.tour.faults import Fault
from caravan.tour.stop_plan import StopPlan, Text

_PLACE = re.compile(r"(\w+)\[(\d+)\](?:\.(.+))?")
_FACTS = {"venue.name": "venue_name", "venue.address": "venue_address", "status": "reason_ar"}


@dataclass(frozen=True)
class Obstacle:
    """A fault with where it is mended.

    `kind` is the kind of part, `name` its key ("" for the facts), `line` the line of its form, ""
    where no form has it; `title` what people call the part, empty for the facts.
    """

    fault: Fault
    kind: str
    name: str
    line: str
    title: Text


def obstacles(plan: StopPlan, faults: Iterable[Fault]) -> list[Obstacle]:
    """The obstacles by the order of the plan: the facts, days, rooms …, the sessions last."""
    order = list(KINDS)
    rows = {kind: [_name(row) for row in getattr(plan, kind)] for kind in order if kind != FACTS}

    def place(one: Obstacle) -> tuple[int, int, str]:
        return (order.index(one.kind), rows[one.kind].index(one.name) if one.name else 0, one.line)

    return sorted((_obstacle(plan, fault) for fault in faults), key=place)


def _obstacle(plan: StopPlan, fault: Fault) -> Obstacle:
    found = _PLACE.fullmatch(fault.key)
    kind = f"{found[1]}s" if found else FACTS
    if not found or kind not in KINDS:
        return Obstacle(fault, FACTS, "", _line(FACTS, fault.key), {})
    part = getattr(plan, kind)[int(found[2]) - 1]
    line = _line(kind, found[3] or "")
    if fault.code == "inside_prayer":
        line = "kept"
    return Obstacle(fault, kind, _name(part), line, _title(part))


def _line(kind: str, key: str) -> str:
    """The line of the form for a key of the file: "title.fr" is title_fr, "title" title_ar."""
    key = next((ours for theirs, ours in _FACTS.items() if key == theirs), key)
    name = key.replace(".", "_")
    names = KINDS[kind].names
    return next((one for one in (name, f"{name}_ar") if one in names), "")


def _name(part: object) -> str:
    return str(getattr(part, "key", None) or getattr(part, "date", ""))


def _title(part: object) -> Text:
    title: Text = getattr(part, "title", None) or getattr(part, "name", None) or {}
    return title
