"""Charts for any printer: direct labels, fills instead of colours, along the way of reading."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from reportlab.lib.units import mm

from caravan.press.arabic import Style, fill_operator
from caravan.press.axis import Axis
from caravan.press.shapes import rectangle, segment
from caravan.press.sheet import INK, LINE, NAVY, WHITE
from caravan.press.styles import CELL, COUNT, FINE, SMALL, plex

Fill = Literal["solid", "hatch", "open"]

HATCH_STEP = 1.5
STUB = 1.8
"""Height in mm of the open mark that stands where a count is hidden."""
COUNT_ROOM = 26.0
"""Width in mm kept at the end of the longest bar for its count, or for the text that hides it."""
BAR = 5.2
VALUE = plex(8, 400)
PEAK = plex(9.5, 700)


@dataclass(frozen=True)
class Place:
    """Where a chart stands, in mm: from the reading edge, from the top, along, and down."""

    along: float
    top: float
    width: float
    height: float


@dataclass(frozen=True)
class Column:
    """One column: its count, the count as printed above it, and its foot. None: a hidden count."""

    count: int | None
    value: str
    foot: str


@dataclass(frozen=True)
class Bar:
    """One bar: its name, its parts on the scale, the text at its end (a count, «أقل من 5»)."""

    title: str
    parts: tuple[tuple[int, Fill], ...]
    end: str


def fill(axis: Axis, place: Place, kind: Fill) -> None:
    """A rectangle in one of the three fills that stay apart without colour."""
    size = (place.width, place.height)
    if min(size) <= 0:
        return
    if kind == "solid":
        axis.box(place.along, place.top, size, NAVY)
        return
    if kind == "hatch":
        _hatch(axis, place)
    axis.frame(place.along, place.top, size, NAVY, 0.3)


def _hatch(axis: Axis, place: Place) -> None:
    """Slanted lines within the rectangle, rising to the right on every page."""
    box = axis.corners(place.along, place.top, (place.width, place.height))
    left, bottom, width, height = box
    slants = []
    for step in range(int((width + height) / (HATCH_STEP * mm)) + 1):
        start = left - height + step * HATCH_STEP * mm
        slants.append(segment(start, bottom, start + height, bottom + height))
    pen = f"{fill_operator(axis.tone(NAVY)).upper()} {0.4 * mm:.2f} w"
    axis.canvas.write(f"q {rectangle(*box)} W n {pen} {' '.join(slants)} S Q")


def columns(axis: Axis, place: Place, data: Sequence[Column], top: int, kind: Fill) -> None:
    """Columns on a common foot; time runs the way one reads. `top` is the end of the scale."""
    foot = place.top + place.height
    for mark in ticks(top):
        level = foot - place.height * mark / top
        axis.across(place.along, place.width, level, LINE, 0.2)
        axis.text(str(mark), place.along - 1.5, level + 1.1, FINE, "end")
    pitch = place.width / len(data)
    peak = max((column.count or 0) for column in data)
    for index, column in enumerate(data):
        middle = place.along + (index + 0.5) * pitch
        stand = Place(middle - pitch * 0.38, foot, pitch * 0.76, place.height)
        style = PEAK if column.count == peak else VALUE
        _column(axis, stand, column, top, kind, style)
        axis.text(column.foot, middle, foot + 4.4, FINE, "middle", fit=pitch)
    axis.across(place.along, place.width, foot, INK, 0.3)


def _column(axis: Axis, stand: Place, column: Column, top: int, kind: Fill, style: Style) -> None:
    """One column on its foot `stand.top`, `stand.height` high at the end of the scale."""
    if column.count is None:
        fill(axis, Place(stand.along, stand.top - STUB, stand.width, STUB), "open")
        return
    height = stand.height * column.count / top
    head = stand.top - height
    fill(axis, Place(stand.along, head, stand.width, height), kind)
    if column.count:
        axis.box(stand.along, head - 4.4, (stand.width, 3.9), WHITE)
        axis.text(column.value, stand.along + stand.width / 2, head - 1.4, style, "middle")


def ticks(top: int) -> tuple[int, ...]:
    """Two round marks of a scale that ends at `top`: 231 is marked at 100 and 200."""
    rounds = [lead * 10**power for power in range(7) for lead in (1, 2, 5)]
    step = max([mark for mark in rounds if 2 * mark <= top], default=1)
    return (step, 2 * step) if 2 * step <= top else (step,)


def bars(axis: Axis, place: Place, rows: Sequence[Bar], title_width: float) -> None:
    """Bars that grow the way one reads, each with its name before and its count behind.

    The rows share `place.height`; the longest bar leaves room for its count.
    """
    zero = place.along + title_width
    pitch = place.height / len(rows)
    longest = max(sum(part for part, _ in row.parts) for row in rows)
    scale = (place.width - title_width - COUNT_ROOM) / max(longest, 1)
    axis.down(zero, place.top, place.height, INK, 0.3)
    for index, row in enumerate(rows):
        middle = place.top + (index + 0.5) * pitch
        axis.text(row.title, place.along, middle + 1.5, CELL, fit=title_width - 3)
        along = zero
        for part, kind in row.parts:
            fill(axis, Place(along, middle - BAR / 2, part * scale, BAR), kind)
            along += part * scale
        axis.text(row.end, along + 2, middle + 1.6, COUNT if row.parts else SMALL)
