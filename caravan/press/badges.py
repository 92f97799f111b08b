"""Badges to print: A4 sheets of eight to cut, or one on an A6 card."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from reportlab.lib.units import mm

from caravan.press.arabic import Style, draw
from caravan.press.badge_front import (
    HEIGHT,
    WIDTH,
    BadgeFace,
    Plate,
    draw_common,
    draw_person,
    family_of,
)
from caravan.press.badge_large import draw_large
from caravan.press.sheet import A4, A6, INK, MUTED, NAVY, Document, crop_marks, open_document

if TYPE_CHECKING:
    from caravan.press.canvas import PressCanvas

__all__ = ["BadgeFace", "draw_sheets", "draw_single", "family_of"]

COLUMNS, ROWS = 2, 4
ON_A_SHEET = COLUMNS * ROWS
SIDE, FOOT = 15 * mm, 20.5 * mm  # the white around the field of badges
AUTHOR = "القافلة التواصلية"
NOTE = Style(size=8, color=MUTED)


def draw_sheets(
    faces: Iterable[BadgeFace],
    *,
    made_at: datetime,
    progress: Callable[[int, int], None] | None = None,
) -> bytes:
    """The badges eight a sheet, in their order from the upper right, with marks for cutting.

    ``progress`` is told (badges done, all badges) after each sheet. No badges at all give one page
    that says so.
    """
    every = list(faces)
    document = _opened(every, A4, made_at)
    sheets = [every[at : at + ON_A_SHEET] for at in range(0, len(every), ON_A_SHEET)]
    art = _Art(document.canvas)
    for number, sheet in enumerate(sheets, 1):
        _draw_sheet(document, art, sheet, f"الورقة {number} من {len(sheets)}")
        if progress:
            progress(min(number * ON_A_SHEET, len(every)), len(every))
    if not every:
        _draw_nothing(document)
    return document.bytes()


def draw_single(
    face: BadgeFace, *, made_at: datetime, large_type: bool = False, at_once: bool = False
) -> bytes:
    """One badge on A6: as it is on the sheets, to cut (lying), or in large type (upright).

    `at_once`: the file asks to be printed when it is opened.
    """
    page = A6 if large_type else (A6[1], A6[0])
    document = _opened([face], page, made_at)
    if at_once:
        document.print_when_opened()
    canvas = document.canvas
    if large_type:
        draw_large(Plate(canvas, 0, page[1]), face)
    else:
        left, foot = (page[0] - WIDTH * mm) / 2, (page[1] - HEIGHT * mm) / 2
        crop_marks(canvas, left, foot, 1, 1, WIDTH * mm, HEIGHT * mm)
        plate = Plate(canvas, left, foot + HEIGHT * mm)
        draw_common(plate, face)
        draw_person(plate, face)
    document.show_page()
    return document.bytes()


class _Art:
    """What badges share, drawn once in the file and shown again by its name."""

    def __init__(self, canvas: "PressCanvas") -> None:
        self.canvas = canvas
        self.names: dict[BadgeFace, str] = {}

    def show(self, plate: Plate, face: BadgeFace) -> None:
        common = replace(face, name_ar="", name_latin="", qr_payload="")
        name = self.names.get(common)
        if name is None:
            name = self.names[common] = f"art{len(self.names) + 1}"
            self.canvas.beginForm(name, 0, 0, WIDTH * mm, HEIGHT * mm)
            draw_common(Plate(self.canvas, 0, HEIGHT * mm), common)
            self.canvas.endForm()
        corner = f"{plate.left:.2f} {plate.y(HEIGHT):.2f}"
        self.canvas.write(f"q 1 0 0 1 {corner} cm")
        self.canvas.doForm(name)
        self.canvas.write("Q")


def _opened(faces: list[BadgeFace], page: tuple[float, float], made_at: datetime) -> Document:
    title = f"شارات محطة {faces[0].city_ar}" if faces else "شارات"
    return open_document(title, AUTHOR, "ar", page, made_at)


def _draw_sheet(document: Document, art: _Art, faces: list[BadgeFace], count: str) -> None:
    canvas = document.canvas
    first, level = faces[0], document.height - 10 * mm
    where = " · ".join(filter(None, (first.city_ar, first.dates_ar)))
    draw(canvas, document.width - SIDE, level, where, NOTE, "rtl")
    draw(canvas, SIDE, level, count, NOTE, "rtl", "end")
    crop_marks(canvas, SIDE, FOOT, COLUMNS, ROWS, WIDTH * mm, HEIGHT * mm)
    for at, face in enumerate(faces):
        row, column = divmod(at, COLUMNS)
        left = SIDE + (COLUMNS - 1 - column) * WIDTH * mm
        plate = Plate(canvas, left, FOOT + (ROWS - row) * HEIGHT * mm)
        art.show(plate, face)
        draw_person(plate, face)
    document.show_page()


def _draw_nothing(document: Document) -> None:
    start, level = document.width - SIDE, document.height - 40 * mm
    title = Style(weight=700, size=20, color=NAVY)
    draw(document.canvas, start, level, "لا توجد شارات للطباعة", title, "rtl")
    reason = "لم يُختر أحد من المسجلين، أو سبق طبع شاراتهم جميعا."
    draw(document.canvas, start, level - 10 * mm, reason, Style(size=13, color=INK), "rtl")
    document.show_page()
