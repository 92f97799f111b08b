"""People are counted sealed, and told anew only once enough of them lie between."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask, render_template_string
from sqlalchemy import select

from caravan.kernel.db import session
from caravan.kernel.headcounts import count_heads, heads, release, release_beside, released
from caravan.kernel.heads import Heads, StillSealedError
from caravan.kernel.small_numbers import protect, rounded
from caravan.registration.models import Registration
from tests import makers


@pytest.mark.parametrize(
    "tell",
    [
        str,
        json.dumps,
        "{}".format,
        lambda one: f"{one}",
        lambda one: render_template_string("{{ one }}", one=one),
        int,
        lambda one: max(one, Heads(2)),
        lambda one: 100 * one // 7,
        range,
    ],
)
def test_counted_people_cannot_be_told(app: Flask, tell: Callable[[Heads], Any]) -> None:
    with app.test_request_context(), pytest.raises((StillSealedError, TypeError)):
        tell(Heads(3))


def test_counted_people_add_up_and_small_numbers_tells_what_may_be() -> None:
    line = protect([Heads(12) + Heads(1), Heads(0)])

    assert (sum([Heads(2), Heads(3)]), bool(Heads(0)), repr(Heads(3))) == (5, False, "Heads(…)")
    assert [rounded(one) for one in (*line.counts, line.total)] == [15, 0, 15]


def test_people_come_out_of_the_database_sealed(app: Flask) -> None:
    makers.make_registration(makers.make_stop())

    number = session().scalar(select(count_heads(Registration.id.distinct())))

    assert (type(number), number) == (Heads, 1)


def test_release_writes_nothing_where_nothing_moved(app: Flask, queries: Callable[[], Any]) -> None:
    first = {"a": heads({"x": 20}), "b": heads({"x": 5})}
    assert release(first) == first

    with queries() as seen:
        assert release({"a": heads({"x": 24}), "b": heads({"x": 5})}) == first
    assert len(seen) == 1
    assert release({"a": heads({"x": 25}), "b": heads({"x": 5})})["a"] == {"x": 25}
    assert released(["a", "b", "c"]) == {"a": {"x": 25}, "b": {"x": 5}}


def test_release_stands_beside_the_one_before_it(app: Flask) -> None:
    told = [release_beside({"a": heads({"x": number})})["a"] for number in (20, 24, 25, 31, 33)]

    assert told == [
        ({"x": 20}, None),
        ({"x": 20}, None),
        ({"x": 25}, {"x": 20}),
        ({"x": 31}, {"x": 25}),
        ({"x": 31}, {"x": 25}),
    ]


def test_beside_a_day_that_did_not_move_stays_what_was_told_before_it_moved_last(
    app: Flask,
) -> None:
    steps = ((9, 9, 0), (9, 14, 0), (9, 14, 6), (9, 14, 12))
    told = [
        release_beside({"a": heads({"mon 08": a, "mon 09": b, "tue 08": c})})["a"].before
        for a, b, c in steps
    ]

    monday = {"mon 08": 9, "mon 09": 9}
    assert told[1:] == [monday, {**monday, "tue 08": 0}, {**monday, "tue 08": 6}]
