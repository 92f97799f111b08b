"""The hand-out on A5: pages in Arabic, then pages in French, two of them on an A4."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from caravan.press.axis import Axis, length
from caravan.press.ornaments import code, gold_line, sign
from caravan.press.programme.facts import Programme, ProgrammeDay
from caravan.press.programme.flow import Room, lay_out
from caravan.press.programme.pages import Face, flag, name_at_end, parts_of, released
from caravan.press.programme.rows import Column, Row, Rule, TextLine
from caravan.press.programme.sessions import Look
from caravan.press.sheet import INK, LINE, MUTED, NAVY
from caravan.press.styles import FINE, HEADING, NOTE, TITLE, plex
from caravan.press.words import FOUNDATION_NAME, FOUNDATION_OF_WHOM, LANGS, Lang, labels

MARGIN = 12.0
FULL = 148 - 2 * MARGIN
ROOM = Room(top=46, bottom=176, gap=5)
CODE = 18.0
"""Width in mm of the code's modules: 0.6 mm each, read at arm's length."""
SAID = FULL - CODE - 6
"""The width of the foot's texts, beside the code."""
NAME, CITY = 72.0, 36.0
"""The widths of the head's two names."""
_AIRY = Look(
    langs=LANGS,
    long=FULL,
    title_at=20,
    place=27,
    hour=plex(11, 700, NAVY),
    title=plex(11, 500),
    second=plex(11, 500),
    detail=NOTE,
    white=1.3,
    rule=Rule(0, LINE, 0.25),
)
_TIGHT = replace(_AIRY, title_at=27.5, place=23, white=1.2, until_at=11.6)


def faces(programme: Programme) -> Iterator[Face]:
    """The pages in Arabic, then those in French, set tight where that saves a page."""
    tight = _edition(programme, _TIGHT)
    pages = sum(len(face.columns) for face in tight)
    if pages > len(LANGS) * len(programme.days):  # crowded days: an airy edition is longer still
        yield from tight
        return
    airy = _edition(programme, _AIRY)
    yield from airy if sum(len(face.columns) for face in airy) == pages else tight


def _edition(programme: Programme, look: Look) -> tuple[Face, ...]:
    found = []
    for lang in LANGS:
        parts = parts_of(programme, replace(look, langs=(lang,)), partial(_day, lang))
        head, foot = partial(_head, programme, lang), partial(_foot, programme, lang)
        found.append(Face(lang, MARGIN, FULL, lay_out(parts, ROOM), head, foot))
    return tuple(found)


def _day(lang: Lang, day: ProgrammeDay, more: str) -> Row:
    """The weekday and its date under a strong line."""
    date = f"{day.date.of(lang)} {more}".rstrip()
    weekday = day.weekday.of(lang)
    columns = (
        Column(0, (TextLine(weekday, HEADING, 8),)),
        Column(length(weekday, HEADING) + 3, (TextLine(date, plex(11, 400, MUTED), 8),)),
    )
    return Row(columns, above=1, below=1, rule=Rule(0, NAVY, 0.5))


def _head(programme: Programme, lang: Lang, axis: Axis) -> None:
    words = labels(lang)
    name_at_end(axis, programme.city.of(lang), FULL, 20.4, (CITY, 11.2), plex(34, 700, NAVY))
    sign(axis, 5, 17, 5)
    axis.text(FOUNDATION_NAME.of(lang), 13, 16, plex(9.5, 600, NAVY), fit=NAME)
    axis.text(FOUNDATION_OF_WHOM.of(lang), 13, 20.8, FINE, fit=NAME)
    gold_line(axis, 0, FULL, 28)
    title = axis.text(words["programme"], 0, 41, TITLE)
    flag(axis, programme.state.of(lang), title + 5, 40, 13)
    axis.text(programme.city_zgh, FULL, 40.4, plex(13, 400, MUTED), "end")


def _foot(programme: Programme, lang: Lang, axis: Axis, number: str) -> None:
    """The way to what is true now; which release this is comes last."""
    words = labels(lang)
    axis.text(number, SAID, 203.8, plex(9.5, 600, NAVY), "end", "ltr")
    axis.across(0, FULL, 179, LINE, 0.25)
    code(axis, programme.url, FULL - CODE, 183, CODE)
    axis.text(words["programme_now"], 0, 187, plex(11, 600, NAVY), fit=SAID)
    axis.text(programme.printed_address, 0, 193.6, plex(14, 700, INK), base="ltr", fit=SAID)
    axis.text(words["desk_helps"], 0, 198.8, NOTE, fit=SAID)
    axis.text(released(programme, lang), 0, 203.8, FINE, fit=SAID - 12)
