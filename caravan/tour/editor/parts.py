"""The parts of a plan that are edited on screen: their lines, and the part that lines make."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from caravan.kernel.names import fold
from caravan.tour.catalogue import Catalogue
from caravan.tour.drafting import LISTS, find_part, get_part
from caravan.tour.editor import lines
from caravan.tour.editor.lines import Lines
from caravan.tour.file_shapes import Field
from caravan.tour.stop_fields import DAY, PARTNER, ROOM, SESSION, SPEAKER
from caravan.tour.stop_plan import (
    STATUSES,
    Day,
    Kept,
    PartnerPlan,
    Room,
    SessionPlan,
    Speaker,
    StopPlan,
    Venue,
)

PRAYER_RULE = "friday_prayer"
FACTS = "facts"
_KEEPS = Field("kept", "string", limit=500)
_FACTS = (
    Field("title", "text", required=True),
    Field("host", "text"),
    Field("venue_name", "text"),
    Field("venue_address", "prose", limit=500),
    Field("seats", "whole", limit=100_000),
    Field("safety_limit", "whole", limit=100_000),
    Field("services", "choices", among="service"),
    Field("status", "choice", required=True, choices=STATUSES),
    Field("reason", "prose", limit=2000),
    Field("team", "code", limit=60),
    Field("note", "prose", limit=2000),
)


@dataclass(frozen=True)
class Kind:
    """One kind of part: its fields, what it is made as, the lines of it that are chosen as one."""

    fields: tuple[Field, ...]
    shape: type[Any] = StopPlan
    together: tuple[tuple[str, ...], ...] = ()

    @property
    def names(self) -> list[str]:
        """The names of its lines."""
        return lines.names_of(self.fields)


KINDS = {
    FACTS: Kind(_FACTS),
    "days": Kind(DAY, Day, (("opens", "closes"), ("prayer_starts", "prayer_ends"))),
    "rooms": Kind(ROOM, Room),
    "speakers": Kind(SPEAKER, Speaker),
    "partners": Kind(PARTNER, PartnerPlan),
    "sessions": Kind((*SESSION, _KEEPS), SessionPlan, (("day", "starts", "ends"),)),
}
"""By the name of the plan's list; FACTS is what is said of the stop itself."""


def name_of(kind: str, written: str) -> str | date | None:
    """What names a part, from the address of its page: the key, or the date of a day."""
    if kind != "days":
        return written
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def lines_of(plan: StopPlan, kind: str, name: object) -> Lines:
    """The lines of a part as it stands; refused when it is gone: PartIsGone."""
    if kind == FACTS:
        return lines.write(_facts_of(plan), _FACTS)
    values = dict(vars(get_part(plan, kind, name)))
    if kind == "sessions":
        values["kept"] = reason_of(plan, name)
    return lines.write(values, KINDS[kind].fields)


def values_of(plan: StopPlan, kind: str, written: Lines, known: Catalogue) -> dict[str, Any]:
    """The values that lines give, by field; `known` has the codes of the catalogue.

    Refused with every fault: BadLines.
    """
    return lines.read(written, KINDS[kind].fields, codes(plan, known))


def codes(plan: StopPlan, known: Catalogue) -> Mapping[str, Collection[str]]:
    """What the parts of the plan may name."""
    return {
        "service": known.services,
        "organisation": known.organisations,
        "room": {room.key for room in plan.rooms},
        "speaker": {speaker.key for speaker in plan.speakers},
        "partner": {partner.key for partner in plan.partners},
    }


def with_facts(plan: StopPlan, values: Mapping[str, Any]) -> StopPlan:
    """`plan` with what `values` say of the stop itself; what they leave out is empty."""
    return replace(
        plan,
        title=values.get("title", {}),
        host=values.get("host", {}),
        venue=Venue(values.get("venue_name", {}), values.get("venue_address", {})),
        seats=values.get("seats"),
        safety_limit=values.get("safety_limit"),
        services=values.get("services", ()),
        status=values["status"],
        reason=values.get("reason", {}),
        team=values.get("team", ""),
        note=values.get("note", {}),
    )


def _facts_of(plan: StopPlan) -> dict[str, Any]:
    return vars(plan) | {"venue_name": plan.venue.name, "venue_address": plan.venue.address}


def reason_of(plan: StopPlan, key: object) -> str:
    """Why the session stays in the prayer block; "" where nobody keeps it there."""
    return next((kept.reason for kept in plan.kept if _keeps(kept, key)), "")


def with_kept(plan: StopPlan, key: str, *, renamed: str, reason: str, by: str) -> StopPlan:
    """`plan` where the session `key`, now called `renamed`, stays in the prayer block for `reason`.

    An empty reason lets go of it; the name of whoever gave the same reason before stays.
    """
    standing = next((kept for kept in plan.kept if _keeps(kept, key)), None)
    others = [kept for kept in plan.kept if kept is not standing]
    kept = [replace(one, subject=renamed) if one.subject == key else one for one in others]
    if standing and standing.reason == reason:
        kept.append(replace(standing, subject=renamed))
    elif reason:
        kept.append(Kept(PRAYER_RULE, by, reason, renamed))
    return replace(plan, kept=tuple(kept))


def without_kept(plan: StopPlan, subject: str) -> StopPlan:
    """`plan` where nothing is kept of a session or day that is gone."""
    return replace(plan, kept=tuple(kept for kept in plan.kept if kept.subject != subject))


def _keeps(kept: Kept, name: object) -> bool:
    return kept.rule == PRAYER_RULE and kept.subject == name


def propose_key(plan: StopPlan, kind: str, written: Lines) -> str:
    """A short name that is free, from the French title or name: "prets-et-logement-2"."""
    text = str(written.get("title_fr") or written.get("name_fr") or "")
    base = re.sub("[^a-z0-9]+", "-", fold(text))[:50].strip("-") or kind.removesuffix("s")
    number = 1
    key = base
    while is_taken(plan, kind, key):
        number += 1
        key = f"{base}-{number}"
    return key


def is_taken(plan: StopPlan, kind: str, name: object) -> bool:
    """Whether a part has this name."""
    return kind in LISTS and find_part(plan, kind, name) is not None
