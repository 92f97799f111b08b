"""The agenda as it was held, with what was moved or withdrawn."""

from caravan.press.sheet import MUTED, NAVY
from caravan.press.styles import CELL, SMALL, plex
from caravan.press.summary.facts import AgendaDay, AgendaRow, StopSummary
from caravan.press.summary.flow import Block, Group, Section, stack
from caravan.press.summary.tables import Item, Track, table_row
from caravan.press.summary.text import body, heading, rule
from caravan.press.words import Labels, labels

TRACKS = (Track(0, 18, ""), Track(20, 76, ""), Track(99, 36, ""), Track(138, 28, ""))


def agenda(summary: StopSummary) -> Section:
    """A table for each day; one sentence if no agenda was published."""
    words = labels(summary.lang)
    groups = [_day(day, words) for day in summary.agenda if day.rows]
    if not groups:
        groups = [Group(body(words["agenda_empty"]))]
    return Section(words["agenda"], tuple(groups))


def _day(day: AgendaDay, words: Labels) -> Group:
    rows = tuple(_row(row, words) for row in day.rows)
    again = _heading(f"{day.title} {words['continued']}")
    return Group(rows, _heading(day.title), again, gap=10)


def _heading(title: str) -> Block:
    """The day above a strong line."""
    return stack([heading(title), rule(strong=True, below=0.5)])


def _row(row: AgendaRow, words: Labels) -> Block:
    """A withdrawn session stays in its place, in grey, and says so."""
    state = row.state_text or (words["withdrawn"] if row.withdrawn else "")
    time = plex(11, 700, MUTED if row.withdrawn else NAVY)
    title = plex(11, 400, MUTED) if row.withdrawn else CELL
    return table_row(
        TRACKS,
        (
            Item(row.time, time),
            Item(row.title, title),
            Item(row.place, SMALL),
            Item(state, plex(9.5, 600, NAVY), "none" if row.withdrawn else None),
        ),
    )
