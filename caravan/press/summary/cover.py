"""The first page of the summary: it stands alone, for whoever reads no further."""

from collections.abc import Sequence

from caravan.press.axis import Axis, length
from caravan.press.ornaments import frieze, lockup
from caravan.press.sheet import MUTED, NAVY, OCHRE
from caravan.press.styles import CELL, COUNT, FIGURE, HEADING, NOTE, plex
from caravan.press.summary.facts import Figure, Hidden, Owed, StopSummary
from caravan.press.summary.flow import Block, Group, Section, on_fewest_pages, stack
from caravan.press.summary.text import (
    COLUMN,
    FULL,
    TEXT,
    body,
    lines,
    parting,
    rule,
    side,
    space,
)
from caravan.press.words import Labels, Lang, labels, number

FIGURES_IN_A_ROW = 4
FIRST_OWED = (3, 2, 1)
"""How many promises, or fewer where the page would not hold them; all are listed further on."""
STARS = 16
TOWN = plex(92, 700, NAVY)


def cover(summary: StopSummary) -> Section:
    """Title, large figures, one paragraph, and the first things that are still owed."""
    words = labels(summary.lang)
    groups = [Group((_masthead(summary, words),), gap=0)]
    groups += [Group((_figures(row, summary.lang),), gap=0) for row in _rows(summary.figures)]
    head = stack([space(1), side(words["overview"])])
    if overview := summary.overview or _nothing_yet(summary, words):
        groups.append(Group(body(overview), head, beside=True, gap=5))
    endings = [_first_owed(summary.owed[:most], words) for most in FIRST_OWED]
    return on_fewest_pages(
        [Section(words["overview"], (*groups, ending), is_cover=True) for ending in endings]
    )


def _nothing_yet(summary: StopSummary, words: Labels) -> str:
    known = summary.attendance.days or summary.services or summary.suggestions
    return "" if known else words["overview_empty"]


def _masthead(summary: StopSummary, words: Labels) -> Block:
    """The sign of the house, the name of the stop as large as it goes, days and place."""

    def draw(axis: Axis, top: float) -> None:
        lockup(axis, FULL, top + 2, summary.series)
        frieze(axis, top + 28, FULL, STARS)
        axis.text(words["summary"], 0, top + 49, plex(20, 500, MUTED))
        beside = _other_titles(axis, summary.other_titles, top)
        axis.fill_box(summary.title, 0, top + 53, (FULL - beside - 6, 35), TOWN)
        axis.text(summary.dates, 0, top + 97, HEADING)
        axis.text(summary.prepared, FULL, top + 97, NOTE, anchor="end", fit=70)
        place = " · ".join(filter(None, dict.fromkeys((summary.prefecture, summary.venue))))
        axis.text(place, 0, top + 105, plex(11, 500), fit=FULL)

    return Block(115, draw)


def _other_titles(axis: Axis, titles: tuple[str, ...], top: float) -> float:
    """The name of the stop in the other scripts, at the far edge; returns the width taken in mm."""
    taken = 0.0
    for index, title in enumerate(titles[:2]):
        style = plex(34, 600, NAVY) if index == 0 else plex(20, 400, MUTED)
        drawn = axis.text(title, FULL, top + 69 + 12 * index, style, anchor="end", fit=60)
        taken = max(taken, drawn)
    return taken


def _rows(figures: tuple[Figure, ...]) -> list[tuple[Figure, ...]]:
    return [figures[at : at + FIGURES_IN_A_ROW] for at in range(0, len(figures), FIGURES_IN_A_ROW)]


def _figures(row: tuple[Figure, ...], lang: Lang) -> Block:
    """Large figures side by side, each under a line of its own."""
    pitch = FULL / FIGURES_IN_A_ROW

    def draw(axis: Axis, top: float) -> None:
        for index, figure in enumerate(row):
            along = index * pitch
            axis.across(along, pitch - 5, top, NAVY, 0.8)
            if isinstance(figure.value, Hidden):
                axis.text(figure.value.text, along, top + 14, HEADING, fit=pitch - 6)
            else:
                value = figure.value
                text = value if isinstance(value, str) else number(value, lang)
                axis.text(text, along, top + 15, FIGURE, base="ltr", fit=pitch - 6)
            axis.text(figure.label, along, top + 22.5, plex(11, 600), fit=pitch - 5)
            axis.text(figure.note, along, top + 28, NOTE, fit=pitch - 5)

    return Block(38, draw)


def _first_owed(first: Sequence[Owed], words: Labels) -> Group:
    """The first promises in the order given, or one sentence that nothing is owed."""
    note = words["first_owed_note"] if first else ""
    blocks = [rule(below=4)]
    for index, item in enumerate(first):
        blocks += [parting(4)] if index else []
        blocks.append(_owed(index + 1, item, words))
    if not first:
        blocks += body(words["first_owed_empty"])
    return Group(tuple(blocks), stack([space(4), side(words["first_owed"], note)]), beside=True)


def _owed(ordinal: int, item: Owed, words: Labels) -> Block:
    """One promise: its number, what, which office, and until when at the far edge."""
    due = f"{words['owed_due']} {item.due}" if item.due else ""
    room = COLUMN - 12 - length(due, COUNT)
    what = stack(lines(item.text, CELL, TEXT + 8, room, 5.8))

    def draw(axis: Axis, top: float) -> None:
        axis.text(str(ordinal), TEXT, top + 5.2, plex(20, 700, OCHRE), base="ltr")
        axis.text(due, FULL, top + 4.2, COUNT, anchor="end")
        what.draw(axis, top)
        axis.text(item.office, TEXT + 8, top + what.height + 4.2, NOTE, fit=COLUMN - 10)

    return Block(what.height + 8.4, draw)
