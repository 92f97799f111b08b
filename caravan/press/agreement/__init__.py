"""The sheet of a partnership agreement: an Arabic page, then a French one on its back."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from reportlab.lib.units import mm

from caravan.press.agreement.facts import AgreementFacts
from caravan.press.agreement.parts import face
from caravan.press.axis import Axis
from caravan.press.sheet import A4, LINE, NAVY, REPORT_GRID, open_document
from caravan.press.styles import FINE, plex
from caravan.press.summary.flow import Leaf, lay_out
from caravan.press.summary.text import FULL
from caravan.press.words import FOUNDATION

if TYPE_CHECKING:
    from caravan.press.canvas import PressCanvas


def draw(faces: Sequence[AgreementFacts], *, made_at: datetime, one_ink: bool = False) -> bytes:
    """The sheet as a PDF of A4 pages: one for each face, more where a face is long.

    `made_at` (with its zone) is the clock of the file: the same facts give the same bytes.
    """
    first = faces[0]
    document = open_document(first.title, FOUNDATION.of(first.lang), first.lang, A4, made_at)
    for facts in faces:
        axis = _axis(document.canvas, facts, one_ink)
        leaves = lay_out([face(facts)])
        for page, leaf in enumerate(leaves, start=1):
            _draw_page(axis, facts, leaf, f"{page} / {len(leaves)}")
            document.show_page()
    return document.bytes()


def _axis(canvas: "PressCanvas", facts: AgreementFacts, one_ink: bool) -> Axis:
    rtl = facts.lang == "ar"
    edge = (A4[0] - REPORT_GRID.start if rtl else REPORT_GRID.start) / mm
    return Axis(canvas, A4[1] / mm, edge, rtl, one_ink)


def _draw_page(axis: Axis, facts: AgreementFacts, leaf: Leaf, number: str) -> None:
    """One page: what stands on it, above a foot with its number and the day of the last change."""
    if leaf.is_continued:
        axis.text(facts.title, 0, 32, plex(13, 600, NAVY), fit=FULL)
        axis.across(0, FULL, 37, LINE, 0.25)
    for block, top in leaf.placed:
        block.draw(axis, top)
    axis.across(0, FULL, 281, LINE, 0.25)
    axis.text(number, 0, 286.5, plex(9.5, 600, NAVY), base="ltr")
    axis.text(FOUNDATION.of(facts.lang), 16, 286.5, FINE, fit=98)
    axis.text(facts.changed, FULL, 286.5, FINE, anchor="end", fit=48)
