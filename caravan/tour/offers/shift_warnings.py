"""What is wrong with the shifts of a stop: nobody at a stand, somebody at two, or at no hour."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from itertools import combinations
from typing import Protocol, TypeVar

from caravan.tour.stop_plan import FRIDAY, PRAYER

Span = tuple[time, time]


class Open(Protocol):
    """A day of a stop with its hours (wall time)."""

    @property
    def date(self) -> date: ...
    @property
    def opens(self) -> time: ...
    @property
    def closes(self) -> time: ...


class Break(Protocol):
    """A session of the agenda, as far as it may be a pause (wall time)."""

    @property
    def day(self) -> date: ...
    @property
    def starts(self) -> time: ...
    @property
    def ends(self) -> time: ...
    @property
    def kind(self) -> str: ...
    @property
    def is_withdrawn(self) -> bool: ...


class Shift(Protocol):
    """Who is at which stand when (wall time); `partner` is the partner's key at the stop."""

    @property
    def partner(self) -> str: ...
    @property
    def day(self) -> date: ...
    @property
    def starts(self) -> time: ...
    @property
    def ends(self) -> time: ...
    @property
    def representative(self) -> str: ...
    @property
    def is_office(self) -> bool: ...


S = TypeVar("S", bound=Shift)


@dataclass(frozen=True)
class Gap:
    """Hours of a day at which a stand is open and nobody is there."""

    day: date
    spans: tuple[Span, ...]


@dataclass(frozen=True)
class Twice:
    """One person at two stands (keys of partners) from `starts` to `ends`."""

    representative: str
    day: date
    starts: time
    ends: time
    partners: tuple[str, str]


def open_hours(days: Iterable[Open], agenda: Iterable[Break]) -> dict[date, list[Span]]:
    """When the stands are open, by day: the hours of the day without its pauses.

    The usual block of the Friday prayer (docs/scheduling.md) is a pause on any Friday.
    """
    pauses = [one for one in agenda if one.kind == "pause" and not one.is_withdrawn]
    hours = {}
    for day in days:
        cuts = [(one.starts, one.ends) for one in pauses if one.day == day.date]
        cuts += [PRAYER] if day.date.isoweekday() == FRIDAY else []
        hours[day.date] = _without([(day.opens, day.closes)], cuts)
    return hours


def gaps(
    hours: Mapping[date, Sequence[Span]], shifts: Iterable[Shift], stands: Iterable[str]
) -> dict[str, list[Gap]]:
    """The hours at which nobody is at a stand, by the partner's key; `hours` as `open_hours`."""
    held = list(shifts)
    found = {}
    for stand in stands:
        missing = []
        for day, spans in hours.items():
            taken = [(o.starts, o.ends) for o in held if (o.partner, o.day) == (stand, day)]
            missing.append(Gap(day, tuple(_without(spans, taken))))
        found[stand] = [gap for gap in missing if gap.spans]
    return {stand: missing for stand, missing in found.items() if missing}


def outside(days: Iterable[Open], shifts: Iterable[S]) -> list[S]:
    """The shifts no minute of which lies within the hours of their day; other days are passed by.

    One that begins before the doors open, to set up the stand, is none of them.
    """
    hours = {day.date: (day.opens, day.closes) for day in days}
    return [
        one
        for one in shifts
        if one.day in hours and not _meet(hours[one.day], (one.starts, one.ends))
    ]


def doubled(shifts: Iterable[Shift]) -> list[Twice]:
    """Where one person is at two stands at once; an office may send two people."""
    found = []
    people = [one for one in shifts if not one.is_office]
    for one, other in combinations(people, 2):
        starts, ends = max(one.starts, other.starts), min(one.ends, other.ends)
        same = (one.day, _folded(one)) == (other.day, _folded(other))
        if same and one.partner != other.partner and starts < ends:
            partners = (one.partner, other.partner)
            found.append(Twice(one.representative, one.day, starts, ends, partners))
    return found


def _meet(one: Span, other: Span) -> bool:
    return max(one[0], other[0]) < min(one[1], other[1])


def _folded(shift: Shift) -> str:
    return shift.representative.casefold()


def _without(spans: Iterable[Span], cuts: Iterable[Span]) -> list[Span]:
    """What is left of the spans when the cuts are taken out."""
    left = list(spans)
    for starts, ends in cuts:
        pieces = [
            piece
            for begin, finish in left
            for piece in ((begin, min(finish, starts)), (max(begin, ends), finish))
        ]
        left = [(begin, finish) for begin, finish in pieces if begin < finish]
    return left
