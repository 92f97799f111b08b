"""Places that erasing, deciding who is one person, or undoing that, frees or takes."""

from typing import Any

import pytest
from flask import Flask

from caravan.kernel import erasures
from caravan.kernel.clock import now
from caravan.kernel.db import session
from caravan.registration.capacity import queries
from caravan.registration.models import Registration
from caravan.registration.people import actions as people
from caravan.registration.people import rules
from caravan.registration.rights import actions as rights
from tests import makers, pages
from tests.conftest import Browser
from tests.registration.capacity.test_actions import register, waiting


@pytest.fixture
def stop(app: Flask) -> Any:
    return makers.make_stop(safety_limit=3)


@pytest.fixture
def staff_id(app: Flask) -> int:
    return makers.make_staff().id


def get(registration_id: int) -> Registration:
    return session().get_one(Registration, registration_id)


def cause_of(registration_id: int) -> str | None:
    admission = queries.find_admission(registration_id)
    return admission.cause if admission else None


def test_erasing_gives_the_places_on(stop: Any) -> None:
    first, second, third = register(stop, 3), register(stop, 2), register(stop, 2)

    rights.erase(get(first), why="asked", now=now())

    assert waiting(stop) == [(third, 2)]
    assert (cause_of(second), queries.taken(stop.id)) == ("withdrawn", 2)


def test_erasing_again_after_a_restore_gives_the_places_on(stop: Any) -> None:
    first, second = register(stop, 3), register(stop)
    erasures.remember([erasures.mark_of(get(first).code)], why="asked", now=now())

    assert rights.replay(now())["registrations"] == 1

    assert (waiting(stop), queries.is_waiting(second)) == ([], False)


def test_one_person_of_two_registrations_gives_the_places_on(stop: Any, staff_id: int) -> None:
    kept, other, late = register(stop), register(stop, 2), register(stop)

    people.merge(stop, kept, other, staff_id=staff_id)

    assert (waiting(stop), cause_of(late), queries.taken(stop.id)) == ([], "merged", 2)


def test_merge_is_refused_where_the_place_would_be_lost(stop: Any, staff_id: int) -> None:
    placed, waits = register(stop, 3), register(stop)

    with pytest.raises(rules.KeepsWhoWaits):
        people.merge(stop, waits, placed, staff_id=staff_id)
    people.merge(stop, placed, waits, staff_id=staff_id)

    assert (waiting(stop), queries.taken(stop.id)) == ([], 3)


def test_ticket_of_who_is_registered_twice_does_not_wait(
    client: Browser, stop: Any, staff_id: int
) -> None:
    placed, waits = register(stop, 3), register(stop)
    people.merge(stop, placed, waits, staff_id=staff_id)

    page = pages.read(client.get(f"/ar/tickets/{get(waits).code}"))
    assert page.heading == "تذكرة محطة وجدة"


def test_undone_merge_never_fills_the_hall_beyond_its_limit(stop: Any, staff_id: int) -> None:
    kept, other, late = register(stop), register(stop, 2), register(stop)
    merge_id = people.merge(stop, kept, other, staff_id=staff_id)

    people.undo(stop, merge_id, staff_id=staff_id)

    assert (queries.taken(stop.id), waiting(stop)) == (2, [(other, 2)])
    assert queries.is_waiting(late) is False


def test_undone_merge_gives_a_place_back_where_there_is_one(stop: Any, staff_id: int) -> None:
    kept, other = register(stop), register(stop, 2)
    merge_id = people.merge(stop, kept, other, staff_id=staff_id)

    people.undo(stop, merge_id, staff_id=staff_id)

    assert (queries.taken(stop.id), waiting(stop)) == (3, [])


def test_who_waited_once_waits_again_after_an_undone_merge(stop: Any, staff_id: int) -> None:
    first, kept, other = register(stop, 3), register(stop), register(stop, 2)
    rights.erase(get(first), why="asked", now=now())
    merge_id = people.merge(stop, kept, other, staff_id=staff_id)
    register(stop, 2)

    people.undo(stop, merge_id, staff_id=staff_id)

    assert (waiting(stop), cause_of(other)) == ([(other, 2)], None)


def test_erasing_the_kept_of_two_counts_the_other_within_the_limit(
    stop: Any, staff_id: int
) -> None:
    kept, other, late = register(stop), register(stop, 2), register(stop, 2)
    people.merge(stop, kept, other, staff_id=staff_id)
    assert queries.is_waiting(late) is False

    rights.erase(get(kept), why="asked", now=now())

    assert (queries.taken(stop.id), waiting(stop)) == (2, [(other, 2)])
