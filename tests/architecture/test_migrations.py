"""The migrations make exactly the tables that the program describes."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import Connection, inspect, text

from caravan import create_app
from caravan.kernel.db import Base, db
from caravan.kernel.migrations import bring_up_to_date, is_of_the_program, open_migrations
from caravan.settings import Settings
from caravan.tour.models import Stop


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Flask:
    """The program on a database without any table."""
    url = f"sqlite:///{tmp_path / 'migrated.sqlite'}"
    if request.param == "postgresql":
        url = request.getfixturevalue("postgres_empty")
    settings = Settings(
        data=tmp_path, database_url=url, secret=b"0" * 32, rate_limits=False, testing=True
    )
    app = create_app(settings)
    open_migrations(app)
    return app


def differences_of(connection: Connection) -> list[object]:
    """What the program describes and the database lacks, or the other way round."""
    options = {"include_name": is_of_the_program}
    return compare_metadata(MigrationContext.configure(connection, opts=options), Base.metadata)


def test_migrations_lead_to_the_tables_of_the_program(empty: Flask) -> None:
    with empty.app_context():
        upgrade()
        with db.engine.connect() as connection:
            differences = differences_of(connection)
        db.engine.dispose()

    assert differences == []


def test_migrations_keep_the_index_of_names(empty: Flask) -> None:
    """A table made anew on SQLite loses its triggers: whoever does so makes them anew as well."""
    kept = "SELECT name FROM sqlite_master WHERE type = 'trigger' ORDER BY name"
    expected = ["name_index_change", "name_index_drop", "name_index_fill"]
    if "postgresql" in empty.config["SQLALCHEMY_DATABASE_URI"]:
        kept, expected = (
            "SELECT indexname FROM pg_indexes WHERE indexname = 'name_index'",
            ["name_index"],
        )
    with empty.app_context():
        upgrade()
        with db.engine.connect() as connection:
            found = list(connection.scalars(text(kept)))
        db.engine.dispose()

    assert found == expected


OLD_STOP = """
    INSERT INTO stops (id, key, prefecture_code, tour, tour_name, edition, host, title, slogan,
        venue_name, venue_address, first_day, last_day, status, status_reason, note, is_rehearsal,
        release, published_at)
    VALUES (1, 'oujda-2025', 'oujda', 'days', '{"ar": "أيام"}', '2', '{}', '{}', '{"ar": "شعار"}',
        '{}', '{}', '2025-02-07', '2025-02-08', 'announced', '{}', '{}', FALSE, 1,
        '2025-01-01 00:00:00')
"""


def test_migrations_keep_tour_and_slogan_of_the_stops_that_are_there(empty: Flask) -> None:
    with empty.app_context():
        upgrade(revision="0001")
        with db.engine.begin() as connection:
            connection.execute(
                text(
                    "INSERT INTO prefectures VALUES ('oujda', 'x', '{}', '{}', NULL, '2026-01-01')"
                )
            )
            connection.exec_driver_sql(OLD_STOP)
            connection.execute(
                text(
                    "INSERT INTO stop_days (id, stop_id, date, opens, closes)"
                    " VALUES (1, 1, '2025-02-07', '08:00:00', '18:00:00')"
                )
            )
        upgrade()
        stop = db.session.get_one(Stop, 1)
        kept = (stop.tour_name, stop.slogan, stop.status, len(stop.days))
        db.session.remove()
        db.engine.dispose()

    assert kept == ({"ar": "أيام"}, {"ar": "شعار"}, "open", 1)


def test_migrations_lead_back_to_nothing(empty: Flask) -> None:
    with empty.app_context():
        upgrade()
        downgrade(revision="base")
        with db.engine.connect() as connection:
            tables = inspect(connection).get_table_names()
        db.engine.dispose()

    assert tables == ["alembic_version"]


def test_database_is_brought_up_to_date_from_wherever_it_stands(empty: Flask) -> None:
    with empty.app_context():
        upgrade(revision="0001")
        bring_up_to_date(empty)
        bring_up_to_date(empty)
        with db.engine.connect() as connection:
            differences = differences_of(connection)
        db.engine.dispose()

    assert differences == []


def test_ready_only_once_migrated(empty: Flask) -> None:
    before = empty.test_client().get("/readyz").status_code
    with empty.app_context():
        upgrade()
        after = empty.test_client().get("/readyz").status_code
        db.session.execute(text("SELECT 1"))
        db.session.remove()
        db.engine.dispose()

    assert (before, after) == (500, 200)
