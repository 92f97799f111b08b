"""Taking the order of arrival out of tables whose rows have none: the file is written anew.

A database lays rows down as they come, whatever their ids say. After `scrub` they lie in the order
of their keys, and what was there before is gone from its files (docs/anonymity.md).
"""

import sqlite3
from collections.abc import Iterable

from sqlalchemy import Engine, Table, update
from sqlalchemy.exc import OperationalError

from caravan.kernel.db import db, turn

# No temporary file holds a text; all writers wait meanwhile, so we do not wait long for a reader.
_ALONE = ("temp_store=MEMORY", "busy_timeout=500")
_PATIENCE = "SET lock_timeout = '3s'"  # who reads a table meanwhile is not made to wait for long


def scrub(tables: Iterable[Table]) -> bool:
    """Lay the rows of `tables` down anew by their keys; False where others kept that from ending.

    On SQLite the whole file is written anew and its log emptied, in memory and by nobody else
    meanwhile. Not inside a transaction.
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
        connection.exec_driver_sql(_PATIENCE)
        for table in tables:
            first = next(iter(table.primary_key))
            connection.execute(update(table).values({first: first}))
            connection.exec_driver_sql(f"CLUSTER {table.name} USING {table.primary_key.name}")
        connection.exec_driver_sql("RESET lock_timeout")
