"""Arrivals by gate of stops whose arrivals were erased before gates were kept."""

from flask import Flask
from flask_migrate import upgrade

from caravan.kernel.db import db
from tests.architecture.test_migrations import OLD_STOP, empty
from tests.followup.promises.test_migration import PREFECTURE

__all__ = ["empty"]  # a fixture

KEPT = """
    INSERT INTO kept_headcounts (stop_id, hours, came, away, kept_at)
    VALUES (1, '[]', '{"serving": 40}', '{}', '2025-04-01 10:00:00')
"""
TOLD = """INSERT INTO released_counts (name, counts) VALUES ('gates:1', '{"A": 30, "B": 10}')"""


def test_gates_are_kept_as_they_were_told_last(empty: Flask) -> None:
    with empty.app_context():
        upgrade(revision="0001")
        with db.engine.begin() as connection:
            for row in (PREFECTURE, OLD_STOP):
                connection.exec_driver_sql(row)
        upgrade(revision="0024")
        with db.engine.begin() as connection:
            connection.exec_driver_sql(KEPT)
            connection.exec_driver_sql(TOLD)
        upgrade()
        with db.engine.connect() as connection:
            chosen = "SELECT CAST(gates AS VARCHAR) FROM kept_headcounts"
            (found,) = connection.exec_driver_sql(chosen).scalars()
        db.session.remove()
        db.engine.dispose()

    assert found == '{"A": 30, "B": 10}'
