"""What was asked: a bar for each service, then its questions with their answers."""

from caravan.press.axis import Axis
from caravan.press.charts import Bar, Fill, Place, bars, fill
from caravan.press.ornaments import disc
from caravan.press.sheet import NAVY
from caravan.press.styles import NOTE, SMALL, STRONG, plex
from caravan.press.summary.facts import Hidden, Question, ServiceQuestions, StopSummary
from caravan.press.summary.flow import Block, Group, Section, keep_together, on_fewest_pages, stack
from caravan.press.summary.text import (
    COLUMN,
    FULL,
    TEXT,
    body,
    lines,
    parting,
    rule,
    side,
    space,
)
from caravan.press.words import Labels, Lang, labels, number

BAR_PITCHES = (8.6, 7.0)
"""Height in mm of a row of the overview, and a lower one where that saves a page."""
TITLES = 42.0


def questions(summary: StopSummary) -> Section:
    """The overview by service, a group for each service, and a note on what is not listed."""
    words = labels(summary.lang)
    if not summary.services:
        return Section(words["questions"], (Group(body(words["questions_empty"])),))
    groups = [_service(service, words, summary.lang) for service in summary.services]
    if summary.questions_note:
        head = stack([space(7), side(words["questions_note"])])
        blocks = (rule(strong=True), *body(summary.questions_note))
        groups.append(Group(blocks, head, beside=True))
    overviews = [_by_service(summary, words, pitch) for pitch in BAR_PITCHES]
    return on_fewest_pages(
        [Section(words["questions"], (overview, *groups)) for overview in overviews]
    )


def _by_service(summary: StopSummary, words: Labels, pitch: float) -> Group:
    """One bar a service: what was answered, and what still waits."""
    rows = [_bar(service, summary.lang) for service in summary.services]
    height = pitch * len(rows)

    def draw(axis: Axis, level: float) -> None:
        bars(axis, Place(TEXT, level, COLUMN, height), rows, TITLES)

    head = side(words["by_service"], words["by_service_note"])
    return Group((_key(summary.services, words), Block(height, draw)), head, beside=True)


def _bar(service: ServiceQuestions, lang: Lang) -> Bar:
    """A hidden part leaves the bar whole and open; a hidden total leaves no bar."""
    asked, answered = service.asked, service.answered
    if isinstance(asked, Hidden):
        return Bar(service.title, (), asked.text)
    if isinstance(answered, Hidden):
        return Bar(service.title, ((asked, "open"),), number(asked, lang))
    parts: tuple[tuple[int, Fill], ...] = ((answered, "solid"), (asked - answered, "hatch"))
    return Bar(service.title, parts, number(asked, lang))


def _key(services: tuple[ServiceQuestions, ...], words: Labels) -> Block:
    """What the fills mean; an open bar is explained only where one is drawn."""
    kinds: list[tuple[Fill, str]] = [("solid", "answered"), ("hatch", "waiting")]
    if any(isinstance(s.answered, Hidden) and not isinstance(s.asked, Hidden) for s in services):
        kinds.append(("open", "undivided"))

    def draw(axis: Axis, top: float) -> None:
        along = TEXT + TITLES
        for kind, key in kinds:
            fill(axis, Place(along, top + 1, 5, 3.4), kind)
            along += 12 + axis.text(words[key], along + 7, top + 4, SMALL)

    return Block(9, draw)


def _service(service: ServiceQuestions, words: Labels, lang: Lang) -> Group:
    """The questions of one service beside its name and count."""
    asked = service.asked.text if isinstance(service.asked, Hidden) else number(service.asked, lang)
    count = f"{words['asked']}: {asked}" if lang == "ar" else f"{words['asked']} : {asked}"
    head = stack([space(6), side(service.title, count)])
    again = stack([rule(strong=True), side(service.title, words["continued"])])
    blocks: list[Block] = []
    for index, question in enumerate(service.questions):
        line = parting(4.5) if index else rule(strong=True)
        blocks += _question(question, line, words, lang)
    return Group(tuple(blocks) or (rule(strong=True),), head, again, beside=True, gap=2)


def _question(question: Question, line: Block, words: Labels, lang: Lang) -> tuple[Block, ...]:
    """A question under its line: text, answer, then state and number of people who ask the same."""
    parts = [line, *lines(question.text, STRONG, TEXT, COLUMN, 6.0)]
    if question.answer:
        parts += [space(0.8), *body(question.answer, 7.0), space(1)]
    return keep_together([*parts, _state(question, words, lang), space(4)])


def _state(question: Question, words: Labels, lang: Lang) -> Block:
    colon = ": " if lang == "ar" else "\u00a0: "
    too = f"{words['asked_too']}{colon}{number(question.supporters, lang)}"

    def draw(axis: Axis, top: float) -> None:
        disc(axis, question.state, TEXT + 2, top + 3.1)
        axis.text(question.state_text, TEXT + 6, top + 4.4, plex(9.5, 600, NAVY), fit=80)
        if question.supporters:
            axis.text(too, FULL, top + 4.4, NOTE, anchor="end")

    return Block(6.4, draw)
