"""SQLite as docs/performance.md explains it: write-ahead log, all on disk, transactions that begin.

A dialect of our own, not events: with a listener on its engine, SQLAlchemy runs every statement the
long way, and a registration takes a tenth longer.
"""

from collections.abc import Callable
from typing import Any

from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.engine import Connection
from sqlalchemy.engine.interfaces import DBAPIConnection

from caravan.kernel.folding import SQLITE_NAME
from caravan.kernel.names import fold

PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "busy_timeout=10000",
    "secure_delete=ON",  # what is erased is overwritten (docs/personal-data.md)
)


class Dialect(SQLiteDialect_pysqlite):
    """Python's own SQLite, told how to keep the file and when a transaction begins."""

    supports_statement_cache = True

    def on_connect(self) -> Callable[[DBAPIConnection], None]:
        """What is done to each new connection."""
        prepare = super().on_connect()

        def open_file(connection: Any) -> None:
            prepare(connection)
            connection.isolation_level = None  # we say BEGIN ourselves, below
            for pragma in PRAGMAS:
                connection.execute(f"PRAGMA {pragma}")
            # not the one that remembers: nothing is kept of what people said
            connection.create_function(SQLITE_NAME, 1, fold.__wrapped__, deterministic=True)

        return open_file

    def do_begin(self, dbapi_connection: Any) -> None:
        """Begin to read; whoever means to write has begun already, by `begin_to_write`."""
        if not dbapi_connection.driver_connection.in_transaction:
            dbapi_connection.driver_connection.execute("BEGIN")


registry.register("sqlite", __name__, "Dialect")


def begin_to_write(connection: Connection) -> None:
    """Begin the transaction of `connection`, on SQLite as its only writer.

    There, a transaction that reads first and then finds that it cannot write would fail at once.
    """
    if isinstance(connection.dialect, Dialect):
        driver: Any = connection.connection.driver_connection
        driver.execute("BEGIN IMMEDIATE")
    connection.begin()
