"""Retention: what is older than its purpose allows goes; counts stay, names do not.

Each room says in rules of its own which rows are due; the days come from the register of purposes.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, String, Table, select, update
from sqlalchemy.orm import Mapped, mapped_column

from caravan.kernel import erasures, holdings
from caravan.kernel.clock import to_wall
from caravan.kernel.db import Base, Instant, transaction
from caravan.kernel.holdings import Condition
from caravan.kernel.purposes import Stands, get_purpose

RULES = "caravan.retention"  # where the application keeps the rules of all rooms, in their order
_BATCH = 500  # people erased in one transaction: whoever registers meanwhile hardly waits


@dataclass(frozen=True)
class Limit:
    """What is due at `moment`: stops whose last day came before `day`, acts done before `instant`.

    Instants are UTC.
    """

    day: date
    instant: datetime
    moment: datetime


@dataclass(frozen=True)
class Rule:
    """Which rows of a table are due under a purpose, and what happens to them.

    `change` empties columns instead of deleting rows. `keep` writes down, before, what shall stay
    as numbers. `is_person`: the rows are people, whom the list of the erased remembers.
    """

    purpose: str
    table: Table
    due: Callable[[Limit], Condition]
    change: Mapping[str, Any] = field(default_factory=dict)
    keep: Callable[[Limit], None] | None = None
    is_person: bool = False


Done = tuple[Rule, Stands, dict[str, int]]
"""A rule, its purpose, and how many rows it erased, or would, by table."""


@dataclass(frozen=True)
class Line:
    """What became of one purpose: its days, how many rows of which table went."""

    purpose: str
    days: int
    gone: Mapping[str, int]


@dataclass(frozen=True)
class Certificate:
    """What a purge erased: numbers and no names. `digest` covers it and the one before."""

    number: int
    at: datetime
    lines: tuple[Line, ...]
    before: str
    digest: str


class Purge(Base):
    """A purge that erased something: its certificate, as it was printed."""

    __tablename__ = "purges"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(Instant)
    lines: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    before: Mapped[str] = mapped_column(String(64))
    digest: Mapped[str] = mapped_column(String(64))


def due(rules: Iterable[Rule], moment: datetime) -> list[Line]:
    """What a purge at `moment` (UTC) would erase, each row once; nothing is erased."""
    return _summed(_counted(rules, moment))


def _counted(rules: Iterable[Rule], moment: datetime) -> Iterator[Done]:
    """Rows that an earlier rule erases are not there any more for a later one."""
    gone: dict[Table, list[Condition]] = {}
    for rule in rules:
        purpose, limit = _limit(rule, moment)
        condition = rule.due(limit)
        tables = {rule.table: condition} if rule.change else holdings.hanging(rule.table, condition)
        numbers = {
            table.name: holdings.count(table, meant, gone.get(table, ()))
            for table, meant in reversed(tables.items())
        }
        yield rule, purpose, {name: number for name, number in numbers.items() if number}
        for table, meant in tables.items():
            gone.setdefault(table, []).append(meant)


def purge(rules: Iterable[Rule], moment: datetime) -> Certificate | None:
    """Erase what is due at `moment` (UTC), and keep a certificate; None where nothing was."""
    lines = _summed(_applied(rules, moment))
    return _certify(lines, moment) if lines else None


def _applied(rules: Iterable[Rule], moment: datetime) -> Iterator[Done]:
    for rule in rules:
        purpose, limit = _limit(rule, moment)
        if rule.is_person:
            yield rule, purpose, _erase_people(rule, rule.due(limit), moment)
            continue
        with transaction():
            if rule.keep:
                rule.keep(limit)
            yield rule, purpose, _apply(rule, rule.due(limit))


def _limit(rule: Rule, moment: datetime) -> tuple[Stands, Limit]:
    purpose = get_purpose(rule.purpose)
    instant = purpose.due_before(moment)
    return purpose, Limit(to_wall(instant).date(), instant, moment)


def _apply(rule: Rule, condition: Condition) -> dict[str, int]:
    if not rule.change:
        return holdings.erase(rule.table, condition)
    with transaction() as writing:
        changed: Any = writing.execute(update(rule.table).where(condition).values(**rule.change))
        return {rule.table.name: changed.rowcount} if changed.rowcount else {}


def _erase_people(rule: Rule, condition: Condition, moment: datetime) -> dict[str, int]:
    gone: dict[str, int] = {}
    columns = rule.table.c
    while True:
        with transaction() as writing:
            chosen = select(columns.id, columns.code).where(condition).limit(_BATCH)
            people = writing.execute(chosen).all()
            if not people:
                return gone
            marks = (erasures.mark_of(one.code) for one in people)
            erasures.remember(marks, why="retention", now=moment)
            more = holdings.erase(rule.table, columns.id.in_([one.id for one in people]))
        gone = _added(gone, more)


def _added(some: Mapping[str, int], more: Mapping[str, int]) -> dict[str, int]:
    return {name: some.get(name, 0) + more.get(name, 0) for name in (*some, *more)}


def _summed(done: Iterable[Done]) -> list[Line]:
    """One line for each purpose, without those under which nothing went."""
    lines: dict[str, Line] = {}
    for rule, purpose, gone in done:
        before = lines[rule.purpose].gone if rule.purpose in lines else {}
        lines[rule.purpose] = Line(rule.purpose, purpose.days, _added(before, gone))
    return [line for line in lines.values() if line.gone]


def _certify(lines: list[Line], moment: datetime) -> Certificate:
    written = [{"purpose": one.purpose, "days": one.days, "gone": dict(one.gone)} for one in lines]
    with transaction() as writing:
        before = writing.scalar(select(Purge.digest).order_by(Purge.id.desc()).limit(1)) or ""
        digest = digest_of(moment, written, before)
        row = Purge(at=moment, lines=written, before=before, digest=digest)
        writing.add(row)
        writing.flush()
        return Certificate(row.id, moment, tuple(lines), before, digest)


def digest_of(at: datetime, lines: list[dict[str, Any]], before: str) -> str:
    """SHA-256 over instant, lines and the digest of the certificate before, as JSON."""
    said = {"at": at.isoformat(), "lines": lines, "before": before}
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()
