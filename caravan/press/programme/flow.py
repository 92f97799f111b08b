"""The days of a programme over pages: a day stays whole while it can, a row always."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from caravan.press.programme.rows import Row

Page = tuple[tuple[Row, float], ...]
"""What stands on a page or in one of its columns, each row with its upper edge in mm."""

STEP = 2.0


@dataclass(frozen=True)
class Part:
    """Rows under one head, which is repeated (as `again`) on each page that they go on to."""

    rows: tuple[Row, ...]
    head: Row | None = None
    again: Row | None = None

    @property
    def height(self) -> float:
        """In mm, when all of it stands on one page."""
        return _height(self.head, *self.rows)


@dataclass(frozen=True)
class Room:
    """Where rows may stand on each page: its edges, and the white between two parts, in mm.

    With `apart` each part begins a page.
    """

    top: float
    bottom: float
    gap: float = 0.0
    apart: bool = False

    @property
    def height(self) -> float:
        return self.bottom - self.top


def lay_out(parts: Sequence[Part], room: Room) -> tuple[Page, ...]:
    """The pages of all parts, in order; none is empty, and no row is lost.

    A part that fits on a page is not parted; a longer one fills its pages evenly. Rows without a
    head belong to what follows, which begins beneath them.
    """
    pages: list[list[tuple[Row, float]]] = []
    level = room.bottom
    for before, part in zip([None, *parts], parts, strict=False):
        left = room.bottom - level - room.gap
        begins_here = before is not None and _may_begin(part, before, left, room)
        for chunk in _chunks(part, left if begins_here else 0.0, room.height):
            level += room.gap
            if not begins_here:
                pages.append([])
                level = room.top
            begins_here = False
            for row in chunk:
                pages[-1].append((row, level))
                level += row.height
    return tuple(map(tuple, pages))


def _may_begin(part: Part, before: Part, left: float, room: Room) -> bool:
    """Whether a part may begin under the one before it, where `left` mm are free."""
    least = _height(part.head, part.rows[0])
    if before.head is None:
        return least <= left
    if room.apart:
        return False
    if part.height <= room.height:
        return part.height <= left
    return least <= left and left > room.height / 2


def _chunks(part: Part, left: float, whole: float) -> Iterator[list[Row]]:
    """The rows page by page, heads included; `left` mm of the first page, if any."""
    if left:
        first, part = _filled(part, left)
        yield first
    height = _even_height(part, whole)
    while part.rows:
        chunk, part = _filled(part, height)
        yield chunk


def _even_height(part: Part, whole: float) -> float:
    """The least height of a page that needs no more pages for the part than whole ones do."""
    if part.height <= whole:
        return whole
    count = _count(part, whole)
    tallest = max(row.height for row in part.rows) + _height(part.again or part.head)
    height = whole
    while height - STEP > tallest and _count(part, height - STEP) == count:
        height -= STEP
    return height


def _count(part: Part, height: float) -> int:
    count = 0
    while part.rows:
        _, part = _filled(part, height)
        count += 1
    return count


def _filled(part: Part, height: float) -> tuple[list[Row], Part]:
    """The rows that go on a page of `height` mm, and the part that remains."""
    page = [*filter(None, [part.head])]
    rows, used = list(part.rows), _height(*page)
    fits = sum(end <= height - used for end in accumulate(row.height for row in rows))
    if not fits:
        rows[:1] = [half for half in rows[0].parted(height - used) if half.columns]
        fits = 1
    rest = replace(part, rows=tuple(rows[fits:]), head=part.again or part.head)
    return [*page, *rows[:fits]], rest


def _height(*rows: Row | None) -> float:
    return sum(row.height for row in rows if row)
