"""Counters that tell every process when something public changed.

A write bumps a topic's counter in its own transaction; readers keep what they drew until the
counter moves, and look at the counter at most once a second (what a hall watches: more often).
Nothing can be missed, on either database, with any number of processes.
"""

import threading
import time
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from flask import current_app
from sqlalchemy import String, bindparam, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.sql.elements import ColumnElement

from caravan.kernel.db import Base, db, read_anew, transaction

Value = TypeVar("Value")

FRESH_SECONDS = 1.0
_MOST_KEPT = 5_000


class Version(Base):
    """How often a topic (such as "stop:oujda-2025") has changed; or when it was last heard of."""

    __tablename__ = "versions"

    topic: Mapped[str] = mapped_column(String(100), primary_key=True)
    number: Mapped[int]


class _Known:
    """The counters as this process last saw them, and when, by database address and topic."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.numbers: dict[tuple[str, str], tuple[int, float]] = {}

    def get(self, key: tuple[str, str], within: float) -> int | None:
        number, seen = self.numbers.get(key, (0, -FRESH_SECONDS))
        return number if time.monotonic() - seen < within else None

    def put(self, key: tuple[str, str], number: int, asked: float) -> None:
        """Know what was `asked` for at that moment; a slow answer takes no later one's place."""
        with self.lock:
            if len(self.numbers) > 10_000:
                self.numbers.clear()
            if asked >= self.numbers.get(key, (0, asked))[1]:
                self.numbers[key] = (number, asked)

    def forget(self, key: tuple[str, str]) -> None:
        with self.lock:
            self.numbers.pop(key, None)


_known = _Known()
_NUMBER = select(Version.number).where(Version.topic == bindparam("topic"))


def version_of(topic: str, within: float = FRESH_SECONDS) -> int:
    """The counter of `topic` (0 when it never changed), at most `within` seconds old (one)."""
    database = current_app.config["SQLALCHEMY_DATABASE_URI"]
    if (number := find_fresh(database, topic, within)) is None:
        asked = time.monotonic()
        with db.engine.connect() as connection:
            found = connection.scalar(_NUMBER, {"topic": topic})
        _known.put((database, topic), number := found or 0, asked)
    return number


def find_fresh(database: str, topic: str, within: float = FRESH_SECONDS) -> int | None:
    """The counter, or None where this process has not looked at it for `within` seconds, or one.

    `database` is the address of the database. Needs no application context and asks nobody.
    """
    return _known.get((database, topic), min(within, FRESH_SECONDS))


def kept(topic: str, name: Hashable, load: Callable[[], Value]) -> Value:
    """What `load()` gives, kept under `name` until `topic` changes: at most a second old.

    For the few facts that the busiest pages ask for at every request. `load` reads what is
    committed, anew, for it is kept under the counter as it stands.
    """
    shelf: dict[Hashable, tuple[int, Any]] = current_app.extensions.setdefault("caravan.kept", {})
    version = version_of(topic)
    found = shelf.get((topic, name))
    if found is None or found[0] != version:
        if len(shelf) > _MOST_KEPT:
            shelf.clear()
        with read_anew():
            found = shelf[topic, name] = (version, load())
    value: Value = found[1]
    return value


def bump(topic: str) -> None:
    """Say, inside the open transaction, that `topic` has changed."""
    _write(topic, 1, Version.number + 1)


def hear(topic: str, at: int) -> None:
    """Write down that `topic` was heard of `at`, in seconds since 1970, whatever it was before."""
    _write(topic, at, at)


def _write(topic: str, first: int, then: ColumnElement[int] | int) -> None:
    _known.forget((current_app.config["SQLALCHEMY_DATABASE_URI"], topic))
    with transaction() as writing:
        dialect = postgresql if writing.get_bind().dialect.name == "postgresql" else sqlite
        insert = dialect.insert(Version).values(topic=topic, number=first)
        writing.execute(
            insert.on_conflict_do_update(index_elements=[Version.topic], set_={"number": then})
        )


def forget_all() -> None:
    """Look at every counter anew; for tests, which change the clock and the database."""
    _known.numbers.clear()
