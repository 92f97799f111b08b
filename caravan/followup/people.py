"""Who came, counted and protected: by day, hour and gate, by category against the registered."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from caravan.kernel.heads import NOBODY, Heads
from caravan.kernel.small_numbers import (
    Crossed,
    Line,
    Shown,
    protect_crossed,
    protect_nested,
    rounded,
)

Key = TypeVar("Key", str, tuple[date, int])
Arrivals = Mapping[tuple[date, int, str], Heads]
"""People by day, hour (Moroccan wall time) and gate, each once a day."""


@dataclass(frozen=True)
class Day:
    """A day of the stop: how many came, and how many in each hour (Moroccan wall time)."""

    day: date
    total: Shown
    hours: tuple[tuple[int, Shown], ...]


@dataclass(frozen=True)
class Category:
    """How many of a category are registered, and how many of these came."""

    category: str
    came: Shown
    registered: Shown


@dataclass(frozen=True)
class Headcount:
    """Everything that is told of the people of a stop: rounded to 5, small groups hidden (None).

    `came` counts each person once, however many days they came; `days` and `gates` count them on
    each day, and `arrivals` is what either of these add up to.
    """

    came: Shown
    registered: Shown
    arrivals: Shown
    days: tuple[Day, ...]
    gates: tuple[tuple[str, Shown], ...]
    categories: tuple[Category, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nobody came."""
        return self.came == 0


@dataclass(frozen=True)
class Counted:
    """What a release counts: persons who came and who stayed away by category, and arrivals."""

    arrivals: Arrivals
    came: Mapping[str, Heads]
    away: Mapping[str, Heads]


NOTHING = Counted({}, {}, {})


def count_people(
    days: Iterable[date], now: Counted, order: Iterable[str], *, before: Counted = NOTHING
) -> Headcount:
    """The protected counts of a stop with these `days`; categories are told in `order`.

    Whoever knows who registered and who came knows who did not: the three are protected as one
    table. Days, hours and gates add up to the same arrivals, and on a stop of one day those who
    came do: so these two totals are taken as known wherever something is hidden. So is what was
    released `before`: who had come then has come now.
    """
    categories = [one for one in order if now.came.get(one) or now.away.get(one)]
    crossed = _crossed(categories or [""], now, before)
    gates, gates_before = (
        _summed((gate, number) for (_day, _hour, gate), number in one.items())
        for one in (now.arrivals, before.arrivals)
    )
    (by_gate,), total = protect_nested(
        [list(gates.values()) or [NOBODY]],
        before=[[gates_before.get(gate, NOBODY) for gate in gates] or [NOBODY]],
    )
    return Headcount(
        came=rounded(crossed.column_totals[0]),
        registered=rounded(crossed.total),
        arrivals=rounded(total),
        days=_days(days, now.arrivals, before.arrivals),
        gates=tuple(
            (gate, rounded(count))
            for gate, count in zip(gates, by_gate.counts, strict=False)
            if gate
        ),
        categories=tuple(
            Category(name, rounded(row[0]), rounded(total))
            for name, row, total in zip(categories, crossed.rows, crossed.row_totals, strict=False)
        ),
    )


def _crossed(categories: Iterable[str], now: Counted, before: Counted) -> Crossed:
    """Those who came and those registered are each told by category alone: one attribute."""
    return protect_crossed(
        [[now.came.get(one, NOBODY), now.away.get(one, NOBODY)] for one in categories],
        unprinted=[1],
        spared=[0],
        attributes=1,
        before=[[before.came.get(one, NOBODY), NOBODY] for one in categories],
    )


def _summed(counted: Iterable[tuple[Key, Heads]]) -> dict[Key, Heads]:
    """What was counted of each, in order."""
    sums: dict[Key, Heads] = defaultdict(lambda: NOBODY)
    for key, number in counted:
        sums[key] += number
    return dict(sorted(sums.items()))


def _days(days: Iterable[date], arrivals: Arrivals, former: Arrivals) -> tuple[Day, ...]:
    """Each day from its first hour with arrivals to its last; those without any hold none."""
    counted, before = (
        _summed(((day, hour), number) for (day, hour, _gate), number in one.items())
        for one in (arrivals, former)
    )
    named = sorted({*days, *(day for day, _hour in counted)})
    hours = [hour for _day, hour in counted]
    span = range(min(hours, default=0), max(hours, default=0) + 1)
    now, then = (
        [[one.get((day, hour), NOBODY) for hour in span] for day in named]
        for one in (counted, before)
    )
    lines, _total = protect_nested(now, before=then)
    return tuple(
        _day(day, line, [hour for hour in span if (day, hour) in counted], span.start)
        for day, line in zip(named, lines, strict=True)
    )


def _day(day: date, line: Line, hours: list[int], first: int) -> Day:
    """The day from its first of the `hours` with arrivals to its last, where any may be told."""
    if not hours or (line.total is None and not any(line.counts)):
        return Day(day, line.total, ())
    span = range(hours[0], hours[-1] + 1)
    told = tuple((hour, rounded(line.counts[hour - first])) for hour in span)
    return Day(day, rounded(line.total), told)


def busiest(headcount: Headcount) -> tuple[date, int] | None:
    """The day and hour in which most came, of what is shown; None where nothing is, or a tie."""
    known = [(count, one.day, hour) for one in headcount.days for hour, count in one.hours if count]
    most = max((count for count, _day, _hour in known), default=0)
    fullest = [(day, hour) for count, day, hour in known if count == most]
    return fullest[0] if len(fullest) == 1 else None
