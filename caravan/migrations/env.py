"""How Alembic reaches the database: through the application that runs it."""

import sqlite3
from typing import Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from flask import current_app
from sqlalchemy.engine import Connection

from caravan.kernel.db import Instant
from caravan.kernel.migrations import is_of_the_program

database = current_app.extensions["migrate"].db


def name_type(kind: str, item: object, _context: AutogenContext) -> str | Literal[False]:
    """Write our own types as the plain ones beneath, so that old migrations never need our code."""
    return "sa.DateTime()" if kind == "type" and isinstance(item, Instant) else False


def set_foreign_keys(connection: Connection, state: str) -> None:
    """On SQLite a table is changed by making it anew: meanwhile nobody may refer to the old one."""
    driver = connection.connection.driver_connection
    if isinstance(driver, sqlite3.Connection):
        driver.execute(f"PRAGMA foreign_keys={state}")  # beside SQLAlchemy: not in a transaction


with database.engine.connect() as connection:
    set_foreign_keys(connection, "OFF")
    try:
        with connection.begin():
            context.configure(
                connection=connection,
                target_metadata=database.metadata,
                render_as_batch=True,
                render_item=name_type,
                include_name=is_of_the_program,
            )
            with context.begin_transaction():
                context.run_migrations()
            if connection.dialect.name == "sqlite":
                broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
                if broken:
                    raise RuntimeError(f"after the migration rows refer to nothing: {broken[:5]}")
    finally:
        set_foreign_keys(connection, "ON")
