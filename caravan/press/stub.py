"""The stub of a person without a telephone: a strip of a receipt printer's 80 mm roll, in one ink.

Above the fold what opens the door, below it what leads to the answers, without a name.
"""

from datetime import datetime

from reportlab.lib.units import mm

from caravan.press.axis import Axis, wrap
from caravan.press.ornaments import code, fold, sign
from caravan.press.sheet import INK, LINE, NAVY, open_document
from caravan.press.styles import plex
from caravan.press.ticket import TicketFacts
from caravan.press.words import FOUNDATION, Labels, Pair, labels

WIDTH, LENGTH = 80.0, 172.0
MARGIN = 4.0
"""Receipt printers reach 72 of the 80 mm."""
FULL = WIDTH - 2 * MARGIN
CODE = 42.0
FOLD = 121.0


def draw(facts: TicketFacts, *, made_at: datetime, waits: bool = False) -> bytes:
    """The stub as a PDF of one page of 80 by 172 mm, which asks to be printed when it is opened.

    Of somebody who `waits` for a place it says so, and is called no ticket.
    """
    words = _words(facts, waits=waits)
    title = f"{words['ticket']} · {facts.entry_code}"
    document = open_document(
        title, FOUNDATION.of(facts.lang), facts.lang, (WIDTH * mm, LENGTH * mm), made_at
    )
    document.print_when_opened()
    rtl = facts.lang == "ar"
    edge = WIDTH - MARGIN if rtl else MARGIN
    axis = Axis(document.canvas, LENGTH, edge, rtl=rtl, one_ink=True)
    _head(axis, facts, words)
    _door(axis, facts, words)
    _afterwards(axis, facts, words)
    document.show_page()
    return document.bytes()


def _words(facts: TicketFacts, *, waits: bool) -> Labels:
    words = labels(facts.lang)
    if not waits:
        return words
    return {**words, "ticket": words["waiting_list"], "ticket_hint": words["waiting_hint"]}


def _head(axis: Axis, facts: TicketFacts, words: Labels) -> None:
    sign(axis, 3.5, 8, 3.5)
    axis.text(words["ticket"], 9, 9.8, plex(13, 700, NAVY))
    axis.text(facts.stop.of(facts.lang), FULL, 9.8, plex(13, 700, NAVY), "end", fit=FULL / 2)
    axis.across(0, FULL, 14, LINE, 0.4)
    name, other = Pair(facts.name, facts.latin_name).sides(axis.rtl)
    axis.fill_box(name, 0, 16, (FULL, 16), plex(26, 700, INK))
    axis.text(other, 0, 37, plex(11, 500), fit=FULL)


def _door(axis: Axis, facts: TicketFacts, words: Labels) -> None:
    """The code for the gate, and the same number to read out, whose last sign checks the others."""
    code(axis, facts.qr_payload, (FULL - CODE) / 2, 42, CODE)
    axis.text(facts.entry_code, FULL / 2, 97, plex(30, 700, INK), "middle", "ltr", fit=FULL)
    axis.text(words["ticket_hint"], FULL / 2, 103, plex(9.5), "middle", fit=FULL)
    axis.text(facts.dates.of(facts.lang), 0, 110.5, plex(11, 700), fit=FULL)
    axis.text(facts.venue.of(facts.lang), 0, 116, plex(11, 500), fit=FULL)


def _afterwards(axis: Axis, facts: TicketFacts, words: Labels) -> None:
    """No name here: the follow-up number and the ways to use it."""
    fold(axis, FULL, FOLD)
    axis.text(words["stub"], 0, FOLD + 8, plex(13, 700, NAVY))
    axis.text(facts.follow_code, 0, FOLD + 20, plex(28, 700, INK), base="ltr", fit=FULL)
    level = FOLD + 27
    for line in wrap(words["stub_ways"], plex(9.5, 500), FULL):
        axis.text(line, 0, level, plex(9.5, 500))
        level += 4.6
    axis.text(facts.follow_address, 0, level + 1, plex(11, 600), base="ltr", fit=FULL)
    for line in wrap(words["stub_secret"], plex(8), FULL):
        level += 4
        axis.text(line, 0, level + 3, plex(8))
