"""Promises that were made before their steps were rows get their history."""

from flask import Flask
from flask_migrate import upgrade

from caravan.kernel.db import db
from tests.architecture.test_migrations import OLD_STOP, empty

__all__ = ["empty"]  # a fixture

PREFECTURE = "INSERT INTO prefectures VALUES ('oujda', 'x', '{}', '{}', NULL, '2026-01-01')"
SERVICE = "INSERT INTO services (code, name, pictogram, position) VALUES ('housing', '{}', 'x', 1)"
PROMISE = """
    INSERT INTO promises (id, stop_id, service_code, body, owner, due, promised_at)
    VALUES ('a', 1, 'housing', '{}', '{}', '2025-03-01', '2025-02-07 10:00:00')
"""
KEPT = """
    INSERT INTO promises_kept (promise_id, evidence, kept_at)
    VALUES ('a', '{"fr": "Publiée"}', '2025-02-28 10:00:00')
"""
STEPS = """
    SELECT kind, CAST(day AS VARCHAR), CAST(note AS VARCHAR) FROM promise_steps ORDER BY id
"""


def test_promise_made_before_has_its_steps(empty: Flask) -> None:
    with empty.app_context():
        upgrade(revision="0001")
        with db.engine.begin() as connection:
            for row in (PREFECTURE, OLD_STOP, SERVICE, PROMISE, KEPT):
                connection.exec_driver_sql(row)
        upgrade()
        with db.engine.connect() as connection:
            found = [tuple(row) for row in connection.exec_driver_sql(STEPS)]
        db.session.remove()
        db.engine.dispose()

    assert [row[:2] for row in found] == [("made", "2025-02-07"), ("kept", "2025-02-28")]
    assert "Publiée" in found[1][2]
