"""The addresses of speakers and partners: kept by organisers, shown to nobody else."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from caravan.kernel.audit import AuditEntry
from caravan.kernel.db import db
from caravan.tour import actions
from caravan.tour.models import Contact
from tests import makers, pages
from tests.conftest import Browser
from tests.tour.published import KEY, make_catalogue, publish

PAGE = f"/fr/staff/stops/{KEY}/contacts"
BANK = {"office": "partner:bank", "email": "Desk@Bank.example", "language": "fr"}


@pytest.fixture
def organiser(app: Flask, as_staff: Callable[..., Browser]) -> Browser:
    make_catalogue()
    publish()
    return as_staff("organiser", KEY)


def rows() -> list[tuple[str, str, str, str, str]]:
    return [
        (one.stop_key, one.kind, one.item_key, one.email, one.language)
        for one in db.session.query(Contact).order_by(Contact.id)
    ]


def keep(email: str, key: str = KEY) -> int:
    staff_id = makers.make_staff().id
    actions.add_contact(key, ("partner", "bank"), email, "fr", staff_id=staff_id)
    return db.session.query(Contact.id).filter_by(email=email).scalar()


def test_address_is_kept_once_for_its_office(organiser: Browser) -> None:
    for _ in range(2):
        answer = organiser.fill(PAGE, BANK)
        assert (answer.status_code, answer.location) == (303, PAGE)
    assert rows() == [(KEY, "partner", "bank", "desk@bank.example", "fr")]
    page = pages.read(organiser.get(PAGE))
    assert page.all("//table//tbody/tr") == [
        "Banque sous contrat desk@bank.exampleFrançaiscette étape Retirer"
    ]


def test_form_offers_the_speakers_and_partners_of_the_stop(organiser: Browser) -> None:
    page = pages.read(organiser.get(PAGE))
    assert page.all("//select[@name='office']/option") == [
        "Le préfet de police",
        "Banque sous contrat",
    ]


@pytest.mark.parametrize(
    "fields",
    [
        {**BANK, "email": "desk"},
        {**BANK, "email": "desk@bank"},
        {**BANK, "email": "a@b.example, c@d.example"},
        {**BANK, "email": "desk@bänk.example"},
        {**BANK, "email": ""},
        {**BANK, "office": "partner:other"},
        {**BANK, "language": "en"},
    ],
)
def test_address_that_is_none_is_refused_and_kept_in_the_form(
    organiser: Browser, fields: dict[str, str]
) -> None:
    answer = organiser.fill(PAGE, fields)
    page = pages.read(answer)
    assert (answer.status_code, len(page.alerts), rows()) == (422, 1, [])
    assert page.form("email").fields["email"] == fields["email"]


def test_address_for_every_stop_is_for_those_who_organise_every_stop(
    organiser: Browser, as_staff: Callable[..., Browser]
) -> None:
    everywhere = {**BANK, "everywhere": "y"}
    form = pages.read(organiser.get(PAGE)).form("email")
    assert "everywhere" not in form.fields
    assert organiser.post(PAGE, data={**form.fields, **everywhere}).status_code == 403
    assert as_staff("organiser").fill(PAGE, everywhere).status_code == 303
    assert [row[0] for row in rows()] == [""]


def test_address_is_taken_away(organiser: Browser) -> None:
    contact_id = keep("desk@bank.example")
    form = pages.read(organiser.get(PAGE)).forms[1]
    assert form.action == f"{PAGE}/{contact_id}/removal"
    assert organiser.post(form.action, data=form.fields).status_code == 303
    assert rows() == []


def test_address_of_the_tour_or_of_another_stop_is_not_taken_away_here(
    organiser: Browser,
) -> None:
    for key, status in (("", 403), ("fes-2027", 404)):
        contact_id = keep(f"{status}@example.org", key)
        token = pages.read(organiser.get(PAGE)).form("email").fields["csrf_token"]
        answer = organiser.post(f"{PAGE}/{contact_id}/removal", data={"csrf_token": token})
        assert answer.status_code == status
    assert len(rows()) == 2


def test_addresses_leave_no_trace_in_audit_public_page_and_file(
    organiser: Browser, client: Browser
) -> None:
    organiser.fill(PAGE, BANK)
    entry = db.session.query(AuditEntry).order_by(AuditEntry.id.desc()).first()
    assert entry is not None
    assert (entry.action, entry.subject, entry.details) == ("tour.add_contact", "partner bank", {})
    for address in (f"/fr/stops/{KEY}", f"/stops/{KEY}/agenda.ics"):
        assert b"desk@bank" not in client.get(address).data
    file = organiser.get(f"/fr/staff/stops/{KEY}/releases/1/stop-file.toml")
    assert b"desk@bank" not in file.data


def test_page_says_that_messages_wait_without_a_mail_server(organiser: Browser) -> None:
    assert "Aucun serveur de courriel n’est réglé" in pages.read(organiser.get(PAGE)).main


@pytest.mark.parametrize("number", [1, 3])
def test_page_asks_the_database_as_often_for_one_address_as_for_three(
    organiser: Browser, queries: Any, number: int
) -> None:
    for count in range(number):
        keep(f"desk{count}@bank.example")
    organiser.get(PAGE)
    with queries() as seen:
        assert organiser.get(PAGE).status_code == 200
    assert len(seen) == 11
