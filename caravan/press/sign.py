"""The A4 sign of a stand: its code first, then who stands there, and the way to its page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from reportlab.lib.units import mm

from caravan.press import pictos
from caravan.press.axis import Axis
from caravan.press.ornaments import code, gold_line, lockup
from caravan.press.sheet import A4, INK, MUTED, NAVY, Document, open_document
from caravan.press.styles import FINE, plex
from caravan.press.words import FOUNDATION, Pair

MARGIN = 15.0
FULL = 210 - 2 * MARGIN
CODE = 46.0
"""Width in mm of the code's modules, read from about a metre."""
TEXT = FULL - CODE - 9
PICTOGRAM = 48.0

SCAN = Pair("صوّروا الرمز: العروض والوثائق المطلوبة", "Scannez : les offres, les pièces à fournir")


@dataclass(frozen=True)
class SignFacts:
    """What the sign of one stand says.

    `stand` is its code ("A-04"), `name` who stands there; `services` may be empty; `hours` one text
    for each day, printed as given; `url` goes into the code, `printed_address` is the same without
    its scheme; `pictogram` is a name of `pictos.DRAWINGS`.
    """

    stand: str
    name: Pair
    services: Pair
    hours: tuple[Pair, ...]
    series: Pair
    url: str
    printed_address: str
    pictogram: str = "desk"


def draw(signs: Sequence[SignFacts], *, made_at: datetime) -> bytes:
    """The signs as a PDF, one A4 page each, Arabic over French."""
    title = " · ".join(facts.stand for facts in signs)
    document = open_document(title, FOUNDATION.ar, "ar", A4, made_at)
    for facts in signs:
        _sign(document, facts)
        document.show_page()
    return document.bytes()


def _sign(document: Document, facts: SignFacts) -> None:
    axis = Axis(document.canvas, A4[1] / mm, A4[0] / mm - MARGIN, rtl=True)
    lockup(axis, FULL, 12, facts.series)
    gold_line(axis, 0, FULL, 34, star=False)
    pictos.draw(axis, facts.pictogram, 0, 62, PICTOGRAM)
    axis.text(facts.stand, FULL, 112, plex(190, 700, NAVY), "end", "ltr", fit=FULL - PICTOGRAM - 8)
    axis.across(0, FULL, 128, NAVY, 0.8)
    _name(axis, facts.name)
    axis.across(0, FULL, 219, NAVY, 0.8)
    code(axis, facts.url, FULL - CODE, 230, CODE)
    _what_and_when(axis, facts)
    axis.text(facts.printed_address, FULL, 284, FINE, "end", "ltr", fit=FULL)


def _name(axis: Axis, name: Pair) -> None:
    """Who stands there, as large as the sheet allows; both languages on the reading edge."""
    arabic, french = name.sides(arabic_first=True)
    axis.fill_box(arabic, 0, 134, (FULL, 53), plex(140, 700, NAVY))
    axis.fill_box(french, 0, 192, (FULL, 21), plex(50, 600, NAVY))


def _what_and_when(axis: Axis, facts: SignFacts) -> None:
    level = 237.0
    if facts.services.ar:
        axis.text(facts.services.ar, 0, level, plex(26, 700, NAVY), fit=TEXT)
        axis.text(facts.services.fr, 0, level + 7.5, plex(14, 400, MUTED), fit=TEXT)
        level += 20
    axis.text(SCAN.ar, 0, level, plex(18, 600, INK), fit=TEXT)
    axis.text(SCAN.fr, 0, level + 6, plex(12, 400, MUTED), fit=TEXT)
    for line, hours in enumerate(facts.hours):
        down = 279.0 - 5.4 * (len(facts.hours) - 1 - line)
        axis.text(hours.ar, 0, down, plex(12, 500, INK), fit=TEXT * 0.55)
        axis.text(hours.fr, TEXT, down, plex(11, 400, MUTED), "end", fit=TEXT * 0.43)
