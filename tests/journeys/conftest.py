"""Where the journeys begin: Oujda, 7 February 2025, nine in the morning, `events/` published."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from flask import Flask, current_app
from flask.testing import FlaskClient, FlaskCliRunner

from caravan.kernel import versions
from tests import pages
from tests.standing import begin_with


@pytest.fixture
def morning() -> Iterator[time_machine.Traveller]:
    """The clock; `morning.shift(60)` is a minute later."""
    with time_machine.travel(datetime(2025, 2, 7, 8, tzinfo=UTC), tick=True) as clock:
        yield clock


@pytest.fixture
def fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits the second for which a version may be remembered."""
    monkeypatch.setattr(versions, "FRESH_SECONDS", 0)


@pytest.fixture
def runner(morning: None, fresh: None, app: Flask) -> FlaskCliRunner:
    """The command line, after `flask stops publish`."""
    begin_with(_publish)
    return app.test_cli_runner()


def _publish() -> None:
    assert current_app.test_cli_runner().invoke(args=["stops", "publish"]).exit_code == 0


def act(browser: FlaskClient, address: str, word: str) -> Any:
    """Press the button on that page whose form leads to `word`."""
    page = pages.read(browser.get(address))
    form = next(form for form in page.forms if form.action.split("?")[0].endswith(word))
    return browser.post(form.action, data=form.fields)
