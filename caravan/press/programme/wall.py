"""The wall poster on A3: Arabic over French, as large as the sheet allows, then further sheets."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, partial

from caravan.press import pictos
from caravan.press.axis import Axis, length
from caravan.press.ornaments import code, frieze, lockup
from caravan.press.programme.facts import Programme, ProgrammeDay
from caravan.press.programme.flow import Room, lay_out
from caravan.press.programme.pages import Face, flag, largest, name_at_end, parts_of, released
from caravan.press.programme.rows import Column, Row, Rule, TextLine
from caravan.press.programme.sessions import Look
from caravan.press.sheet import INK, LINE, MUTED, NAVY
from caravan.press.styles import plex
from caravan.press.words import LANGS, labels

MARGIN = 16.0
FULL = 297 - 2 * MARGIN
ROOM = Room(top=108, bottom=352, gap=7)
GUTTER = 11.0
SIZES = range(16, 35)
"""The type of titles, in points: what is read from one metre, and from three."""
WORTH_PARTING = 1.1
CODE = 40.0
"""Width in mm of the code's modules: 1.4 mm each, read from about a metre."""
SAID = FULL - CODE - 10


def faces(programme: Programme) -> Iterator[Face]:
    """The fewest sheets there can be, in the largest type that fits them, Arabic over French.

    Two columns stand where they save a sheet, or where whole days go side by side in clearly
    larger type.
    """
    one, two = _largest(programme, 1), _largest(programme, 2)
    saved = len(one.face.sheets) - len(two.face.sheets)
    side_by_side = len(two.face.columns) == len(programme.days) > 1
    larger = side_by_side and two.size > one.size * WORTH_PARTING
    yield two.face if saved > 0 or (saved == 0 and larger) else one.face


@dataclass(frozen=True)
class _Edition:
    """The sheets as they are in one size of type."""

    size: int
    face: Face


def _largest(programme: Programme, across: int) -> _Edition:
    @cache
    def edition(size: int) -> _Edition:
        look = _look(size, across)
        columns = lay_out(parts_of(programme, look, partial(_day, look)), ROOM)
        head, foot = partial(_head, programme), partial(_foot, programme)
        return _Edition(size, Face("ar", MARGIN, look.long, columns, head, foot, across, GUTTER))

    most = 2 * len(programme.days)
    return edition(largest(SIZES, lambda size: len(edition(size).face.sheets), most))


def _look(size: float, across: int) -> Look:
    return Look(
        langs=LANGS,
        long=(FULL - GUTTER * (across - 1)) / across,
        title_at=6 + size * 1.15,
        place=62 if across == 1 else 0,
        hour=plex(size * 1.1, 700, NAVY),
        title=plex(size, 600),
        second=plex(max(size * 0.68, 12), 400),
        detail=plex(max(size * 0.62, 11), 400, MUTED),
        white=size * 0.07,
        rule=Rule(0, LINE, 0.3),
    )


def _day(look: Look, day: ProgrammeDay, more: str) -> Row:
    """The weekday and its date; French at the other edge, or beneath where they would meet."""
    size = look.title.size
    weekday, date = plex(size * 1.35, 700, NAVY), plex(size, 400, MUTED)
    high, along = size * 0.72, length(day.weekday.ar, weekday) + 4
    arabic = TextLine(f"{day.date.ar} {more}".rstrip(), date, high)
    more_too = labels("fr")["continued"] if more else ""
    french = TextLine(f"{day.weekday.fr} {day.date.fr} {more_too}".strip(), look.second, high)
    columns = [Column(0, (TextLine(day.weekday.ar, weekday, high),))]
    if along + length(arabic.text, date) + length(french.text, look.second) + 6 > look.long:
        lines = (arabic, replace(french, height=size * 0.4))
        columns.append(Column(along, tuple(_fitted(line, look.long - along) for line in lines)))
    else:
        columns += [Column(along, (arabic,)), Column(look.long, (french,), "end")]
    return Row(tuple(columns), above=1, below=1, rule=Rule(0, NAVY, 0.7))


def _fitted(line: TextLine, room: float) -> TextLine:
    """The line, in smaller type where it would pass the edge of its column."""
    over = length(line.text, line.style) / room
    return (
        replace(line, style=replace(line.style, size=line.style.size / over)) if over > 1 else line
    )


def _head(programme: Programme, axis: Axis) -> None:
    """What, where, and whether it is held at all; the Arabic before the French."""
    lockup(axis, FULL, 14, programme.series, 1.36)
    frieze(axis, 42, FULL, 22)
    (city, city_too), (venue, venue_too), (state, state_too) = (
        text.sides(arabic_first=True) for text in (programme.city, programme.venue, programme.state)
    )
    axis.text(labels("ar")["programme"], 0, 76, plex(72, 700, NAVY))
    flag(axis, state, 80, 72, 20)
    name_at_end(axis, city, FULL, 77, (130, 24), plex(72, 700, NAVY))
    pictos.draw(axis, "place", 0, 96.4, 7)
    axis.fill_box(venue, 9, 95.5, (120, 9), plex(16, 600, INK))
    axis.text(labels("fr")["programme"], 0, 92, plex(30, 600, NAVY))
    flag(axis, state_too, 80, 91, 15)
    french = axis.text(city_too, FULL, 92, plex(30, 600, NAVY), "end", fit=80)
    axis.text(programme.city_zgh, FULL - french - 5, 92, plex(20, 400, MUTED), "end")
    name_at_end(axis, venue_too, FULL, 102, (120, 8), plex(13, 400, MUTED))


def _foot(programme: Programme, axis: Axis, number: str) -> None:
    """The way to what is true now, and which release this sheet shows."""
    ar, fr = labels("ar"), labels("fr")
    axis.text(number, SAID / 2, 404, plex(12, 700, NAVY), "middle", "ltr")
    axis.across(0, FULL, 358, NAVY, 0.7)
    code(axis, programme.url, FULL - CODE, 364, CODE, "Q")
    axis.text(ar["programme_now"], 0, 372.5, plex(26, 700, NAVY))
    axis.text(programme.printed_address, 0, 387, plex(38, 700, NAVY), base="ltr", fit=SAID)
    axis.text(ar["desk_helps"], 0, 396.4, plex(15, 500, INK))
    axis.text(released(programme, "ar"), 0, 404, plex(12, 400, MUTED))
    axis.text(fr["programme_now"], SAID, 372.5, plex(15, 400, MUTED), "end")
    axis.text(fr["desk_helps"], SAID, 396.4, plex(12, 400, MUTED), "end")
    axis.text(released(programme, "fr"), SAID, 404, plex(12, 400, MUTED), "end")
