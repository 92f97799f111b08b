"""The printed programme of a stop: a wall poster, a hand-out, and a copy in large letters."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from reportlab.lib.units import mm

from caravan.press.axis import Axis
from caravan.press.programme import handout, large, wall
from caravan.press.programme.facts import NOTHING, SHAPES, Programme, ProgrammeDay, Session, Shape
from caravan.press.programme.pages import Face
from caravan.press.programme.rows import draw_row
from caravan.press.sheet import A3, A4, A5, Document, Size, open_document
from caravan.press.words import FOUNDATION, labels

__all__ = ["NOTHING", "SHAPES", "Programme", "ProgrammeDay", "Session", "Shape", "draw"]

DRAWN: Mapping[Shape, tuple[Size, Callable[[Programme], Iterable[Face]]]] = {
    "a3": (A3, wall.faces),
    "a5": (A5, handout.faces),
    "large": (A4, large.faces),
}


def draw(programme: Programme, shape: Shape, *, made_at: datetime) -> bytes:
    """The programme as a PDF in one of its shapes, on as many pages as it needs, Arabic first.

    `made_at` (with its zone) is the clock of the file: the same facts give the same bytes.
    """
    title = f"{labels('ar')['programme']} · {programme.city.ar}"
    size, faces = DRAWN[shape]
    document = open_document(title, FOUNDATION.ar, "ar", size, made_at)
    for face in faces(programme):
        _draw_face(document, face)
    return document.bytes()


def _draw_face(document: Document, face: Face) -> None:
    rtl = face.lang == "ar"
    edge = document.width / mm - face.margin if rtl else face.margin
    axis = Axis(document.canvas, document.height / mm, edge, rtl=rtl)
    sheets = face.sheets
    for number, columns in enumerate(sheets, start=1):
        face.head(axis)
        for at, column in enumerate(columns):
            beginning = axis.x(at * (face.long + face.gutter)) / mm
            for row, top in column:
                draw_row(replace(axis, edge=beginning), row, top, face.long)
        face.foot(axis, f"{number} / {len(sheets)}" if len(sheets) > 1 else "")
        document.show_page()
