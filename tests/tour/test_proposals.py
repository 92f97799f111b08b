"""Where a stop could go instead of the days that a rule speaks against."""

from datetime import date, timedelta

from caravan.tour.season.proposals import proposals
from caravan.tour.season.year import Avoided
from caravan.tour.stop_plan import StopPlan
from tests.tour.season_plans import SPRING, TODAY, make_plan, make_season, make_session

SEASON = make_season()
EID_SEEN = {("ramadan", 1448): date(2027, 2, 8), ("eid_al_fitr", 1448): date(2027, 3, 11)}
IN_RAMADAN = date(2027, 2, 12)


def proposed(plan: StopPlan, *others: StopPlan, today: date = TODAY) -> list[date]:
    return proposals(plan, others, SEASON, today=today)


def test_nearest_fridays_outside_ramadan_are_proposed_later_one_first() -> None:
    assert proposed(make_plan(first=IN_RAMADAN)) == [date(2027, 3, 12), date(2027, 2, 5)]


def test_friday_beside_a_feast_is_passed_over() -> None:
    later, _ = proposals(make_plan(first=IN_RAMADAN), (), make_season(EID_SEEN), today=TODAY)
    assert later == date(2027, 3, 19)


def test_day_that_another_stop_has_is_passed_over() -> None:
    taken = make_plan("fes-2027", date(2027, 3, 12))
    assert proposed(make_plan(first=IN_RAMADAN), taken)[0] == date(2027, 3, 19)


def test_nothing_before_today_is_proposed() -> None:
    assert proposed(make_plan(first=IN_RAMADAN), today=date(2027, 2, 6)) == [date(2027, 3, 12)]


def test_stop_of_one_day_keeps_its_day_of_the_week() -> None:
    assert [day.isoweekday() for day in proposed(make_plan(first=date(2027, 2, 9), days=1))] == [
        2,
        2,
    ]


def test_stop_that_begins_in_the_week_is_proposed_a_friday() -> None:
    assert proposed(make_plan(first=date(2027, 4, 6)))[0] == SPRING


def test_session_in_the_prayer_block_does_not_keep_a_stop_from_moving() -> None:
    noon = make_session(IN_RAMADAN, "12:00", "13:00")
    assert proposed(make_plan(first=IN_RAMADAN, sessions=(noon,)))[0] == date(2027, 3, 12)


def test_nothing_is_proposed_where_every_friday_is_taken() -> None:
    all_year = Avoided("x", date(2026, 1, 1), date(2028, 12, 31), {"ar": "س", "fr": "m"})
    season = make_season(avoided=(all_year,))
    assert proposals(make_plan(), (), season, today=TODAY) == []


def test_days_keep_their_distance_when_they_are_proposed() -> None:
    apart = make_plan(first=SPRING + timedelta(days=1))
    (later, *_) = proposed(apart)
    assert later.isoweekday() == 5
