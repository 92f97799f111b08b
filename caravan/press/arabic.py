"""Arabic, French and Tifinagh text on paper: measure it, draw it, break it, fit it in a box.

Lengths are points, y upwards. A ``base`` is the direction of the whole line: "rtl", "ltr" or "auto"
(by its first letter). Put Arabic and Latin names in separate calls, each with its own base: a line
that mixes them reads well on paper but is found badly by a search in the file.
"""

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from caravan.press.breaking import even_lines, filled_lines, unbreakable
from caravan.press.fitting import NO_INK, Block, Box, fit_block, space_width
from caravan.press.line import Line, clean, compose, direction

if TYPE_CHECKING:
    from caravan.press.canvas import PressCanvas

Base = Literal["rtl", "ltr", "auto"]
Anchor = Literal["start", "middle", "end"]
INK = "#10233a"


@dataclass(frozen=True)
class Style:
    """How letters look: "plex" (400 to 700) or "amiri" (400, 700), size in points, colour."""

    font: str = "plex"
    weight: int = 400
    size: float = 11
    color: str = INK


def width(text: str, style: Style, base: Base = "rtl") -> float:
    """The length of ``text`` on one line."""
    return _line(text, style, base).advance * style.size / 1000


def ink_box(text: str, style: Style, base: Base = "auto") -> tuple[float, float, float, float]:
    """What is really inked, from the line's left end on its base line: left, bottom, right, top.

    Text without ink gives (0, 0, 0, 0).
    """
    ink = _line(text, style, base).ink or NO_INK
    left, bottom, right, top = (value * style.size / 1000 for value in ink)
    return left, bottom, right, top


def draw(
    canvas: "PressCanvas",
    x: float,
    y: float,
    text: str,
    style: Style,
    base: Base = "auto",
    anchor: Anchor = "start",
) -> float:
    """Draw one line on base line ``y`` and return its length.

    ``start`` is the end where reading starts: the right one for "rtl", the left one for "ltr".
    """
    line = _line(text, style, base)
    length = line.advance * style.size / 1000
    rtl = direction(clean(text), base) == 1
    share = {"start": float(rtl), "middle": 0.5, "end": float(not rtl)}[anchor]
    write_line(canvas, x - length * share, y, line, style)
    return length


def draw_block(
    canvas: "PressCanvas",
    x: float,
    top: float,
    block: Block,
    style: Style,
    base: Base = "rtl",
    hang: Literal["right", "left"] = "right",
) -> None:
    """Draw a fitted block in a box whose upper edge is ``top`` and whose ``hang`` edge is ``x``.

    Ink, not side bearing, stands on that edge, so that nothing leaves the box.
    """
    sized = replace(style, size=block.size)
    for text, drop in zip(block.lines, block.drops, strict=True):
        line = _line(text, style, base)
        left, _, right, _ = line.ink or NO_INK
        edge = right if hang == "right" else left
        write_line(canvas, x - edge * block.size / 1000, top - drop, line, sized)


def write_line(canvas: "PressCanvas", x: float, y: float, line: Line, style: Style) -> None:
    """Write a composed line with its left end at ``x``; nothing for a blank one."""
    if not line.pieces:
        return
    shown = [f"q {fill_operator(style.color)} BT 1 0 0 1 {x:.2f} {y:.2f} Tm"]
    outlines = []
    pen = 0.0
    for font, words in line.pieces:
        embedded = canvas.embed(font)
        codes = "".join([embedded.encode(word, rtl, shape) for word, rtl, shape in words])
        shown.append(f"{embedded.name} {style.size:.3f} Tf [{codes.replace('><', '')}]TJ")
        for _, _, shape in words:
            outlines += [(font.outline(m.number), pen + m.x, m.y) for m in shape.raised]
            pen += shape.advance
    shown.append("ET")
    scale = style.size / 1000
    for outline, right, up in outlines:
        place = f"{x + right * scale:.2f} {y + up * scale:.2f}"
        shown.append(f"q {scale:.5f} 0 0 {scale:.5f} {place} cm {outline} Q")
    canvas.write(" ".join([*shown, "Q"]))


def wrap(
    text: str, style: Style, max_width: float, base: Base = "auto", even: bool = False
) -> list[str]:
    """Break ``text`` in lines of at most ``max_width``; compound names stay whole, words always do.

    With ``even`` the same number of lines is made as equal as can be, without a lone last word.
    A single word wider than ``max_width`` stands alone on its line, wider than asked.
    """
    units = []
    for unit in unbreakable(clean(text)):
        units += [unit] if width(unit, style, base) <= max_width else unit.split(" ")
    widths = [width(unit, style, base) for unit in units]
    space = space_width(style.font, style.weight) * style.size / 1000
    lines = filled_lines(widths, space, max_width)
    if even:
        lines = even_lines(widths, space, len(lines))
    return [" ".join(units[start:end]) for start, end in lines]


def fit(
    text: str,
    weight: int,
    box_width: float,
    box_height: float,
    max_size: float,
    min_size: float,
    max_lines: int,
    leading: float,
) -> tuple[float, list[str]]:
    """The largest size, and the lines, that keep the ink of ``text`` in a box (Plex letters).

    ``leading`` is the step between base lines in letter sizes. Where ``max_lines`` would need less
    than ``min_size`` points, more lines are tried, then compound names are parted; the size falls
    under ``min_size`` only when nothing else keeps the text inside: it is never clipped.
    """
    box = Box(box_width, box_height, max_size, min_size, max_lines, leading)
    block = fit_block(text, "plex", weight, "auto", box)
    return block.size, list(block.lines)


def _line(text: str, style: Style, base: str) -> Line:
    return compose(clean(text), style.font, style.weight, base)


@lru_cache(maxsize=200)
def fill_operator(color: str) -> str:
    """The PDF operator that fills with ``color`` (#rrggbb)."""
    parts = (int(color[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return " ".join(f"{part:.4g}" for part in parts) + " rg"
