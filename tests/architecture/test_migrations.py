"""The migrations make exactly the tables that the program describes."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect, text

from caravan import create_app
from caravan.kernel.db import Base, db
from caravan.settings import Settings


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Flask:
    """The program on a database without any table."""
    url = f"sqlite:///{tmp_path / 'migrated.sqlite'}"
    if request.param == "postgresql":
        url = request.getfixturevalue("postgres_empty")
    settings = Settings(
        data=tmp_path, database_url=url, secret=b"0" * 32, rate_limits=False, testing=True
    )
    return create_app(settings)


def test_migrations_lead_to_the_tables_of_the_program(empty: Flask) -> None:
    with empty.app_context():
        upgrade()
        with db.engine.connect() as connection:
            differences = compare_metadata(MigrationContext.configure(connection), Base.metadata)
        db.engine.dispose()

    assert differences == []


def test_migrations_lead_back_to_nothing(empty: Flask) -> None:
    with empty.app_context():
        upgrade()
        downgrade(revision="base")
        with db.engine.connect() as connection:
            tables = inspect(connection).get_table_names()
        db.engine.dispose()

    assert tables == ["alembic_version"]


def test_ready_only_once_migrated(empty: Flask) -> None:
    before = empty.test_client().get("/readyz").status_code
    with empty.app_context():
        upgrade()
        after = empty.test_client().get("/readyz").status_code
        db.session.execute(text("SELECT 1"))
        db.session.remove()
        db.engine.dispose()

    assert (before, after) == (500, 200)
