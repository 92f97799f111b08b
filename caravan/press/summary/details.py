"""Pages of figures side by side: one table after the other, each with its head on every page."""

from caravan.press.sheet import NAVY
from caravan.press.styles import CELL, NOTE, plex
from caravan.press.summary.facts import Cell, Details, FactTable, Hidden, StopSummary
from caravan.press.summary.flow import Block, Group, Section, stack
from caravan.press.summary.tables import Item, Track, table_head, table_row
from caravan.press.summary.text import FULL, heading, lines, space
from caravan.press.words import Lang, number

FIRST, GAP = 70.0, 3.0
"""Width in mm of the column of names where others stand beside it, and the white between two."""


def details(summary: StopSummary, part: Details | None) -> tuple[Section, ...]:
    """The tables under their title; nothing where there are none."""
    if part is None:
        return ()
    return (Section(part.title, tuple(_table(one, summary.lang) for one in part.tables)),)


def _table(table: FactTable, lang: Lang) -> Group:
    tracks = _tracks(table)
    head = table_head(tracks)
    rows = [_row(tracks, row, lang) for row in table.rows]
    if table.note:
        note = stack(lines(table.note, NOTE, 0, FULL, 5.0))
        rows[-1] = stack([rows[-1], space(2), note])
    return Group(tuple(rows), stack([heading(table.title), head]), head, gap=12)


def _tracks(table: FactTable) -> tuple[Track, ...]:
    """The first column is wide; the others share the rest."""
    others = len(table.heads) - 1
    first = FIRST if others > 1 else FULL - FIRST
    pitch = (FULL - first) / others
    places = [(0.0, first), *((first + at * pitch, pitch) for at in range(others))]
    return tuple(
        Track(along, width - GAP, title)
        for (along, width), title in zip(places, table.heads, strict=True)
    )


def _row(tracks: tuple[Track, ...], row: tuple[Cell | str, ...], lang: Lang) -> Block:
    name, *values = row
    items = [Item(printed(name, lang), CELL)]
    items += [
        Item(printed(one, lang), plex(11, 700 if isinstance(one, int) else 400, NAVY))
        for one in values
    ]
    return table_row(tracks, items)


def printed(value: Cell | str, lang: Lang) -> str:
    """A cell as it is read: a count with its thousands parted, or the text in its place."""
    if isinstance(value, Hidden):
        return value.text
    return value if isinstance(value, str) else number(value, lang)
