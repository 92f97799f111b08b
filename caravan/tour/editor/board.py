"""The grid of a day: a column for each room, quarters of an hour down, what runs at once beside."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import time

from caravan.tour.editor.steps import QUARTER, minutes, wall
from caravan.tour.stop_plan import Day, Room, SessionPlan, StopPlan

MOST_LANES = 4
"""Beyond so many sessions at once in one room, cards lie on each other."""
MOST_TRACKS = 48
"""The style sheet has classes for so many lanes; further ones share the last."""
_HALF = 30
Span = tuple[int, int]


@dataclass(frozen=True)
class Column:
    """A room in the grid (None: sessions without one), from its first track, `width` tracks."""

    room: Room | None
    track: int
    width: int


@dataclass(frozen=True)
class Card:
    """A session in the grid: from which track, how many; from when ("0930"), for how long."""

    session: SessionPlan
    track: int
    width: int
    at: str
    length: int


@dataclass(frozen=True)
class Block:
    """The prayer block: from when, for how many minutes, its hours; folded while nothing is in it.

    `lead` counts the quarters above it. `pauses`: whether a pause lies on it.
    """

    starts: time
    ends: time
    at: str
    length: int
    lead: int
    is_folded: bool
    has_pause: bool


@dataclass(frozen=True)
class Board:
    """One day as a grid: from when its rows begin ("0830"), every half hour, columns, cards."""

    day: Day
    first: str
    ticks: list[str]
    columns: list[Column]
    cards: list[Card]
    block: Block | None

    @property
    def tracks(self) -> int:
        """How many tracks the columns take together."""
        return min(sum(column.width for column in self.columns), MOST_TRACKS)


def board_of(plan: StopPlan, day: Day) -> Board:
    """The sessions of `day` in the grid, in the order of time; every one of them has a place."""
    sessions = [session for session in plan.sessions if session.day == day.date]
    sessions.sort(key=lambda one: (one.starts, one.ends, one.key))
    rows = {session.key: _rows(session) for session in sessions}
    rooms = {room.key for room in plan.rooms}
    room_of = {one.key: one.room if one.room in rooms else "" for one in sessions}
    across = {key for key in rows if not room_of[key] and _is_alone(key, rows)}
    crowds = {
        room: _crowds(
            [(key, rows[key]) for key in rows if room_of[key] == room and key not in across]
        )
        for room in (*rooms, "")
    }
    columns = _columns(plan, crowds)
    places = {**_places(columns, crowds), **dict.fromkeys(across, (1, _width(columns)))}
    first, last = _bounds(day, rows.values())
    return Board(
        day,
        _code(first),
        [_code(at) for at in range(first, last, _HALF)],
        columns,
        [_card(session, rows[session.key], places[session.key]) for session in sessions],
        _block(plan, day, (first, last), sessions),
    )


def news_of(plan: StopPlan, released: StopPlan | None) -> dict[str, str]:
    """What is "new" or "changed" since the release, by the key of the session."""
    before = {session.key: session for session in released.sessions} if released else {}
    return {
        session.key: "changed" if session.key in before else "new"
        for session in plan.sessions
        if released and before.get(session.key) != session
    }


def _rows(session: SessionPlan) -> Span:
    """The quarters that the session touches, in minutes since midnight; at least one."""
    start = minutes(session.starts) // QUARTER * QUARTER
    end = -(-minutes(session.ends) // QUARTER) * QUARTER
    return start, max(end, start + QUARTER)


def _bounds(day: Day, spans: Iterable[Span]) -> Span:
    """From which half hour to which the grid goes: the hours of the day, and all that is beyond."""
    starts, ends = zip((minutes(day.opens), minutes(day.closes)), *spans, strict=True)
    return min(starts) // _HALF * _HALF, -(-max(ends) // _HALF) * _HALF


def _is_alone(key: str, rows: Mapping[str, Span]) -> bool:
    start, end = rows[key]
    return not any(
        other != key and span[0] < end and start < span[1] for other, span in rows.items()
    )


def _crowds(spans: Iterable[tuple[str, Span]]) -> list[dict[str, int]]:
    """What runs at once in one room: for each crowd the lane of every session, by its key."""
    crowds: list[dict[str, int]] = []
    ends: list[int] = []
    for key, (start, end) in spans:
        if start >= max(ends, default=0):
            crowds.append({})
            ends = []
        lane = next((lane for lane, free in enumerate(ends) if free <= start), len(ends))
        ends[lane : lane + 1] = [end]
        crowds[-1][key] = min(lane, MOST_LANES - 1)
    return crowds


def _columns(plan: StopPlan, crowds: Mapping[str, list[dict[str, int]]]) -> list[Column]:
    """The rooms in their order; a column without a room only where something needs it."""
    rooms: list[Room | None] = [*plan.rooms]
    if crowds[""] or not rooms:
        rooms.append(None)
    columns: list[Column] = []
    for room in rooms:
        crowded = crowds[room.key if room else ""]
        lanes = max((max(crowd.values()) + 1 for crowd in crowded), default=1)
        columns.append(Column(room, _width(columns) + 1, lanes))
    return columns


def _width(columns: Iterable[Column]) -> int:
    return sum(column.width for column in columns)


def _places(
    columns: Iterable[Column], crowds: Mapping[str, list[dict[str, int]]]
) -> dict[str, Span]:
    """First track and number of tracks of each session; one that runs alone takes all of them."""
    return {
        key: (column.track + lane, 1 if len(crowd) > 1 else column.width)
        for column in columns
        for crowd in crowds[column.room.key if column.room else ""]
        for key, lane in crowd.items()
    }


def _card(session: SessionPlan, rows: Span, place: Span) -> Card:
    (start, end), (track, width) = rows, place
    first = min(track, MOST_TRACKS)
    return Card(session, first, min(width, MOST_TRACKS - first + 1), _code(start), end - start)


def _block(plan: StopPlan, day: Day, bounds: Span, sessions: Iterable[SessionPlan]) -> Block | None:
    """The part of the prayer block that lies within the grid; None where none does."""
    hours = plan.block_of(day) or (time(), time())
    start = max(minutes(hours[0]) // QUARTER * QUARTER, bounds[0])
    end = min(-(-minutes(hours[1]) // QUARTER) * QUARTER, bounds[1])
    if start >= end:
        return None
    inside = [one for one in sessions if one.starts < hours[1] and hours[0] < one.ends]
    pauses = [one for one in inside if one.kind == "pause"]
    return Block(
        starts=hours[0],
        ends=hours[1],
        at=_code(start),
        length=end - start,
        lead=(start - bounds[0]) // QUARTER,
        is_folded=len(inside) == len(pauses) and bounds[0] < start,
        has_pause=bool(pauses),
    )


def _code(since_midnight: int) -> str:
    """The quarter as the style sheet's classes name it: "0930"."""
    return f"{wall(since_midnight):%H%M}"
