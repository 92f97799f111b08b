"""The survey on paper: A4, Arabic and on its back French, each paper with a code of its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from reportlab.lib.units import mm

from caravan.press import faces
from caravan.press.axis import Axis, wrap
from caravan.press.ornaments import gold_line, lockup
from caravan.press.sheet import A4, INK, LINE, MUTED, NAVY, Document, open_document
from caravan.press.styles import NOTE, ORDINAL, SMALL, plex
from caravan.press.words import FOUNDATION, LANGS, Labels, Lang, Pair, labels

MARGIN = 18.0
FULL = 210 - 2 * MARGIN
TOP, FOOT = 68.0, 268.0
INDENT = 8.0
BOX = 4.6
FACE = 11.0
ROW = 7.5
QUESTION = plex(12.5, 600, NAVY)
ANSWER = plex(11, 500)
GAP = 4.6
NOTHING = Pair("")


@dataclass(frozen=True)
class PaperQuestion:
    """A question: `kind` is "faces", "scale", "choice" or "line"; `answers` in their order.

    A face's mark is "5" to "1", that of the others what is typed in for it. `low` and `high` are
    the ends of a scale.
    """

    kind: str
    text: Pair
    answers: tuple[tuple[str, Pair], ...] = ()
    low: Pair = NOTHING
    high: Pair = NOTHING


@dataclass(frozen=True)
class SurveyFacts:
    """What every paper of a survey says; `about` is the stop or session, `dates` as printed."""

    series: Pair
    about: Pair
    dates: Pair
    questions: tuple[PaperQuestion, ...]


def draw(facts: SurveyFacts, codes: Sequence[str], *, made_at: datetime) -> bytes:
    """A PDF with a paper of two A4 pages for each of the grouped `codes`."""
    title = f"{labels('ar')['survey']} · {facts.about.ar}"
    document = open_document(title, FOUNDATION.ar, "ar", A4, made_at)
    for code in codes:
        for lang in LANGS:
            _page(document, facts, code, lang)
            document.show_page()
    return document.bytes()


def _page(document: Document, facts: SurveyFacts, code: str, lang: Lang) -> None:
    rtl = lang == "ar"
    axis = Axis(document.canvas, A4[1] / mm, 210 - MARGIN if rtl else MARGIN, rtl=rtl)
    words = labels(lang)
    lockup(axis, FULL, 12, facts.series)
    gold_line(axis, 0, FULL, 34, star=False)
    axis.text(words["survey"], 0, 47, plex(24, 700, NAVY))
    about = f"{facts.about.of(lang)} · {facts.dates.of(lang)}"
    axis.text(about, 0, 55, plex(12, 500), fit=FULL)
    axis.text(words["survey_hint"], 0, 62, NOTE, fit=FULL)
    level = TOP
    for number, question in enumerate(facts.questions, 1):
        level = _question(axis, number, question, level, lang)
    _foot(axis, code, words)


def _question(axis: Axis, number: int, question: PaperQuestion, level: float, lang: Lang) -> float:
    """One question from `level` down; returns the level at which the next one begins."""
    axis.text(str(number), 0, level + 4.4, ORDINAL, base="ltr")
    for line in wrap(question.text.of(lang), QUESTION, FULL - INDENT):
        axis.text(line, INDENT, level + 4.4, QUESTION)
        level += 5.6
    drawn = {"faces": _faces, "scale": _scale, "choice": _choice, "line": _line}
    return drawn[question.kind](axis, question, level + 2.4, lang) + GAP


def _box(axis: Axis, along: float, level: float) -> None:
    axis.frame(along, level, (BOX, BOX), INK, 0.45)


def _faces(axis: Axis, question: PaperQuestion, level: float, lang: Lang) -> float:
    wide = (FULL - INDENT) / len(question.answers)
    for place, (mark, word) in enumerate(question.answers):
        start = INDENT + place * wide
        faces.draw(axis, mark, start, level, FACE)
        _box(axis, start + FACE + 2.4, level + (FACE - BOX) / 2)
        axis.text(word.of(lang), start, level + FACE + 4.6, SMALL, fit=wide - 3)
    return level + FACE + 6


def _scale(axis: Axis, question: PaperQuestion, level: float, lang: Lang) -> float:
    """The words of the ends, and between them a box for each number."""
    room = 42.0
    axis.text(question.low.of(lang), INDENT, level + 4, SMALL, fit=room - 4)
    first = INDENT + room
    wide = (FULL - INDENT - 2 * room) / len(question.answers)
    for place, (mark, _) in enumerate(question.answers):
        _box(axis, first + place * wide, level)
        axis.text(mark, first + place * wide + BOX + 1.8, level + 4, ANSWER, base="ltr")
    axis.text(question.high.of(lang), FULL, level + 4, SMALL, "end", fit=room - 4)
    return level + ROW


def _choice(axis: Axis, question: PaperQuestion, level: float, lang: Lang) -> float:
    """Two columns, read line by line."""
    wide = (FULL - INDENT) / 2
    for place, (_, word) in enumerate(question.answers):
        start, at = INDENT + place % 2 * wide, level + place // 2 * ROW
        _box(axis, start, at)
        axis.text(word.of(lang), start + BOX + 2.6, at + 4, ANSWER, fit=wide - BOX - 5)
    return level + (len(question.answers) + 1) // 2 * ROW


def _line(axis: Axis, _question: PaperQuestion, level: float, _lang: Lang) -> float:
    for at in (level + 7, level + 16):
        axis.across(INDENT, FULL - INDENT, at, MUTED, 0.3)
    return level + 18


def _foot(axis: Axis, code: str, words: Labels) -> None:
    axis.across(0, FULL, FOOT, LINE, 0.25)
    axis.text(words["survey_code"], 0, FOOT + 4.6, plex(10, 600, NAVY))
    axis.text(code, 0, FOOT + 11.2, plex(17, 700, INK), base="ltr")
    axis.text(words["survey_note"], 0, FOOT + 15.8, SMALL, fit=FULL)
