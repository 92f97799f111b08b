"""Who came, counted: the hour in which most did."""

import pytest
from flask import Flask

from caravan.followup import queries as followup
from tests import makers


@pytest.mark.parametrize(("later", "said"), [(5, True), (10, False)])
def test_hour_in_which_most_came_is_named_where_there_is_one(
    app: Flask, later: int, said: bool
) -> None:
    other = makers.make_stop("fes-2025")
    for wall, number in (("09:20", 10), ("11:20", later)):
        for _number in range(number):
            person = makers.make_registration(other)
            when = makers.at(other.first_day, wall)
            makers.make_arrival(person, day=other.first_day, arrived_at=when)

    assert ("a été la plus forte" in followup.stop_facts(other, "fr").attendance.text) == said
