"""A day's sessions as rows: hours at the reading edge, then what, then where."""

from dataclasses import dataclass, replace
from itertools import pairwise

from caravan.press.arabic import Style
from caravan.press.axis import Anchor, length
from caravan.press.programme.facts import ProgrammeDay, Session
from caravan.press.programme.flow import Part
from caravan.press.programme.rows import Column, Row, Rule, TextLine, lines_of, pin_room
from caravan.press.sheet import LINE, MUTED
from caravan.press.words import Lang, Pair, labels

Lines = tuple[TextLine, ...]
LEADING = {"ar": 0.5, "fr": 0.46}
"""Line height in mm for each point of size; Arabic letters reach further up and down."""


@dataclass(frozen=True)
class Look:
    """How a shape sets its sessions: the width of its text area and columns in mm, its styles.

    Of two languages the second is set in `second`. Without a column for the `place` it stands
    under the title, behind its pictogram. The end of a session stands under its beginning, or
    beside it at `until_at`.
    """

    langs: tuple[Lang, ...]
    long: float
    title_at: float
    place: float
    hour: Style
    title: Style
    second: Style
    detail: Style
    white: float
    rule: Rule
    until_at: float = 0.0

    @property
    def room(self) -> float:
        """The width of titles."""
        return self.long - self.title_at - (self.place + 4 if self.place else 0)

    @property
    def first(self) -> float:
        """The height of a row's first line, on which hour, title and place stand."""
        return height(self.title, self.langs[0])

    def texts(self, text: Pair) -> tuple[str, ...]:
        """A text in each language of the look; one text for both is given once."""
        if len(self.langs) == 1:
            return (text.of(self.langs[0]),)
        return text.sides(arabic_first=True)


def both(key: str) -> Pair:
    """A fixed word in both languages."""
    return Pair(labels("ar")[key], labels("fr")[key])


def height(style: Style, lang: Lang) -> float:
    """The height in mm of a line."""
    return style.size * LEADING[lang]


def day_part(day: ProgrammeDay, look: Look, head: Row, again: Row) -> Part:
    """The sessions of a day under their head; one sentence where there are none.

    Sessions that begin together stand close: the line between them leaves the hours free.
    """
    rows = [session_row(session, look) for session in day.sessions]
    for at, (before, after) in enumerate(pairwise(day.sessions), start=1):
        if before.starts == after.starts:
            rule = Rule(look.title_at, LINE, look.rule.width)
            rows[at] = replace(rows[at], rule=rule)
    empty = sentence(both("day_empty"), look)
    return Part(tuple(rows) or (empty,), head, again)


def session_row(session: Session, look: Look) -> Row:
    """One session; a pause on its band, a withdrawn one struck, with the word for its place.

    All of one language comes before the other, for programs that read the page aloud.
    """
    if session.is_withdrawn:
        session = replace(session, place=both("withdrawn"))
    titles = _stacked(_titles(session, look), look.title_at)
    places = _placed(_places(session, look), look, foot=titles[-1].height)
    said = [column for sides in zip(titles, places, strict=True) for column in sides]
    columns = [column for column in (*_hours(session, look), *said) if column.lines]
    return Row(tuple(columns), look.white, look.white, session.is_pause, look.rule)


def sentence(text: Pair, look: Look) -> Row:
    """A text over the whole width, in each language of the look."""
    found: list[TextLine] = []
    for lang, side in zip(look.langs, look.texts(text), strict=True):
        style = replace(look.second if found else look.title, weight=400)
        found += lines_of(side, style, look.long, height(style, lang))
    return Row((Column(0, tuple(found)),), look.white * 2, look.white * 2)


def _hours(session: Session, look: Look) -> tuple[Column, ...]:
    """From when, and until when."""
    lang = look.langs[0]
    hour = replace(look.hour, color=MUTED) if _is_quiet(session) else look.hour
    starts = TextLine(session.starts, hour, look.first, "ltr")
    until = f"{labels(lang)['until']} {session.ends}"
    if look.until_at:
        ends = TextLine(until, look.detail, look.first)
        return Column(0, (starts,)), Column(look.until_at, (ends,))
    return (Column(0, (starts, TextLine(until, look.detail, height(look.detail, lang)))),)


def _titles(session: Session, look: Look) -> list[Lines]:
    """Title and speaker in each language."""
    found: list[Lines] = []
    texts = zip(look.langs, look.texts(session.title), look.texts(session.speaker), strict=True)
    for lang, title, speaker in texts:
        style = look.second if found else look.title
        if _is_quiet(session):
            style = replace(style, weight=400, color=MUTED)
        lines = lines_of(title, style, look.room, height(style, lang))
        struck = [replace(line, is_struck=session.is_withdrawn) for line in lines]
        spoken = lines_of(speaker, look.detail, look.room, height(look.detail, lang))
        found.append((*struck, *spoken))
    return found


def _places(session: Session, look: Look) -> list[Lines]:
    """The place in each language; in a column of its own it begins on the line of the title."""
    style = replace(look.detail, weight=700) if session.is_withdrawn else look.detail
    room = look.place or look.room - pin_room(style)
    texts = zip(look.langs, look.texts(session.place), strict=True)
    first, *others = [lines_of(text, style, room, height(style, lang)) for lang, text in texts]
    if first and look.place:
        first = (replace(first[0], height=look.first), *first[1:])
    elif first:
        first = (replace(first[0], has_pin=not session.is_withdrawn), *first[1:])
    return [first, *others]


def _placed(places: list[Lines], look: Look, foot: float) -> list[Column]:
    """Places at the end of the line, or under the title: both on one line where they fit."""
    if look.place:
        return _stacked(places, look.long, "end")
    texts = [line for lines in places for line in lines]
    wide = sum(length(line.text, line.style) + pin_room(line.style) for line in texts)
    if len(texts) == len(places) == 2 and wide < look.room:
        one, two = texts
        level = replace(two, height=one.height)
        return [
            Column(look.title_at, (one,), drop=foot),
            Column(look.long, (level,), "end", foot),
        ]
    return _stacked(places, look.title_at, drop=foot)


def _stacked(
    texts: list[Lines], along: float, anchor: Anchor = "start", drop: float = 0.0
) -> list[Column]:
    """A column for each of the texts, one under the other."""
    columns = []
    for lines in texts:
        columns.append(Column(along, lines, anchor, drop))
        drop = columns[-1].height
    return columns


def _is_quiet(session: Session) -> bool:
    return session.is_pause or session.is_withdrawn
