"""The face of a badge, 90 × 64 mm: who in the largest letters, then the family, the city, the code.

Lengths are millimetres from the badge's upper left corner; text by its base line.
"""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reportlab.lib.units import mm

from caravan.press import qr
from caravan.press.arabic import Anchor, Base, Style, draw, draw_block, width
from caravan.press.fitting import Box, fit_block
from caravan.press.shapes import circle, family_shape, fill, rectangle, segment, stroke
from caravan.press.sheet import GOLD, GREEN, MUTED, NAVY, OCHRE, PLUM, RED, WHITE

if TYPE_CHECKING:
    from caravan.press.canvas import PressCanvas

WIDTH, HEIGHT = 90.0, 64.0
MARGIN = 3.0
BAND = 11.5  # the coloured band of the family, at the reading start
TEXT_END = WIDTH - 2 * MARGIN - BAND  # where Arabic lines begin, from the left
CODE = 22.5  # with its quiet zone; a module of 0.68 mm
LEAST_NOTE = 8.0  # points; nothing on paper is smaller
CITY_GAP = 3.2
LEAST_SHRINK = 0.85  # keeps the smallest word of the city row at 8 points

NAME, SECOND_NAME = Style(weight=700), Style(weight=600)
REPLACEMENT = "نسخة بديلة"

# Five families: what a card shows tells nothing of a loss. Shape first, colour second.
FAMILIES = {
    "police_family": ("star", NAVY),
    "guest": ("circle", PLUM),
    "partner": ("square", OCHRE),
    "press": ("triangle", RED),
    "organiser": ("hexagon", GREEN),
}
POLICE = frozenset(("serving", "retired", "widow", "orphan", "rights_holder"))


@dataclass(frozen=True)
class BadgeFace:
    """What one badge says. ``family`` is a key of FAMILIES, ``family_label`` its printed words.

    An empty name, city or date is left white; where only the Latin name is known it takes the large
    box. ``qr_payload`` is the ticket in capitals. ``reprint`` marks a badge that replaces another.
    """

    name_ar: str
    name_latin: str
    family: str
    city_ar: str
    city_latin: str
    city_zgh: str
    dates_ar: str
    series_ar: str
    family_label: str
    qr_payload: str
    reprint: bool = False


@dataclass(frozen=True)
class Plate:
    """A badge's place on a page: its upper left corner in points."""

    canvas: "PressCanvas"
    left: float
    top: float

    def x(self, across: float) -> float:
        """Points from the left of the page."""
        return self.left + across * mm

    def y(self, down: float) -> float:
        """Points from the foot of the page."""
        return self.top - down * mm

    def text(
        self,
        across: float,
        down: float,
        text: str,
        style: Style,
        base: Base = "rtl",
        anchor: Anchor = "start",
    ) -> float:
        """One line; its length in millimetres."""
        place = (self.x(across), self.y(down))
        return draw(self.canvas, *place, text, style, base, anchor) / mm

    def name(
        self, across: float, down: float, text: str, style: Style, base: Base, box: Box
    ) -> None:
        """A name as large as ``box`` lets it be, its ink flush with the right edge ``across``."""
        block = fit_block(text, style.font, style.weight, base, box)
        draw_block(self.canvas, self.x(across), self.y(down), block, style, base)

    def code(self, payload: str, size: float, left: float, down: float) -> None:
        """A code whose dark modules, not its quiet zone, stand in the corner ``left``, ``down``."""
        quiet = qr.QUIET * size / (qr.symbol(payload).side + 2 * qr.QUIET)
        qr.draw(self.canvas, self.x(left - quiet), self.y(down + quiet), size, payload)


def family_of(category: str) -> str:
    """The family printed for a stored category; the five of the police house are one family.

    Refuses (KeyError) a category that is neither theirs nor a family of its own.
    """
    return "police_family" if category in POLICE else _own_family(category)


def _own_family(category: str) -> str:
    if category not in FAMILIES or category == "police_family":
        raise KeyError(category)
    return category


def draw_person(plate: Plate, face: BadgeFace) -> None:
    """What differs from badge to badge: the names and the code."""
    plate.code(face.qr_payload, CODE, MARGIN, HEIGHT - MARGIN)
    name, base = large_name(face)
    room = Box((TEXT_END - MARGIN) * mm, (HEIGHT - CODE - 14) * mm, 50, 20, gap=0.16)
    plate.name(TEXT_END, 13, name, NAME, base, room)
    if base == "rtl":
        room = Box((TEXT_END - CODE - MARGIN) * mm, 11 * mm, 14, 9, 2, gap=0.3, enough=11.5)
        plate.name(TEXT_END, HEIGHT - 21.6, face.name_latin, SECOND_NAME, "ltr", room)


def large_name(face: BadgeFace) -> tuple[str, Base]:
    """The name of the large box and its direction: the Arabic one, or the Latin one alone."""
    return (face.name_ar, "rtl") if width(face.name_ar, NAME) else (face.name_latin, "ltr")


def draw_common(plate: Plate, face: BadgeFace) -> None:
    """What many badges share: the family's band, the head line, the city."""
    band = (WIDTH - MARGIN - BAND, MARGIN, BAND, HEIGHT - 2 * MARGIN)
    draw_band(plate, face, band)
    series = fitted(face.series_ar, Style(weight=600, size=9, color=NAVY), 40)
    length = plate.text(TEXT_END, 7.3, face.series_ar, series)
    dates = fitted(face.dates_ar, Style(size=8.5, color=MUTED), TEXT_END - MARGIN - length - 4)
    plate.text(MARGIN, 7.3, face.dates_ar, dates, "rtl", "end")
    line = segment(plate.x(MARGIN), plate.y(9.8), plate.x(TEXT_END), plate.y(9.8))
    stroke(plate.canvas, line, GOLD, 0.45 * mm)
    _draw_city(plate, face)


def _draw_city(plate: Plate, face: BadgeFace) -> None:
    """Arabic, Latin, Tifinagh in a row: a little smaller, then without the last, if too long."""
    words: list[tuple[str, Style, Base]] = [
        (face.city_ar, Style(weight=700, size=15, color=NAVY), "rtl"),
        (face.city_latin, Style(weight=500, size=11, color=NAVY), "ltr"),
        (face.city_zgh, Style(size=9.5, color=MUTED), "ltr"),
    ]
    words = [word for word in words if width(*word)]
    while len(words) > 1 and _shrink(words) < LEAST_SHRINK:
        words.pop()
    end, shrink = TEXT_END, _shrink(words)
    for text, style, base in words:
        anchor: Anchor = "start" if base == "rtl" else "end"
        sized = replace(style, size=style.size * shrink)
        end -= plate.text(end, HEIGHT - 4.6, text, sized, base, anchor) + CITY_GAP


def _shrink(words: list[tuple[str, Style, Base]]) -> float:
    """What the row must be multiplied by to stay clear of the code; at most 1."""
    room = TEXT_END - CODE - MARGIN - CITY_GAP * (len(words) - 1)
    length = sum(width(*word) / mm for word in words)
    return min(1.0, room / length) if length else 1.0


def fitted(text: str, style: Style, room: float) -> Style:
    """The style, smaller where ``text`` would be longer than ``room`` millimetres."""
    length = width(text, style) / mm
    if length <= room:
        return style
    return replace(style, size=style.size * room / length)


def draw_band(plate: Plate, face: BadgeFace, band: tuple[float, float, float, float]) -> None:
    """The family as colour, shape and words; a ring to punch when a question slip is drawn."""
    left, top, wide, high = band
    shape, color = FAMILIES[face.family]
    canvas, middle = plate.canvas, left + wide / 2
    corner = (plate.x(left), plate.y(top + high))
    fill(canvas, rectangle(*corner, wide * mm, high * mm), color)
    centre = (plate.x(middle), plate.y(top + wide * 0.62))
    fill(canvas, family_shape(shape, *centre, wide * 0.31 * mm), WHITE)
    label = Style(weight=700, size=wide * 0.76, color=WHITE)
    _draw_words(plate, face.family_label, label, (middle, top + wide * 1.38), wide)
    ring = 2.7
    down = top + high - ring - 2.2
    stroke(canvas, circle(plate.x(middle), plate.y(down), ring * mm), WHITE, 0.35 * mm)
    if face.reprint:
        note = Style(weight=600, size=max(LEAST_NOTE, wide * 0.6), color=WHITE)
        _draw_words(plate, REPLACEMENT, note, (middle, down - 6.6 - wide * 0.34), wide)


def _draw_words(
    plate: Plate, words: str, style: Style, place: tuple[float, float], wide: float
) -> None:
    """Words under each other in the middle of the band."""
    middle, down = place
    for at, word in enumerate(words.split()):
        down_to = down + wide * 0.34 * at
        plate.text(middle, down_to, word, fitted(word, style, wide - 1.4), "auto", "middle")
