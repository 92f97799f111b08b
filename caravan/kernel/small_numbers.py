"""Hiding small groups of people: what pages, papers and exports may show of them, decided here.

Three safeguards, one upon the other:

1. `protect` and `protect_crossed` hide every count from 1 to 4, totals too; where two attributes
   cross, also those from 5 to 9. Then they hide as many further counts as it takes until no
   hidden one follows from those that are shown, even for a reader who knows that hidden counts
   are never zero and that counts add up to their totals. Which ones those are follows from their
   places alone, never from which is smaller.
2. `rounded` brings what is left to the nearest multiple of 5. Two tables on the same people can
   then not be set against each other to find one of them.
3. `successive` lets counts move only once enough people lie between two releases, so that who
   knows a newcomer does not find in which count that one stands.

Zero stays zero: that nobody came tells nothing of a person. Only a line of fewer than 5 people, or
a crossed table of fewer than 10, is hidden whole: four counts that are not zero would be ones.
A hidden count is None, which says neither that it is small nor that it was hidden beside one.
Sources: OECD glossary, threshold rule; security reference, "tables hide cells under 5 (10 when two
attributes cross), round to 5"; look of the paper pieces (people are rounded to 5).
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TypeVar

from caravan.kernel.heads import Heads, number_of

THRESHOLD = 5
CROSSED_THRESHOLD = 10

Shown = int | None
"""A count that may be shown, or None where it is hidden."""
Count = Heads | int
"""People as they come out of the tables: sealed (kernel/heads), or plain where all may see them."""
Place = tuple[int, int]
Some = TypeVar("Some", int, Heads)


@dataclass(frozen=True)
class Line:
    """Counts and their total, each None where it is hidden."""

    counts: tuple[Shown, ...]
    total: Shown


@dataclass(frozen=True)
class Crossed:
    """A table with the totals of its rows and columns, and of all; None where hidden."""

    rows: tuple[tuple[Shown, ...], ...]
    row_totals: tuple[Shown, ...]
    column_totals: tuple[Shown, ...]
    total: Shown


def is_small(count: Count) -> bool:
    """Whether this many people are too few to be shown."""
    return 0 < number_of(count) < THRESHOLD


def shown(count: Count) -> Shown:
    """A count that stands alone, hidden where it is small."""
    return None if is_small(count) else number_of(count)


def rounded(count: Shown) -> Shown:
    """The nearest multiple of 5; zero and what is hidden stay as they are."""
    return None if count is None else THRESHOLD * ((count + 2) // THRESHOLD)


def successive(
    before: Mapping[str, Some] | None, now: Mapping[str, Some], *, least: int = CROSSED_THRESHOLD
) -> Mapping[str, Some]:
    """The counts of a group to show next: those of `now`, or still those shown `before`.

    `before` are the counts as they were released last, None where they never were. They stay until
    at least `least` people have come to one of the counts or gone from one, all taken together.
    Who goes from one to another, such as from the registered to those who came, is one of these.
    """
    if before is None:
        return now
    names = before.keys() | now.keys()
    moved = [number_of(now.get(one, 0)) - number_of(before.get(one, 0)) for one in names]
    come, gone = (sum(max(0, sign * one) for one in moved) for sign in (1, -1))
    return before if max(come, gone) < least else now


def protect(people: Sequence[Count]) -> Line:
    """Counts (none negative) beside their total, so that no small one can be worked out."""
    counts = [number_of(one) for one in people]
    if is_small(sum(counts)):
        return Line((None,) * len(counts), None)
    # The totals of columns of one are the counts once more: nobody prints them.
    unseen = {(1, column) for column in range(len(counts) + 1)}
    table = _Table([counts], unseen, THRESHOLD)
    table.hide()
    return Line(table.row(0), table.at(0, len(counts)))


def protect_crossed(
    people: Sequence[Sequence[Count]],
    *,
    unprinted: Collection[int] = (),
    spared: Collection[int] = (),
    attributes: int = 2,
) -> Crossed:
    """A table of counts with all its totals, so that no small count can be worked out.

    What stands in it is of two `attributes`, so 1 to 9 is small; a total is of one: 1 to 4. All
    rows are of one length; at least one row and one column. Columns that are `unprinted` come back
    hidden, with their totals; a small count in them cannot be worked out either. The total of a
    column that is `spared` is told elsewhere too: it is hidden last, for that would hide nothing.
    """
    rows = [[number_of(one) for one in row] for row in people]
    last, edge = len(rows), len(rows[0])
    if 0 < sum(map(sum, rows)) < CROSSED_THRESHOLD:
        return Crossed(((None,) * edge,) * last, (None,) * last, (None,) * edge, None)
    unseen = {(row, column) for row in range(last + 1) for column in unprinted}
    least = CROSSED_THRESHOLD if attributes > 1 else THRESHOLD
    table = _Table(rows, unseen, least, {(last, column) for column in spared})
    table.hide()
    return Crossed(
        rows=tuple(table.row(row) for row in range(last)),
        row_totals=tuple(table.at(row, edge) for row in range(last)),
        column_totals=table.row(last),
        total=table.at(last, edge),
    )


class _Table:
    """A table with its totals as last row and last column, and which places are hidden.

    Each line adds up: what one place gains, others of its row and of its column must give. So a
    hidden count can be another one exactly when such giving and gaining goes round in a ring of
    hidden places (`_can_differ`), in which no count falls below one.
    """

    def __init__(
        self,
        rows: list[list[int]],
        unprinted: set[Place],
        least: int,
        spared: Collection[Place] = (),
    ) -> None:
        whole = [[*row, sum(row)] for row in rows]
        self.counts: list[list[int]] = [
            *whole,
            [sum(column) for column in zip(*whole, strict=True)],
        ]
        self.last, self.edge, self.least = len(rows), len(rows[0]), least
        self.spared = frozenset(spared)
        self.hidden: set[Place] = set()
        self.in_row: dict[int, set[Place]] = defaultdict(set)
        self.in_column: dict[int, set[Place]] = defaultdict(set)
        for place in unprinted:
            self._mark(place)
        self.harmless = {one for one in unprinted if not self._is_small(one)}
        for place in self._places():
            if self._is_small(place):
                self._hide(place)

    def at(self, row: int, column: int) -> Shown:
        return None if (row, column) in self.hidden else self.counts[row][column]

    def row(self, row: int) -> tuple[Shown, ...]:
        """A row without its total."""
        return tuple(self.at(row, column) for column in range(self.edge))

    def hide(self) -> None:
        """Hide further places until nothing small can be worked out."""
        while (place := self._find_told()) is not None:
            self._hide(self._beside(place))

    def _hide(self, place: Place) -> None:
        """Hide a place, and with it every other one that says the same."""
        waiting = [place]
        while waiting:
            one = waiting.pop()
            self._mark(one)
            waiting += self._same_as(one) - self.hidden

    def _mark(self, place: Place) -> None:
        self.hidden.add(place)
        self.in_row[place[0]].add(place)
        self.in_column[place[1]].add(place)

    def _is_small(self, place: Place) -> bool:
        """Whether the count of a place is small: a total is of one attribute, the rest of two."""
        least = THRESHOLD if self._is_total(place) else self.least
        return 0 < self._count(place) < least

    def _same_as(self, place: Place) -> set[Place]:
        """A count that is the only one of its line is its total too, for the zeros can be seen."""
        same = set()
        for *cells, total in self._lines(place):
            full = [cell for cell in cells if self._count(cell) > 0]
            if len(full) == 1 and place in (full[0], total):
                same |= {full[0], total}
        return same

    def _find_told(self) -> Place | None:
        """A hidden place whose count, or whose group of hidden ones, the shown ones tell.

        One that is alone in a line comes first: what is hidden beside it may help the others.
        """
        wanted = [one for one in sorted(self.hidden - self.harmless) if self._count(one)]
        told = (one for one in wanted if self._is_told(one))
        return next(chain(filter(self._is_alone, wanted), told), None)

    def _is_alone(self, place: Place) -> bool:
        return 1 in (len(self.in_row[place[0]]), len(self.in_column[place[1]]))

    def _is_told(self, place: Place) -> bool:
        return not self._can_differ(place) or any(map(self._tells_group, self._lines(place)))

    def _tells_group(self, line: list[Place]) -> bool:
        """Whether the line's total, less what is shown, is a small group.

        Where no count of the line is shown, that group is the total itself.
        """
        *cells, total = line
        hidden = sum(self._count(cell) for cell in cells if cell in self.hidden)
        is_whole = hidden == self._count(total) or self._is_total(cells[0])
        least = THRESHOLD if is_whole else self.least
        return total not in self.hidden and 0 < hidden < least

    def _beside(self, place: Place) -> Place:
        """The next place to hide: the nearest before `place` in its column or row, else after.

        Counts go before totals. To take the smallest would tell that the others are no smaller.
        """
        lines = self._lines(place)
        bare = [line for line in lines if len(self.hidden.intersection(line)) == 1] or lines
        near = [one for line in bare for one in line if self._may_hide(one)]
        free = near or [one for one in self._places() if self._may_hide(one)]
        return min(free, key=lambda one: self._cost(one, place))

    def _cost(self, one: Place, place: Place) -> tuple[bool, bool, bool, Place]:
        says = {one} | self._same_as(one)
        near = _away(one, place)
        return not self.spared.isdisjoint(says), self._is_total(one), one > place, near

    def _may_hide(self, place: Place) -> bool:
        return place not in self.hidden and self._count(place) > 0

    def _can_differ(self, place: Place) -> bool:
        """Whether `place` could hold one more, or one less, with all that is shown the same."""
        return any(self._ring(place, step) for step in (1, -1) if self._may_move(place, step))

    def _ring(self, place: Place, step: int) -> bool:
        """Whether hidden places can pass `step` on, from the one line of `place` to the other."""
        row, column = place
        start, goal = ("column", column), ("row", row)
        if step < 0:
            start, goal = goal, start
        reached, waiting = {start}, [start]
        while waiting:
            for cell, node in self._next(waiting.pop()):
                if cell != place and node not in reached:
                    reached.add(node)
                    waiting.append(node)
        return goal in reached

    def _next(self, node: tuple[str, int]) -> Iterator[tuple[Place, tuple[str, int]]]:
        """The hidden places of a line that can balance it, and the line that each leads to."""
        kind, index = node
        is_row = kind == "row"
        step = 1 if is_row else -1
        for cell in self.in_row[index] if is_row else self.in_column[index]:
            if self._may_move(cell, step):
                yield cell, ("column", cell[1]) if is_row else ("row", cell[0])

    def _may_move(self, place: Place, step: int) -> bool:
        """Whether a place may weigh one more or less in its lines; a total weighs against them."""
        row, column = place
        weight = -1 if (row == self.last) != (column == self.edge) else 1
        return step * weight > 0 or self._count(place) > 1

    def _lines(self, place: Place) -> tuple[list[Place], list[Place]]:
        """The row and the column of `place`, each with its total at the end."""
        row, column = place
        return (
            [(row, other) for other in range(self.edge + 1)],
            [(other, column) for other in range(self.last + 1)],
        )

    def _places(self) -> list[Place]:
        return [(row, col) for row in range(self.last + 1) for col in range(self.edge + 1)]

    def _is_total(self, place: Place) -> bool:
        return place[0] == self.last or place[1] == self.edge

    def _count(self, place: Place) -> int:
        row, column = place
        return self.counts[row][column]


def _away(one: Place, other: Place) -> Place:
    return abs(one[1] - other[1]), abs(one[0] - other[0])
