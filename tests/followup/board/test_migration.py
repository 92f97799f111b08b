"""What is kept of two that are not the same, and of refusals, from before; and back again."""

import json

from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import text

from caravan.kernel.db import db
from tests.architecture.test_migrations import empty
from tests.old_rows import begin_at, read

__all__ = ["empty"]  # a fixture

DECLINED = {"a": ("declined", "Non."), "b": ("declined", "Trop loin.")}
PUBLISHED = '{"ar": "لا.", "fr": "Non."}'
OLD = """
    INSERT INTO staff (id, email, name, totp_round, totp_confirmed, totp_last_step, created_at)
        VALUES (1, 'a@example.org', 'A', 0, FALSE, 0, '2025-02-07');
    INSERT INTO feedback_items (id, kind, suggestion_id, stop_id)
        VALUES ('a', 'suggestion', 'a', 1), ('b', 'suggestion', 'b', 1);
    INSERT INTO items_apart (item_id, other_id) VALUES ('a', 'b')
"""
ANSWER = """
    INSERT INTO answers (item_id, body, is_refusal, staff_id, answered_at)
        VALUES ('a', :body, TRUE, 1, '2025-02-08')
"""


def test_old_rows_keep_what_is_known_of_them(empty: Flask) -> None:
    with empty.app_context():
        begin_at("0027", DECLINED, OLD)
        with db.engine.begin() as connection:
            connection.execute(text(ANSWER), {"body": PUBLISHED})
        upgrade()
        apart = read("SELECT item_id, other_id, staff_id, said_at FROM items_apart")
        refusals = read("SELECT reason, CAST(refusal AS VARCHAR) FROM suggestions ORDER BY id")
        downgrade(revision="0027")
        before = read("SELECT * FROM items_apart"), read("SELECT reason FROM suggestions")
        upgrade()
        db.session.remove()
        db.engine.dispose()

    assert apart == [("a", "b", None, None)]
    assert (refusals[0][0], json.loads(str(refusals[0][1]))) == ("Non.", json.loads(PUBLISHED))
    assert refusals[1] == ("Trop loin.", None)
    assert (before[0], sorted(before[1])) == ([("a", "b")], [("Non.",), ("Trop loin.",)])
