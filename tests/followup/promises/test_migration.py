"""Promises that were made before their steps were rows get their history."""

from flask import Flask
from flask_migrate import upgrade

from caravan.kernel.db import db
from tests.architecture.test_migrations import empty
from tests.old_rows import begin_at_first, read

__all__ = ["empty"]  # a fixture

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
        begin_at_first(PROMISE, KEPT)
        upgrade()
        found = read(STEPS)
        db.session.remove()
        db.engine.dispose()

    assert [row[:2] for row in found] == [("made", "2025-02-07"), ("kept", "2025-02-28")]
    assert "Publiée" in found[1][2]
