"""What was said beside suggestions waits as a draft; what is for colleagues is shown by nobody."""

import json

from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import text

from caravan.kernel.db import db
from tests.architecture.test_migrations import OLD_STOP, empty
from tests.followup.promises.test_migration import PREFECTURE, SERVICE

__all__ = ["empty"]  # a fixture

ROUND = """
    INSERT INTO rounds (id, stop_id, mode, day, is_open)
    VALUES ('r', 1, 'unnamed', '2025-02-07', TRUE)
"""
SUGGESTION = """
    INSERT INTO suggestions (id, stop_id, service_code, body, language, state, reason, day,
        half_day, text_mark, round_id, mode)
    VALUES (:id, 1, 'housing', 'x', 'fr', :state, :reason, '2025-02-07', 'am', :id, 'r',
        'unnamed')
"""
SAID = {
    "a": ("studied", "يُدرس مع الجهة."),
    "b": ("accepted", "Avant la rentrée."),
    "c": ("declined", "Non."),
    "d": ("studied", None),
}


def reasons() -> dict[str, str | None]:
    with db.engine.connect() as connection:
        return dict(connection.execute(text("SELECT id, reason FROM suggestions")).all())


def test_words_beside_a_suggestion_are_a_draft_and_those_for_colleagues_go_back_to_nobody(
    empty: Flask,
) -> None:
    with empty.app_context():
        upgrade(revision="0001")
        with db.engine.begin() as connection:
            for row in (PREFECTURE, OLD_STOP, SERVICE):
                connection.exec_driver_sql(row)
        upgrade(revision="0024")
        with db.engine.begin() as connection:
            connection.execute(text(ROUND))
            for one, (state, reason) in SAID.items():
                values = {"id": one, "state": state, "reason": reason}
                connection.execute(text(SUGGESTION), values)
        upgrade()
        with db.engine.begin() as connection:
            drafts = connection.execute(
                text("SELECT item_id, state, CAST(body AS VARCHAR) FROM replies ORDER BY item_id")
            ).all()
            connection.execute(text("UPDATE suggestions SET reason = 'secret' WHERE id = 'd'"))
        kept = reasons()
        downgrade(revision="0024")
        before = reasons()
        upgrade()
        db.session.remove()
        db.engine.dispose()

    assert [(item, state, json.loads(body)) for item, state, body in drafts] == [
        ("a", "draft", {"ar": "يُدرس مع الجهة."}),
        ("b", "draft", {"fr": "Avant la rentrée."}),
    ]
    assert kept == {"a": None, "b": None, "c": "Non.", "d": "secret"}
    assert before == {"a": None, "b": None, "c": "Non.", "d": None}
