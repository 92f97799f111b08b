"""One step of a session in the grid: a quarter of an hour, a room, longer or shorter."""

from contextlib import suppress
from dataclasses import replace
from datetime import date, time

from caravan.tour.editor.lines import Lines
from caravan.tour.editor.parts import reason_of
from caravan.tour.stop_plan import SessionPlan, StopPlan

QUARTER = 15
LAST_MINUTE = 23 * 60 + 59
STEPS = ("earlier", "later", "previous", "next", "longer", "shorter")
PLACE = ("day", "starts", "ends", "room")
"""The lines of a session that say where it stands."""


def minutes(at: time) -> int:
    """Minutes since midnight."""
    return at.hour * 60 + at.minute


def wall(since_midnight: int) -> time:
    """The wall time so many minutes after midnight, never beyond the day."""
    return time(*divmod(min(max(since_midnight, 0), LAST_MINUTE), 60))


def place_of(session: SessionPlan) -> Lines:
    """Where the session stands, as lines."""
    return {
        "day": session.day.isoformat(),
        "starts": f"{session.starts:%H:%M}",
        "ends": f"{session.ends:%H:%M}",
        "room": session.room,
    }


def seen_at(session: SessionPlan, place: Lines) -> SessionPlan:
    """The session where somebody saw it, by the lines of PLACE; as it stands if they are none."""
    with suppress(ValueError, KeyError):
        day, starts, ends, room = (str(place[name]) for name in PLACE)
        at, until = time.fromisoformat(starts), time.fromisoformat(ends)
        return replace(session, day=date.fromisoformat(day), starts=at, ends=until, room=room)
    return session


def step(plan: StopPlan, session: SessionPlan, which: str) -> Lines:
    """Where one of STEPS leads; at the first and the last room it leads nowhere.

    Over the prayer block it leads at once: nothing lands there that nobody keeps there.
    """
    place = place_of(session)
    if which in ("previous", "next"):
        return place | {"room": _next_room(plan, session, 1 if which == "next" else -1)}
    starts, ends = minutes(session.starts), minutes(session.ends)
    by = QUARTER if which in ("later", "longer") else -QUARTER
    if which in ("longer", "shorter"):
        ends += by
    else:
        starts, ends = _over_the_block(plan, session, (starts + by, ends + by), by)
    return place | {"starts": f"{wall(starts):%H:%M}", "ends": f"{wall(ends):%H:%M}"}


def _next_room(plan: StopPlan, session: SessionPlan, by: int) -> str:
    """The room beside it, in the order of the columns; from nowhere the nearest edge."""
    rooms = [room.key for room in plan.rooms]
    if session.room not in rooms:
        return next(iter(rooms if by > 0 else reversed(rooms)), "")
    return rooms[min(max(rooms.index(session.room) + by, 0), len(rooms) - 1)]


def _over_the_block(
    plan: StopPlan, session: SessionPlan, span: tuple[int, int], by: int
) -> tuple[int, int]:
    block = next((plan.block_of(day) for day in plan.days if day.date == session.day), None)
    if block is None or session.kind == "pause" or reason_of(plan, session.key):
        return span
    first, last = minutes(block[0]), minutes(block[1])
    starts, ends = span
    if ends <= first or starts >= last:
        return span
    length = ends - starts
    return (last, last + length) if by > 0 else (first - length, first)
