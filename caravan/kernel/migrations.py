"""Bring the tables of the database up to date.

The library that does so weighs as much as the rest of a serving process, so it is only brought in
where a database is behind, or for the command line.
"""

from pathlib import Path

from flask import Flask
from sqlalchemy import MetaData, Table, inspect, select

from caravan.kernel.db import db

_FOLDER = Path(__file__).resolve().parent.parent / "migrations"


def open_migrations(app: Flask) -> None:
    """Give `app` its migrations, and with them the command `flask db`."""
    from flask_migrate import Migrate  # noqa: PLC0415 - see above

    Migrate(app, db, directory=str(_FOLDER), compare_type=True, render_as_batch=True)


def bring_up_to_date(app: Flask) -> None:
    """Run the migrations that the database of `app`, whose context is open, lacks."""
    if _reached() == _newest():
        return
    from flask_migrate import upgrade  # noqa: PLC0415 - see above

    open_migrations(app)
    upgrade()


def is_of_the_program(name: str | None, kind: str, _parents: object) -> bool:
    """Whether a comparison of tables looks at `name`: the index of names is made by the database.

    It stands in no model: on each database it is another thing (registration/people/index.py).
    """
    return kind not in ("table", "index") or not (name or "").startswith("name_index")


def _newest() -> str:
    """The last migration; each file's name begins with its number."""
    return max(file.name[:4] for file in (_FOLDER / "versions").glob("[0-9]*.py"))


def _reached() -> str | None:
    """The last migration that the database has been through, None where it has seen none."""
    with db.engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        kept = Table("alembic_version", MetaData(), autoload_with=connection)
        reached: str | None = connection.scalar(select(kept.c.version_num))
        return reached
