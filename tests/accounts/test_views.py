"""The sign-in pages and the team, as staff meet them."""

from collections.abc import Callable
from datetime import timedelta

import pyotp
import pytest
import time_machine
from flask import Flask

from caravan.accounts import actions, queries
from caravan.accounts.views import _typed_email
from caravan.kernel import clock
from caravan.kernel.guard import Actor
from tests import makers, pages
from tests.conftest import Browser

PASSWORD = "sable horloge tambour olive"


def code_of(staff: Actor, setup: int = 1) -> str:
    return pyotp.TOTP(queries.totp_secret(staff, setup)).at(clock.now())


@pytest.mark.parametrize("lang", ["ar", "fr"])
def test_link_leads_to_the_back_office(client: Browser, lang: str) -> None:
    staff = makers.make_staff()
    address = f"/{lang}/staff/welcome/{actions.make_link(staff.id)}"

    answer = client.fill(address, {"password": PASSWORD, "code": code_of(staff)})

    assert (answer.status_code, answer.location) == (303, f"/{lang}/staff/")
    assert client.get(answer.location).location == f"/{lang}/staff/stops"


def test_welcome_keeps_the_link_and_explains_when_the_password_is_weak(client: Browser) -> None:
    staff = makers.make_staff()
    address = f"/fr/staff/welcome/{actions.make_link(staff.id)}"

    page = pages.read(client.fill(address, {"password": "short", "code": code_of(staff)}))

    assert page.status == 422
    assert "trop facile à deviner" in page.alerts[0]


@pytest.mark.parametrize(
    "page", ["/gate/oujda-2025", "/gate/fes_2027?gate=3", "/fr/staff/tour?from=2026-11&view=list"]
)
def test_sign_in_goes_to_the_page_that_was_asked_for(client: Browser, page: str) -> None:
    staff = makers.make_staff("gate", "oujda-2025")
    actions.accept_link(actions.make_link(staff.id), PASSWORD, code_of(staff))

    with time_machine.travel(clock.now() + timedelta(seconds=40)):
        fields = {"email": staff.email, "password": PASSWORD, "code": code_of(staff)}
        answer = client.fill(client.get(page).location, fields)

    assert (answer.status_code, answer.location) == (303, page)


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://example.org/",
        "//example.org",
        "/ar/staff/../x",
        "/s/x",
        "/gate/a/b",
        "/gate/a@example.org",
    ],
)
def test_sign_in_goes_nowhere_else(client: Browser, elsewhere: str) -> None:
    staff = makers.make_staff()
    actions.accept_link(actions.make_link(staff.id), PASSWORD, code_of(staff))

    with time_machine.travel(clock.now() + timedelta(seconds=40)):
        fields = {"email": staff.email, "password": PASSWORD, "code": code_of(staff)}
        answer = client.fill(f"/fr/staff/sign-in?next={elsewhere}", fields)

    assert answer.location == "/fr/staff/"


def test_sign_in_says_one_thing_for_whatever_is_wrong(client: Browser) -> None:
    fields = {"email": "nobody@example.org", "password": "wrong", "code": "123456"}

    page = pages.read(client.fill("/fr/staff/sign-in", fields))

    assert page.status == 422
    assert "Le courriel, le mot de passe ou le code n’est pas juste." in page.alerts[0]
    assert page.form("email").fields["email"] == "nobody@example.org"
    assert page.form("email").fields["password"] == ""


def test_staff_page_sends_a_stranger_to_sign_in(client: Browser) -> None:
    answer = client.get("/ar/staff/team")

    assert answer.location == "/ar/staff/sign-in?next=/ar/staff/team"


def test_staff_page_is_refused_without_the_right(as_staff: Callable[..., Browser]) -> None:
    page = pages.read(as_staff("gate").get("/fr/staff/team"))

    assert page.status == 403
    assert "Votre compte n’a pas ce droit." in page.text


def test_signing_out_ends_the_session(as_staff: Callable[..., Browser]) -> None:
    browser = as_staff("organiser")
    form = pages.read(browser.get("/fr/staff/team")).form("csrf_token")

    answer = browser.post("/fr/staff/sign-out", data=form.fields)

    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert browser.get("/fr/staff/team").status_code == 302


def test_team_gives_a_new_person_a_link(as_staff: Callable[..., Browser]) -> None:
    makers.make_stop()
    fields = {
        "email": "gate@example.org",
        "name": "Porte 1",
        "role": "gate",
        "stop_key": "oujda-2025",
    }

    page = pages.read(as_staff("organiser").fill("/fr/staff/team", fields))

    assert page.heading == "Lien pour Porte 1"
    assert "/fr/staff/welcome/" in page.main


def test_team_shows_only_people_of_own_stops(as_staff: Callable[..., Browser]) -> None:
    makers.make_staff("gate", "oujda-2025", name="Ici")
    makers.make_staff("gate", "fes-2025", name="Ailleurs")

    page = pages.read(as_staff("organiser", "oujda-2025").get("/fr/staff/team"))

    assert "Ici" in page.main
    assert "Ailleurs" not in page.main


def test_link_of_somebody_elses_person_is_refused(as_staff: Callable[..., Browser]) -> None:
    other = makers.make_staff("gate", "fes-2025")
    browser = as_staff("organiser", "oujda-2025")
    token = pages.read(browser.get("/fr/staff/team")).form("csrf_token").fields

    answer = browser.post(f"/fr/staff/team/{other.id}/link", data=token)

    assert answer.status_code == 403


@pytest.mark.parametrize("email", ["ß" * 200 + "@a.b", "no address"])
def test_address_that_cannot_be_kept_is_refused(
    as_staff: Callable[..., Browser], email: str
) -> None:
    fields = {"email": email, "name": "Porte 1", "role": "gate", "stop_key": "oujda-2025"}

    assert as_staff("organiser").fill("/fr/staff/team", fields).status_code == 422


def test_address_of_megabytes_is_not_kept_with_the_count_of_tries(app: Flask) -> None:
    with app.test_request_context(method="POST", data={"email": " A" * 100_000}):
        assert len(_typed_email()) == 254


def test_sign_in_waits_after_twenty_wrong_tries_at_one_account(braked: Flask) -> None:
    browser = braked.test_client()
    token = pages.read(browser.get("/fr/staff/sign-in")).form("email").fields
    fields = {**token, "email": "nobody@example.org", "password": "wrong", "code": "123456"}

    tries = [browser.post("/fr/staff/sign-in", data=fields).status_code for _ in range(21)]
    other = browser.post("/fr/staff/sign-in", data={**fields, "email": "other@example.org"})

    assert (tries, other.status_code) == ([422] * 20 + [429], 422)
