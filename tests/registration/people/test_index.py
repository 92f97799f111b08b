"""The index of names: whoever is in the database is found, before and after it is filled."""

from typing import Any

import pytest
from sqlalchemy import delete, insert

from caravan.kernel import names
from caravan.kernel.clock import now
from caravan.kernel.db import transaction
from caravan.registration import actions
from caravan.registration.models import Registration
from caravan.registration.people import queries
from tests import makers

pytestmark = pytest.mark.usefixtures("app")
FILLED = 256  # so many rows at a time enter the index of SQLite


def make_many(stop: Any, *spellings: str) -> int:
    """As many registrations as fill the index, the first of them with these names; its id."""
    pattern = makers.make_registration(stop, "ياسين العمراني")
    columns = {column.name: getattr(pattern, column.name) for column in Registration.__table__.c}
    del columns["id"]
    rows = []
    for number in range(FILLED):
        name = spellings[number] if number < len(spellings) else f"Zineb Tazi {number}"
        codes = {one: f"{one[0]}{number}" for one in ("code", "entry_code", "follow_code")}
        key = names.search_key(name)
        own = {"once_key": str(number), "name_folded": key}
        rows.append({**columns, **codes, **own, "full_name": name})
    with transaction() as writing:
        writing.execute(insert(Registration), rows)
    return pattern.id + 1


def found(stop: Any, text: str) -> list[str]:
    return [one.full_name for one in queries.search_people(stop.id, text)]


@pytest.mark.parametrize(
    "typed", ["عبدالرحيم", "منصوري", "abderrahim", "el mansouri", "رحيم", "نصور", "المنصورى عبد"]
)
def test_search_finds_whoever_is_in_the_index(typed: str) -> None:
    stop = makers.make_stop()
    make_many(stop, "عبد الرحيم المنصوري")

    assert found(stop, typed) == ["عبد الرحيم المنصوري"]


def test_search_finds_those_in_the_index_and_those_not_yet_in_it() -> None:
    stop = makers.make_stop()
    make_many(stop, "سلمى بناني")
    makers.make_registration(stop, "Salma Bennani")

    assert sorted(found(stop, "bennani")) == ["Salma Bennani", "سلمى بناني"]


def test_search_follows_a_corrected_name() -> None:
    stop = makers.make_stop()
    first = make_many(stop, "سلمى بناني")
    person = makers.db.session.get_one(Registration, first)

    actions.correct_name(person, "كوثر الفاسي", None, now=now())

    assert found(stop, "بناني") == []
    assert found(stop, "الفاسي") == ["كوثر الفاسي"]


def test_search_forgets_whoever_is_deleted() -> None:
    stop = makers.make_stop()
    first = make_many(stop, "سلمى بناني")

    with transaction() as writing:
        writing.execute(delete(Registration).where(Registration.id == first))

    assert found(stop, "بناني") == []


def test_two_letters_alone_are_the_beginning_of_a_word() -> None:
    stop = makers.make_stop()
    make_many(stop, "بن علي")

    assert found(stop, "عل بن") == ["بن علي"]


def test_marks_of_a_query_are_plain_text() -> None:
    stop = makers.make_stop()
    make_many(stop, 'سلمى "بناني"')

    assert found(stop, '"بناني" OR AND NOT (') == []
    assert found(stop, '"بناني"') == ['سلمى "بناني"']
