"""Fixed parts of the printed pieces: head, gold line, frieze, signs of state, codes, folds."""

from dataclasses import replace
from typing import Literal

from reportlab.lib.units import mm

from caravan.press import qr, shapes
from caravan.press.axis import Axis, Size, length, wrap
from caravan.press.sheet import GOLD, MUTED, NAVY, RED, WHITE
from caravan.press.styles import plex
from caravan.press.words import FOUNDATION, Pair

State = Literal["none", "half", "full", "late"]
"""How far a thing has come: not begun, under way, done, or past its date."""

DISC = 1.9
NET = "#2a4d70"


def gold_line(axis: Axis, along: float, long: float, level: float, star: bool = True) -> None:
    """The gold line of the screens, with its star at the reading edge."""
    axis.across(along, long, level, GOLD, 0.7)
    if star:
        axis.box(along - 0.7, level - 1, (5.8, 2), WHITE)
        sign(axis, along + 2.2, level, 2.2)


def sign(axis: Axis, along: float, level: float, radius: float) -> None:
    """Caravan's own sign, centred on a place."""
    reach = radius * mm
    shapes.sign(axis.canvas, axis.x(along), axis.y(level), reach, axis.tone(GOLD))


def lockup(axis: Axis, long: float, level: float, series: Pair, scale: float = 1.0) -> None:
    """The head of a piece: sign and Foundation at the reading edge, the series at the other.

    The language of the page stands over the other one.
    """
    sign(axis, 6 * scale, level + 6.2 * scale, 6 * scale)
    main, other = plex(11 * scale, 600, NAVY), plex(7.6 * scale, 400, MUTED)
    first, second = series.sides(axis.rtl)
    axis.text(first, long, level + 5 * scale, main, "end")
    axis.text(second, long, level + 10.4 * scale, other, "end")
    room = long - max(length(first, main), length(second, other)) - 18 * scale
    _foundation(axis, level, room, scale)


def _foundation(axis: Axis, level: float, room: float, scale: float) -> None:
    """The Foundation's name; where it is too long for one line, in smaller lines."""
    style, other = plex(11 * scale, 600, NAVY), plex(7.6 * scale, 400, MUTED)
    name, under = FOUNDATION.sides(axis.rtl)
    base = level + 5 * scale
    lines = wrap(name, style, room)
    if len(lines) > 1:
        style, base = replace(style, size=9.5 * scale), level + 2.6 * scale
        lines = wrap(name, style, room)
    for line in lines:
        axis.text(line, 15 * scale, base, style)
        base += 4.4 * scale
    axis.text(under, 15 * scale, base + scale, other, fit=room)


def frieze(axis: Axis, level: float, long: float, count: int) -> None:
    """A row of solid stars from the reading edge on, centred on `level`. Once on a piece."""
    left = axis.x(long if axis.rtl else 0)
    core = WHITE if axis.one_ink else GOLD
    shapes.frieze(axis.canvas, left, axis.y(level), long * mm, count, axis.tone(NAVY), core)


def panel(axis: Axis, level: float, size: Size, pitch: float) -> None:
    """The one large solid of a piece, with a net of stars; in one ink only its frame."""
    if axis.one_ink:
        axis.frame(0, level, size, NAVY, 0.8)
        return
    axis.box(0, level, size, NAVY)
    shapes.lattice(axis.canvas, axis.corners(0, level, size), pitch * mm, NET, 0.35 * mm)


def disc(axis: Axis, state: State, along: float, level: float) -> None:
    """The sign of a state: a disc that fills, or the triangle of what is late. Reads in black."""
    x, y, radius = axis.x(along), axis.y(level), DISC * mm
    if state == "late":
        axis.fill(shapes.family_shape("triangle", x, y, radius), RED)
        return
    ring = shapes.circle(x, y, radius)
    axis.fill(ring, NAVY if state == "full" else WHITE)
    if state == "half":
        side = shapes.rectangle(x - radius if axis.rtl else x, y - radius, radius, 2 * radius)
        axis.canvas.write(f"q {side} W n")
        axis.fill(ring, NAVY)
        axis.canvas.write("Q")
    axis.stroke(ring, NAVY, 0.4)


def code(
    axis: Axis, payload: str, along: float, level: float, size: float, at: qr.Level = "M"
) -> None:
    """A QR code whose modules, `size` mm wide, begin at a place; the white around is quiet."""
    module = size / qr.symbol(payload, at).side
    quiet = qr.QUIET * module
    whole = size + 2 * quiet
    x, y, _, _ = axis.corners(along - quiet, level - quiet, (whole, whole))
    qr.draw(axis.canvas, x, y, whole, payload, at)


def fold(axis: Axis, long: float, level: float) -> None:
    """A dashed line across, where the sheet is folded or torn."""
    path = shapes.segment(axis.x(0), axis.y(level), axis.x(long), axis.y(level))
    dash = f"[{2.4 * mm:.2f} {1.2 * mm:.2f}] 0 d"
    axis.canvas.write(f"q {dash}")
    axis.stroke(path, MUTED, 0.25)
    axis.canvas.write("Q")
