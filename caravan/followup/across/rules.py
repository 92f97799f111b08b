"""Decisions about the tour as a whole: rates per hundred, what changed, how long answers took.

Counts of people come in as they were released and go out protected (kernel/small_numbers); rates
are made of what is shown, so they tell nothing more.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from statistics import median

from caravan.kernel.heads import NOBODY
from caravan.kernel.small_numbers import (
    THRESHOLD,
    Count,
    Shown,
    nearest,
    percent,
    protect_crossed,
    rounded,
    shown,
)

STEPS = 5
"""Shades of a cell, by its share of the highest rate."""

Counts = Mapping[str, Mapping[str, Count]]
"""How many people spoke of each theme, by place (a prefecture or a category) and theme."""


@dataclass(frozen=True)
class Rate:
    """How many of a hundred attendees spoke of a theme; `change` is against the year before.

    `is_hidden`: too few people, or a count that would tell such a one. `value` is None there, and
    where nobody was counted at the door. `step` is the shade, 0 to 4. It is to the nearest, and so
    may be 0 although somebody spoke: `is_trace`.
    """

    value: int | None
    is_hidden: bool = False
    change: int | None = None
    step: int = 0
    is_trace: bool = False


@dataclass(frozen=True)
class ThemeRow:
    """A theme in every place and in all of them; `stops` is at how many it was spoken of."""

    theme: str
    rates: tuple[Rate, ...]
    all: Rate
    stops: int


@dataclass(frozen=True)
class Matrix:
    """Themes by place, the themes most spoken of first; `voices` is the sum of all its counts.

    Whoever spoke of two themes is in it twice. None where it may not be told.
    """

    places: tuple[str, ...]
    rows: tuple[ThemeRow, ...]
    voices: Shown

    def share_of(self, other: "Matrix") -> int | None:
        """How many of a hundred voices of `other` these are; None where one of the two is hidden.

        Both are rounded: the parts may come out above the whole, and are then all of it.
        """
        if self.voices is None or not other.voices:
            return None
        return min(100, percent(self.voices, other.voices))


def top_themes(parents: Mapping[str, str | None]) -> dict[str, str]:
    """For each theme the highest one above it, which is itself where none is."""
    found = {}
    for code in parents:
        top, seen = code, {code}
        while (above := parents.get(top)) in parents and above not in seen:
            top = str(above)
            seen.add(top)
        found[code] = top
    return found


def matrix(
    spoken: Counts,
    came: Mapping[str, Count],
    earlier: tuple[Counts, Mapping[str, Count]],
    stops: Mapping[str, int],
) -> Matrix:
    """Rates per hundred attendees; `came` counts these by place, `earlier` is the year before.

    `stops` says at how many stops each theme was spoken of.
    """
    places = tuple(spoken)
    now, now_all, voices = _rates(spoken, came)
    former, former_all, _before = _rates(*earlier)
    most = max([1, *(one.value or 0 for one in now.values())])
    themes = {theme for counts in spoken.values() for theme, number in counts.items() if number}
    # By what is shown of them: the order must not tell which of two hidden counts is the larger.
    ordered = sorted(themes, key=lambda theme: (-(now_all[theme].value or 0), theme))
    return Matrix(
        places=places,
        rows=tuple(
            ThemeRow(
                theme=theme,
                rates=tuple(
                    _beside(now[place, theme], former.get((place, theme)), most) for place in places
                ),
                all=_beside(now_all[theme], former_all.get(theme), most),
                stops=stops.get(theme, 0),
            )
            for theme in ordered
        ),
        voices=voices,
    )


def _rates(
    spoken: Counts, came: Mapping[str, Count]
) -> tuple[dict[tuple[str, str], Rate], dict[str, Rate], Shown]:
    """The rate of each place and theme, that of each theme in all places, and all voices."""
    places = list(spoken)
    themes = sorted({theme for counts in spoken.values() for theme in counts})
    if not places or not themes:
        return {}, {}, 0
    table = protect_crossed([[spoken[place].get(theme, 0) for theme in themes] for place in places])
    rates = {
        (place, theme): _rate(count, came.get(place, 0))
        for place, row in zip(places, table.rows, strict=True)
        for theme, count in zip(themes, row, strict=True)
    }
    people = sum((came.get(place, 0) for place in places), NOBODY)
    totals = zip(themes, table.column_totals, strict=True)
    return rates, {theme: _rate(count, people) for theme, count in totals}, rounded(table.total)


def _rate(count: Shown, people: Count) -> Rate:
    of = rounded(shown(people))
    if count is None or of is None:
        return Rate(None, is_hidden=True)
    if not of:
        return Rate(None)
    # No share of a whole, whose parts are kept from 0 and 100: 5 of 15,000 are not 1 of a hundred.
    value = nearest(100 * (rounded(count) or 0), of)
    return Rate(value, is_trace=value == 0 and count > 0)


def _beside(now: Rate, before: Rate | None, most: int) -> Rate:
    if now.value is None:
        return now
    known = before.value if before else None
    step = min(STEPS - 1, STEPS * now.value // (most + 1))
    return replace(now, change=None if known is None else now.value - known, step=step)


@dataclass(frozen=True)
class Waited:
    """How long answers of a body took: how many were given, and the days in the middle of them.

    `days` is None where fewer than five were given; `last` is the longest of them.
    """

    body: str
    answers: int
    days: int | None
    last: int | None


def waited(answered: Iterable[tuple[str, date, date]]) -> list[Waited]:
    """Time to answer by body, from triples of body, day of the question and day of the answer."""
    by_body: dict[str, list[int]] = {}
    for body, said, day in answered:
        by_body.setdefault(body, []).append(max(0, (day - said).days))
    return [
        Waited(
            body, len(took), *((int(median(took)), max(took)) if is_enough(took) else (None,) * 2)
        )
        for body, took in sorted(by_body.items())
    ]


def is_enough(took: Sequence[int]) -> bool:
    """Whether an average is made of enough answers to be one."""
    return len(took) >= THRESHOLD


@dataclass(frozen=True)
class Ledger:
    """What an office or partner promised: how many are kept, under way, late, given up."""

    owner: str
    is_partner: bool
    kept: int
    open: int
    late: int
    given_up: int = 0

    @property
    def made(self) -> int:
        """All of them."""
        return self.kept + self.open + self.late + self.given_up


def ledgers(promises: Iterable[tuple[str, bool, str]]) -> list[Ledger]:
    """By owner, from triples of owner, whether that is a partner, and state; the latest first."""
    counts = Counter(promises)
    owners = {(owner, is_partner) for owner, is_partner, _ in counts}
    found = [
        Ledger(*one, *(counts[*one, state] for state in ("kept", "open", "late", "given_up")))
        for one in owners
    ]
    return sorted(found, key=lambda one: (-one.late, -one.made, one.owner))
