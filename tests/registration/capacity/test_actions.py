"""Places under a safety limit: given once, in order, by families, also to hundreds at once."""

import itertools
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask

from caravan.kernel.clock import now
from caravan.kernel.db import session
from caravan.registration import actions as registration
from caravan.registration import queries as registered
from caravan.registration.capacity import queries
from caravan.registration.capacity.models import Admission
from caravan.registration.models import Registration
from caravan.registration.people import actions as people
from caravan.registration.people.rules import KeepsWhoWaits
from caravan.registration.rights import actions as rights
from caravan.registration.rules import Details
from caravan.tour import queries as tour
from caravan.tour.models import Stop
from tests import makers
from tests.tour.published import PLAN, make_catalogue, publish

pytestmark = pytest.mark.usefixtures("app")
_numbers = itertools.count(1)


def register(stop: Stop | registered.Door, people: int = 1, **values: Any) -> int:
    """Register so many people in one form; the id of the registration."""
    number = next(_numbers)
    said = {"full_name": f"أحمد بناني {number}", "category": "retired", "once": f"{number:032x}"}
    details = Details(**{**said, "companions": people - 1, **values})
    return registration.register(stop, details, now=now()).id


def withdraw(registration_id: int) -> None:
    registration.withdraw(session().get_one(Registration, registration_id), now=now())


def waiting(stop: Stop) -> list[tuple[int, int]]:
    return [tuple(waits) for waits in queries.queue(stop.id)]


def test_nobody_waits_where_there_are_only_seats() -> None:
    stop = makers.make_stop(seats=2)
    register(stop, 5)

    hall = queries.hall_of(stop)
    assert (hall.taken, hall.waiting, hall.over, hall.is_full) == (5, 0, 3, False)


def test_family_that_does_not_fit_waits_whole_and_nobody_overtakes_it() -> None:
    stop = makers.make_stop(safety_limit=5)
    register(stop, 3)
    family, alone = register(stop, 4), register(stop)

    assert waiting(stop) == [(family, 4), (alone, 1)]
    assert (queries.taken(stop.id), queries.hall_of(stop).waiting) == (3, 5)
    assert [queries.place_in_line(one) for one in (family, alone)] == [1, 2]


def test_form_sent_again_waits_once() -> None:
    stop = makers.make_stop(safety_limit=1)
    register(stop)
    ids = {register(stop, full_name="سلمى", once="b" * 32) for _ in range(2)}

    assert waiting(stop) == [(ids.pop(), 1)]
    assert ids == set()


def test_withdrawing_gives_the_places_to_who_waits_longest() -> None:
    stop = makers.make_stop(safety_limit=3)
    first = register(stop, 3)
    second, third, fourth = register(stop, 2), register(stop), register(stop)

    withdraw(first)

    assert waiting(stop) == [(fourth, 1)]
    assert queries.taken(stop.id) == 3
    admission = queries.find_admission(second)
    assert admission is not None
    assert (admission.cause, queries.is_waiting(third)) == ("withdrawn", False)
    assert sorted(registered.expected_ids(stop.id)) == [second, third]


def test_erasing_and_finding_one_person_twice_give_places_too() -> None:
    stop, staff_id = makers.make_stop(safety_limit=3), makers.make_staff().id
    erased, kept, other = (register(stop) for _ in range(3))
    second, third = register(stop), register(stop)

    rights.erase(session().get_one(Registration, erased), why="asked", now=now())
    assert waiting(stop) == [(third, 1)]
    people.merge(stop, kept, other, staff_id=staff_id)

    assert (waiting(stop), queries.taken(stop.id)) == ([], 3)
    assert queries.is_waiting(second) is False


def test_merge_loses_nobody_the_place() -> None:
    stop, staff_id = makers.make_stop(safety_limit=1), makers.make_staff().id
    inside, waits = register(stop), register(stop)

    with pytest.raises(KeepsWhoWaits):
        people.merge(stop, waits, inside, staff_id=staff_id)
    people.merge(stop, inside, waits, staff_id=staff_id)

    assert (queries.taken(stop.id), waiting(stop)) == (1, [])


def test_place_given_away_meanwhile_is_not_there_for_who_counts_again() -> None:
    stop, staff_id = makers.make_stop(safety_limit=2), makers.make_staff().id
    kept, other, third = (register(stop) for _ in range(3))
    first = people.merge(stop, kept, other, staff_id=staff_id)
    fourth = register(stop)
    people.undo(stop, first, staff_id=staff_id)

    assert (queries.taken(stop.id), waiting(stop)) == (2, [(other, 1), (fourth, 1)])
    withdraw(kept)
    again = people.merge(stop, third, other, staff_id=staff_id)
    people.undo(stop, again, staff_id=staff_id)

    assert (queries.taken(stop.id), waiting(stop)) == (2, [(other, 1)])


def test_withdrawing_from_the_list_lets_the_others_move_up() -> None:
    stop = makers.make_stop(safety_limit=2)
    register(stop)
    family, alone = register(stop, 2), register(stop)

    withdraw(family)

    assert waiting(stop) == []
    assert (queries.taken(stop.id), queries.is_waiting(alone)) == (2, False)


def test_withdrawing_twice_gives_a_place_once() -> None:
    stop = makers.make_stop(safety_limit=1)
    first, second, third = register(stop), register(stop), register(stop)

    withdraw(first)
    withdraw(first)

    assert (waiting(stop), queries.is_waiting(second)) == ([(third, 1)], False)


def test_family_larger_than_the_hall_holds_nobody_up() -> None:
    stop = makers.make_stop(safety_limit=4)
    family = register(stop, 5)
    alone = register(stop)

    assert (waiting(stop), queries.is_waiting(alone)) == ([(family, 5)], False)


def test_erasing_gives_the_places_to_who_waits_longest() -> None:
    stop = makers.make_stop(safety_limit=2)
    family, alone = register(stop, 2), register(stop)

    rights.erase(session().get_one(Registration, family), why="asked", now=now())

    assert (waiting(stop), queries.is_waiting(alone)) == ([], False)


def test_merging_gives_the_places_of_the_other_one_and_undo_takes_none_back() -> None:
    stop, staff_id = makers.make_stop(safety_limit=3), makers.make_staff().id
    first, twice, alone = register(stop), register(stop, 2), register(stop, 2)

    merged = people.merge(stop, first, twice, staff_id=staff_id)
    assert (waiting(stop), queries.taken(stop.id)) == ([], 3)

    people.undo(stop, merged, staff_id=staff_id)
    assert (waiting(stop), queries.taken(stop.id)) == ([(twice, 2)], 3)
    withdraw(alone)
    assert (waiting(stop), queries.taken(stop.id)) == ([], 3)


def test_undo_lets_who_was_given_a_place_wait_again() -> None:
    stop, staff_id = makers.make_stop(safety_limit=2), makers.make_staff().id
    gone, first = register(stop), register(stop)
    twice, alone = register(stop), register(stop)
    withdraw(gone)  # whose place `twice` gets

    merged = people.merge(stop, first, twice, staff_id=staff_id)
    people.undo(stop, merged, staff_id=staff_id)

    assert (waiting(stop), queries.is_waiting(alone)) == ([(twice, 1)], False)


def test_undo_gives_the_place_back_where_nobody_waited_for_it() -> None:
    stop, staff_id = makers.make_stop(safety_limit=2), makers.make_staff().id
    first, twice = register(stop), register(stop)

    people.undo(stop, people.merge(stop, first, twice, staff_id=staff_id), staff_id=staff_id)

    assert (waiting(stop), queries.taken(stop.id)) == ([], 2)


def test_nobody_loses_a_place_by_being_merged_into_who_waits() -> None:
    stop, staff_id = makers.make_stop(safety_limit=1), makers.make_staff().id
    first, twice = register(stop), register(stop)

    with pytest.raises(KeepsWhoWaits):
        people.merge(stop, twice, first, staff_id=staff_id)

    people.merge(stop, first, twice, staff_id=staff_id)
    assert (waiting(stop), queries.taken(stop.id)) == ([], 1)


def published(limit: int | None) -> Stop:
    publish(replace(PLAN, safety_limit=limit))
    return tour.get_stop(PLAN.key)


def test_raised_limit_gives_places_when_it_is_published() -> None:
    make_catalogue()
    stop = published(1)
    register(stop)
    second, third = register(stop), register(stop)

    published(2)
    assert waiting(stop) == [(third, 1)]
    published(None)

    assert (waiting(stop), makers.count(Admission)) == ([], 2)
    admission = queries.find_admission(second)
    assert admission is not None
    assert admission.cause == "raised"


def test_lowered_limit_takes_nobody_s_place() -> None:
    make_catalogue()
    stop = published(3)
    register(stop, 3)
    published(2)

    late = register(tour.get_stop(PLAN.key))
    assert (queries.taken(stop.id), waiting(stop)) == (3, [(late, 1)])


def test_two_hundred_at_once_get_exactly_the_places_there_are(app: Flask) -> None:
    door_stop = makers.make_stop(safety_limit=70)
    door = registered.get_door(door_stop.key)

    def one(number: int) -> None:
        with app.app_context():
            register(door, number % 3 + 1)

    with ThreadPoolExecutor(200) as people:
        list(people.map(one, range(200)))

    queue, taken = queries.queue(door_stop.id), queries.taken(door_stop.id)
    assert taken + sum(waits.people for waits in queue) == 399
    assert 68 <= taken <= 70  # a family of three, at most, did not fit
    assert queue[0].people > 70 - taken
    ids = [waits.registration_id for waits in queue]
    assert ids == sorted(ids)
    assert max(set(registered.expected_ids(door_stop.id))) < ids[0]  # nobody overtook


def test_places_given_back_at_once_go_to_each_only_once(app: Flask) -> None:
    stop = makers.make_stop(safety_limit=20)
    door = registered.get_door(stop.key)
    early = [register(stop) for _ in range(20)]
    later = [register(stop) for _ in range(60)]
    first = [session().get_one(Registration, one) for one in early]
    session().expunge_all()
    session().rollback()  # its connection goes back

    def one(number: int) -> None:
        with app.app_context():
            if number < 20:
                registration.withdraw(first[number], now=now())
            else:
                register(door)

    with ThreadPoolExecutor(40) as people:
        list(people.map(one, range(40)))

    assert sorted(registered.expected_ids(stop.id)) == later[:20]
    assert (queries.taken(stop.id), len(queries.queue(stop.id))) == (20, 60)
