"""Which counts of a table are hidden, so that no small one follows from those that are shown.

kernel/small_numbers asks here, and alone tells what may be shown.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator

THRESHOLD = 5

Shown = int | None
"""A count that may be shown, or None where it is hidden."""
Place = tuple[int, int]
Line = list[Place]


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
        self._lay_lines()
        for place in unprinted:
            self._mark(place)
        self.spared = {
            one for place in spared if not self._is_small(place) for one in self._saying(place)
        }
        self.harmless = {one for one in unprinted if not self._is_small(one)}
        for place in self.places:
            if self._is_small(place):
                self._hide(place)

    def _lay_lines(self) -> None:
        """What is asked for again and again: lines, counts that say the same, ways of a ring."""
        edge, last = range(self.edge + 1), range(self.last + 1)
        self.rows: list[Line] = [[(row, column) for column in edge] for row in last]
        self.columns: list[Line] = [[(row, column) for row in last] for column in edge]
        self.places = [place for row in self.rows for place in row]
        self.in_row, self.in_column = [0] * len(last), [0] * len(edge)
        self.rows_after: list[set[int]] = [set() for _ in edge]
        self.columns_after: list[set[int]] = [set() for _ in last]
        self.open: set[Place] = set()
        self.same: dict[Place, set[Place]] = defaultdict(set)
        for *cells, total in (*self.rows, *self.columns):
            full = [cell for cell in cells if self._count(cell) > 0]
            if len(full) == 1:  # it is its line's total too, for the zeros can be seen
                self.same[full[0]].add(total)
                self.same[total].add(full[0])

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
            more = self.same.get(waiting.pop(), set()) - found
            found |= more
            waiting += more
        return found

    def _mark(self, place: Place) -> None:
        if place in self.hidden:
            return
        row, column = place
        self.hidden.add(place)
        self.in_row[row] += 1
        self.in_column[column] += 1
        if self._may_move(place, 1):
            self.columns_after[row].add(column)
        if self._may_move(place, -1):
            self.rows_after[column].add(row)

    def _is_small(self, place: Place) -> bool:
        """Whether the count of a place is small: a total is of one attribute, the rest of two."""
        least = THRESHOLD if self._is_total(place) else self.least
        return 0 < self._count(place) < least

    def _find_told(self) -> Place | None:
        """A hidden place whose count, or whose group of hidden ones, the shown ones tell.

        One that is alone in a line comes first: what is hidden beside it may help the others.
        """
        wanted = [one for one in sorted(self.hidden - self.harmless) if self._count(one)]
        alone = next(filter(self._is_alone, wanted), None)
        return alone or next(self._told(wanted), None)

    def _is_alone(self, place: Place) -> bool:
        return self.in_row[place[0]] == 1 or self.in_column[place[1]] == 1

    def _told(self, wanted: list[Place]) -> Iterator[Place]:
        rows = [self._tells_group(line) for line in self.rows]
        columns = [self._tells_group(line) for line in self.columns]
        for one in wanted:
            if rows[one[0]] or columns[one[1]] or not self._can_differ(one):
                yield one

    def _tells_group(self, line: Line) -> bool:
        """Whether the line's total, less what is shown, is a small group.

        Where no count of the line is shown, that group is the total itself.
        """
        *cells, total = line
        if total in self.hidden:
            return False
        hidden = sum(self._count(cell) for cell in cells if cell in self.hidden)
        is_whole = hidden == self._count(total) or self._is_total(cells[0])
        return 0 < hidden < (THRESHOLD if is_whole else self.least)

    def _beside(self, place: Place) -> Place | None:
        """The next place to hide: the nearest before `place` in its column or row, else after.

        Counts go before totals. To take the smallest would tell that the others are no smaller.
        """
        lines = self.rows[place[0]], self.columns[place[1]]
        bare = [line for line in lines if len(self.hidden.intersection(line)) == 1] or lines
        near = [one for line in bare for one in line if self._may_hide(one)]
        free = near or [one for one in self.places if self._may_hide(one)]
        return min(free, key=lambda one: self._cost(one, place), default=None)

    def _cost(self, one: Place, place: Place) -> tuple[bool, bool, Place]:
        return self._is_total(one), one > place, _away(one, place)

    def _may_hide(self, place: Place) -> bool:
        is_free = place not in self.hidden and place not in self.spared
        return is_free and self._count(place) > 0

    def _can_differ(self, place: Place) -> bool:
        """Whether `place` could hold one more, or one less, with all that is shown the same.

        Once it can, it still can when more is hidden.
        """
        if place not in self.open and any(
            self._ring(place, step) for step in (1, -1) if self._may_move(place, step)
        ):
            self.open.add(place)
        return place in self.open

    def _ring(self, place: Place, step: int) -> bool:
        """Whether hidden places can pass `step` on, from the one line of `place` to the other."""
        row, column = place
        start, goal, after, back = column, row, self.rows_after, self.columns_after
        if step < 0:
            start, goal, after, back = row, column, back, after
        reached = after[start] - {goal}  # what goes there at once is `place` itself
        waiting, passed = list(reached), {start}
        while waiting:
            for other in back[waiting.pop()] - passed:
                if goal in after[other]:
                    return True
                passed.add(other)
                waiting += after[other] - reached
                reached |= after[other]
        return False

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

    def _is_total(self, place: Place) -> bool:
        return place[0] == self.last or place[1] == self.edge

    def _count(self, place: Place) -> int:
        row, column = place
        return self.counts[row][column]


def _away(one: Place, other: Place) -> Place:
    return abs(one[1] - other[1]), abs(one[0] - other[0])
