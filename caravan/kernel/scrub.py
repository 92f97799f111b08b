"""Taking what was just erased out of the database's own files as well."""

import logging
from typing import Any

from sqlalchemy.engine import Connection
from sqlalchemy.exc import OperationalError

from caravan.kernel.db import db

log = logging.getLogger("caravan")

_PATIENCE = 1000  # milliseconds: whoever tapped waits, and readers are done within a few


def scrub(*tables: str) -> None:
    """Leave nothing of what a finished transaction erased in the files of the database.

    SQLite has overwritten it in its file (`secure_delete`); its log, where the old text may still
    stand, is taken over and emptied. PostgreSQL writes `tables` anew. Somebody who reads for
    long keeps this from happening: that is logged, and the next time does it. Never inside a
    transaction.
    """
    with db.engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            done = _write_anew(connection, tables)
        else:
            done = _empty_log(connection)
    if not done:
        log.warning("what was erased still stands in a log of the database: somebody reads there")


def _empty_log(connection: Connection) -> bool:
    """On the plain connection, which is in no transaction: the log cannot be emptied in one."""
    driver: Any = connection.connection.driver_connection
    (patience,) = driver.execute("PRAGMA busy_timeout").fetchone()
    driver.execute(f"PRAGMA busy_timeout={_PATIENCE}")
    is_busy, _pages, _moved = driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    driver.execute(f"PRAGMA busy_timeout={patience}")
    return not is_busy


def _write_anew(connection: Connection, tables: tuple[str, ...]) -> bool:
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
