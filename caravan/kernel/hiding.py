"""Which counts of a table are hidden, so that no small one follows from those that are shown.

kernel/small_numbers asks here, and alone tells what may be shown.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator
from itertools import chain

THRESHOLD = 5

Shown = int | None
"""A count that may be shown, or None where it is hidden."""
Place = tuple[int, int]


class Table:
    """A table with its totals as last row and last column, and which places are hidden.

    Each line adds up: what one place gains, others of its row and of its column must give. So a
    hidden count can be another one exactly when such giving and gaining goes round in a ring of
    hidden places (`_can_differ`), in which no count falls below one, nor below its floor: what it
    was known to be before, for people who came do not go away again.
    """

    def __init__(
        self,
        rows: list[list[int]],
        unprinted: set[Place],
        least: int,
        spared: Collection[Place] = (),
        floors: list[list[int]] | None = None,
    ) -> None:
        whole = [[*row, sum(row)] for row in rows]
        self.counts: list[list[int]] = [
            *whole,
            [sum(column) for column in zip(*whole, strict=True)],
        ]
        self.last, self.edge, self.least = len(rows), len(rows[0]), least
        self.floors = floors
        self.hidden: set[Place] = set()
        self.in_row: dict[int, set[Place]] = defaultdict(set)
        self.in_column: dict[int, set[Place]] = defaultdict(set)
        for place in unprinted:
            self._mark(place)
        self.spared = {
            one for place in spared if not self._is_small(place) for one in self._saying(place)
        }
        self.harmless = {one for one in unprinted if not self._is_small(one)}
        for place in self._places():
            if self._is_small(place):
                self._hide(place)

    def at(self, row: int, column: int) -> Shown:
        return None if (row, column) in self.hidden else self.counts[row][column]

    def row(self, row: int) -> tuple[Shown, ...]:
        """A row without its total."""
        return tuple(self.at(row, column) for column in range(self.edge))

    def hide(self) -> bool:
        """Hide further places until nothing small can be worked out; whether that was possible."""
        while (place := self._find_told()) is not None:
            beside = self._beside(place)
            if beside is None:
                return False
            self._hide(beside)
        return True

    def _hide(self, place: Place) -> None:
        for one in self._saying(place):
            self._mark(one)

    def _saying(self, place: Place) -> set[Place]:
        """A place and every other one that says the same."""
        found, waiting = {place}, [place]
        while waiting:
            more = self._same_as(waiting.pop()) - found
            found |= more
            waiting += more
        return found

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

    def _beside(self, place: Place) -> Place | None:
        """The next place to hide: the nearest before `place` in its column or row, else after.

        Counts go before totals. To take the smallest would tell that the others are no smaller.
        """
        lines = self._lines(place)
        bare = [line for line in lines if len(self.hidden.intersection(line)) == 1] or lines
        near = [one for line in bare for one in line if self._may_hide(one)]
        free = near or [one for one in self._places() if self._may_hide(one)]
        return min(free, key=lambda one: self._cost(one, place), default=None)

    def _cost(self, one: Place, place: Place) -> tuple[bool, bool, Place]:
        return self._is_total(one), one > place, _away(one, place)

    def _may_hide(self, place: Place) -> bool:
        is_free = place not in self.hidden and place not in self.spared
        return is_free and self._count(place) > 0

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
        return step * weight > 0 or self._count(place) > self._floor(place)

    def _floor(self, place: Place) -> int:
        """What a hidden count is known to be at least."""
        if self.floors is None or self._is_total(place):
            return 1
        return max(1, self.floors[place[0]][place[1]])

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
