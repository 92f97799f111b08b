"""The printed summary of a stop: who came, what was asked, what is owed, what was held."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from reportlab.lib.units import mm

from caravan.press.axis import Axis
from caravan.press.sheet import A4, REPORT_GRID, open_document
from caravan.press.summary.agenda import agenda
from caravan.press.summary.ahead import ahead
from caravan.press.summary.attendance import attendance
from caravan.press.summary.cover import cover
from caravan.press.summary.details import details
from caravan.press.summary.facts import StopSummary
from caravan.press.summary.flow import Section, lay_out
from caravan.press.summary.method import method
from caravan.press.summary.pages import draw_page
from caravan.press.summary.questions import questions
from caravan.press.words import FOUNDATION, Lang, labels

if TYPE_CHECKING:
    from caravan.press.canvas import PressCanvas

Progress = Callable[[int, int], None]
"""Told after each page how many are drawn, and of how many."""


def draw(
    summary: StopSummary,
    *,
    made_at: datetime,
    one_ink: bool = False,
    progress: Progress | None = None,
) -> bytes:
    """The summary of a stop as a PDF of A4 pages, one part after the other, whatever is empty.

    `made_at` (with its zone) is the clock of the file: the same facts give the same bytes. With
    `one_ink` everything is black on white, for printers without colour or short of it.
    """
    title = f"{labels(summary.lang)['summary']} · {summary.title}"
    document = open_document(title, FOUNDATION.of(summary.lang), summary.lang, A4, made_at)
    axis = _axis(document.canvas, summary.lang, one_ink)
    leaves = lay_out(sections(summary))
    for page, leaf in enumerate(leaves, start=1):
        draw_page(axis, summary, leaf, page, len(leaves))
        document.show_page()
        if progress:
            progress(page, len(leaves))
    return document.bytes()


def sections(summary: StopSummary) -> tuple[Section, ...]:
    """The parts in their order; tables only where there are some."""
    return (
        cover(summary),
        attendance(summary),
        *details(summary, summary.people),
        questions(summary),
        *details(summary, summary.places),
        ahead(summary),
        agenda(summary),
        *details(summary, summary.compared),
        method(summary),
    )


def _axis(canvas: "PressCanvas", lang: Lang, one_ink: bool) -> Axis:
    """The binding margin stands at the reading edge: right in Arabic, left in French."""
    rtl = lang == "ar"
    edge = (A4[0] - REPORT_GRID.start if rtl else REPORT_GRID.start) / mm
    return Axis(canvas, A4[1] / mm, edge, rtl, one_ink)
