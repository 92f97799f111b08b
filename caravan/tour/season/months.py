"""The calendar of the planner: a row a month, its days under the days of the week."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from caravan.tour.season.building import within_reach
from caravan.tour.season.stages import PlannedStop
from caravan.tour.season.year import ONE_DAY, Season

COLUMNS = 37
"""Six weeks at most: a month that begins on a Sunday ends in column 37."""


@dataclass(frozen=True)
class Cell:
    """A day, or the days in a row of one stop.

    `kind` is "", "we", "hol", "ram" or "avoid"; "gap" in a further lane, under the day itself.
    """

    days: tuple[date, ...]
    kind: str = ""
    stop: PlannedStop | None = None
    changes_clock: bool = False


@dataclass(frozen=True)
class Note:
    """What the row of a month says at its end; `thing` is what its `kind` names."""

    kind: str
    first: date
    last: date
    thing: Any


@dataclass(frozen=True)
class Month:
    """A row: `lead` and `tail` empty columns; a further lane where stops fall on the same days."""

    first: date
    lead: int
    tail: int
    lanes: tuple[tuple[Cell, ...], ...]
    notes: tuple[Note, ...]


def read_month(typed: str | None) -> date | None:
    """The first day of the month that an address names ("2026-09"), or None; within our reach."""
    try:
        return within_reach(date.fromisoformat(f"{typed}-01")).replace(day=1)
    except ValueError:
        return None


def months_from(
    first: date, count: int, stops: Sequence[PlannedStop], season: Season
) -> list[Month]:
    """`count` rows from the month of `first` on, with the stops on their days."""
    return [_month(month_later(first, after), stops, season) for after in range(count)]


def month_later(day: date, months: int) -> date:
    """The first day of the month that is `months` after that of `day`; before it if negative."""
    years, month = divmod(day.month - 1 + months, 12)
    return date(day.year + years, month + 1, 1)


def _month(first: date, stops: Sequence[PlannedStop], season: Season) -> Month:
    end = month_later(first, 1)
    days = [first + after * ONE_DAY for after in range((end - first).days)]
    runs = [run for stop in stops for run in _runs(stop, days)]
    lead = first.isoweekday() - 1
    return Month(
        first=first,
        lead=lead,
        tail=COLUMNS - lead - len(days),
        lanes=tuple(
            _lane(days, lane, season, is_first=place == 0)
            for place, lane in enumerate(_lanes(runs))
        ),
        notes=tuple(sorted(_notes(days, runs, season), key=lambda note: (note.first, note.kind))),
    )


def _runs(stop: PlannedStop, days: Sequence[date]) -> Iterator[Cell]:
    """The days of `stop` in this month, cut where one does not follow the other."""
    run: list[date] = []
    for day in sorted(set(stop.dates) & set(days)):
        if run and day != run[-1] + ONE_DAY:
            yield Cell(tuple(run), stop=stop)
            run = []
        run.append(day)
    if run:
        yield Cell(tuple(run), stop=stop)


def _lanes(runs: Iterable[Cell]) -> list[dict[date, Cell]]:
    """Each run in the first lane where its days are free; there is always one lane."""
    lanes: list[dict[date, Cell]] = [{}]
    for run in sorted(runs, key=lambda cell: (cell.days[0], -len(cell.days))):
        free = next((lane for lane in lanes if not lane.keys() & set(run.days)), None)
        if free is None:
            lanes.append(free := {})
        free.update(dict.fromkeys(run.days, run))
    return lanes


def _lane(
    days: Sequence[date], lane: Mapping[date, Cell], season: Season, *, is_first: bool
) -> tuple[Cell, ...]:
    cells: list[Cell] = []
    for day in days:
        there = lane.get(day)
        if there is None:
            cell = _day(day, season) if is_first else Cell((day,), "gap")
        elif cells and cells[-1].stop is there.stop and day - ONE_DAY in there.days:
            continue
        else:
            cell = replace(there, changes_clock=any(map(season.changes_on, there.days)))
        cells.append(cell)
    return tuple(cells)


def _day(day: date, season: Season) -> Cell:
    is_weekend = day.isoweekday() > 5
    if season.holidays_on(day):
        kind = "hol"
    elif season.find_ramadan(day):
        kind = "ram"
    elif season.avoided_on(day):
        kind = "avoid"
    else:
        kind = "we" if is_weekend else ""
    return Cell((day,), kind, changes_clock=season.changes_on(day))


def _notes(days: Sequence[date], runs: Iterable[Cell], season: Season) -> Iterator[Note]:
    yield from _holiday_notes(days, season)
    for month in season.ramadans:
        if month.first in days:
            yield Note("ramadan", month.first, month.last, month)
    for change in season.changes_between(days[0], days[-1]):
        yield Note("clock", change.day, change.day, change)
    for span in season.avoided:
        if inside := [day for day in days if day in span]:
            yield Note("avoided", inside[0], inside[-1], span)
    for run in runs:
        if len(run.days) == 1:  # its name does not fit into one column
            yield Note("stop", run.days[0], run.days[0], run.stop)


def _holiday_notes(days: Sequence[date], season: Season) -> Iterator[Note]:
    for day in days:
        for holiday in season.holidays_on(day):
            if not season.goes_on_before(holiday):
                yield Note("holiday", day, season.last_day_of(holiday), holiday)
