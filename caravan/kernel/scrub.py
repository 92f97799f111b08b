"""Taking out of the database's own files what no query shows: erased texts, the order of arrival.

A database leaves erased text in its log for a while, and lays rows down as they come, whatever
their ids say (docs/anonymity.md). Nothing here may be called inside a transaction.
"""

import logging
import sqlite3
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Engine, Table, update
from sqlalchemy.engine import Connection
from sqlalchemy.exc import OperationalError

from caravan.kernel.db import db, turn

log = logging.getLogger("caravan")

_PATIENCE = 1000  # milliseconds: whoever tapped waits, and readers are done within a few
# No temporary file holds a text; all writers wait meanwhile, so we do not wait long for a reader.
_ALONE = ("temp_store=MEMORY", "busy_timeout=500")


def scrub_erased(tables: Iterable[str]) -> None:
    """Leave nothing of what a finished transaction erased in the files of the database.

    SQLite has overwritten it in its file (`secure_delete`); its log, where the old text may still
    stand, is taken over and emptied. PostgreSQL writes the `tables` of these names anew. Somebody
    who reads for long keeps this from happening: that is logged, and the next time does it.
    """
    with db.engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            done = _write_anew(connection, tables)
        else:
            done = _empty_log(connection)
    if not done:
        log.warning("what was erased still stands in a log of the database: somebody reads there")


def scrub_order(tables: Iterable[Table]) -> bool:
    """Lay the rows of `tables` down anew by their keys; False where others kept that from ending.

    On SQLite the whole file is written anew and its log emptied, in memory and by nobody else
    meanwhile.
    """
    db.session.rollback()  # our own reading would keep the old file alive
    engine = db.engine
    try:
        if engine.dialect.name == "sqlite":
            return _rewrite_file(engine)
        _cluster(engine, tables)
    except OperationalError:  # the lock was not to be had: at the next round
        return False
    return True


def _empty_log(connection: Connection) -> bool:
    """On the plain connection, which is in no transaction: the log cannot be emptied in one."""
    driver: Any = connection.connection.driver_connection
    (patience,) = driver.execute("PRAGMA busy_timeout").fetchone()
    driver.execute(f"PRAGMA busy_timeout={_PATIENCE}")
    is_busy, _pages, _moved = driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    driver.execute(f"PRAGMA busy_timeout={patience}")
    return not is_busy


def _write_anew(connection: Connection, tables: Iterable[str]) -> bool:
    free = connection.execution_options(isolation_level="AUTOCOMMIT")
    free.exec_driver_sql("SET lock_timeout = '1s'")
    try:
        for table in tables:
            free.exec_driver_sql(f"VACUUM (FULL) {table}")
    except OperationalError:
        return False
    finally:
        free.exec_driver_sql("RESET lock_timeout")
    return True


def _rewrite_file(engine: Engine) -> bool:
    """In a connection of its own, that is thrown away: its patience and its memory are its own."""
    with turn(engine):
        raw = engine.raw_connection()
        try:
            driver = raw.cursor()
            for pragma in _ALONE:
                driver.execute(f"PRAGMA {pragma}")
            driver.execute("VACUUM")
            driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            is_busy, *_ = driver.fetchone() or (1,)
        except sqlite3.OperationalError:  # somebody reads for longer than we wait
            return False
        finally:
            raw.invalidate()
            raw.close()
    return not is_busy


def _cluster(engine: Engine, tables: Iterable[Table]) -> None:
    """One transaction writes all rows again, so that all bear its number; then they are sorted."""
    alone = engine.execution_options(isolation_level="AUTOCOMMIT")
    with alone.connect() as connection:
        # who reads a table meanwhile is not made to wait for long
        connection.exec_driver_sql("SET lock_timeout = '3s'")
        for table in tables:
            first = next(iter(table.primary_key))
            connection.execute(update(table).values({first: first}))
            connection.exec_driver_sql(f"CLUSTER {table.name} USING {table.primary_key.name}")
        connection.exec_driver_sql("RESET lock_timeout")
