"""Ten thousand random tables, attacked by differencing: nothing that is hidden comes back."""

from collections.abc import Iterator, Mapping, Sequence
from random import Random

import pytest

from caravan.kernel.hiding import Place
from caravan.kernel.small_numbers import (
    Crossed,
    Shown,
    protect,
    protect_crossed,
    rounded,
    successive,
)

SEEDS = (1, 2, 3, 4)
TABLES, PAIRS = 2_500, 500  # for each seed
FAR = 10**6
ROUNDS = 8  # of narrowing bounds: what an open count gives goes on for ever
Bounds = dict[Place, tuple[int, int]]


def random_table(random: Random) -> list[list[int]]:
    """Up to four rows and columns of zeros, small and large counts, some lines of one kind only."""
    width, height = random.randint(1, 4), random.randint(1, 4)
    kinds = random.choices(((0, 0), (1, 4), (1, 9), (0, 14), (0, 90)), k=random.randint(1, 4))
    return [[random.randint(*random.choice(kinds)) for _ in range(width)] for _ in range(height)]


def whole(rows: Sequence[Sequence[int]]) -> list[list[int]]:
    """The table with its totals as last row and column."""
    wide = [[*row, sum(row)] for row in rows]
    return [*wide, [sum(column) for column in zip(*wide, strict=True)]]


def told(table: Crossed) -> list[list[Shown]]:
    """All that is shown, laid out like `whole`."""
    rows = zip(table.rows, table.row_totals, strict=True)
    return [[*row, total] for row, total in rows] + [[*table.column_totals, table.total]]


def lines(height: int, width: int) -> Iterator[list[Place]]:
    """Every row and column, its total at the end."""
    yield from ([(row, column) for column in range(width)] for row in range(height))
    yield from ([(row, column) for row in range(height)] for column in range(width))


def by_algebra(page: list[list[Shown]]) -> set[Place]:
    """The hidden places that sums and differences of what is shown give.

    Their equations are those of a graph, so what holds modulo two holds for all numbers.
    """
    places = [(row, col) for row, line in enumerate(page) for col, _ in enumerate(line)]
    bits = {at: 1 << bit for bit, at in enumerate(places) if page[at[0]][at[1]] is None}
    solved: list[int] = []
    for line in lines(len(page), len(page[0])):
        equation = 0
        for place in line:
            equation ^= bits.get(place, 0)
        for other in solved:
            equation = min(equation, equation ^ other)
        if equation:
            pivot = 1 << (equation.bit_length() - 1)
            solved = [one ^ equation if one & pivot else one for one in solved] + [equation]
    return {place for place, bit in bits.items() if bit in solved}


def narrow(bounds: Bounds, height: int, width: int) -> Bounds:
    """The bounds once every line has to add up to its total, each line looked at many times."""
    bounds = dict(bounds)
    for _ in range(ROUNDS):
        former = dict(bounds)
        for *cells, total in lines(height, width):
            low, high = (sum(bounds[cell][at] for cell in cells) for at in (0, 1))
            least, most = bounds[total]
            tight = {total: (max(least, low), min(most, high))}
            for cell in cells:
                one = bounds[cell]
                tight[cell] = (
                    max(one[0], least - high + one[1]),
                    min(one[1], most - low + one[0]),
                )
            bounds.update(tight)
        if bounds == former:
            break
    return bounds


def bounds_of(page: list[list[Shown]], slack: int = 0) -> Bounds:
    """What a reader knows of each place: hidden ones are not zero, shown ones true to `slack`."""
    return {
        (row, col): (1, FAR)
        if count is None
        else (count - slack * bool(count), count + slack * bool(count))
        for row, line in enumerate(page)
        for col, count in enumerate(line)
    }


def rounded_page(rows: Sequence[Sequence[int]]) -> list[list[Shown]]:
    """The table as a page shows it."""
    return [[rounded(one) for one in line] for line in told(protect_crossed(rows))]


@pytest.mark.parametrize("seed", SEEDS)
def test_no_hidden_count_of_a_random_table_is_found_by_differencing(seed: int) -> None:
    random, found = Random(seed), []
    for _ in range(TABLES):
        rows = random_table(random)
        page, true = told(protect_crossed(rows)), whole(rows)
        size = len(page), len(page[0])
        known = narrow(bounds_of(page), *size)
        pinned = {at for at, (low, high) in known.items() if low == high}
        hidden = {at for at in known if page[at[0]][at[1]] is None and true[at[0]][at[1]]}
        found += [(rows, at) for at in hidden & (by_algebra(page) | pinned) if sum(map(sum, rows))]

    assert found == []


@pytest.mark.parametrize("seed", SEEDS)
def test_random_table_shows_no_small_count(seed: int) -> None:
    random, found = Random(seed), []
    for _ in range(PAIRS):
        table = protect_crossed(random_table(random))
        totals = [*table.row_totals, *table.column_totals, table.total]
        found += [one for row in table.rows for one in row if one in range(1, 10)]
        found += [one for one in totals if one in range(1, 5)]

    assert found == []


def grown(random: Random, rows: list[list[int]]) -> list[list[int]]:
    """The same table some time later: people came to a few of its counts."""
    later = [list(row) for row in rows]
    for _ in range(random.randint(1, 4)):
        row = random.choice(later)
        row[random.randrange(len(row))] += random.choice((1, 1, 2, 4, 9, 12))
    return later


def next_rows(before: list[list[int]], later: list[list[int]]) -> list[list[int]]:
    """The rows that the next release is made of."""
    pairs = zip(map(named, before), map(named, later), strict=True)
    return [list(successive(one, other).values()) for one, other in pairs]


def named(row: list[int]) -> Mapping[str, int]:
    return {str(at): count for at, count in enumerate(row)}


@pytest.mark.parametrize("seed", SEEDS)
def test_newcomers_are_not_found_by_laying_one_release_beside_the_next(seed: int) -> None:
    random, found = Random(seed), []
    for _ in range(PAIRS):
        rows = random_table(random)
        after = next_rows(rows, later := grown(random, rows))
        pages = rounded_page(rows), rounded_page(after)
        size = len(pages[0]), len(pages[0][0])
        before, now = (narrow(bounds_of(page, slack=2), *size) for page in pages)
        change = {
            at: (max(0, now[at][0] - before[at][1]), now[at][1] - before[at][0]) for at in now
        }
        known = narrow(change, *size)
        found += [
            (rows, later, at) for at, (low, high) in known.items() if low == high in range(1, 5)
        ]

    assert found == []


@pytest.mark.parametrize("seed", SEEDS)
def test_row_stays_as_it_was_until_ten_people_have_come_to_it(seed: int) -> None:
    random, found = Random(seed), []
    for _ in range(PAIRS):
        rows = random_table(random)
        after = next_rows(rows, later := grown(random, rows))
        for row, new, page, next_page in zip(
            rows, later, rounded_page(rows), rounded_page(after), strict=False
        ):
            seen = zip(page, next_page, strict=True)
            if sum(new) - sum(row) < 10:
                found += [pair for pair in seen if None not in pair and pair[0] != pair[1]]

    assert found == []


def test_counts_follow_once_enough_people_lie_between_two_releases() -> None:
    before = {"housing": 20, "health": 14}

    assert successive(None, before) == before
    assert successive(before, {"housing": 24, "health": 19}) == before
    assert successive(before, {"housing": 25, "health": 19}) == {"housing": 25, "health": 19}
    assert successive(before, {"housing": 20, "health": 14, "sport": 10})["sport"] == 10
    assert successive(before, {"health": 14}) == {"health": 14}
    assert successive(before, {"housing": 24, "health": 15}, least=5)["housing"] == 24


def test_few_who_came_are_not_hidden_by_many_who_registered() -> None:
    before, now = {"came a": 9, "away a": 20}, {"came a": 10, "away a": 40}

    assert successive(before, now, least=5)["came a"] == 10
    assert successive(before, now, least=5, alone="came ") == before
    assert successive(before, {**now, "came a": 9}, least=5, alone="came ")["away a"] == 40
    assert successive(before, {**now, "came a": 14}, least=5, alone="came ")["came a"] == 14


@pytest.mark.parametrize("seed", SEEDS)
def test_no_hidden_count_of_a_random_line_is_found_by_differencing(seed: int) -> None:
    random, found = Random(seed), []
    for _ in range(TABLES):
        counts = random_table(random)[0]
        line = protect(counts)
        hidden = [count for one, count in zip(line.counts, counts, strict=True) if one is None]
        rest = line.total is not None and sum(hidden)
        found += [counts] if rest and (len(hidden) < 2 or rest < 5 or rest == len(hidden)) else []

    assert found == []
