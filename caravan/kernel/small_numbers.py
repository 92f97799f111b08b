"""Hiding small groups of people: what pages, papers and exports may show of them, decided here.

Three safeguards, one upon the other:

1. `protect` and `protect_crossed` hide every count from 1 to 4, totals too; where two attributes
   cross, also those from 5 to 9. Then they hide as many further counts as it takes until no
   hidden one follows from those that are shown, even for a reader who knows that hidden counts
   are never zero and that counts add up to their totals. Which ones those are follows from their
   places alone, never from which is smaller (kernel/hiding). Totals that other tables tell as well
   are taken as known, and so is the release before: who had come then has come now.
2. `rounded` brings what is left to the nearest multiple of 5. Two tables on the same people can
   then not be set against each other to find one of them.
3. `successive` lets counts move only once enough people lie between two releases, so that who
   knows a newcomer does not find in which count that one stands.

Zero stays zero: that nobody came tells nothing of a person. Only a line of fewer than 5 people, or
a crossed table of fewer than 10, is hidden whole: four counts that are not zero would be ones.
A hidden count is None, which says neither that it is small nor that it was hidden beside one.
Sources: OECD glossary, threshold rule; security reference, "tables hide cells under 5 (10 when two
attributes cross), round to 5"; look of the paper pieces (people are rounded to 5).
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from caravan.kernel.heads import Heads, number_of
from caravan.kernel.hiding import THRESHOLD, Shown, Table

__all__ = [
    "CROSSED_THRESHOLD",
    "THRESHOLD",
    "Crossed",
    "Line",
    "Shown",
    "is_small",
    "protect",
    "protect_crossed",
    "protect_nested",
    "rounded",
    "shown",
    "successive",
]

CROSSED_THRESHOLD = 10
Count = Heads | int
"""People as they come out of the tables: sealed (kernel/heads), or plain where all may see them."""
Some = TypeVar("Some", int, Heads)


@dataclass(frozen=True)
class Line:
    """Counts and their total, each None where it is hidden."""

    counts: tuple[Shown, ...]
    total: Shown


@dataclass(frozen=True)
class Crossed:
    """A table with the totals of its rows and columns, and of all; None where hidden."""

    rows: tuple[tuple[Shown, ...], ...]
    row_totals: tuple[Shown, ...]
    column_totals: tuple[Shown, ...]
    total: Shown


def is_small(count: Count) -> bool:
    """Whether this many people are too few to be shown."""
    return 0 < number_of(count) < THRESHOLD


def shown(count: Count) -> Shown:
    """A count that stands alone, hidden where it is small."""
    return None if is_small(count) else number_of(count)


def rounded(count: Shown) -> Shown:
    """The nearest multiple of 5; zero and what is hidden stay as they are."""
    return None if count is None else THRESHOLD * ((count + 2) // THRESHOLD)


def successive(
    before: Mapping[str, Some] | None,
    now: Mapping[str, Some],
    *,
    least: int = CROSSED_THRESHOLD,
    alone: str = "",
) -> Mapping[str, Some]:
    """The counts of a group to show next: those of `now`, or still those shown `before`.

    `before` are the counts as they were released last, None where they never were. They stay until
    at least `least` people have come to one of the counts or gone from one, all taken together.
    Who goes from one to another, such as from the registered to those who came, is one of these.
    Among the counts whose names begin with `alone` as many have moved, or nobody: those who move
    beside them would not hide who does.
    """
    if before is None:
        return now
    own = [one for one in before.keys() | now.keys() if one.startswith(alone)]
    is_early = _moved(before, now, before.keys() | now.keys()) < least
    return before if is_early or 0 < _moved(before, now, own) < least else now


def _moved(before: Mapping[str, Some], now: Mapping[str, Some], names: Iterable[str]) -> int:
    """How many people have come to these counts, or have gone from them, whichever is more."""
    moved = [number_of(now.get(one, 0)) - number_of(before.get(one, 0)) for one in names]
    return max(sum(max(0, sign * one) for one in moved) for sign in (1, -1))


def protect(people: Sequence[Count]) -> Line:
    """Counts (none negative) beside their total, so that no small one can be worked out."""
    counts = [number_of(one) for one in people]
    if is_small(sum(counts)):
        return Line((None,) * len(counts), None)
    # The totals of columns of one are the counts once more: nobody prints them.
    unseen = {(1, column) for column in range(len(counts) + 1)}
    table = Table([counts], unseen, THRESHOLD)
    table.hide()
    return Line(table.row(0), table.at(0, len(counts)))


def protect_nested(
    people: Sequence[Sequence[Count]], *, before: Sequence[Sequence[Count]] | None = None
) -> tuple[tuple[Line, ...], Shown]:
    """Lines beside their totals, and the total of all, which is hidden only where it is small.

    All lines are of one length, with at least one count; nobody prints the totals of columns. What
    the total of all, told by other tables too, and other lines give of a small line is nothing. The
    counts of a small line are hidden, zeros too. Where nothing else helps, all but the total is.
    `before` are the counts of the release before this one, beside which it is read.
    """
    rows = [[number_of(one) for one in row] for row in people]
    last, edge = len(rows), len(rows[0])
    unseen = {(last, column) for column in range(edge)}
    table = Table(rows, unseen, THRESHOLD, {(last, edge)}, _numbers(before))
    nothing = (None,) * edge
    if is_small(sum(map(sum, rows))) or not table.hide():
        return (Line(nothing, None),) * last, shown(sum(map(sum, rows)))
    lines = (
        Line(nothing if is_small(sum(line)) else table.row(row), table.at(row, edge))
        for row, line in enumerate(rows)
    )
    return tuple(lines), table.at(last, edge)


def protect_crossed(
    people: Sequence[Sequence[Count]],
    *,
    unprinted: Collection[int] = (),
    spared: Collection[int] = (),
    attributes: int = 2,
    before: Sequence[Sequence[Count]] | None = None,
) -> Crossed:
    """A table of counts with all its totals, so that no small count can be worked out.

    What stands in it is of two `attributes`, so 1 to 9 is small; a total is of one: 1 to 4. All
    rows are of one length; at least one row and one column. Columns that are `unprinted` come back
    hidden, with their totals; a small count in them cannot be worked out either. The total of a
    column that is `spared` is told elsewhere too: it is hidden only where it is small. Where
    nothing else helps, all the others are hidden. `before` are the counts of the release before
    this one, zero in columns that may become less.
    """
    rows = [[number_of(one) for one in row] for row in people]
    last, edge = len(rows), len(rows[0])
    if 0 < sum(map(sum, rows)) < CROSSED_THRESHOLD:
        return Crossed(((None,) * edge,) * last, (None,) * last, (None,) * edge, None)
    unseen = {(row, column) for row in range(last + 1) for column in unprinted}
    least = CROSSED_THRESHOLD if attributes > 1 else THRESHOLD
    told = {(last, column) for column in spared}
    table = Table(rows, unseen, least, told, _numbers(before))
    if not table.hide():
        sums = [shown(sum(column)) for column in zip(*rows, strict=True)]
        totals = tuple(sums[one] if one in spared else None for one in range(edge))
        return Crossed(((None,) * edge,) * last, (None,) * last, totals, None)
    return Crossed(
        rows=tuple(table.row(row) for row in range(last)),
        row_totals=tuple(table.at(row, edge) for row in range(last)),
        column_totals=table.row(last),
        total=table.at(last, edge),
    )


def percent(part: int, whole: int) -> int:
    """How many of a hundred `part` is of `whole`, which is not 0: to the nearest, a half up.

    Both as they are shown, so that a reader who divides finds the same. A hundred is all of it and
    0 is nothing: 199 of 200 questions are 99 %, for one is not answered.
    """
    share = nearest(100 * part, whole)
    return min(max(share, 1), 99) if 0 < part < whole else share


def nearest(part: int, whole: int) -> int:
    """`part` divided by `whole`, to the nearest whole number, a half up."""
    return (2 * part + whole) // (2 * whole)


def _numbers(people: Sequence[Sequence[Count]] | None) -> list[list[int]] | None:
    return None if people is None else [[number_of(one) for one in row] for row in people]
