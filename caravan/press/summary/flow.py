"""Laying blocks of known height over pages, so that what belongs together stays together."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from caravan.press.axis import Axis

Drawing = Callable[[Axis, float], None]
"""Draws on a page with its top edge at so many mm from the top of the page."""

TOP = 50.0
COVER_TOP = 14.0
BOTTOM = 275.0
STAY = (BOTTOM - TOP) / 2
SCRAP = 30.0


@dataclass(frozen=True)
class Block:
    """A piece that is never parted: its height in mm, and how to draw it."""

    height: float
    draw: Drawing


@dataclass(frozen=True)
class Group:
    """Blocks under one head, which is drawn again on each page that the group goes on to.

    A head that stands `beside` its blocks (a label in the side column) takes no height of theirs.
    A group that `sinks` stands at the foot of its page.
    A group of up to half a page is never parted; a longer one is parted between two blocks.
    """

    blocks: tuple[Block, ...]
    head: Block | None = None
    again: Block | None = None
    beside: bool = False
    gap: float = 6.0
    sinks: bool = False

    @property
    def height(self) -> float:
        """Height in mm when all of it stands on one page."""
        head = self.head.height if self.head else 0.0
        blocks = sum(block.height for block in self.blocks)
        return max(head, blocks) if self.beside else head + blocks


@dataclass(frozen=True)
class Section:
    """A titled part of the summary that begins on a page of its own."""

    title: str
    groups: tuple[Group, ...]
    is_cover: bool = False


@dataclass(frozen=True)
class Leaf:
    """One page: its section, whether it goes on from the page before, and what stands where."""

    section: Section
    is_continued: bool
    placed: tuple[tuple[Block, float], ...]


def stack(blocks: Sequence[Block]) -> Block:
    """Several blocks as one that is never parted."""

    def draw(axis: Axis, top: float) -> None:
        for block in blocks:
            block.draw(axis, top)
            top += block.height

    return Block(sum(block.height for block in blocks), draw)


def keep_together(blocks: Sequence[Block], limit: float = STAY) -> tuple[Block, ...]:
    """One block if they are at most `limit` mm high, else the blocks as they are."""
    whole = stack(blocks)
    return (whole,) if whole.height <= limit else tuple(blocks)


def lay_out(sections: Sequence[Section]) -> tuple[Leaf, ...]:
    """The pages of all sections, in order; nothing is dropped, however long."""
    return tuple(leaf for section in sections for leaf in _pages(section))


def on_fewest_pages(versions: Sequence[Section]) -> Section:
    """The version of a section that takes the fewest pages; of several such the first."""
    return min(versions, key=lambda version: len(lay_out([version])))


def _pages(section: Section) -> Iterator[Leaf]:
    sheet = _Sheet(COVER_TOP if section.is_cover else TOP)
    continued = False
    for group in section.groups:
        for part in _parts(group, sheet):
            if part is None:
                yield Leaf(section, continued, tuple(sheet.placed))
                sheet.clear()
                continued = True
            else:
                sheet.put(part)
    yield Leaf(section, continued, tuple(sheet.placed))


class _Sheet:
    """The page being filled."""

    def __init__(self, top: float) -> None:
        self.top = top
        self.placed: list[tuple[Block, float]] = []

    @property
    def room(self) -> float:
        return BOTTOM - self.top

    def clear(self) -> None:
        self.top, self.placed = TOP, []

    def put(self, group: Group) -> None:
        if group.sinks:
            self.top = max(self.top, BOTTOM - group.height)
        below = self.top + group.height
        if group.head:
            self.placed.append((group.head, self.top))
            self.top += 0 if group.beside else group.head.height
        for block in group.blocks:
            self.placed.append((block, self.top))
            self.top += block.height
        self.top = below + group.gap


def _parts(group: Group, sheet: _Sheet) -> Iterator[Group | None]:
    """The group cut to the room that is left; None asks for a new page."""
    while group.height > sheet.room:
        fits = _fitting(group, sheet.room)
        if fits and group.height > STAY:
            yield replace(group, blocks=group.blocks[:fits])
            group = replace(group, blocks=group.blocks[fits:], head=group.again or group.head)
        elif not sheet.placed:
            break
        yield None
    yield group


def _fitting(group: Group, room: float) -> int:
    """How many of its first blocks fit into `room` mm; none where that would be a mere scrap."""
    used = group.head.height if group.head and not group.beside else 0.0
    count = 0
    for block in group.blocks:
        if used + block.height > room:
            break
        used += block.height
        count += 1
    return count if used >= SCRAP else 0
