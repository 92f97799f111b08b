"""Days, state and facts of a plan changed; rules set aside and put in force again."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from caravan.tour.plan_json import mark_of
from caravan.tour.season import moving
from caravan.tour.stop_plan import Kept, StopPlan
from tests.tour.season_plans import SPRING, make_plan, make_session

PLAN = make_plan()
LATER = SPRING + timedelta(days=14)
REASON = {"ar": "سوء الأحوال الجوية", "fr": "Intempéries"}


def on_days(plan: StopPlan, first: date = SPRING, count: int = 2) -> StopPlan:
    return moving.with_days(plan, first, count, seen=mark_of(plan.days))


def test_days_and_sessions_move_together() -> None:
    moved = on_days(PLAN, LATER)
    assert [day.date for day in moved.days] == [LATER, LATER + timedelta(days=1)]
    assert [session.day for session in moved.sessions] == [LATER]


def test_one_more_day_follows_with_the_same_hours() -> None:
    longer = on_days(PLAN, count=3)
    last = longer.days[-1]
    assert (last.date, last.opens) == (SPRING + timedelta(days=2), time(8, 30))


def test_empty_day_falls_away_and_one_with_sessions_does_not() -> None:
    assert len(on_days(PLAN, count=1).days) == 1
    late = replace(PLAN, sessions=(make_session(SPRING + timedelta(days=1)),))
    with pytest.raises(moving.DayHasSessions) as refused:
        on_days(late, count=1)
    assert refused.value.params == {"sessions": "الافتتاح"}


@pytest.mark.parametrize("count", [0, 4])
def test_stop_has_one_to_three_days(count: int) -> None:
    with pytest.raises(moving.WrongNumberOfDays):
        on_days(PLAN, count=count)


def test_what_was_set_aside_for_the_old_dates_is_asked_anew() -> None:
    kept = (Kept("holiday", "x", "y", SPRING.isoformat()), Kept("friday_prayer", "x", "y", "noon"))
    assert on_days(replace(PLAN, kept=kept), LATER).kept == kept[1:]
    assert on_days(replace(PLAN, kept=kept), count=3).kept == kept


def test_second_to_move_is_told_that_the_first_was_faster() -> None:
    moved = on_days(PLAN, LATER)
    with pytest.raises(moving.MovedMeanwhile):
        moving.with_days(moved, SPRING, 2, seen=mark_of(PLAN.days))
    same = moving.with_days(moved, LATER, 2, seen=mark_of(PLAN.days))
    assert same == moved


@pytest.mark.parametrize("status", ["cancelled", "moved"])
def test_stop_that_is_off_says_why_in_both_languages(status: str) -> None:
    seen = mark_of(moving.status_of(PLAN))
    with pytest.raises(moving.ReasonMissing):
        moving.with_status(PLAN, status, {"ar": "سبب", "fr": ""}, seen=seen)
    off = moving.with_status(PLAN, status, REASON, seen=seen)
    assert (off.status, off.reason) == (status, REASON)


def test_reason_goes_when_the_stop_takes_place_after_all() -> None:
    off = replace(PLAN, status="cancelled", reason=REASON)
    on = moving.with_status(off, "open", REASON, seen=mark_of(moving.status_of(off)))
    assert (on.status, on.reason) == ("open", {})


def test_facts_are_what_differs_from_stop_to_stop() -> None:
    facts = replace(moving.facts_of(PLAN), seats=300, team="south")
    changed = moving.with_facts(PLAN, facts, seen=mark_of(moving.facts_of(PLAN)))
    assert changed == replace(PLAN, seats=300, team="south")
    with pytest.raises(moving.MovedMeanwhile):
        moving.with_facts(changed, moving.facts_of(PLAN), seen=mark_of(moving.facts_of(PLAN)))


def test_newer_reason_takes_the_place_of_an_older_one() -> None:
    once = moving.with_kept(PLAN, Kept("ramadan", "x", "first"))
    twice = moving.with_kept(once, Kept("ramadan", "x", "second"))
    assert [kept.reason for kept in twice.kept] == ["second"]
    assert moving.without_kept(twice, "ramadan", "").kept == ()
    assert moving.without_kept(PLAN, "ramadan", "") == PLAN
