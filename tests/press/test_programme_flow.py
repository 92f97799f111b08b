"""Days over pages: a day stays whole while it can, a longer one fills its pages evenly."""

import pytest

from caravan.press.arabic import Style
from caravan.press.programme.flow import Page, Part, Room, lay_out
from caravan.press.programme.rows import Column, Row, TextLine

ROOM = Room(top=10, bottom=110, gap=5)


def row(*heights: float) -> Row:
    return Row((Column(0, tuple(TextLine("", Style(), height) for height in heights)),))


def part(*heights: float, head: float = 10) -> Part:
    return Part(tuple(row(height) for height in heights), row(head), row(head + 1))


def heights(pages: tuple[Page, ...]) -> list[list[float]]:
    return [[each.height for each, _ in page] for page in pages]


def test_days_that_fit_stand_on_one_page_with_white_between() -> None:
    (page,) = lay_out([part(20), part(20)], ROOM)
    assert [top for _, top in page] == [10, 20, 45, 55]


def test_day_moves_to_the_next_page_when_it_would_be_parted() -> None:
    assert heights(lay_out([part(50), part(20, 30)], ROOM)) == [[10, 50], [10, 20, 30]]


def test_day_longer_than_a_page_fills_its_pages_evenly() -> None:
    assert heights(lay_out([part(*[20] * 6)], ROOM)) == [[10, 20, 20, 20], [11, 20, 20, 20]]


def test_long_day_begins_under_a_short_one_when_half_a_page_is_free() -> None:
    assert heights(lay_out([part(10), part(*[30] * 4)], ROOM)) == [
        [10, 10, 10, 30, 30],
        [11, 30, 30],
    ]


def test_each_day_begins_a_page_when_they_are_kept_apart() -> None:
    pages = lay_out([part(20), part(20)], Room(top=10, bottom=110, apart=True))
    assert heights(pages) == [[10, 20], [10, 20]]


def test_rows_without_a_head_stand_over_the_day_that_follows() -> None:
    room = Room(top=10, bottom=110, apart=True)
    assert heights(lay_out([Part((row(20),)), part(20)], room)) == [[20, 10, 20]]


def test_row_longer_than_a_page_is_parted_between_its_lines() -> None:
    assert heights(lay_out([part(20), Part((row(*[30] * 4),), row(10))], ROOM)) == [
        [10, 20],
        [10, 90],
        [10, 30],
    ]


def test_line_higher_than_a_page_is_not_lost() -> None:
    assert heights(lay_out([part(200)], ROOM)) == [[10, 200]]


@pytest.mark.parametrize("count", [1, 9, 60, 301])
def test_many_rows_are_all_placed_in_order_and_inside_the_page(count: int) -> None:
    many = [float(at % 23 + 5) for at in range(count)]
    pages = lay_out([part(*many), part(*many)], ROOM)
    placed = [each.height for page in pages for each, _ in page if each.height not in (10, 11)]
    assert placed == [height for height in many * 2 if height not in (10, 11)]
    assert all(top + each.height <= ROOM.bottom for page in pages for each, top in page)
