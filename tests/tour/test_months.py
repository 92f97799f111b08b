"""The year by months: days under the days of the week, stops over their days."""

from datetime import date, timedelta

import pytest

from caravan.tour.season.months import COLUMNS, Cell, Month, month_later, months_from, read_month
from caravan.tour.season.stages import PlannedStop
from caravan.tour.season.year import Avoided
from tests.tour.season_plans import make_plan, make_planned, make_season

SEASON = make_season()


def month(first: date, *stops: PlannedStop) -> Month:
    return months_from(first, 1, stops, SEASON)[0]


def stop_cells(row: Month, lane: int = 0) -> list[tuple[int, int]]:
    return [(cell.days[0].day, len(cell.days)) for cell in row.lanes[lane] if cell.stop]


def test_every_row_has_the_same_columns_and_begins_under_its_day_of_the_week() -> None:
    rows = months_from(date(2026, 9, 1), 12, [], SEASON)
    widths = [row.lead + sum(len(cell.days) for cell in row.lanes[0]) + row.tail for row in rows]
    assert widths == [COLUMNS] * 12
    assert [row.lead for row in rows[:3]] == [1, 3, 6]  # Tuesday, Thursday, Sunday


def test_stop_stands_over_its_days() -> None:
    assert stop_cells(month(date(2027, 4, 1), make_planned(make_plan()))) == [(9, 2)]


def test_stop_over_the_end_of_a_month_stands_in_both() -> None:
    fes = make_planned(make_plan(first=date(2025, 1, 31)))
    assert stop_cells(month(date(2025, 1, 1), fes)) == [(31, 1)]
    assert stop_cells(month(date(2025, 2, 1), fes)) == [(1, 1)]


def test_two_stops_on_the_same_day_stand_in_two_lanes() -> None:
    one, other = make_planned(make_plan()), make_planned(make_plan("fes-2027"))
    row = month(date(2027, 4, 1), one, other)
    assert [stop_cells(row, 0), stop_cells(row, 1)] == [[(9, 2)], [(9, 2)]]
    assert {cell.kind for cell in row.lanes[1] if not cell.stop} == {"gap"}


def test_days_that_do_not_follow_each_other_are_cells_of_their_own() -> None:
    plan = make_plan(days=3)
    apart = make_planned(make_plan(sessions=(), days=3))
    with_gap = make_planned(
        type(plan)(**{**vars(plan), "days": (plan.days[0], plan.days[2]), "sessions": ()})
    )
    assert stop_cells(month(date(2027, 4, 1), apart)) == [(9, 3)]
    assert stop_cells(month(date(2027, 4, 1), with_gap)) == [(9, 1), (11, 1)]


@pytest.mark.parametrize(
    ("day", "kind"),
    [
        (date(2027, 1, 2), "we"),
        (date(2027, 1, 4), ""),
        (date(2027, 1, 14), "hol"),
        (date(2027, 2, 20), "ram"),
        (date(2026, 10, 31), "hol"),
    ],
)
def test_day_shows_what_it_is(day: date, kind: str) -> None:
    cells: list[Cell] = [*month(day.replace(day=1)).lanes[0]]
    assert cells[day.day - 1].kind == kind


def test_month_says_at_its_end_what_falls_into_it() -> None:
    avoided = Avoided("x", date(2026, 5, 17), date(2026, 5, 21), {}, yearly=True)
    season = make_season(avoided=(avoided,))
    nador = make_planned(make_plan(first=date(2027, 5, 4), days=1))
    (may,) = months_from(date(2027, 5, 1), 1, [nador], season)
    assert [(note.kind, note.first.day, note.last.day) for note in may.notes] == [
        ("holiday", 1, 1),
        ("stop", 4, 4),
        ("holiday", 16, 17),
        ("avoided", 17, 21),
    ]
    september, *_, february = months_from(date(2026, 9, 1), 6, [], season)
    assert [(note.kind, note.first) for note in september.notes] == [("clock", date(2026, 9, 20))]
    assert [(note.kind, note.first) for note in february.notes] == [("ramadan", date(2027, 2, 8))]


def test_day_on_which_the_clock_is_changed_is_marked() -> None:
    marked = [cell.days[0].day for cell in month(date(2026, 9, 1)).lanes[0] if cell.changes_clock]
    assert marked == [20]


def test_month_is_read_from_an_address() -> None:
    assert [read_month(typed) for typed in ("2026-09", "2026-13", "x", None)] == [
        date(2026, 9, 1),
        None,
        None,
        None,
    ]
    assert [read_month(typed) for typed in ("1900-01", "9999-12")] == [
        date(2000, 1, 1),
        date(2070, 12, 1),
    ]


def test_months_are_counted_over_the_year() -> None:
    day = date(2026, 11, 27)
    assert [month_later(day, step) for step in (-11, 0, 2)] == [
        date(2025, 12, 1),
        date(2026, 11, 1),
        date(2027, 1, 1),
    ]
    assert month_later(day, 1) - timedelta(days=1) == date(2026, 11, 30)
