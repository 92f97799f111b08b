"""Finding people by code and by name, counting them, listing their badges."""

from typing import Any

import pytest

from caravan.kernel import codes, versions
from caravan.kernel.clock import now
from caravan.kernel.db import transaction
from caravan.kernel.refusal import NotFound
from caravan.press.badges import BadgeFace
from caravan.registration import actions
from caravan.registration import queries as registration
from caravan.tour import queries as tour
from caravan.tour.models import Stop
from tests import makers

pytestmark = pytest.mark.usefixtures("app")


def faces(stop: Stop, ids: list[int] | None = None) -> list[BadgeFace]:
    return registration.badge_faces(tour.get_stop(stop.key), ids)


def names_found(stop: Stop, text: str, **values: Any) -> list[str]:
    return [one.full_name for one in registration.search_people(stop.id, text, **values)]


def test_get_by_code_refuses_an_unknown_one() -> None:
    person = makers.make_registration(makers.make_stop())

    assert registration.get_by_code(person.code).id == person.id
    for code in ("A" * 26, "\x00" * 26, person.code[:-1], person.code.lower() + "?"):
        with pytest.raises(NotFound):
            registration.get_by_code(code)


def test_find_by_entry_and_follow_code() -> None:
    person = makers.make_registration(makers.make_stop())

    assert registration.find_by_entry_code(person.entry_code).id == person.id
    assert registration.find_by_follow_code(person.follow_code).id == person.id
    assert registration.find_by_entry_code("00000000") is None
    assert registration.find_by_follow_code("0000000000") is None


@pytest.mark.parametrize(
    "typed",
    ["منص", "المنصورى", "رحيم", "الرحيم منص", "abderrahim", "El Mansouri", "mans", "MANSOURI abd"],
)
def test_search_people_finds_arabic_names_by_either_script(typed: str) -> None:
    stop = makers.make_stop()
    makers.make_registration(stop, "عبد الرحيم المنصوري")
    makers.make_registration(stop, "سلمى بناني")

    assert names_found(stop, typed) == ["عبد الرحيم المنصوري"]


def test_search_people_finds_latin_names_by_arabic_letters() -> None:
    stop = makers.make_stop()
    makers.make_registration(stop, "Abdellah Cherkaoui")

    assert names_found(stop, "الشرقاوي") == ["Abdellah Cherkaoui"]


@pytest.mark.parametrize("typed", ["", "  ", "سل", "s", "%%%", "___"])
def test_search_people_finds_nobody_when_less_than_three_letters(typed: str) -> None:
    stop = makers.make_stop()
    makers.make_registration(stop, "سلمى بناني")

    assert names_found(stop, typed) == []


def test_search_people_puts_what_is_spelled_so_first() -> None:
    stop = makers.make_stop()
    for name in ("محمد بناني", "Mohammed Alaoui", "Mohamed Zaki"):
        makers.make_registration(stop, name)

    assert names_found(stop, "mohamed")[0] == "Mohamed Zaki"
    assert len(names_found(stop, "mohamed")) == 3
    assert len(names_found(stop, "mohamed", limit=2)) == 2


def test_search_people_stays_within_the_stop() -> None:
    oujda, nador = makers.make_stop("oujda-2025"), makers.make_stop("nador-2025")
    makers.make_registration(oujda, "سلمى بناني")

    assert names_found(nador, "بناني") == []


def test_people_come_in_pages_newest_first() -> None:
    stop = makers.make_stop()
    for number in range(51):
        makers.make_registration(stop, f"مسجل {number}")

    first, second = registration.people(stop.id), registration.people(stop.id, 2)

    assert (len(first.items), len(second.items), first.pages) == (50, 1, 2)
    assert (first.items[0].full_name, second.items[0].full_name) == ("مسجل 50", "مسجل 0")


def test_people_are_found_by_entry_code_as_people_write_it() -> None:
    stop = makers.make_stop()
    person = makers.make_registration(stop)
    makers.make_registration(stop)

    typed = codes.grouped(person.entry_code).lower()

    assert [one.id for one in registration.people(stop.id, text=typed)] == [person.id]


def test_counts_leave_withdrawn_people_out() -> None:
    stop = makers.make_stop()
    makers.make_registration(stop, category="widow")
    makers.make_registration(stop, category="widow")
    gone = makers.make_registration(stop, category="guest")
    actions.withdraw(gone, now=now())

    assert registration.registered_by_category(stop.id) == {"widow": 2}
    assert registration.count_registered(stop.id) == 2
    assert registration.withdrawn_among([gone.id]) == {gone.id}
    assert gone.id not in registration.expected_ids(stop.id)


def test_badge_faces_say_who_and_where() -> None:
    stop = makers.make_stop()
    person = makers.make_registration(stop, "سلمى بناني", latin_name="Salma Bennani")

    (face,) = faces(stop)

    assert (face.name_ar, face.name_latin) == ("سلمى بناني", "Salma Bennani")
    assert (face.family, face.family_label) == ("police_family", "أسرة الأمن")
    assert face.qr_payload == f"C1/OUJDA-2025/{person.entry_code}"


def test_badge_faces_tell_nothing_of_a_loss() -> None:
    stop = makers.make_stop()
    for category in ("serving", "retired", "widow", "orphan", "rights_holder"):
        makers.make_registration(stop, category=category)

    assert {face.family_label for face in faces(stop)} == {"أسرة الأمن"}


def test_badge_faces_put_a_latin_name_alone_in_its_own_place() -> None:
    stop = makers.make_stop()
    makers.make_registration(stop, "Salma Bennani", category="press")

    (face,) = faces(stop)

    assert (face.name_ar, face.name_latin) == ("", "Salma Bennani")
    assert (face.family, face.family_label) == ("press", "صحافة")


def test_badge_faces_are_those_chosen_without_the_withdrawn() -> None:
    stop = makers.make_stop()
    first, second, third = (makers.make_registration(stop, name) for name in ("ا ا", "ب ب", "ت ت"))
    actions.withdraw(third, now=now())

    assert [face.name_ar for face in faces(stop)] == ["ا ا", "ب ب"]
    assert [face.name_ar for face in faces(stop, [second.id, third.id])] == ["ب ب"]
    assert faces(stop, []) == []
    assert first.stop_id == stop.id


@pytest.mark.parametrize("rows", [1, 3])
def test_badge_faces_need_one_query(rows: int, queries: Any) -> None:
    stop = makers.make_stop()
    for _row in range(rows):
        makers.make_registration(stop)
    read = tour.get_stop(stop.key)

    with queries() as seen:
        drawn = registration.badge_faces(read)

    assert (len(drawn), len(seen)) == (rows, 1)


def test_get_door_follows_a_publication() -> None:
    stop = makers.make_stop()
    assert registration.get_door(stop.key).status == "open"

    with transaction() as writing:
        writing.get_one(Stop, stop.id).status = "cancelled"
        versions.bump(f"stop:{stop.key}")
    versions.forget_all()

    assert registration.get_door(stop.key).status == "cancelled"


def test_get_door_refuses_an_unknown_stop() -> None:
    with pytest.raises(NotFound):
        registration.get_door("nowhere")
