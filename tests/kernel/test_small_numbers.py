"""No group under five is shown, or can be worked out from what is shown."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain, product
from operator import add

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caravan.kernel.small_numbers import (
    Crossed,
    Line,
    Shown,
    percent,
    protect,
    protect_crossed,
    rounded,
    shown,
)

few_and_many = st.one_of(st.integers(0, 6), st.integers(0, 400))
lines = st.lists(few_and_many, min_size=1, max_size=8)
tables = st.integers(1, 3).flatmap(
    lambda width: st.lists(
        st.lists(few_and_many, min_size=width, max_size=width), min_size=1, max_size=4
    )
)
tiny_tables = st.lists(st.lists(st.integers(0, 6), min_size=2, max_size=2), min_size=2, max_size=3)


def ways(line: Sequence[Shown], total: int, most: int) -> Iterator[tuple[int, ...]]:
    """Every filling of the hidden counts, none of them zero, that adds up to `total`."""
    if not line:
        if total == 0:
            yield ()
        return
    first = [line[0]] if line[0] is not None else range(1, min(most, total) + 1)
    for value in first:
        yield from ((value, *rest) for rest in ways(line[1:], total - value, most))


def row_fillings(table: Crossed, most: int) -> list[list[tuple[int, ...]]]:
    """For each row, every filling that shows the same row, no count above `most`."""
    whole = range(1, most * len(table.rows[0]) + 1)
    return [
        [one for sum_ in (whole if total is None else [total]) for one in ways(row, sum_, most)]
        for row, total in zip(table.rows, table.row_totals, strict=True)
    ]


def column_sums(rows: Sequence[Sequence[tuple[int, ...]]], width: int) -> set[tuple[int, ...]]:
    """The sums of the columns that some filling of each of these rows leads to."""
    found = {(0,) * width}
    for some in rows:
        found = {tuple(map(add, sums, one)) for sums in found for one in some}
    return found


def shows_the_same(table: Crossed, sums: Sequence[int]) -> bool:
    """Whether columns with these sums look the same on the page."""
    told = zip(table.column_totals, sums, strict=True)
    return all(one in (None, sum_) for one, sum_ in told) and table.total in (None, sum(sums))


@given(lines)
def test_line_shows_no_small_count_and_hides_no_zero_beside_a_large_total(
    counts: list[int],
) -> None:
    line = protect(counts)

    assert [one for one in (*line.counts, line.total) if one in (1, 2, 3, 4)] == []
    zeros = {one for one, count in zip(line.counts, counts, strict=True) if count == 0}
    assert zeros <= ({None} if 0 < sum(counts) < 5 else {0})
    assert line.total in (None, sum(counts))


@given(lines)
def test_line_leaves_every_hidden_count_open(counts: list[int]) -> None:
    line = protect(counts)
    hidden = [count for one, count in zip(line.counts, counts, strict=True) if one is None]

    # with the total shown, each of several hidden ones may be larger while another is smaller
    assert line.total is None or hidden == [] or (len(hidden) > 1 and sum(hidden) > len(hidden))


@given(lines)
def test_line_leaves_no_small_group_between_total_and_shown_counts(counts: list[int]) -> None:
    line = protect(counts)
    rest = (line.total or 0) - sum(one or 0 for one in line.counts)

    assert line.total is None or rest == 0 or rest >= 5


@pytest.mark.parametrize(
    ("counts", "line"),
    [
        ([], Line((), 0)),
        ([0, 0], Line((0, 0), 0)),
        ([12, 7], Line((12, 7), 19)),
        ([12, 3], Line((None, None), 15)),
        ([7, 20, 3], Line((7, None, None), 30)),
        ([3, 20, 7], Line((None, None, 7), 30)),
        ([20, 7, 0, 3], Line((20, None, 0, None), 30)),
        ([20, 3, 4], Line((20, None, None), 27)),
        ([20, 7, 2, 1], Line((20, None, None, None), 30)),
        ([3], Line((None,), None)),
        ([1, 1, 0, 1, 1], Line((None,) * 5, None)),
        ([1, 1, 1, 1, 1], Line((None,) * 5, None)),
    ],
)
def test_line_is_protected(counts: list[int], line: Line) -> None:
    assert protect(counts) == line


@settings(deadline=None)
@given(tables)
def test_table_shows_no_small_count_and_every_shown_one_is_true(rows: list[list[int]]) -> None:
    table = protect_crossed(rows)
    told = [*sum(table.rows, ()), *table.row_totals, *table.column_totals, table.total]
    columns = list(zip(*rows, strict=True))
    true = [*chain(*rows), *map(sum, rows), *map(sum, columns), sum(map(sum, rows))]

    assert [one for one in told if one in (1, 2, 3, 4)] == []
    assert all(one in (None, count) for one, count in zip(told, true, strict=True))


@settings(deadline=None, max_examples=150)
@given(tiny_tables)
def test_table_leaves_every_hidden_count_open(rows: list[list[int]]) -> None:
    true = [(10, 0), *map(tuple, rows)]
    table = protect_crossed(true)
    possible = row_fillings(table, most=12)

    assert shows_the_same(table, [sum(column) for column in zip(*true, strict=True)])
    assert all(row in some for row, some in zip(true, possible, strict=True))
    for at, row in enumerate(table.rows):
        rest = column_sums([*possible[:at], *possible[at + 1 :]], len(row))
        fits = {
            one
            for one in possible[at]
            if any(shows_the_same(table, tuple(map(add, one, sums))) for sums in rest)
        }
        for column, count in enumerate(row):
            assert count is not None or len({one[column] for one in fits}) > 1


@settings(deadline=None)
@given(tables)
def test_table_leaves_no_small_group_between_a_total_and_its_shown_counts(
    rows: list[list[int]],
) -> None:
    table = protect_crossed(rows)
    columns = zip(*table.rows, strict=True)
    for line, total in [
        *zip(table.rows, table.row_totals, strict=True),
        *zip(columns, table.column_totals, strict=True),
        (table.row_totals, table.total),
        (table.column_totals, table.total),
    ]:
        rest = (total or 0) - sum(one or 0 for one in line)
        assert total is None or rest == 0 or rest >= 5


@settings(deadline=None)
@given(st.lists(st.tuples(few_and_many, few_and_many), min_size=1, max_size=9))
def test_unprinted_column_leaves_no_small_group_between_the_printed_ones(
    rows: list[tuple[int, int]],
) -> None:
    table = protect_crossed(rows, unprinted=[1])
    printed = [(row[0], total) for row, total in zip(table.rows, table.row_totals, strict=True)]
    printed.append((table.column_totals[0], table.total))

    assert [row[1] for row in table.rows] == [None] * len(rows)
    assert [one for one in printed if None not in one and 0 < one[1] - one[0] < 5] == []


def test_total_that_is_told_elsewhere_is_not_what_hides_a_small_count() -> None:
    # One guest stayed away: were the eight who came hidden, the table of days would tell it.
    table = protect_crossed([[0, 8], [8, 1]], unprinted=[1], spared=[0], attributes=1)

    assert (table.column_totals[0], table.rows[1][0]) == (8, 8)
    assert (table.row_totals, table.total) == ((None, None), 17)


def test_page_leaves_every_hidden_count_open_even_to_who_knows_how_it_is_made() -> None:
    pages: dict[tuple[Shown, ...], list[tuple[int, ...]]] = defaultdict(list)
    for counts in product(range(15), repeat=3):
        line = protect(counts)
        pages[*map(rounded, line.counts), rounded(line.total)].append(counts)

    told = [
        (page, tables)
        for page, tables in pages.items()
        for at in range(3)
        if page[at] is None and len({one[at] for one in tables}) == 1
    ]

    assert told == []


def test_table_leaves_every_hidden_count_open_even_to_who_knows_how_it_is_made() -> None:
    pages: dict[Crossed, list[tuple[int, ...]]] = defaultdict(list)
    for a, b, c, d in product(range(10), repeat=4):
        table = protect_crossed([[a, b], [c, d]])
        pages[_rounded(table)].append((a, b, c, d))

    told = [
        tables
        for page, tables in pages.items()
        for at, count in enumerate(sum(page.rows, ()))
        # fillings beyond nine are not tried: large tables are no proof
        if count is None and len({one[at] for one in tables}) == 1 and max(tables[0]) < 8
    ]

    assert told == []


def _rounded(table: Crossed) -> Crossed:
    return Crossed(
        tuple(tuple(map(rounded, row)) for row in table.rows),
        tuple(map(rounded, table.row_totals)),
        tuple(map(rounded, table.column_totals)),
        rounded(table.total),
    )


@pytest.mark.parametrize(
    ("count", "seen"), [(0, 0), (1, None), (4, None), (5, 5), (7, 5), (8, 10), (12, 10), (13, 15)]
)
def test_count_alone_is_hidden_when_small_and_rounded_when_not(count: int, seen: Shown) -> None:
    assert rounded(shown(count)) == seen


@pytest.mark.parametrize(
    ("part", "whole", "share"),
    [(1, 8, 13), (3, 8, 38), (1, 200, 1), (2, 3, 67), (1, 3, 33), (9, 6, 150)],
)
def test_share_goes_to_the_nearest_and_a_half_goes_up(part: int, whole: int, share: int) -> None:
    assert percent(part, whole) == share


@pytest.mark.parametrize(
    ("part", "whole", "share"),
    [(0, 7, 0), (1, 900, 1), (199, 200, 99), (999, 1000, 99), (7, 7, 100)],
)
def test_share_is_a_hundred_when_nothing_is_missing_and_zero_when_nothing_is_there(
    part: int, whole: int, share: int
) -> None:
    assert percent(part, whole) == share
