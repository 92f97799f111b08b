"""Tables of the summary: cells that wrap, a hairline under each row, a head on each page."""

from collections.abc import Sequence
from dataclasses import dataclass

from caravan.press.arabic import Style
from caravan.press.axis import Axis
from caravan.press.ornaments import State, disc
from caravan.press.sheet import LINE, MUTED, NAVY
from caravan.press.styles import plex
from caravan.press.summary.flow import Block, stack
from caravan.press.summary.text import FULL, lines

HEAD = plex(9.5, 600, MUTED)
PADDING = 2.6
LEADING = 0.53
"""Line height in mm for each point of size."""


@dataclass(frozen=True)
class Track:
    """One column of a table: where it begins and how wide it is in mm, and what heads it."""

    along: float
    width: float
    title: str


@dataclass(frozen=True)
class Item:
    """One cell: a text in a style, behind the sign of a state if there is one."""

    text: str
    style: Style
    state: State | None = None


def table_head(tracks: Sequence[Track]) -> Block:
    """The titles of the columns above a strong line."""

    def draw(axis: Axis, top: float) -> None:
        for track in tracks:
            axis.text(track.title, track.along, top + 4, HEAD, fit=track.width)
        axis.across(0, FULL, top + 7, NAVY, 0.6)

    return Block(8, draw)


def table_row(tracks: Sequence[Track], items: Sequence[Item]) -> Block:
    """One row, as high as its highest cell, with a hairline at its foot."""
    cells = [_cell(track, item) for track, item in zip(tracks, items, strict=True)]
    height = max(cell.height for cell in cells) + 2 * PADDING

    def draw(axis: Axis, top: float) -> None:
        for cell in cells:
            cell.draw(axis, top + PADDING)
        axis.across(0, FULL, top + height, LINE, 0.25)

    return Block(height, draw)


def _cell(track: Track, item: Item) -> Block:
    indent = 6.0 if item.state else 0.0
    leading = item.style.size * LEADING
    text = stack(lines(item.text, item.style, track.along + indent, track.width - indent, leading))

    def draw(axis: Axis, top: float) -> None:
        if item.state:
            disc(axis, item.state, track.along + 2, top + leading * 0.52)
        text.draw(axis, top)

    return Block(max(text.height, leading), draw)
