"""Counters: what is kept under one is never older than the counter says."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask

from caravan.accounts.models import Staff
from caravan.kernel import pages, versions
from caravan.kernel.db import session, transaction
from caravan.voice.screen.views import live
from tests import makers
from tests.together import elsewhere

TOPIC = "screen:oujda-2025"


@dataclass(frozen=True)
class Overtaken:
    """A person whom this request has read, and who got another name in another one since."""

    seen: Staff

    def name(self) -> str:
        return session().get_one(Staff, self.seen.id).name


@pytest.fixture
def overtaken(app: Flask) -> Iterator[Overtaken]:
    staff_id = makers.make_staff(name="before").id

    def rename() -> None:
        with transaction() as writing:
            writing.get_one(Staff, staff_id).name = "after"
            versions.bump(TOPIC)

    with app.test_request_context("/fr/somewhere"):
        one = Overtaken(session().get_one(Staff, staff_id))
        elsewhere(app, rename)
        assert one.name() == "before"  # so the request goes on seeing it
        yield one


def test_page_is_never_older_than_its_counter(overtaken: Overtaken) -> None:
    assert pages.kept((TOPIC,), overtaken.name).get_data(as_text=True) == "after"


def test_fact_is_never_older_than_its_counter(overtaken: Overtaken) -> None:
    assert versions.kept(TOPIC, "name", overtaken.name) == "after"


def test_part_of_a_page_is_never_older_than_its_mark(overtaken: Overtaken) -> None:
    assert live.own("oujda-2025", overtaken.name).get_data(as_text=True) == "after"


def test_fact_read_inside_a_transaction_that_fails_is_not_kept(app: Flask) -> None:
    staff_id = makers.make_staff(name="before").id

    def name() -> str:
        return versions.kept(TOPIC, "name", lambda: session().get_one(Staff, staff_id).name)

    def fail() -> None:
        with transaction() as writing:
            writing.get_one(Staff, staff_id).name = "after"
            writing.flush()
            name()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert name() == "before"


def test_counter_that_was_asked_later_stands(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """A slow answer of an earlier question must not hide what is known since."""
    ask = versions.db.engine.connect

    def slowly() -> Any:
        monkeypatch.setattr(versions.db.engine, "connect", ask)
        connection = ask()
        connection.scalar(versions._NUMBER, {"topic": TOPIC})  # its reading begins here
        elsewhere(app, lambda: versions.hear(TOPIC, 7))
        assert versions.version_of(TOPIC) == 7
        return connection

    monkeypatch.setattr(versions.db.engine, "connect", slowly)
    versions.version_of(TOPIC)

    assert versions.version_of(TOPIC) == 7
