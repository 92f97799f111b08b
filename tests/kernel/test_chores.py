"""What recurs by the clock: each chore in its turn, whatever became of the one before."""

from typing import Any

import pytest
from flask import Flask, current_app
from sqlalchemy.exc import OperationalError

from caravan.followup.answering.actions import route_by_itself
from caravan.kernel import chores
from caravan.kernel.purposes import NoPurpose
from caravan.registration.exports.drawing import forget_old
from caravan.registration.rights.nightly import Nightly
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


def test_chores_go_on_when_the_disk_or_a_purpose_was_away_for_one(
    app: Flask, monkeypatch: Any, caplog: pytest.LogCaptureFixture
) -> None:
    done = []

    def fill() -> None:
        raise OSError("no space left")

    def lack() -> None:
        raise NoPurpose

    monkeypatch.setitem(app.extensions, chores.CHORES, (fill, lack, lambda: done.append(1)))
    chores.do_chores(app)

    assert (done, len(caplog.records)) == ([1], 2)


def test_rounds_are_tended_old_data_and_drawn_lists_go(app: Flask) -> None:
    tended, nightly, *others = app.extensions[chores.CHORES]
    assert (type(tended), type(nightly)) == (Tending, Nightly)
    assert others == [forget_old, route_by_itself]
