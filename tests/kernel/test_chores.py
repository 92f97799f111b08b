"""What recurs by the clock: each chore in its turn, whatever became of the one before."""

from typing import Any

import pytest
from flask import Flask, current_app
from sqlalchemy.exc import OperationalError

from caravan.kernel import chores
from caravan.voice.rounds.tending import Tending


def test_chores_go_on_when_the_database_was_away_for_one(
    app: Flask, monkeypatch: Any, caplog: pytest.LogCaptureFixture
) -> None:
    done = []

    def fail() -> None:
        raise OperationalError("SELECT 'text of somebody'", None, Exception("away"))

    monkeypatch.setitem(
        app.extensions, chores.CHORES, (fail, lambda: done.append(current_app.name))
    )
    chores.do_chores(app)

    assert done == [app.name]
    assert [record.getMessage() for record in caplog.records] == [
        "a chore could not be done: OperationalError"
    ]


def test_rounds_are_tended(app: Flask) -> None:
    assert Tending in {type(chore) for chore in app.extensions[chores.CHORES]}
