"""Counting people in statements, and releasing what was counted in steps."""

from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from sqlalchemy import (
    JSON,
    ColumnElement,
    Dialect,
    Integer,
    String,
    TypeDecorator,
    func,
    select,
    type_coerce,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, mapped_column

from caravan.kernel.db import Base, session, transaction
from caravan.kernel.heads import Heads
from caravan.kernel.small_numbers import THRESHOLD, successive

Counts = Mapping[str, Mapping[str, Heads]]


class _AsHeads(TypeDecorator[Heads]):
    """A number of rows comes out of the database as people."""

    impl = Integer
    cache_ok = True

    def process_result_value(self, value: Any, dialect: Dialect) -> Heads | None:
        return None if value is None else Heads(int(value))


def count_heads(of: Any = None) -> ColumnElement[Heads]:
    """How many people: `of` is what stands for one, left out where each row is one."""
    return type_coerce(func.count(of), _AsHeads)


def sum_heads(of: Any) -> ColumnElement[Heads]:
    """How many people in all, of rows that each stand for so many."""
    return type_coerce(func.sum(of), _AsHeads)


class ReleasedCounts(Base):
    """Counts of people as they were told last, and as they were told `before`, by what they count.

    `name` says of which stop, or of which year and prefecture (or category) they are. They hold no
    day and no hour: when they moved would tell when somebody came or spoke.
    """

    __tablename__ = "released_counts"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012 - read once, by the mapper

    name: Mapped[str] = mapped_column(String(120), primary_key=True)
    counts: Mapped[dict[str, int]] = mapped_column(JSON)
    before: Mapped[dict[str, int] | None] = mapped_column(JSON(none_as_null=True))


class Told(NamedTuple):
    """Counts that are told, and those that were told before them, None where none were."""

    counts: dict[str, Heads]
    before: dict[str, Heads] | None


def _put(insert: Any) -> Any:
    """Two pages drawn at once may release the same counts."""
    putting = insert(ReleasedCounts)
    return putting.on_conflict_do_update(
        index_elements=["name"],
        set_={"counts": putting.excluded.counts, "before": putting.excluded.before},
    )


_PUT = {"sqlite": _put(sqlite.insert), "postgresql": _put(postgresql.insert)}


def release(now: Counts, *, least: int = THRESHOLD) -> dict[str, dict[str, Heads]]:
    """The counts to tell, by name: those of now, or those released before where too few moved."""
    return {name: one.counts for name, one in release_beside(now, least=least).items()}


def release_beside(now: Counts, *, least: int = THRESHOLD, alone: str = "") -> dict[str, Told]:
    """The same, each with the release before it, beside which it may be read.

    `alone` begins the names of those counts that have to move by enough people of their own.
    What is released for the first time, or moved, is kept; where nothing did, nothing is written.
    """
    last = _standing(now)
    told = {
        name: next_release(last.get(name), dict(counts), least=least, alone=alone)
        for name, counts in now.items()
    }
    moved = {name: one for name, one in told.items() if last.get(name) != one}
    if moved:
        with transaction() as writing:
            rows = [
                {"name": name, "counts": _kept(one.counts), "before": _kept(one.before)}
                for name, one in moved.items()
            ]
            writing.execute(_PUT[writing.get_bind().dialect.name], rows)
    return told


def next_release(last: Told | None, now: dict[str, Heads], *, least: int, alone: str) -> Told:
    """What is told after `last`, as kernel/small_numbers.successive says, and what before it."""
    if last is None:
        return Told(now, None)
    counts = dict(successive(last.counts, now, least=least, alone=alone))
    return last if counts == last.counts else Told(counts, _before(last, counts))


def _before(last: Told, now: dict[str, Heads]) -> dict[str, Heads]:
    """What was told before `now`, line by line: the names of a line begin with the same word.

    Of a line that did not move (a day that is over) nothing is told anew: beside it stands what
    was told before it moved last. Else each count of it would be known to be no less than it is.
    """
    names = now.keys() | last.counts.keys()
    moved = {_line(one) for one in names if now.get(one) != last.counts.get(one)}
    older = last.before or {}
    return {
        name: number
        for counts, is_new in ((last.counts, True), (older, False))
        for name, number in counts.items()
        if (_line(name) in moved) == is_new
    }


def _line(name: str) -> str:
    return name.partition(" ")[0]


def released(names: Collection[str]) -> dict[str, dict[str, Heads]]:
    """The counts that were released last, by name; what never was is left out."""
    return {name: one.counts for name, one in _standing(names).items()}


def _standing(names: Collection[str]) -> dict[str, Told]:
    chosen = select(ReleasedCounts.name, ReleasedCounts.counts, ReleasedCounts.before)
    found = session().execute(chosen.where(ReleasedCounts.name.in_(names))).all()
    return {
        name: Told(heads(counts), None if before is None else heads(before))
        for name, counts, before in found
    }


def heads(counts: Mapping[str, int]) -> dict[str, Heads]:
    """Numbers of people that a table kept."""
    return {name: Heads(number) for name, number in counts.items()}


def _kept(counts: Mapping[str, Heads] | None) -> dict[str, int] | None:
    if counts is None:
        return None
    return {name: number.unsealed for name, number in counts.items()}
