"""Corrections of many at once give no place twice."""

from concurrent.futures import ThreadPoolExecutor

from flask import Flask

from caravan.kernel.clock import now
from caravan.kernel.db import session
from caravan.registration.capacity import queries as hall
from caravan.registration.corrections import actions, rules
from caravan.registration.models import Registration
from tests import makers
from tests.registration.capacity.test_actions import register


def test_many_who_add_one_at_once_get_exactly_the_places_there_are(app: Flask) -> None:
    stop = makers.make_stop(safety_limit=25)
    people = [register(stop) for _one in range(20)]

    def add(number: int) -> bool:
        with app.app_context():
            person = session().get_one(Registration, number)
            said = rules.Correction(person.category, None, 1, ())
            try:
                actions.correct(person, said, now=now())
            except rules.NoPlaceForMore:
                return False
            return True

    with ThreadPoolExecutor(10) as phones:
        added = list(phones.map(add, people))

    assert (sum(added), hall.taken(stop.id)) == (5, 25)
