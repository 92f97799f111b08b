"""What the parts of a stop are called on the pages of the staff, and where each is edited."""

import re

from caravan.kernel.i18n import lang
from caravan.kernel.texts import lazy_gettext as _l
from caravan.tour.faults import Path
from caravan.tour.stop_plan import StopPlan

ITEMS = {
    "stop": _l("The stop"),
    "venue": _l("Place"),
    "day": _l("Day"),
    "session": _l("Session"),
    "room": _l("Room"),
    "speaker": _l("Speaker"),
    "partner": _l("Partner"),
    "kept": _l("Rule set aside"),
}
ASPECTS = {
    "title": _l("Title"),
    "name": _l("Name"),
    "host": _l("Host"),
    "command": _l("Command"),
    "tour": _l("Tour"),
    "edition": _l("Edition"),
    "stage": _l("Stage number"),
    "status": _l("State"),
    "reason": _l("Reason"),
    "venue": _l("Place"),
    "address": _l("Address"),
    "services": _l("Services"),
    "seats": _l("Seats"),
    "safety_limit": _l("Safety limit"),
    "team": _l("Team"),
    "rehearsal": _l("Rehearsal"),
    "note": _l("Note"),
    "sources": _l("Sources"),
    "hours": _l("Hours"),
    "prayer": _l("Prayer block"),
    "when": _l("Hours"),
    "room": _l("Room"),
    "speakers": _l("Speakers"),
    "partners": _l("Partners"),
    "audience": _l("For whom"),
    "languages": _l("Languages"),
    "kind": _l("Kind"),
    "internal": _l("Staff only"),
    "readers": _l("Shown to"),
    "state": _l("State"),
    "stand": _l("Stand"),
}
_IN = {
    "ar": _l("%(field)s in Arabic"),
    "fr": _l("%(field)s in French"),
    "en": _l("%(field)s in English"),
    "zgh": _l("%(field)s in Tamazight"),
}
_STEP = re.compile(r"(\w+)(?:\[(\d+)\])?")
_LISTS = {
    "day": ("days", "date"),
    "room": ("rooms", "key"),
    "speaker": ("speakers", "key"),
    "partner": ("partners", "key"),
    "session": ("sessions", "key"),
}


def aspect_name(aspect: str, language: str = "") -> str:
    """«Title in French»; "" for what has no name of its own."""
    if aspect not in ASPECTS:
        return ""
    named = str(ASPECTS[aspect])
    return str(_IN[language]) % {"field": named} if language in _IN else named


def path_of(key: str) -> Path:
    """The path that a Fault or Finding gives as text: "session[2].title.fr"."""
    steps = [match.groups() for match in _STEP.finditer(key)]
    return tuple(
        part for name, number in steps for part in ((name, int(number) - 1) if number else (name,))
    )


def row_of(plan: StopPlan, path: Path) -> object | None:
    """The session, room, speaker, partner or day that `path` lies in, or None for the stop."""
    if path and path[0] in _LISTS and isinstance(path[1:2] and path[1], int):
        rows = getattr(plan, _LISTS[str(path[0])][0])
        return rows[int(path[1])] if int(path[1]) < len(rows) else None
    return None


def editor_home(key: str) -> str:
    """Where the agenda of the stop is edited."""
    return f"/{lang()}/staff/stops/{key}/agenda"


def editor_address(plan: StopPlan, path: Path) -> str:
    """Where the value at `path` is edited: on the page of its row, or among the facts of the stop.

    The one place that knows the addresses of the agenda editor; a field's id is its name there.
    """
    agenda = editor_home(plan.key)
    table, field = str(path[0]) if path else "", "_".join(str(part) for part in path[2:])
    row = row_of(plan, path)
    if row is None:
        return f"{agenda}/facts#{'_'.join(map(str, path))}"
    name = str(getattr(row, _LISTS[table][1]))
    if table == "session":
        return f"{agenda}/sessions/{name}#{field}"
    return f"{agenda}/places/{_LISTS[table][0]}/{name}#{field}"
