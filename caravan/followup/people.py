"""Who came, counted and protected: by day, by hour, by category against the registered."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from caravan.kernel.heads import NOBODY, Heads
from caravan.kernel.small_numbers import Shown, protect, protect_crossed, rounded


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

    `came` counts each person once, however many days they came; `days` count them on each day.
    """

    came: Shown
    registered: Shown
    days: tuple[Day, ...]
    categories: tuple[Category, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nobody came."""
        return self.came == 0


def count_people(
    days: Iterable[date],
    arrivals: Mapping[tuple[date, int], Heads],
    came: Mapping[str, Heads],
    stayed_away: Mapping[str, Heads],
    order: Iterable[str],
) -> Headcount:
    """The protected counts of a stop with these `days`.

    `arrivals` count them by day and hour (Moroccan wall time), each person once a day; `came` and
    `stayed_away` count persons by category, which are told in `order`. Whoever knows who registered
    and who came knows who did not: the three are protected as one table.
    """
    hours: dict[date, dict[int, Heads]] = {day: {} for day in sorted(days)}
    for (day, hour), number in arrivals.items():
        hours.setdefault(day, {})[hour] = number
    categories = [one for one in order if came.get(one) or stayed_away.get(one)]
    table = [[came.get(one, NOBODY), stayed_away.get(one, NOBODY)] for one in categories]
    # Those who came and those registered are each told by category alone: one attribute.
    crossed = protect_crossed(table or [[NOBODY] * 2], unprinted=[1], spared=[0], attributes=1)
    return Headcount(
        came=rounded(crossed.column_totals[0]),
        registered=rounded(crossed.total),
        days=tuple(_day(day, counted) for day, counted in sorted(hours.items())),
        categories=tuple(
            Category(name, rounded(row[0]), rounded(total))
            for name, row, total in zip(categories, crossed.rows, crossed.row_totals, strict=False)
        ),
    )


def _day(day: date, counted: Mapping[int, Heads]) -> Day:
    if not counted:
        return Day(day, 0, ())
    hours: Sequence[int] = range(min(counted), max(counted) + 1)
    line = protect([counted.get(hour, NOBODY) for hour in hours])
    shown_hours = zip(hours, map(rounded, line.counts), strict=True)
    return Day(day, rounded(line.total), tuple(shown_hours))


def busiest(headcount: Headcount) -> tuple[date, int] | None:
    """The day and hour in which most came, of what is shown; None where nothing is, or a tie."""
    known = [(count, one.day, hour) for one in headcount.days for hour, count in one.hours if count]
    most = max((count for count, _day, _hour in known), default=0)
    fullest = [(day, hour) for count, day, hour in known if count == most]
    return fullest[0] if len(fullest) == 1 else None
