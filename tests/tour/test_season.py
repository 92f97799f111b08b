"""The calendar of a season: holidays, Ramadan, changes of the clock, avoided dates."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caravan.tour.season.building import clock_changes, season_of
from caravan.tour.season.moroccan_holidays import (
    FIRST_YEAR,
    LAST_YEAR,
    calculated,
    holidays_of,
    is_near,
    ramadans_between,
)
from caravan.tour.season.year import FEASTS, Avoided, Season

HOUR = timedelta(hours=1)
FIXED = [(1, 1), (1, 11), (1, 14), (5, 1), (7, 30), (8, 14), (8, 20), (8, 21), (10, 31), (11, 6)]
FIXED += [(11, 18)]


def season(first: date, last: date, **given: object) -> Season:
    return season_of(first, last, **{"moved": {}, "avoided": [], **given})


def feasts(year: int, moved: dict[tuple[str, int], date] | None = None) -> dict[str, list[date]]:
    days: dict[str, list[date]] = {}
    for holiday in holidays_of(year, moved or {}):
        days.setdefault(holiday.feast, []).append(holiday.date)
    return days


@pytest.mark.parametrize("year", [2026, 2027, 2030])
def test_library_knows_every_fixed_holiday_of_today(year: int) -> None:
    fixed = [holiday for holiday in holidays_of(year, {}) if not holiday.feast]
    assert [(holiday.date.month, holiday.date.day) for holiday in fixed] == FIXED
    assert all(holiday.name and not holiday.is_calculated for holiday in fixed)


def test_holidays_have_the_lunar_feasts_as_the_press_expected_them_for_2026() -> None:
    assert feasts(2026) | {"": []} == {
        "": [],
        "eid_al_fitr": [date(2026, 3, 20), date(2026, 3, 21)],
        "eid_al_adha": [date(2026, 5, 27), date(2026, 5, 28)],
        "muharram": [date(2026, 6, 16)],
        "mawlid": [date(2026, 8, 25), date(2026, 8, 26)],
    }


def test_two_holidays_can_fall_on_one_day() -> None:
    both = season(date(2027, 8, 14), date(2027, 8, 14)).holidays_on(date(2027, 8, 14))
    assert [(one.name, one.feast) for one in both] == [
        ("Oued Ed-Dahab Day", ""),
        ("The Prophet’s birthday", "mawlid"),
    ]


@given(st.integers(FIRST_YEAR, LAST_YEAR))
def test_every_lunar_holiday_is_near_the_calendar_of_umm_al_qura(year: int) -> None:
    for feast, days in feasts(year).items():
        if feast:
            (holiday,) = [
                one for one in holidays_of(year, {}) if (one.feast, one.date) == (feast, days[0])
            ]
            expected = calculated(feast, holiday.hijri_year)
            assert expected is not None
            assert abs((days[0] - expected).days) <= 1


def test_moved_feast_moves_with_all_its_days_and_is_no_longer_calculated() -> None:
    moved = {("eid_al_fitr", 1448): date(2027, 3, 10)}
    assert feasts(2027, moved)["eid_al_fitr"] == [date(2027, 3, 10), date(2027, 3, 11)]
    eid = [one for one in holidays_of(2027, moved) if one.feast == "eid_al_fitr"]
    assert [one.is_calculated for one in eid] == [False, False]


def test_ramadan_is_calculated_until_somebody_says_when_it_begins() -> None:
    span = (date(2027, 1, 1), date(2027, 12, 31))
    (month,) = ramadans_between(*span, {})
    assert (month.first, month.last, month.is_calculated) == (
        date(2027, 2, 8),
        date(2027, 3, 8),
        True,
    )
    moved = {("ramadan", 1448): date(2027, 2, 9), ("eid_al_fitr", 1448): date(2027, 3, 11)}
    (month,) = ramadans_between(*span, moved)
    assert (month.first, month.last, month.is_calculated) == (
        date(2027, 2, 9),
        date(2027, 3, 10),
        False,
    )


@pytest.mark.parametrize(
    ("feast", "year", "day", "expected"),
    [
        ("ramadan", 1448, date(2027, 2, 9), True),
        ("ramadan", 1448, date(2027, 2, 14), False),
        ("ramadan", 1200, date(2027, 2, 9), False),
    ],
)
def test_feast_can_fall_only_near_its_calculation(
    feast: str, year: int, day: date, expected: bool
) -> None:
    assert is_near(feast, year, day) is expected


def test_clock_was_changed_for_good_in_september_2026() -> None:
    changes = list(clock_changes(date(2026, 1, 1), date(2028, 12, 31)))
    assert [(one.day, one.before, one.after) for one in changes] == [
        (date(2026, 2, 15), HOUR, 0 * HOUR),
        (date(2026, 3, 22), 0 * HOUR, HOUR),
        (date(2026, 9, 20), HOUR, 0 * HOUR),
    ]


def test_yearly_days_come_every_year_and_others_once() -> None:
    days = Avoided("open", date(2026, 5, 17), date(2026, 5, 21), {}, yearly=True)
    once = Avoided("once", date(2026, 5, 17), date(2026, 5, 21), {})
    assert [date(2029, 5, 21) in days, date(2029, 5, 22) in days] == [True, False]
    assert [date(2026, 5, 21) in once, date(2029, 5, 21) in once] == [True, False]


def test_yearly_days_go_over_the_end_of_the_year_and_know_leap_days() -> None:
    turn = Avoided("turn", date(2026, 12, 30), date(2027, 1, 2), {}, yearly=True)
    leap = Avoided("leap", date(2028, 2, 29), date(2028, 2, 29), {}, yearly=True)
    assert [date(2030, 1, 2) in turn, date(2030, 1, 3) in turn] == [True, False]
    assert date(2029, 2, 28) in leap


def test_season_reaches_no_further_than_the_tables_of_the_moon() -> None:
    far = season(date(1900, 1, 1), date(9999, 12, 31))
    assert (far.first.year, far.last.year) == (FIRST_YEAR, LAST_YEAR)


def test_feasts_have_a_beginning_each() -> None:
    assert {feast: calculated(feast, 1448) for feast in FEASTS}["eid_al_adha"] == date(2027, 5, 16)
