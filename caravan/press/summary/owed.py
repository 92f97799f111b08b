"""What is still owed after the stop, to whom, by which office, until when; what was done."""

from caravan.press.sheet import NAVY, RED
from caravan.press.styles import CELL, ORDINAL, SMALL, plex
from caravan.press.summary.facts import FactTable, Owed, StopSummary
from caravan.press.summary.flow import Block, Group, stack
from caravan.press.summary.tables import Item, Track, table_head, table_row
from caravan.press.summary.text import body, heading
from caravan.press.words import Labels, labels

_DONE = ((0, 48), (51, 22), (76, 26), (105, 23), (131, 35))
"""Where the columns of what was done begin and how wide they are, in mm."""


def owed(summary: StopSummary) -> tuple[Group, ...]:
    """A row for each thing owed, in the order given; one sentence if there is none."""
    words = labels(summary.lang)
    title = heading(words["owed"])
    if not summary.owed:
        return (Group((stack([title, *body(words["owed_empty"])]),)),)
    tracks = _tracks(words)
    rows = [_row(tracks, index + 1, item) for index, item in enumerate(summary.owed)]
    head = table_head(tracks)
    return (Group(tuple(rows), stack([title, head]), head),)


def done(table: FactTable | None) -> tuple[Group, ...]:
    """A row for each thing that is owed no longer: what, to whom, by whom, when, what shows it."""
    if table is None:
        return ()
    tracks = tuple(
        Track(along, width, head) for (along, width), head in zip(_DONE, table.heads, strict=True)
    )
    head = table_head(tracks)
    rows = [
        table_row(
            tracks, [Item(str(one), CELL if at == 0 else SMALL) for at, one in enumerate(row)]
        )
        for row in table.rows
    ]
    return (Group(tuple(rows), stack([heading(table.title), head]), head),)


def _tracks(words: Labels) -> tuple[Track, ...]:
    return (
        Track(0, 8, ""),
        Track(9, 50, words["owed_what"]),
        Track(63, 23, words["owed_to"]),
        Track(89, 26, words["owed_office"]),
        Track(117.5, 25, words["owed_due"]),
        Track(145.5, 20.5, words["owed_state"]),
    )


def _row(tracks: tuple[Track, ...], ordinal: int, item: Owed) -> Block:
    color = RED if item.state == "late" else NAVY
    return table_row(
        tracks,
        (
            Item(f"{ordinal:02d}", ORDINAL),
            Item(item.text, CELL),
            Item(item.owed_to, SMALL),
            Item(item.office, SMALL),
            Item(item.due, plex(9.5, 700, color)),
            Item(item.state_text, plex(9.5, 500, color), item.state),
        ),
    )
