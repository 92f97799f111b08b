"""The sheet around the summary's blocks: running head, title, foot line with page n of m."""

from caravan.press.arabic import Style
from caravan.press.axis import Axis, length
from caravan.press.ornaments import gold_line
from caravan.press.sheet import LINE, MUTED, NAVY
from caravan.press.styles import FINE, NOTE, TITLE, plex
from caravan.press.summary.facts import StopSummary
from caravan.press.summary.flow import Leaf
from caravan.press.summary.text import FULL
from caravan.press.words import FOUNDATION, labels

SHORT = 8
"""So many digits of the digest stand at the foot of each page; the last page has all of them."""


def draw_page(axis: Axis, summary: StopSummary, leaf: Leaf, page: int, pages: int) -> None:
    """One page: its head (the cover has its own), its blocks, its foot."""
    if not leaf.section.is_cover or leaf.is_continued:
        _head(axis, summary, leaf)
    if not leaf.is_continued:
        axis.canvas.bookmarkPage(str(page))
        axis.canvas.addOutlineEntry(leaf.section.title, str(page))
    for block, top in leaf.placed:
        block.draw(axis, top)
    _foot(axis, summary, page, pages)


def _head(axis: Axis, summary: StopSummary, leaf: Leaf) -> None:
    words = labels(summary.lang)
    axis.text(f"{words['summary']} · {summary.title}", 0, 15, plex(9.5, 500, MUTED), fit=100)
    axis.text(summary.dates, FULL, 15, NOTE, anchor="end", fit=60)
    gold_line(axis, 0, FULL, 19)
    title = leaf.section.title
    axis.text(
        f"{title} {words['continued']}" if leaf.is_continued else title, 0, 37, TITLE, fit=FULL
    )


def _foot(axis: Axis, summary: StopSummary, page: int, pages: int) -> None:
    axis.across(0, FULL, 281, LINE, 0.25)
    axis.text(f"{page} / {pages}", 0, 286.5, plex(9.5, 600, NAVY), base="ltr")
    axis.text(FOUNDATION.of(summary.lang), 16, 286.5, FINE)
    levels = (284.8, 288.4) if summary.mark and summary.signed else (286.5, 286.5)
    axis.text(summary.mark, FULL, levels[1], FINE, anchor="end", fit=45)
    if summary.signed:
        signed(axis, summary, FULL, levels[0], FINE)


def signed(axis: Axis, summary: StopSummary, along: float, level: float, style: Style) -> None:
    """Which version it is, and the first digits of its digest, before the place `along`."""
    short = summary.digest[:SHORT]
    axis.text(short, along, level, style, anchor="end", base="ltr")
    axis.text(summary.signed, along - length(short, style) - 1.5, level, style, anchor="end")
