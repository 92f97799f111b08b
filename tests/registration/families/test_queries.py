"""The ticket asks for companions only where somebody comes along."""

from collections.abc import Callable
from typing import Any

from flask import Flask

from caravan.registration.families import actions
from caravan.registration.families.queries import told_of
from caravan.registration.families.rules import Companion
from tests import makers


def test_nobody_is_looked_for_where_nobody_comes_along(
    app: Flask, queries: Callable[[], Any]
) -> None:
    from_rows = makers.make_registration(makers.make_stop())

    with queries() as seen:
        assert told_of(from_rows.id, 0) == []

    assert seen == []


def test_companions_come_in_the_order_of_telling(app: Flask) -> None:
    row = makers.make_registration(makers.make_stop(), companions=2)
    family = [Companion("minor", "آدم"), Companion("adult")]
    actions.bring(row.id, family, makers.clock.now())

    assert told_of(row.id, 2) == family
