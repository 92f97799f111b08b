"""A lunar date moved, and days avoided, by two in the same instant: one is told."""

from datetime import date

import pytest
from flask import Flask

from caravan.tour import actions, queries
from caravan.tour.actions import dates
from caravan.tour.season.moving import MovedMeanwhile
from caravan.tour.season.year import Avoided
from tests import makers
from tests.together import together

DAYS = [date(2027, 3, 10), date(2027, 3, 11), date(2027, 3, 8)]
TEXTS = {"ar": "امتحانات", "fr": "Examens"}


def test_of_three_who_move_a_date_for_the_first_time_one_does(app: Flask) -> None:
    staff_id, days, seen = makers.make_staff().id, iter(DAYS), "2027-03-09"

    def move() -> None:
        actions.move_feast("eid_al_fitr", 1448, next(days), seen=seen, staff_id=staff_id)

    assert together(app, move, times=3) == ["MovedMeanwhile", "MovedMeanwhile", "done"]
    assert queries.moved_dates()["eid_al_fitr", 1448] in DAYS


def test_of_two_who_avoid_new_days_one_does_not_overwrite_the_other(app: Flask) -> None:
    staff_id, first = makers.make_staff().id, date(2027, 6, 1)
    lasts = iter([date(2027, 6, 5), date(2027, 6, 10)])

    def avoid() -> None:
        span = Avoided("2027-06-01", first, next(lasts), TEXTS)
        actions.avoid(span, seen="", staff_id=staff_id)

    assert together(app, avoid, times=2) == ["MovedMeanwhile", "done"]


def test_what_a_colleague_takes_away_the_moment_before_it_is_held_is_told(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dates, "_is_first", lambda *_row: False)  # there was one, and it is gone
    staff_id = makers.make_staff().id
    span = Avoided("2027-06-01", date(2027, 6, 1), date(2027, 6, 5), TEXTS)

    with pytest.raises(MovedMeanwhile):
        actions.avoid(span, seen="mark", staff_id=staff_id)
    with pytest.raises(MovedMeanwhile):
        actions.move_feast("eid_al_fitr", 1448, DAYS[0], seen="2027-03-09", staff_id=staff_id)
