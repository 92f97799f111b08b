"""The ticket of one person on A5, with a stub that leads to the answers without a name."""

from dataclasses import dataclass
from datetime import datetime

from reportlab.lib.units import mm

from caravan.press.arabic import Style
from caravan.press.axis import Axis, wrap
from caravan.press.ornaments import code, fold, gold_line, sign
from caravan.press.sheet import A5, INK, LINE, MUTED, NAVY, open_document
from caravan.press.styles import NOTE, SMALL, plex
from caravan.press.words import FOUNDATION, Labels, Lang, Pair, labels

MARGIN = 12.0
PAGE = 148.0
FULL = PAGE - 2 * MARGIN
CODE = 48.0
"""Width in mm of the entry code's modules, read at arm's length from a creased sheet."""
STUB_CODE = 22.0
FOLD = 148.0
FACTS = FULL - CODE - 6


@dataclass(frozen=True)
class TicketFacts:
    """What one ticket says, in the person's language first. Dates are printed as given.

    `entry_code` and `follow_code` come grouped («7KQ4-M2XP», «482 109 3754»); `qr_payload` is what
    the gate reads, `follow_payload` what the stub's code opens (empty: no code on the stub).
    """

    lang: Lang
    name: str
    latin_name: str
    category: Pair
    stop: Pair
    dates: Pair
    venue: Pair
    entry_code: str
    qr_payload: str
    follow_code: str
    follow_address: str
    follow_payload: str = ""


def draw(facts: TicketFacts, *, made_at: datetime) -> bytes:
    """The ticket as a PDF of one A5 page, the ticket above and the stub below a fold."""
    title = f"{labels(facts.lang)['ticket']} · {facts.stop.of(facts.lang)}"
    document = open_document(title, FOUNDATION.of(facts.lang), facts.lang, A5, made_at)
    rtl = facts.lang == "ar"
    axis = Axis(document.canvas, A5[1] / mm, PAGE - MARGIN if rtl else MARGIN, rtl=rtl)
    words, other = labels(facts.lang), labels("fr" if rtl else "ar")
    _head(axis, words, other)
    _person(axis, facts)
    _stop(axis, facts)
    _entry(axis, facts.entry_code, words)
    _stub(axis, facts, words, other)
    document.show_page()
    return document.bytes()


def _head(axis: Axis, words: Labels, other: Labels) -> None:
    sign(axis, 5, 17, 5)
    axis.text(words["ticket"], 13, 19.6, plex(20, 700, NAVY))
    axis.text(other["ticket"], FULL, 19.4, plex(13, 400, MUTED), "end")
    gold_line(axis, 0, FULL, 26, star=False)


def _person(axis: Axis, facts: TicketFacts) -> None:
    """The name in the person's script as large as it goes, the other script beneath."""
    name, name_too = Pair(facts.name, facts.latin_name).sides(axis.rtl)
    axis.fill_box(name, 0, 29.5, (FULL, 23), plex(40, 700, INK))
    axis.text(name_too, 0, 59, plex(14, 500), fit=FULL)
    first, second = facts.category.sides(axis.rtl)
    axis.text(first, 0, 66.4, plex(11, 600, NAVY), fit=FULL / 2)
    axis.text(second, FULL, 66.4, NOTE, "end", fit=FULL / 2 - 4)
    axis.across(0, FULL, 70.5, LINE, 0.25)


def _stop(axis: Axis, facts: TicketFacts) -> None:
    """The code for the gate, and beside it where and when."""
    code(axis, facts.qr_payload, FULL - CODE, 75.5, CODE)
    town, town_too = facts.stop.sides(axis.rtl)
    axis.fill_box(town, 0, 75, (FACTS, 15), plex(34, 700, NAVY))
    axis.text(town_too, 0, 95.5, plex(11, 400, MUTED), fit=FACTS)
    level = _pair(axis, facts.dates, 103.5, plex(13, 700, INK))
    _pair(axis, facts.venue, level + 2, plex(11, 600, INK))


def _pair(axis: Axis, text: Pair, level: float, style: Style) -> float:
    """A text in the person's language over the other one; returns the level beneath both."""
    first, second = text.sides(axis.rtl)
    for line in wrap(first, style, FACTS):
        axis.text(line, 0, level, style)
        level += style.size * 0.42
    axis.text(second, 0, level, NOTE, fit=FACTS)
    return level + 5


def _entry(axis: Axis, entry_code: str, words: Labels) -> None:
    """The number for a code that cannot be read; on a line of its own, so that it copies right."""
    axis.across(0, FULL, 128.6, LINE, 0.25)
    axis.text(words["ticket_number"], 0, 134.4, plex(11, 600, NAVY))
    axis.text(words["ticket_hint"], FULL, 134.4, SMALL, "end")
    axis.text(entry_code, 0, 143.4, plex(26, 700, NAVY), base="ltr")


def _stub(axis: Axis, facts: TicketFacts, words: Labels, other: Labels) -> None:
    """No name here: only the follow-up number, and the ways to use it."""
    fold(axis, FULL, FOLD)
    axis.text(words["stub"], 0, 157.4, plex(16, 700, NAVY))
    axis.text(other["stub"], FULL, 157.2, NOTE, "end")
    gold_line(axis, 0, FULL, 161, star=False)
    room = FULL
    if facts.follow_payload:
        code(axis, facts.follow_payload, FULL - STUB_CODE, 166, STUB_CODE)
        room -= STUB_CODE + 6
    axis.text(facts.follow_code, 0, 177.4, plex(40, 700, INK), base="ltr", fit=room)
    level = 186.2
    for line in wrap(words["stub_ways"], plex(11, 500), room):
        axis.text(line, 0, level, plex(11, 500))
        level += 5.4
    axis.text(facts.follow_address, 0, level + 1.6, plex(13, 600, NAVY), base="ltr", fit=FULL)
    axis.text(words["stub_secret"], 0, level + 7.4, SMALL, fit=FULL)
