"""Rows of a programme: texts side by side, of known height, parted only between their lines."""

from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import accumulate

from reportlab.lib.units import mm

from caravan.press import arabic, pictos
from caravan.press.arabic import Base, Style
from caravan.press.axis import Anchor, Axis, wrap
from caravan.press.shapes import segment
from caravan.press.sheet import MIST

BASE_LINE = 0.72
"""Where in the height of a line its letters stand."""
STRIKE = 0.27
"""How high above them, in letter sizes, a withdrawn title is struck."""
PIN = 1.18
"""The place's pictogram, in letter heights."""


@dataclass(frozen=True)
class TextLine:
    """One line: its height in mm, and whether it is struck or follows the pictogram of a place."""

    text: str
    style: Style
    height: float
    base: Base | None = None
    is_struck: bool = False
    has_pin: bool = False


@dataclass(frozen=True)
class Column:
    """Lines one under the other, from mm `along` on, or up to there with the `anchor` "end".

    The first stands `drop` mm under the top of its row.
    """

    along: float
    lines: tuple[TextLine, ...]
    anchor: Anchor = "start"
    drop: float = 0.0

    @cached_property
    def height(self) -> float:
        return self.drop + sum(line.height for line in self.lines)

    def parted(self, room: float) -> "tuple[Column, Column]":
        """The lines that fit into `room` mm, and the others."""
        ends = accumulate(line.height for line in self.lines)
        fits = sum(self.drop + end <= room for end in ends)
        left = 0.0 if fits else max(self.drop - room, 0.0)
        upper = replace(self, lines=self.lines[:fits])
        return upper, replace(self, lines=self.lines[fits:], drop=left)


@dataclass(frozen=True)
class Rule:
    """The line over a row: where it begins, colour, width; all lengths in mm."""

    along: float
    color: str
    width: float


@dataclass(frozen=True)
class Row:
    """Columns that begin on one level, with white above and below, on a tinted band or not."""

    columns: tuple[Column, ...]
    above: float = 0.0
    below: float = 0.0
    is_tinted: bool = False
    rule: Rule | None = None

    @cached_property
    def height(self) -> float:
        """In mm, with the white."""
        return self.above + max(column.height for column in self.columns) + self.below

    def parted(self, room: float) -> "tuple[Row, Row]":
        """What fits into `room` mm, at least one line, and the rest."""
        least = min(column.drop + column.lines[0].height for column in self.columns)
        halves = [column.parted(max(room - self.above, least)) for column in self.columns]
        upper, lower = (
            tuple(half for half in side if half.lines) for side in zip(*halves, strict=True)
        )
        return replace(self, columns=upper, below=0.0), replace(self, columns=lower)


@lru_cache(maxsize=5_000)
def lines_of(text: str, style: Style, room: float, height: float) -> tuple[TextLine, ...]:
    """A text in lines of at most `room` mm, each `height` mm high; none for an empty text."""
    wrapped = wrap(text, style, room) if text else []
    return tuple(TextLine(line, style, height) for line in wrapped)


def draw_row(axis: Axis, row: Row, top: float, long: float) -> None:
    """Draw a row with its upper edge `top` mm from the top of a page, `long` mm wide."""
    if row.is_tinted:
        axis.box(0, top, (long, row.height), MIST)
    if row.rule:
        axis.across(row.rule.along, long - row.rule.along, top, row.rule.color, row.rule.width)
    for column in row.columns:
        level = top + row.above + column.drop
        for line in column.lines:
            _draw_line(axis, line, column, level + line.height * BASE_LINE)
            level += line.height


def _draw_line(axis: Axis, line: TextLine, column: Column, level: float) -> None:
    along, high = column.along, line.style.size / mm
    if line.has_pin:
        pictos.draw(axis, "place", along, level - high, PIN * high)
        along += pin_room(line.style)
    axis.text(line.text, along, level, line.style, column.anchor, line.base)
    if line.is_struck:
        _strike(axis, line, along, level)


def pin_room(style: Style) -> float:
    """How many mm the pictogram before a place takes."""
    return style.size / mm * (PIN + 0.3)


def _strike(axis: Axis, line: TextLine, along: float, level: float) -> None:
    long = arabic.width(line.text, line.style, line.base or axis.base(line.text)) / mm
    high = axis.y(level - line.style.size / mm * STRIKE)
    path = segment(axis.x(along), high, axis.x(along + long), high)
    axis.stroke(path, line.style.color, line.style.size / mm * 0.075)
