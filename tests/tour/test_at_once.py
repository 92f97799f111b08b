"""Organisers who save, publish and call off in the same instant: each is served or told why."""

import itertools
from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask

from caravan.kernel.clock import today
from caravan.kernel.db import db
from caravan.kernel.refusal import Refusal
from caravan.tour import actions, queries
from caravan.tour.models import Release
from caravan.tour.stop_plan import StopPlan
from tests import makers
from tests.together import together
from tests.tour import published

KEY = published.KEY
OFF = {"ar": "سوء الأحوال الجوية", "fr": "Intempéries"}


@pytest.fixture
def staff_id(app: Flask) -> int:
    published.make_catalogue()
    return makers.make_staff().id


def more_seats(plan: StopPlan) -> StopPlan:
    return replace(plan, seats=(plan.seats or 0) + 1)


def save_and_publish(staff_id: int) -> None:
    actions.change_draft(KEY, more_seats, staff_id=staff_id)
    draft = queries.find_draft(KEY)
    with suppress(Refusal):
        actions.publish_draft(KEY, number=draft.number if draft else 0, staff_id=staff_id)


def numbers() -> list[int]:
    return list(db.session.scalars(db.select(Release.number).order_by(Release.number)))


def test_who_saves_while_another_publishes_begins_anew(app: Flask, staff_id: int) -> None:
    published.publish()

    def act() -> None:
        for _ in range(5):
            save_and_publish(staff_id)

    assert together(app, act) == ["done"] * 4
    assert numbers() == list(range(1, queries.get_stop(KEY).release + 1))
    assert queries.get_plan(KEY).seats == (published.PLAN.seats or 0) + 20


def test_first_release_of_several_at_once_is_one(app: Flask, staff_id: int) -> None:
    assert staff_id
    assert together(app, published.publish) == ["done"] * 4
    assert numbers() == [1]


def test_nobody_blocks_whoever_calls_off_while_others_publish(app: Flask, staff_id: int) -> None:
    published.publish()
    turns: Any = itertools.count()

    def act() -> None:
        calls_off = next(turns) % 2
        for _ in range(5):
            if calls_off:
                actions.cancel_now(KEY, OFF, staff_id=staff_id, today=today())
            else:
                save_and_publish(staff_id)

    assert together(app, act) == ["done"] * 4
    assert numbers() == list(range(1, queries.get_stop(KEY).release + 1))
