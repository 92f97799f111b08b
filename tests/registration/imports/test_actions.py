"""Taking lists: whole, once, and several at once without waiting for each other crosswise."""

import pytest
from flask import Flask

from caravan.kernel.audit import AuditEntry
from caravan.kernel.clock import now
from caravan.kernel.db import db
from caravan.registration.imports import actions, reading
from caravan.registration.imports.models import Invitation
from tests import makers
from tests.together import together


@pytest.fixture
def names(app: Flask) -> list[str]:
    return [f"Salma Bennani {number}" for number in range(1200)]


def test_two_lists_in_opposite_order_are_both_taken(app: Flask, names: list[str]) -> None:
    stop = makers.make_stop()
    ways = ["\n".join(["full_name", *order]).encode() for order in (names, names[::-1])]
    lists = [reading.read(way).rows for way in ways]

    def take() -> None:
        actions.take_rows(stop, lists.pop(), now=now())

    assert together(app, take, times=2) == ["done", "done"]
    db.session.rollback()
    assert makers.count(Invitation) == 1200
    taken = db.session.query(AuditEntry).filter_by(action="registration.take_list")
    assert sorted(one.details["added"] for one in taken) == [0, 1200]
