"""What a database of an earlier version holds, to be brought up to date: a stop, what was said."""

from collections.abc import Mapping

from flask_migrate import upgrade
from sqlalchemy import text

from caravan.kernel.db import db
from tests.architecture.test_migrations import OLD_STOP

PREFECTURE = "INSERT INTO prefectures VALUES ('oujda', 'x', '{}', '{}', NULL, '2026-01-01')"
SERVICE = "INSERT INTO services (code, name, pictogram, position) VALUES ('housing', '{}', 'x', 1)"
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


def begin_at_first(*more: str) -> None:
    """The first version of the tables, with a stop in them and what `more` inserts."""
    upgrade(revision="0001")
    with db.engine.begin() as connection:
        for row in (PREFECTURE, OLD_STOP, SERVICE, *more):
            connection.exec_driver_sql(row)


def begin_at(revision: str, said: Mapping[str, tuple[str, str | None]], more: str = "") -> None:
    """That version, with suggestions (state and reason by id) and what `more` inserts, by ";"."""
    begin_at_first()
    upgrade(revision=revision)
    with db.engine.begin() as connection:
        connection.exec_driver_sql(ROUND)
        for one, (state, reason) in said.items():
            values = {"id": one, "state": state, "reason": reason}
            connection.execute(text(SUGGESTION), values)
        for row in filter(None, more.split(";")):
            connection.exec_driver_sql(row)


def read(rows: str) -> list[tuple[object, ...]]:
    """What the statement finds."""
    with db.engine.connect() as connection:
        return [tuple(one) for one in connection.execute(text(rows))]
