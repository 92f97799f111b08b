"""What the shapes of a programme have in common: its parts, and words that stand on every page."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from reportlab.lib.units import mm

from caravan.press import arabic
from caravan.press.arabic import Style
from caravan.press.axis import Axis, length
from caravan.press.programme.facts import Programme, ProgrammeDay
from caravan.press.programme.flow import Page, Part
from caravan.press.programme.rows import Column, Row, Rule, lines_of
from caravan.press.programme.sessions import Look, both, day_part, height, sentence
from caravan.press.sheet import NAVY, WHITE
from caravan.press.styles import plex
from caravan.press.words import Lang, Pair, labels

LEAST = 11.0
NAME_LEADING = 1.2
HeadRow = Callable[[ProgrammeDay, str], Row]
"""The head of a day, with a word on the pages on which it goes on."""


@dataclass(frozen=True)
class Face:
    """A run of sheets, each with so many columns: rows laid out, and what stands around them.

    Lengths are mm. The foot is given the number of its sheet («1 / 2», or nothing).
    """

    lang: Lang
    margin: float
    long: float
    columns: tuple[Page, ...]
    head: Callable[[Axis], None]
    foot: Callable[[Axis, str], None]
    across: int = 1
    gutter: float = 0.0

    @property
    def sheets(self) -> list[tuple[Page, ...]]:
        """The columns of each sheet, in the order of reading."""
        count = len(self.columns)
        return [self.columns[at : at + self.across] for at in range(0, count, self.across)]


def parts_of(programme: Programme, look: Look, head: HeadRow) -> list[Part]:
    """The days, why they are not as announced before them, the note after the last.

    Where nothing is published a plain sentence says so.
    """
    more = labels(look.langs[0])["continued"]
    parts = [day_part(day, look, head(day, ""), head(day, more)) for day in programme.days]
    if not any(day.sessions for day in programme.days):
        said = [sentence(both(key), look) for key in ("agenda_empty", "programme_ahead")]
        parts = [Part((*(head(day, "") for day in programme.days), *said))]
    note = _prose(programme.note, look, look.detail, look.rule)
    parts[-1] = replace(parts[-1], rows=(*parts[-1].rows, *note))
    reason = _prose(programme.reason, look, look.title)
    return [Part(reason), *parts] if reason else parts


def _prose(text: Pair, look: Look, style: Style, rule: Rule | None = None) -> tuple[Row, ...]:
    """A text of any length, each line a row, with white around it."""
    rows = [
        Row((Column(0, (line,)),))
        for lang, side in zip(look.langs, look.texts(text), strict=True)
        for line in lines_of(side, style, look.long, height(style, lang))
    ]
    rows[:1] = [replace(row, above=look.white * 2, rule=rule) for row in rows[:1]]
    rows[-1:] = [replace(row, below=look.white * 2) for row in rows[-1:]]
    return tuple(rows)


def largest(sizes: Sequence[int], pages: Callable[[int], int], most: int) -> int:
    """The largest size of type (of `sizes`, from small to large) that costs no further page.

    Over `most` pages the smallest is kept: they are full, and trying takes long.
    """
    fewest = pages(sizes[0])
    return sizes[0] if fewest > most else sizes[bisect_right(sizes, fewest, key=pages) - 1]


def released(programme: Programme, lang: Lang) -> str:
    """Which release is printed, and when it was published."""
    word = labels(lang)["release"]
    return f"{word} {programme.release} · {programme.published.of(lang)}"


def name_at_end(
    axis: Axis, text: str, along: float, level: float, box: tuple[float, float], style: Style
) -> None:
    """A name up to `along`, as large as a box (mm) allows, its last base line on `level`.

    It stands in one line or in two, never larger than its style.
    """
    width, high = box[0] * mm, box[1] * mm
    size, lines = arabic.fit(text, style.weight, width, high, style.size, LEAST, 2, NAME_LEADING)
    for above, line in enumerate(reversed(lines)):
        up = above * size * NAME_LEADING / mm
        axis.text(line, along, level - up, replace(style, size=size), "end")


def flag(axis: Axis, text: str, along: float, level: float, size: float) -> None:
    """A word that nobody may miss (cancelled, moved, rehearsal), white on a small solid, if any."""
    if not text:
        return
    style = plex(size, 700, WHITE)
    high = size / mm * 1.7
    axis.box(along, level - high * 0.7, (length(text, style) + size / mm, high), NAVY)
    axis.text(text, along + size / mm / 2, level, style)
