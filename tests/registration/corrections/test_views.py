"""Correcting what was said: kept whole, within the limit of the hall, never after a withdrawal."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from caravan.kernel.clock import now
from caravan.kernel.db import db
from caravan.kernel.outbox import Message
from caravan.registration import actions as registration
from caravan.registration.capacity import queries as hall
from caravan.registration.families.queries import companions_of
from caravan.registration.models import Registration
from caravan.registration.rights import actions as rights
from tests import makers, pages
from tests.conftest import Browser
from tests.registration.capacity.test_actions import register, waiting

FAMILY = {
    "full_name": "خديجة العلوي",
    "category": "widow",
    "minors": "2",
    "minor_names": "سلمى بناني\nآدم بناني",
    "guardian": "y",
    "consent": "y",
}


@pytest.fixture
def stop(app: Flask) -> Any:
    return makers.make_stop()


@pytest.fixture
def ticket(client: Browser, stop: Any) -> str:
    """The address of the ticket of a widow with two children."""
    return str(client.fill("/ar/stops/oujda-2025/register", FAMILY).location)


def held() -> Registration:
    db.session.expire_all()
    return db.session.query(Registration).order_by(Registration.id.desc()).limit(1).one()


def alert(answer: Any) -> str:
    (said,) = pages.read(answer).alerts
    return said


def test_form_shows_what_is_kept_and_changes_nothing_by_itself(
    client: Browser, ticket: str
) -> None:
    before = companions_of(held().id)

    answer = client.fill(f"{ticket}/correction", {})

    assert answer.location == ticket
    assert (held().companions, companions_of(held().id)) == (2, before)
    assert "صُحح تسجيلكم" in pages.read(client.get(ticket)).main


def test_telephone_situation_and_companions_are_corrected(client: Browser, ticket: str) -> None:
    said = {"phone": "٠٦١٢٣٤٥٦٧٨", "category": "retired", "minors": "1", "minor_names": "آدم بناني"}
    assert client.fill(f"{ticket}/correction", said).status_code == 303

    now_kept = held()
    assert (now_kept.phone, now_kept.category) == ("+212612345678", "retired")
    assert (now_kept.companions, [one.name for one in companions_of(now_kept.id)]) == (
        1,
        ["آدم بناني"],
    )


@pytest.mark.parametrize("said", [{"companions": "1"}, {"minors": "1"}])
def test_number_below_those_told_of_is_refused_in_words(
    client: Browser, ticket: str, said: dict[str, str]
) -> None:
    answer = client.fill(f"{ticket}/correction", said)

    assert (answer.status_code, held().companions) == (422, 2)
    assert "هذا العدد أقل ممن ذكرتم أدناه وهو 2." in alert(answer)


def test_child_that_is_added_needs_its_guardian(client: Browser, stop: Any) -> None:
    person = makers.make_registration(stop)
    answer = client.fill(f"/fr/tickets/{person.code}/correction", {"minors": "1"})

    assert (answer.status_code, companions_of(person.id)) == (422, [])
    assert "Je suis leur parent ou tuteur" in alert(answer)


def test_companions_added_later_keep_the_limit_of_the_hall(client: Browser, app: Flask) -> None:
    stop = makers.make_stop(safety_limit=3)
    person = db.session.get_one(Registration, register(stop, 2))
    address = f"/ar/tickets/{person.code}/correction"

    full = client.fill(address, {"companions": "3"})
    fits = client.fill(address, {"companions": "2"})

    assert (full.status_code, fits.status_code) == (409, 303)
    assert "لا مكان شاغرا لأشخاص آخرين" in alert(full)
    assert hall.taken(stop.id) == 3


def test_nobody_who_has_a_place_overtakes_who_waits(client: Browser, app: Flask) -> None:
    stop = makers.make_stop(safety_limit=3)
    person = db.session.get_one(Registration, register(stop, 2))
    family = register(stop, 2)

    answer = client.fill(f"/ar/tickets/{person.code}/correction", {"companions": "2"})

    assert (answer.status_code, waiting(stop)) == (409, [(family, 2)])


def test_smaller_family_gives_its_places_on(client: Browser, app: Flask) -> None:
    stop = makers.make_stop(safety_limit=3)
    person = db.session.get_one(Registration, register(stop, 3))
    late = register(stop)

    client.fill(f"/ar/tickets/{person.code}/correction", {"companions": "1"})

    admission = hall.find_admission(late)
    assert admission is not None
    assert (admission.cause, hall.taken(stop.id)) == ("fewer", 3)


def test_family_that_waits_becomes_smaller_and_has_its_places(client: Browser, app: Flask) -> None:
    stop = makers.make_stop(safety_limit=3)
    register(stop, 2)
    person = db.session.get_one(Registration, register(stop, 3))
    ticket = f"/fr/tickets/{person.code}"

    client.fill(f"{ticket}/correction", {"companions": "0"})

    assert pages.read(client.get(ticket)).heading == "Billet, Étape d’Oujda"


def test_withdrawn_registration_is_not_corrected(client: Browser, stop: Any) -> None:
    person = makers.make_registration(stop)
    registration.withdraw(person, now=now())

    assert client.get(f"/ar/tickets/{person.code}/correction").status_code == 410


@pytest.mark.parametrize("is_opposed", [False, True])
def test_new_number_gets_the_confirmation_and_the_wrong_one_nothing(
    client: Browser,
    app: Flask,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    stop: Any,
    is_opposed: bool,
) -> None:
    settings = replace(app.config["SETTINGS"], sms_url=(tmp_path / "sms.jsonl").as_uri())
    monkeypatch.setitem(app.config, "SETTINGS", settings)
    ticket = client.fill("/ar/stops/oujda-2025/register", FAMILY | {"phone": "0661000000"}).location
    if is_opposed:
        rights.oppose(held(), now=now())

    client.fill(f"{ticket}/correction", {"phone": "0612345678"})

    waits = [one.recipient for one in db.session.query(Message) if one.given_up_at is None]
    assert waits == ([] if is_opposed else ["+212612345678"])


def test_telephone_stands_in_the_form_as_people_write_it(client: Browser, app: Flask) -> None:
    person = makers.make_registration(makers.make_stop(), phone="+212612345678")
    page = pages.read(client.get(f"/ar/tickets/{person.code}/correction"))

    assert page.form("phone").fields["phone"] == "06 12 34 56 78"
