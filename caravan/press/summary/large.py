"""Papers in large letters on A4: nothing under 18 points, one line of thought after the other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from reportlab.lib.units import mm

from caravan.press.axis import Axis, wrap
from caravan.press.ornaments import gold_line
from caravan.press.sheet import A4, INK, MUTED, NAVY, open_document
from caravan.press.styles import plex
from caravan.press.summary.details import printed
from caravan.press.summary.facts import Cell, FactTable, StopSummary
from caravan.press.summary.flow import Block, Group, Section, lay_out, stack
from caravan.press.words import FOUNDATION, Labels, Lang, labels

MARGIN = 18.0
FULL = 210 - 2 * MARGIN
LEADING = 9.6
TITLE, HEAD = plex(34, 700, NAVY), plex(24, 700, NAVY)
STRONG, BODY, NOTE = plex(18, 700, INK), plex(18, 400, INK), plex(18, 400, MUTED)


@dataclass(frozen=True)
class Said:
    """One paragraph; a strong one begins something."""

    text: str
    strong: bool = False


@dataclass(frozen=True)
class Chapter:
    """A title and what stands under it."""

    title: str
    said: tuple[Said, ...]


def draw_chapters(
    title: str,
    dates: str,
    chapters: Sequence[Chapter],
    lang: Lang,
    *,
    made_at: datetime,
    foot: Sequence[str] = (),
) -> bytes:
    """The chapters as a PDF in large letters; one without a paragraph is left out.

    The lines of `foot` (two at most) stand at the foot of each page.
    """
    document = open_document(title, FOUNDATION.of(lang), lang, A4, made_at)
    rtl = lang == "ar"
    edge = (A4[0] - MARGIN * mm if rtl else MARGIN * mm) / mm
    axis = Axis(document.canvas, A4[1] / mm, edge, rtl)
    groups = [_group(one) for one in chapters if one.said]
    leaves = lay_out([Section(title, tuple(groups))])
    for page, leaf in enumerate(leaves, start=1):
        axis.text(title, 0, 26, TITLE, fit=FULL)
        gold_line(axis, 0, FULL, 31)
        axis.text(dates, 0, 42, NOTE, fit=FULL)
        for block, top in leaf.placed:
            block.draw(axis, top)
        for up, line in enumerate(reversed(foot)):
            axis.text(line, 0, 287 - 8 * up, NOTE, fit=FULL - 30)
        axis.text(f"{page} / {len(leaves)}", FULL, 287, STRONG, "end", "ltr")
        document.show_page()
    return document.bytes()


def _group(chapter: Chapter) -> Group:
    head = Block(14, lambda axis, top: _head(axis, chapter.title, top))
    blocks = [line for one in chapter.said for line in _said(one)]
    return Group(tuple(blocks), head, head, gap=8)


def _head(axis: Axis, title: str, top: float) -> None:
    axis.text(title, 0, top + 9, HEAD, fit=FULL)


def _said(one: Said) -> Iterator[Block]:
    """The lines of a paragraph, white before a strong one."""
    style = STRONG if one.strong else BODY
    wrapped = wrap(one.text, style, FULL)
    joined = " ".join(wrapped)
    blocks = [_line(line, joined, one.strong) for line in wrapped]
    yield from [stack(blocks[:2]), *blocks[2:]]


def _line(line: str, joined: str, strong: bool) -> Block:
    style = STRONG if strong else BODY

    def draw(axis: Axis, top: float) -> None:
        axis.text(line, 0, top + 7, style, base=axis.base(joined))

    return Block(LEADING, draw)


def draw_large(summary: StopSummary, *, made_at: datetime) -> bytes:
    """The whole summary in large letters: the same facts, told in lines instead of charts."""
    words = labels(summary.lang)
    title = f"{words['summary']} · {summary.title}"
    chapters = [
        Chapter(words["overview"], tuple(_overview(summary))),
        Chapter(words["attendance"], tuple(_attendance(summary, words))),
        Chapter(words["questions"], tuple(_questions(summary))),
        *(Chapter(one.title, tuple(_rows(one, summary.lang))) for one in summary.tables),
        Chapter(words["suggestions"], tuple(_suggestions(summary))),
        Chapter(words["owed"], tuple(_owed(summary, words))),
        *(Chapter(one.title, tuple(_rows(one, summary.lang))) for one in (summary.done,) if one),
        Chapter(words["agenda"], tuple(_agenda(summary, words))),
        Chapter(words["method"], tuple(_method(summary, words))),
    ]
    signed = f"{summary.signed}  {summary.digest[:8]}" if summary.signed else ""
    foot = [line for line in (signed, summary.mark) if line]
    return draw_chapters(title, summary.dates, chapters, summary.lang, made_at=made_at, foot=foot)


_BETWEEN = {"ar": "؛ ", "fr": " ; "}


def _pair(name: str, value: Cell | str, lang: Lang) -> str:
    colon = ":\u00a0" if lang == "ar" else "\u00a0:\u00a0"
    return f"{name}{colon}{printed(value, lang)}"


def _overview(summary: StopSummary) -> Iterator[Said]:
    yield Said(" · ".join(filter(None, dict.fromkeys((summary.prefecture, summary.venue)))))
    yield Said(summary.prepared)
    for one in summary.figures:
        note = f" ({one.note})" if one.note else ""
        yield Said(_pair(one.label, one.value, summary.lang) + note, strong=True)
    if summary.overview:
        yield Said(summary.overview)


def _attendance(summary: StopSummary, words: Labels) -> Iterator[Said]:
    facts, lang = summary.attendance, summary.lang
    if facts.text:
        yield Said(facts.text)
    for day in facts.days:
        yield Said(_pair(day.title, day.total, lang), strong=True)
        for hour in day.hours:
            span = f"{hour.hour:02d}:00 {words['until']} {(hour.hour + 1) % 24:02d}:00"
            yield Said(_pair(span, hour.count, lang))
    for category in facts.categories:
        yield Said(_pair(category.title, category.count, lang))
    if facts.note:
        yield Said(facts.note)


def _questions(summary: StopSummary) -> Iterator[Said]:
    for service in summary.services:
        yield Said(_pair(service.title, service.asked, summary.lang), strong=True)
        for one in service.questions:
            yield Said(one.text, strong=True)
            if one.answer:
                yield Said(one.answer)
            yield Said(one.state_text)
    if summary.questions_note:
        yield Said(summary.questions_note)


def _rows(table: FactTable, lang: Lang) -> Iterator[Said]:
    """Each row as its name, then a line for each figure with the head of its column."""
    for name, *values in table.rows:
        heads = zip(table.heads[1:], values, strict=True)
        told = _BETWEEN[lang].join(_pair(head, value, lang) for head, value in heads if value != "")
        yield Said(" · ".join(filter(None, (printed(name, lang), told))))
    if table.note:
        yield Said(table.note)


def _suggestions(summary: StopSummary) -> Iterator[Said]:
    for some in summary.suggestions:
        yield Said(_pair(some.title, some.count, summary.lang), strong=True)
        for text in some.texts:
            yield Said(text)


def _owed(summary: StopSummary, words: Labels) -> Iterator[Said]:
    if summary.outlook:
        yield Said(summary.outlook)
    for one in summary.owed:
        yield Said(one.text, strong=True)
        due = f"{words['owed_due']} {one.due}" if one.due else ""
        yield Said(" · ".join(filter(None, (one.owed_to, one.office, due, one.state_text))))


def _agenda(summary: StopSummary, words: Labels) -> Iterator[Said]:
    for day in summary.agenda:
        yield Said(day.title, strong=True)
        for row in day.rows:
            state = row.state_text or (words["withdrawn"] if row.withdrawn else "")
            yield Said(" · ".join(filter(None, (row.time, row.title, row.place, state))))


def _method(summary: StopSummary, words: Labels) -> Iterator[Said]:
    for line in summary.method:
        yield Said(line.label, strong=True)
        yield Said(line.text)
    if summary.answers_address:
        yield Said(words["answers_today"], strong=True)
        yield Said(summary.answers_address)
    if summary.digest:
        yield Said(words["digest"], strong=True)
        for at in range(0, len(summary.digest), 16):
            yield Said(summary.digest[at : at + 16])
