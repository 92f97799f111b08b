"""Where a stop could go instead: the nearest free days that no rule speaks against."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from caravan.tour.season.building import is_within_reach
from caravan.tour.season.cautions import cautions
from caravan.tour.season.moving import next_weekday, shifted
from caravan.tour.season.year import Season
from caravan.tour.stop_plan import FRIDAY, StopPlan

_WEEK = timedelta(weeks=1)
WEEKS = 30
"""How far is looked: Ramadan, the feasts and a summer are passed over."""


def proposals(
    plan: StopPlan, others: Sequence[StopPlan], season: Season, *, today: date
) -> list[date]:
    """First days on which no rule would speak against `plan`: the nearest later, then earlier one.

    A stop of several days begins on a Friday, as every stop of 2024 and 2025; one of a single day
    keeps its day of the week. Never before `today`. `season` reaches WEEKS to both sides.
    """
    weekday = FRIDAY if len(plan.days) > 1 else plan.first_day.isoweekday()
    first = next_weekday(plan.first_day, weekday)
    later = (first + after * _WEEK for after in range(WEEKS))
    earlier = (first - before * _WEEK for before in range(1, WEEKS))
    found: list[date] = []
    for ways in (later, earlier):
        found += _first_free(plan, ways, others, season, today)
    return found


def _first_free(
    plan: StopPlan,
    days: Iterable[date],
    others: Sequence[StopPlan],
    season: Season,
    today: date,
) -> Iterator[date]:
    for day in days:
        if today <= day != plan.first_day and is_within_reach(day):
            moved = shifted(plan, day)
            left = cautions(moved, others, season, today=today)
            if all(one.rule == "friday_prayer" for one in left):
                yield day
                return
