"""Plans and calendars for the tests of the planner, made by plain functions."""

from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

from caravan.tour.season.building import season_of
from caravan.tour.season.stages import PlannedStop, state_of
from caravan.tour.season.year import Avoided, Season
from caravan.tour.stop_plan import Day, SessionPlan, StopPlan

TODAY = date(2026, 11, 27)
SPRING = date(2027, 4, 9)
"""A Friday that no rule speaks against."""


def make_plan(
    key: str = "oujda-2027", first: date = SPRING, days: int = 2, **values: Any
) -> StopPlan:
    """A stop of `days` days from `first`, with one session on the first morning."""
    dates = [first + timedelta(days=after) for after in range(days)]
    return StopPlan(
        **{
            "key": key,
            "tour": "communication-days",
            "edition": "2",
            "prefecture": "oujda",
            "title": {"ar": f"محطة {key}", "fr": f"Étape {key}"},
            "days": tuple(Day(one, time(8, 30), time(17, 30)) for one in dates),
            "sessions": (make_session(first),),
            "status": "announced",
            **values,
        }
    )


def make_session(
    day: date, starts: str = "09:30", ends: str = "10:15", **values: Any
) -> SessionPlan:
    """A ceremony in the morning."""
    session = SessionPlan(
        key="opening",
        day=day,
        starts=time.fromisoformat(starts),
        ends=time.fromisoformat(ends),
        kind="ceremony",
        title={"ar": "الافتتاح", "fr": "Ouverture"},
    )
    return replace(session, **values)


def make_season(
    moved: dict[tuple[str, int], date] | None = None, avoided: tuple[Avoided, ...] = ()
) -> Season:
    """The calendar from 2025 to 2028."""
    return season_of(date(2025, 1, 1), date(2028, 12, 31), moved=moved or {}, avoided=avoided)


def make_planned(
    plan: StopPlan, release: int = 1, today: date = TODAY, **values: Any
) -> PlannedStop:
    """The stop of `plan`, published unless `release` is 0."""
    state = state_of(plan, release=release, today=today)
    return PlannedStop(plan, {"ar": "وجدة", "fr": "Oujda"}, state, release, **values)
