"""The calendar of a season put together: holidays, Ramadan, the clock, avoided dates."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby, pairwise

from caravan.kernel.clock import ZONE
from caravan.tour.season.moroccan_holidays import (
    FIRST_YEAR,
    LAST_YEAR,
    Moved,
    holidays_of,
    ramadans_between,
)
from caravan.tour.season.year import ONE_DAY, Avoided, ClockChange, Holiday, Season

_NOON = time(12)


def season_of(first: date, last: date, *, moved: Moved, avoided: Iterable[Avoided]) -> Season:
    """What is known of the days from `first` to `last` (dates on Moroccan clocks).

    Brought within the years that can be planned in. `moved` are the lunar dates that somebody
    moved by hand. Source of the rules: docs/scheduling.md.
    """
    first, last = within_reach(first), within_reach(last)
    found = (one for year in range(first.year, last.year + 1) for one in holidays_of(year, moved))
    return Season(
        first=first,
        last=last,
        holidays={day: tuple(ones) for day, ones in groupby(found, key=_date)},
        ramadans=tuple(ramadans_between(first, last, moved)),
        avoided=tuple(avoided),
        clock_changes=tuple(clock_changes(first, last)),
    )


def _date(holiday: Holiday) -> date:
    return holiday.date


def within_reach(day: date) -> date:
    """`day`, or the nearest one that can be planned in."""
    return min(max(day, date(FIRST_YEAR, 1, 1)), date(LAST_YEAR, 12, 31))


def is_within_reach(day: date) -> bool:
    """Whether `day` can be planned in."""
    return within_reach(day) == day


def offset_on(day: date) -> timedelta:
    """How far Moroccan clocks stand from UTC at noon of `day`, by the rules that we have."""
    offset = datetime.combine(day, _NOON, tzinfo=ZONE).utcoffset()
    return offset or timedelta(0)


def clock_changes(first: date, last: date) -> Iterator[ClockChange]:
    """The days from `first` to `last` on whose morning the clock is changed, in order.

    By the zone rules of the pinned tzdata: until 2026 back to GMT for Ramadan, and on 20 September
    2026 for good.
    """
    count = (last - first).days + 1
    days = [first - ONE_DAY + after * ONE_DAY for after in range(count + 1)]
    for (_, before), (day, after) in pairwise((day, offset_on(day)) for day in days):
        if before != after:
            yield ClockChange(day, before, after)


def offset_at(instant: datetime) -> timedelta:
    """How far Moroccan clocks stand from UTC at the aware `instant`."""
    return instant.astimezone(UTC).astimezone(ZONE).utcoffset() or timedelta(0)
