"""The database: one metadata, one way to read (`session`) and one way to write (`transaction`).

SQLite is opened as docs/performance.md explains (kernel/sqlite.py), and its writers take turns.
PostgreSQL needs no care.
"""

import fcntl
import os
import threading
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from contextvars import ContextVar
from datetime import UTC, datetime
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from flask import Flask, current_app
from flask.globals import app_ctx
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import DateTime, Dialect, Engine, Executable, MetaData, Result
from sqlalchemy.engine import Connection
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.types import TypeDecorator
from werkzeug.routing import IntegerConverter

from caravan.kernel.sqlite import begin_to_write


class Instant(TypeDecorator[datetime]):
    """An aware UTC datetime in Python; both databases keep it without a zone, in UTC."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value.astimezone(UTC).replace(tzinfo=None) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value.replace(tzinfo=UTC) if value else None


class Base(DeclarativeBase):
    """The parent of every table; constraints get names, so that migrations can speak of them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


_open: ContextVar["_Open | None"] = ContextVar("open", default=None)
_HELD = 4  # a request reads, draws a page anew, reads a fact anew for it, and asks a counter
_anew: ContextVar[object] = ContextVar("anew", default=None)


def _whose() -> tuple[int, object]:
    """Each request reads with a session of its own, and with another one what it reads anew."""
    return id(app_ctx._get_current_object()), _anew.get()  # type: ignore[attr-defined]  # noqa: SLF001 - as the library's own does


# Faults are logged; what people typed, carried in their statements, is not.
db = SQLAlchemy(
    model_class=Base,
    engine_options={"hide_parameters": True},
    session_options={"scopefunc": _whose},
)


class _Open:
    """The open transaction: its connection, and a session on it once somebody wants entities."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.entities: Session | None = None

    def session(self) -> Session:
        if self.entities is None:
            self.entities = Session(self.connection, expire_on_commit=False)
        return self.entities

    def finish(self) -> None:
        if self.entities is not None:
            self.entities.flush()
        self.connection.commit()

    def close(self) -> None:
        if self.entities is not None:
            self.entities.close()


class RowNumber(IntegerConverter):
    """A number in an address, as `<int:…>`: of more digits than a row has there is no page."""

    regex = "[0-9]{1,9}"


def open_database(app: Flask) -> None:
    """Connect `app` to its database; numbers in addresses are those of rows."""
    db.init_app(app)
    app.url_map.converters["int"] = RowNumber


def engine_options(url: str, threads: int) -> dict[str, Any]:
    """How to open connections: on PostgreSQL a write is answered when it is on disk.

    There are enough for `threads` requests, each of which holds as many as any may: with fewer, all
    could wait for what the others hold. What a stream takes it gives back at once.
    """
    pool = {"pool_size": 8, "max_overflow": max(10, _HELD * threads)}
    if url.startswith("sqlite"):
        return pool
    options = "-c synchronous_commit=on -c timezone=UTC"
    return {"connect_args": {"options": options}, **pool, "pool_pre_ping": True}


def session() -> Session:
    """The session to read with: the open transaction's if there is one, else the request's."""
    inside = _open.get()
    return inside.session() if inside else db.session()


@contextmanager
def read_anew() -> Iterator[None]:
    """What is read inside is committed, and at least as new as the beginning.

    A request that has read before may go on seeing the rows as they were then, and entities stay as
    they were loaded. Nothing that is kept for others under what a counter says now may be drawn
    from those. Inside, the entities from outside are not to be read from.
    """
    inner, outer = _anew.set(object()), _open.set(None)
    try:
        yield
    finally:
        try:
            db.session.remove()
        finally:
            _open.reset(outer)
            _anew.reset(inner)


def rows(statement: Executable, values: Mapping[str, Any]) -> Result[Any]:
    """What `statement` finds or writes, on the connection of `session` but as plain rows.

    For the few statements that the busiest pages run, built once and with their columns named:
    without entities they take half the time. What entities have not written yet, it does not see.
    """
    inside = _open.get()
    connection = inside.connection if inside else db.session().connection()
    return connection.execute(statement, values, execution_options=_in_sql(statement))


@lru_cache(maxsize=200)
def _in_sql(_statement: Executable) -> Any:
    return {"compiled_cache": _InSql()}


class _InSql(dict[Any, Any]):
    """How one statement reads in SQL, by dialect and named values.

    The library's own cache is for all statements: it reads each whole before it knows which it is.
    """

    def get(self, key: Any, default: Any = None, /) -> Any:
        return super().get((key[0], *key[2:]), default)

    def __setitem__(self, key: Any, compiled: Any) -> None:
        super().__setitem__((key[0], *key[2:]), compiled)


@contextmanager
def transaction() -> Iterator[Session]:
    """All or nothing: what is written inside is durable when the block ends, or not there at all.

    A transaction inside another joins it. Validate and draw before you open one: on SQLite all
    writers wait for each other.
    """
    with row_transaction():
        yield session()


@contextmanager
def row_transaction() -> Iterator[str]:
    """The same where everything is written by `rows`; gives the name of the database's dialect."""
    engine = _engine()
    if _open.get() is not None:
        yield engine.dialect.name
        return
    with turn(engine), engine.connect() as connection:
        begin_to_write(connection)
        opened = _Open(connection)
        token = _open.set(opened)
        try:
            yield engine.dialect.name
            opened.finish()
        finally:
            _open.reset(token)
            opened.close()
    if db.session.registry.has():  # later reads of this request see what was just written
        db.session.rollback()


def _engine() -> Engine:
    """The application's engine, found once: Flask-SQLAlchemy looks for it anew each time."""
    engines: dict[str, Engine] = current_app.extensions
    return engines.get("caravan.engine") or engines.setdefault("caravan.engine", db.engine)


@cache
def turn(engine: Engine) -> AbstractContextManager[None]:
    """SQLite's waiting writers poll, and may starve; a lock hands the turn on in a fair order."""
    if engine.dialect.name != "sqlite" or not engine.url.database:
        return nullcontext()
    return _FairTurn(Path(engine.url.database + ".turn"))


class _FairTurn(AbstractContextManager[None]):
    """One writer at a time: among the threads by a lock, among the processes by the file's."""

    def __init__(self, file: Path) -> None:
        self.lock = threading.Lock()
        self.file, self.owner = file, 0

    def __enter__(self) -> None:
        self.lock.acquire()
        if self.owner != os.getpid():  # a lock that a fork has copied would keep nobody out
            self.turn, self.owner = os.open(self.file, os.O_WRONLY | os.O_CREAT, 0o600), os.getpid()
        fcntl.flock(self.turn, fcntl.LOCK_EX)  # the kernel lets go of it when a process dies

    def __exit__(self, *_fault: object) -> None:
        fcntl.flock(self.turn, fcntl.LOCK_UN)
        self.lock.release()
