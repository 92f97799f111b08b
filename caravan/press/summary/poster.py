"""The wall poster of a stop on one A3 sheet: what was asked, what was answered, what will be done.

Printed on A4 it is read at arm's length. A plain "no" stands there as it was said.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import chain

from reportlab.lib.units import mm

from caravan.press.arabic import Style
from caravan.press.axis import Axis, fitted, wrap
from caravan.press.ornaments import code, disc, frieze, lockup
from caravan.press.sheet import A3, INK, LINE, MUTED, NAVY, RED, open_document
from caravan.press.styles import plex
from caravan.press.summary.facts import Question, StopSummary
from caravan.press.summary.pages import signed
from caravan.press.words import FOUNDATION, Labels, labels

MARGIN = 16.0
FULL = 297 - 2 * MARGIN
GUTTER = 8.0
COLUMN = (FULL - 2 * GUTTER) / 3
TOP, BOTTOM = 120.0, 358.0
CODE = 36.0
MOST = 5
SIZES = (24, 22, 20, 18, 16, 14, 13, 12, 11)
"""The type of questions and answers: the largest in which all rows fit; else there are fewer."""
SMALLEST = (10, 9, 8, 7, 6)
"""For one row that is longer than the sheet."""


def draw_poster(summary: StopSummary, *, made_at: datetime) -> bytes:
    """The poster as a PDF of one page; the answered questions that most people share."""
    words = labels(summary.lang)
    title = f"{words['you_asked']} · {summary.title}"
    document = open_document(title, FOUNDATION.of(summary.lang), summary.lang, A3, made_at)
    rtl = summary.lang == "ar"
    axis = Axis(document.canvas, A3[1] / mm, 297 - MARGIN if rtl else MARGIN, rtl)
    _head(axis, summary, words)
    rows = chosen(summary)
    if rows:
        _rows(axis, rows, words)
    else:
        axis.text(words["wall_empty"], 0, TOP + 14, plex(26, 400, MUTED), fit=FULL)
    _foot(axis, summary, words)
    document.show_page()
    return document.bytes()


def chosen(summary: StopSummary) -> list[Question]:
    """At most five answered questions: those with a promise, then those that most people share."""
    told = chain(*(service.questions for service in summary.services), summary.others)
    answered = [one for one in told if one.answer or one.promise]
    answered.sort(key=lambda one: (not one.promise, -one.supporters))
    return answered[:MOST]


def _head(axis: Axis, summary: StopSummary, words: Labels) -> None:
    lockup(axis, FULL, 14, summary.series, 1.36)
    frieze(axis, 42, FULL, 22)
    axis.fill_box(summary.title, 0, 52, (FULL, 26), plex(72, 700, NAVY), most=1)
    where = " · ".join(filter(None, (summary.dates, summary.venue)))
    axis.text(where, 0, 92, plex(20, 500), fit=FULL)
    titles = [words[name] for name in ("you_asked", "we_answered", "we_will")]
    styles = [fitted(title, plex(34, 700, NAVY), COLUMN) for title in titles]
    for at, title in enumerate(titles):
        along = at * (COLUMN + GUTTER)
        axis.text(title, along, 111, min(styles, key=lambda one: one.size))
        axis.across(along, COLUMN, 115, NAVY, 1.0)


def _rows(axis: Axis, rows: Sequence[Question], words: Labels) -> None:
    """The rows that fit in the largest type in which they do, with even white between them."""
    while len(rows) > 1 and _height(rows, SIZES[-1], words) > BOTTOM - TOP:
        rows = rows[:-1]
    sizes = [one for one in (*SIZES, *SMALLEST) if _height(rows, one, words) <= BOTTOM - TOP]
    size = sizes[0] if sizes else SMALLEST[-1]
    level = TOP
    free = max(BOTTOM - TOP - _height(rows, size, words), 0) / len(rows)
    for at, one in enumerate(rows):
        if at:
            axis.across(0, FULL, level, LINE, 0.3)
        for column, lines in enumerate(_columns(one, size, words)):
            _column(axis, lines, column * (COLUMN + GUTTER), level + _leading(size) * 0.4)
        if one.state:
            disc(axis, one.state, 2 * (COLUMN + GUTTER) - 4, level + _leading(size))
        level += _row_height(one, size, words) + min(free, 10)


Lines = list[tuple[str, Style, str]]


def _columns(one: Question, size: float, words: Labels) -> tuple[Lines, Lines, Lines]:
    """The wrapped lines of the three columns, each with its style and the text it is part of."""
    body, strong = plex(size, 400, INK), plex(size, 700, INK)
    date = plex(size * 1.25, 700, RED if one.state == "late" else NAVY)
    promise = _wrapped(one.due, date)
    promise += _wrapped(one.promise or words["no_promise"], body)
    promise += _wrapped(one.office, plex(size * 0.7, 400, MUTED))
    return _wrapped(one.text, strong), _wrapped(one.answer or words["hall_answer"], body), promise


def _wrapped(text: str, style: Style) -> Lines:
    return [(line, style, text) for line in wrap(text, style, COLUMN - 2)] if text else []


def _column(axis: Axis, lines: Lines, along: float, level: float) -> None:
    for line, style, whole in lines:
        level += _leading(style.size)
        axis.text(line, along, level - style.size * 0.14, style, base=axis.base(whole))


def _leading(size: float) -> float:
    return size * 0.53


def _tall(lines: Iterable[tuple[str, Style, str]]) -> float:
    return sum(_leading(style.size) for _line, style, _whole in lines)


def _row_height(one: Question, size: float, words: Labels) -> float:
    return max(map(_tall, _columns(one, size, words))) + _leading(size) * 1.2


def _height(rows: Sequence[Question], size: float, words: Labels) -> float:
    return sum(_row_height(one, size, words) for one in rows)


def _foot(axis: Axis, summary: StopSummary, words: Labels) -> None:
    """The way to all answers, the hour of the sheet, and which version it is of."""
    said = FULL - CODE - 10
    axis.across(0, FULL, 364, NAVY, 0.7)
    code(axis, summary.answers_url, FULL - CODE, 370, CODE, "Q")
    axis.text(words["wall_more"], 0, 378, plex(22, 700, NAVY), fit=said)
    axis.text(summary.answers_address, 0, 390, plex(30, 700, NAVY), base="ltr", fit=said)
    axis.text(words["wall_ways"], 0, 398, plex(13, 400, INK), fit=said)
    mark, style = " · ".join(filter(None, (summary.prepared, summary.mark))), plex(11, 400, MUTED)
    axis.text(mark, 0, 405, style, fit=said - 60)
    if summary.signed:
        signed(axis, summary, said, 405, style)
