"""Badges drawn in a second, beside reportlab pages with one string."""

import io
import time
from collections.abc import Callable, Sequence

from reportlab.pdfgen.canvas import Canvas

from caravan.kernel.clock import now
from caravan.press.badges import BadgeFace, draw_sheets


def badges_per_second(faces: Sequence[BadgeFace]) -> float:
    """How many of these badges are drawn, eight an A4 sheet, in a second."""
    return _per_second(len(faces), lambda: draw_sheets(faces, made_at=now()))


def pages_per_second(pages: int) -> float:
    """How many pages with one string reportlab makes in a second, compressed like ours."""
    return _per_second(pages, lambda: _bare_pages(pages))


def _bare_pages(pages: int) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pageCompression=1)
    for _page in range(pages):
        canvas.drawString(72, 720, "Fatima Zahra Benali")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _per_second(number: int, work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return number / (time.perf_counter() - began)
