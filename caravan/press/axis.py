"""One axis of reading: what hangs on the right edge in Arabic hangs on the left in French.

A place is (`along`, `level`): mm from the reading edge of the text area towards the end of a
line, and mm from the top of the page (for text, to its base line). Widths are mm too; sizes of type
are points.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal
from unicodedata import bidirectional

from reportlab.lib.units import mm

from caravan.press import arabic
from caravan.press.arabic import Base, Style, draw_block
from caravan.press.fitting import Box, fit_block
from caravan.press.shapes import fill, rectangle, segment, stroke
from caravan.press.sheet import LINE, MIST, WHITE

if TYPE_CHECKING:
    from caravan.press.canvas import PressCanvas

Anchor = Literal["start", "middle", "end"]
Point = tuple[float, float]
Size = tuple[float, float]

BLACK = "#000000"
NO_BREAK_SPACE = "\u00a0"
COUNTED = re.compile(r"(?<!\S)(\d[\d.,:]*) (?=[^\W\d])")
POINTED = re.compile(r" (?=[:;?!»])|(?<=«) ")
EVEN_LINES = 6
HAIRLINE = 0.12


@dataclass(frozen=True)
class Axis:
    """The text area of one page: its reading edge in mm from the left, and which way it runs.

    With `one_ink` every colour is printed black, tints white, and hairlines thin.
    """

    canvas: "PressCanvas"
    page_height: float
    edge: float
    rtl: bool
    one_ink: bool = False

    def x(self, along: float) -> float:
        """Points from the left of the page."""
        return (self.edge - along if self.rtl else self.edge + along) * mm

    def y(self, level: float) -> float:
        """Points from the foot of the page."""
        return (self.page_height - level) * mm

    def base(self, text: str) -> Base:
        """The way a text runs: on an Arabic page by any Arabic letter, on a French by the first."""
        strong = [kind for kind in map(bidirectional, text) if kind in ("L", "R", "AL")]
        asked = strong if self.rtl else strong[:1]
        return "rtl" if "R" in asked or "AL" in asked else "ltr"

    def tone(self, color: str) -> str:
        """The colour as this edition prints it."""
        if not self.one_ink or color == WHITE:
            return color
        return WHITE if color == MIST else BLACK

    def text(
        self,
        text: str,
        along: float,
        level: float,
        style: Style,
        anchor: Anchor = "start",
        base: Base | None = None,
        fit: float | None = None,
    ) -> float:
        """One line; with `fit` it is set smaller where it would be longer. Returns its length."""
        base = base or self.base(text)
        if fit is not None:
            style = fitted(text, style, fit)
        style = replace(style, color=self.tone(style.color))
        x = self.x(along)
        if anchor != "middle":
            at_right = (anchor == "start") == self.rtl
            x += _overhang(text, style, base, at_right=at_right)
            anchor = "start" if at_right == (base == "rtl") else "end"
        return arabic.draw(self.canvas, x, self.y(level), text, style, base, anchor) / mm

    def fill_box(
        self, text: str, along: float, level: float, size: Size, style: Style, most: int = 2
    ) -> None:
        """A name as large as a box allows, its ink at the reading edge, no larger than its style.

        It stands in one line or in up to `most`; compound names stay whole while they can.
        """
        base = self.base(text)
        box = Box(size[0] * mm, size[1] * mm, style.size, 11, most, gap=0.16)
        block = fit_block(text, style.font, style.weight, base, box)
        style = replace(style, color=self.tone(style.color))
        hang: Literal["right", "left"] = "right" if self.rtl else "left"
        draw_block(self.canvas, self.x(along), self.y(level), block, style, base, hang)

    def across(self, along: float, long: float, level: float, color: str, width: float) -> None:
        """A level line, `long` and `width` in mm."""
        self._line((along, level), (along + long, level), color, width)

    def down(self, along: float, level: float, long: float, color: str, width: float) -> None:
        """An upright line, `long` and `width` in mm."""
        self._line((along, level), (along, level + long), color, width)

    def _line(self, start: Point, end: Point, color: str, width: float) -> None:
        path = segment(self.x(start[0]), self.y(start[1]), self.x(end[0]), self.y(end[1]))
        self.stroke(path, color, width)

    def box(self, along: float, level: float, size: Size, color: str) -> None:
        """A filled rectangle from its upper reading corner; `size` is its width and height."""
        self.fill(rectangle(*self.corners(along, level, size)), color)

    def frame(self, along: float, level: float, size: Size, color: str, width: float) -> None:
        """The outline of a rectangle, drawn inside its edge."""
        half = width / 2
        inner = self.corners(along + half, level + half, (size[0] - width, size[1] - width))
        self.stroke(rectangle(*inner), color, width)

    def corners(self, along: float, level: float, size: Size) -> tuple[float, float, float, float]:
        """A rectangle as paths take it: left, bottom, width and height in points."""
        left = along + size[0] if self.rtl else along
        return self.x(left), self.y(level + size[1]), size[0] * mm, size[1] * mm

    def fill(self, path: str, color: str) -> None:
        """Fill a path of `shapes` in the colour of this edition."""
        fill(self.canvas, path, self.tone(color))

    def stroke(self, path: str, color: str, width: float) -> None:
        """Draw the line of a path, `width` in mm; a grey hairline becomes a thin black one."""
        thin = self.one_ink and color == LINE
        stroke(self.canvas, path, self.tone(color), (HAIRLINE if thin else width) * mm)


def length(text: str, style: Style) -> float:
    """The length of one line in mm."""
    return arabic.width(text, style) / mm


def _overhang(text: str, style: Style, base: Base, *, at_right: bool) -> float:
    """Points to move a line by so that no bar or tail stands out over the edge it hangs on."""
    left, _, right, _ = arabic.ink_box(text, style, base)
    if at_right:
        return min(0.0, arabic.width(text, style, base) - right)
    return max(0.0, -left)


def fitted(text: str, style: Style, room: float) -> Style:
    """The style, smaller where the line would be longer than `room` mm."""
    long = length(text, style)
    return replace(style, size=style.size * room / long) if long > room else style


def wrap(text: str, style: Style, room: float) -> list[str]:
    """Lines of at most `room` mm, a few of them made even; a number stays with the word it counts.

    So does a French colon with the word before it. A word longer than a line is cut rather than
    left to stand out.
    """
    text = POINTED.sub(NO_BREAK_SPACE, COUNTED.sub(rf"\1{NO_BREAK_SPACE}", text))
    lines = arabic.wrap(text, style, room * mm)
    if 1 < len(lines) <= EVEN_LINES:
        lines = arabic.wrap(text, style, room * mm, even=True)
    # Once the lines are made the bond is a plain space again: readers find the words by it.
    lines = [line.replace(NO_BREAK_SPACE, " ") for line in lines]
    return [part for line in lines for part in _cut(line, style, room)]


def _cut(line: str, style: Style, room: float) -> Iterator[str]:
    while length(line, style) > room and len(line) > 1:
        share = max(1, int(len(line) * room / length(line, style)) - 1)
        yield line[:share]
        line = line[share:]
    yield line
