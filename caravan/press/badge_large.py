"""The A6 badge in large type, for those who ask for it: never derived from a person's age."""

from reportlab.lib.units import mm

from caravan.press.arabic import Style
from caravan.press.badge_front import (
    NAME,
    SECOND_NAME,
    BadgeFace,
    Plate,
    draw_band,
    fitted,
    large_name,
)
from caravan.press.fitting import Box
from caravan.press.shapes import segment, stroke
from caravan.press.sheet import GOLD, LINE, NAVY

WIDTH, HEIGHT = 105.0, 148.0
MARGIN = 5.0
BAND = 15.0
TEXT_END = WIDTH - 2 * MARGIN - BAND
CODE = 41.0


def draw_large(plate: Plate, face: BadgeFace) -> None:
    """The whole badge; no letter on it is under 14 points but the family's words."""
    draw_band(plate, face, (WIDTH - MARGIN - BAND, MARGIN, BAND, HEIGHT - 2 * MARGIN))
    room = TEXT_END - MARGIN
    series = fitted(face.series_ar, Style(weight=700, size=14, color=NAVY), room)
    plate.text(TEXT_END, 11, face.series_ar, series)
    _rule(plate, 15.4, GOLD, 0.6)
    name, base = large_name(face)
    plate.name(TEXT_END, 20.5, name, NAME, base, Box(room * mm, 61.5 * mm, 68, 30, gap=0.16))
    if base == "rtl":
        box = Box(room * mm, 14.5 * mm, 21, 14, 2, gap=0.3)
        plate.name(TEXT_END, 86, face.name_latin, SECOND_NAME, "ltr", box)
    _rule(plate, 103.4, LINE, 0.3)
    plate.code(face.qr_payload, CODE, MARGIN, HEIGHT - MARGIN)
    _draw_place(plate, face, TEXT_END - CODE - 1)


def _draw_place(plate: Plate, face: BadgeFace, room: float) -> None:
    city = fitted(face.city_ar, Style(weight=700, size=32, color=NAVY), room)
    plate.text(TEXT_END, 120, face.city_ar, city)
    latin = fitted(face.city_latin, Style(weight=600, size=17, color=NAVY), room)
    plate.text(TEXT_END, 130, face.city_latin, latin, "ltr", "end")
    dates = fitted(face.dates_ar, Style(weight=700, size=17), room)
    plate.text(TEXT_END, 140, face.dates_ar, dates)


def _rule(plate: Plate, down: float, color: str, thick: float) -> None:
    line = segment(plate.x(MARGIN), plate.y(down), plate.x(TEXT_END), plate.y(down))
    stroke(plate.canvas, line, color, thick * mm)
