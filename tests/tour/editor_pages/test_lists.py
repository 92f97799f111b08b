"""Rooms, speakers, partners, days and facts: added, changed, put in order, removed, refused."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest

from caravan.tour import actions
from caravan.tour.stop_plan import Day, Room, Venue
from tests import makers, pages
from tests.conftest import Browser
from tests.tour.editor_pages.conftest import AGENDA, KEY, has_draft, plan, press, standing

PLACES = f"{AGENDA}/places"


def test_lists_show_what_the_agenda_stands_on(editor: Browser) -> None:
    page = pages.read(editor.get(PLACES))

    assert page.all("//section[@id='rooms']//th") == ["Grande salle", "Espace des stands"]
    assert page.all("//section[@id='speakers']//th") == ["Le préfet", "Le directeur"]
    assert page.all("//section[@id='partners']//th") == ["La banque"]
    assert page.all("//section[@id='days']//th") == [
        "Vendredi 9 avril 2027",
        "Samedi 10 avril 2027",
    ]


def test_room_is_added_with_a_short_name_from_its_french_name(editor: Browser) -> None:
    fields = {"name_ar": "غرفة الإنصات", "name_fr": "Salle d’écoute", "seats": "٢٠"}
    answer = editor.fill(f"{PLACES}/rooms", fields)

    assert answer.location == f"{PLACES}#rooms"
    room = Room("salle-d-ecoute", {"ar": "غرفة الإنصات", "fr": "Salle d’écoute"}, 20)
    assert plan().rooms[-1] == room


@pytest.mark.parametrize(
    ("kind", "fields", "sentence"),
    [
        ("rooms", {"seats": "beaucoup"}, "Un nombre entier de 1 à 100000 est attendu."),
        (
            "rooms",
            {"key": "hall"},
            "hall est déjà pris dans cette étape. Choisissez un autre nom court.",
        ),
        ("speakers", {"name_ar": "", "name_fr": ""}, "C’est encore vide."),
        ("partners", {"stand": "A" * 30}, "Le texte a 30 lettres, 20 au plus sont possibles."),
    ],
)
def test_nonsense_in_a_list_is_told_beside_its_line(
    editor: Browser, kind: str, fields: dict[str, str], sentence: str
) -> None:
    texts = {"name_ar": "اسم", "name_fr": "Nom", **fields}
    page = pages.read(editor.fill(f"{PLACES}/{kind}", texts, having=("name_ar",)))

    assert (page.status, page.all("p.why")) == (422, [sentence])
    assert not has_draft()


def test_partner_has_stand_kind_services_and_its_own_words(editor: Browser) -> None:
    fields: dict[str, Any] = {
        "name_fr": "La banque des familles",
        "kind": "credit",
        "stand": "B-02",
        "services": ["health", "housing"],
        "note_fr": "Deux lignes\r\nde la banque",
    }
    editor.fill(f"{PLACES}/partners/bank", fields, having=("name_fr",))

    [bank] = plan().partners
    assert (bank.key, bank.kind, bank.stand) == ("bank", "credit", "B-02")
    assert (bank.services, bank.note) == (
        ("health", "housing"),
        {"fr": "Deux lignes\nde la banque"},
    )


def test_room_goes_one_column_further(editor: Browser) -> None:
    form = next(
        form
        for form in pages.read(editor.get(PLACES)).forms
        if form.action.endswith("/rooms/hall/place")
    )
    editor.post(form.action, data={**form.fields, "to": "back"})

    assert [room.key for room in plan().rooms] == ["stands", "hall"]


def test_room_that_a_session_needs_stays_and_it_is_said_why(editor: Browser) -> None:
    answer = press(editor, f"{PLACES}/rooms/hall/removal")

    assert [room.key for room in plan().rooms] == ["hall", "stands"]
    page = pages.read(editor.get(answer.location))
    assert page.all("p.toast") == ["Encore utilisé par : الافتتاح. Modifiez d’abord ces séances."]


def test_room_that_nothing_needs_goes(editor: Browser) -> None:
    press(editor, f"{PLACES}/rooms/stands/removal")
    assert [room.key for room in plan().rooms] == ["hall"]


def test_only_the_last_day_stays(editor: Browser) -> None:
    press(editor, f"{PLACES}/days/2027-04-10/removal")
    assert [day.date.day for day in plan().days] == [9]

    answer = press(editor, f"{PLACES}/days/2027-04-09/removal")
    assert "Une étape a au moins un jour." in pages.read(editor.get(answer.location)).main
    assert [day.date.day for day in plan().days] == [9]


def test_day_takes_its_sessions_along_and_has_its_own_prayer_block(editor: Browser) -> None:
    fields = {"date": "2027-04-16", "prayer_starts": "12:00", "prayer_ends": "13h30"}
    answer = editor.fill(f"{PLACES}/days/2027-04-09", fields)

    assert answer.status_code == 303
    assert plan().days[-1] == Day(
        date(2027, 4, 16), time(8, 30), time(17, 30), time(12), time(13, 30)
    )
    assert standing()["day"] == "2027-04-16"


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"closes": "08:00"}, "Le jour finit avant de commencer."),
        ({"date": "2027-04-10"}, "Ce jour est déjà l’un de ceux de l’étape."),
        ({"date": "vendredi"}, "Ce n’est pas une date. Écrivez-la ainsi : 2026-11-30."),
        ({"prayer_starts": "15:00"}, "La plage de la prière finit avant de commencer."),
    ],
)
def test_day_that_cannot_be_is_told(editor: Browser, fields: dict[str, str], sentence: str) -> None:
    page = pages.read(editor.fill(f"{PLACES}/days/2027-04-09", fields, having=("date",)))

    assert (page.status, page.all("p.why")) == (422, [sentence])
    assert not has_draft()


def test_fourth_day_is_refused(editor: Browser) -> None:
    for day in ("2027-04-11", "2027-04-12"):
        fields = {"date": day, "opens": "09:00", "closes": "12:00"}
        answer = editor.fill(f"{PLACES}/days", fields)
    assert answer.status_code == 422
    assert [day.date.day for day in plan().days] == [9, 10, 11]


def test_second_to_rename_a_room_is_shown_the_difference(editor: Browser, other: Browser) -> None:
    address = f"{PLACES}/rooms/hall"
    form = pages.read(other.get(address)).form("name_fr").fields
    editor.fill(address, {"name_fr": "Le leur"})

    answer = other.post(address, data={**form, "name_fr": "Le mien"})

    assert answer.status_code == 409
    assert pages.read(answer).all("//tbody//th") == ["Nom en français"]


def test_facts_are_changed_with_services_in_their_order(editor: Browser) -> None:
    fields: dict[str, Any] = {
        "venue_name_ar": "القاعة المغطاة",
        "venue_name_fr": "Salle couverte",
        "seats": "300",
        "status": "cancelled",
        "services": ["health", "", "housing"],
    }
    answer = editor.fill(f"{AGENDA}/facts", fields, having=("status",))

    assert answer.location == f"{PLACES}#facts"
    changed = plan()
    assert changed.venue == Venue({"ar": "القاعة المغطاة", "fr": "Salle couverte"})
    assert (changed.seats, changed.services) == (300, ("health", "housing"))
    blockers = pages.read(editor.get(AGENDA)).all("//ul[@class='issues']/li/p")
    sentence = "Écrivez pourquoi l’étape est annulée ou déplacée : tout le monde le lira."
    assert blockers == [f"Étape · Motif en arabe : {sentence}"]


def test_two_who_change_different_facts_are_joined_on_the_page(
    editor: Browser, other: Browser
) -> None:
    address = f"{AGENDA}/facts"
    form = pages.read(other.get(address)).form("status").fields
    editor.fill(address, {"seats": "300", "services": []}, having=("status",))

    answer = other.post(address, data={**form, "services": [], "team": "est"})
    page = pages.read(answer)

    assert answer.status_code == 409
    assert page.all("//tbody//td") == ["le leur seul 300", "le vôtre seul est"]
    settle = page.form("mine")
    other.post(settle.action, data=settle.fields)
    assert (plan().seats, plan().team) == (300, "est")


@pytest.mark.parametrize(
    "address",
    ["sessions", "kept", "rooms/nothing", "days/nothing", "days/2027-04-20", "facts/x"],
)
def test_what_is_no_list_or_part_is_not_found(editor: Browser, address: str) -> None:
    assert editor.get(f"{PLACES}/{address}").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_lists_ask_as_often_for_three_rooms_as_for_one(
    editor: Browser, queries: Callable[[], Any], count: int
) -> None:
    rooms = tuple(Room(f"r{n}", {"ar": "قاعة", "fr": "Salle"}) for n in range(count))
    actions.change_draft(
        KEY,
        lambda draft: replace(draft, rooms=rooms, sessions=()),
        staff_id=makers.make_staff().id,
    )
    editor.get(PLACES)
    with queries() as seen:
        assert editor.get(PLACES).status_code == 200
    assert len(seen) == 9
