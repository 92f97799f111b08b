"""What was said beside suggestions waits as a draft; what is for colleagues is shown by nobody."""

import json

from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import text

from caravan.kernel.db import db
from tests.architecture.test_migrations import empty
from tests.old_rows import begin_at

__all__ = ["empty"]  # a fixture

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
        begin_at("0024", SAID)
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
