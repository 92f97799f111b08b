"""The programme in large letters on A4: nothing under 18 points, each day on a run of pages."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, partial

from caravan.press.axis import Axis, length
from caravan.press.ornaments import code, gold_line, sign
from caravan.press.programme.facts import Programme, ProgrammeDay
from caravan.press.programme.flow import Room, lay_out
from caravan.press.programme.pages import Face, flag, largest, parts_of, released
from caravan.press.programme.rows import BASE_LINE, Column, Row, Rule, TextLine, draw_row, lines_of
from caravan.press.programme.sessions import Look, height
from caravan.press.sheet import INK, MUTED, NAVY
from caravan.press.styles import plex
from caravan.press.words import LANGS, Lang, labels

MARGIN = 18.0
FULL = 210 - 2 * MARGIN
CODE = 25.0
GOLD_LEVEL = 41.0
SIZES = range(24, 33)
"""The type of titles, in points; places and speakers are three quarters of it."""
FOOT = 287.0
SAID = FULL - CODE - 6
"""The width of the foot's texts, beside the code; the last leaves room for the page number."""
NOTE = plex(18, 400, MUTED)
NUMBER = plex(18, 700, MUTED)
TITLE = plex(34, 700, NAVY)
CITY_SIZES = (46, 34, 26, 20)


def faces(programme: Programme) -> Iterator[Face]:
    """The pages in Arabic, then those in French, in the largest type that costs no page."""

    @cache
    def edition(size: int) -> tuple[Face, ...]:
        return tuple(_face(programme, lang, size) for lang in LANGS)

    def pages(size: int) -> int:
        return sum(len(face.columns) for face in edition(size))

    yield from edition(largest(SIZES, pages, most=8 * len(programme.days)))


def _face(programme: Programme, lang: Lang, size: int) -> Face:
    head, foot = _Head(programme, lang), _foot(programme, lang)
    parts = parts_of(programme, _look(lang, size), partial(_day, lang))
    pages = lay_out(parts, Room(head.height, FOOT - foot.height, apart=True))
    return Face(lang, MARGIN, FULL, pages, head.draw, partial(_draw_foot, programme, foot))


def _look(lang: Lang, size: int) -> Look:
    return Look(
        langs=(lang,),
        long=FULL,
        title_at=9 + size * 1.2,
        place=0,
        hour=plex(size * 1.15, 700, NAVY),
        title=plex(size, 600),
        second=plex(size, 600),
        detail=plex(size * 0.75, 400, MUTED),
        white=size * 0.09,
        rule=Rule(0, NAVY, 0.5),
    )


def _day(lang: Lang, day: ProgrammeDay, more: str) -> Row:
    """The weekday and its date, each as large as goes; the date says when the day goes on."""
    date = [TextLine(day.date.of(lang), plex(26, 600, INK), 21)]
    if more:
        date += [TextLine(more, NOTE, 9)]
    weekday = TextLine(day.weekday.of(lang), plex(46, 700, INK), 23)
    return Row((Column(0, (weekday,)), Column(FULL, tuple(date), "end")), below=2)


@dataclass(frozen=True)
class _Head:
    """Sign, title and city over the gold line; a long city and a state take more height."""

    programme: Programme
    lang: Lang

    @property
    def city(self) -> tuple[TextLine, ...]:
        name = self.programme.city.of(self.lang)
        room = FULL - 27 - length(labels(self.lang)["programme"], TITLE)
        styles = [plex(size, 700, NAVY) for size in CITY_SIZES]
        style = next((one for one in styles if length(name, one) <= room), styles[-1])
        return lines_of(name, style, room, height(style, self.lang))

    @property
    def gold(self) -> float:
        """The level of the gold line."""
        extra = sum(line.height for line in self.city[2:])
        return GOLD_LEVEL + extra

    @property
    def height(self) -> float:
        return self.gold + (17 if self.programme.state.of(self.lang) else 3)

    def draw(self, axis: Axis) -> None:
        sign(axis, 8, 25, 8)
        axis.text(labels(self.lang)["programme"], 21, 29.5, TITLE)
        lines = self.city
        top = 30 - lines[0].height * 0.72 if len(lines) == 1 else 15
        draw_row(axis, Row((Column(FULL, lines, "end"),)), top, FULL)
        gold_line(axis, 0, FULL, self.gold)
        flag(axis, self.programme.state.of(self.lang), 0, self.gold + 12, 20)


def _foot(programme: Programme, lang: Lang) -> Row:
    """The address to type, the way without a phone, the release: beside the code."""
    address, style = programme.printed_address, plex(20, 700, NAVY)
    if length(address, style) > SAID:
        address = "/ ".join(address.rsplit("/", 1))
    said = (
        (address, style, SAID),
        (labels(lang)["desk_helps"], plex(18, 500, INK), SAID),
        (released(programme, lang), NOTE, SAID - 20),
    )
    lines = [
        line
        for text, style, room in said
        for line in lines_of(text, style, room, height(style, lang))
    ]
    return Row((Column(0, tuple(lines)),), above=3, rule=Rule(0, NAVY, 0.5))


def _draw_foot(programme: Programme, foot: Row, axis: Axis, number: str) -> None:
    last = foot.columns[0].lines[-1].height * (1 - BASE_LINE)
    axis.text(number, SAID, FOOT - last, NUMBER, "end", "ltr")
    draw_row(axis, foot, FOOT - foot.height, FULL)
    code(axis, programme.url, FULL - CODE, FOOT - foot.height + 4, CODE)
