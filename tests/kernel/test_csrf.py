"""Forged forms: what an attacker may hold, and that none of it is enough."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask

from caravan import create_app
from caravan.accounts import actions as accounts
from caravan.kernel.cookies import STAFF, VISITOR, cookie_name
from caravan.kernel.db import db
from tests import makers, pages
from tests.architecture.test_routes import address_of, rules
from tests.conftest import Browser

TEAM = "/fr/staff/team"
SIGN_IN = "/fr/staff/sign-in"
SIGN_OUT = "/fr/staff/sign-out"
WITHOUT = {
    "voice.ask",
    "voice.me_too",
    "voice.suggest",
    "voice.support",
    "voice.speak_at_kiosk",
    "voice.mine_too_at_kiosk",
    "voice.screen_presence",
    "survey.send",
    "survey.send_at_kiosk",
    "followup.follow",
    "followup.show_at_kiosk",
    "followup.say_whether_solved",
}
MARK = "A" * 22


def token_on(browser: Browser, page: str) -> str:
    return pages.read(browser.get(page)).form("csrf_token").fields["csrf_token"]


def answer_to(browser: Browser, token: str) -> int:
    """What becomes of a sign-out with that token: 303 where it is taken, 400 where not."""
    status: int = browser.post(SIGN_OUT, data={"csrf_token": token}).status_code
    return status


def test_every_form_needs_a_token_but_those_that_are_the_same_for_all(
    app: Flask, as_staff: Callable[..., Browser]
) -> None:
    makers.make_stop()
    browser = as_staff("organiser")
    browser.get(TEAM)
    posts = [rule for rule in rules(app) if "POST" in rule.methods]

    taken = {rule.endpoint for rule in posts if browser.post(address_of(rule)).status_code != 400}

    assert taken == WITHOUT


def test_token_stays_good_while_the_page_waits(as_staff: Callable[..., Browser]) -> None:
    browser = as_staff("organiser")
    token = token_on(browser, TEAM)
    browser.get("/ar/staff/stops")

    assert answer_to(browser, token) == 303


@pytest.mark.parametrize("token", ["", "0" * 32, "é" * 32, "\0", "0" * 5000])
def test_token_that_was_guessed_is_refused(as_staff: Callable[..., Browser], token: str) -> None:
    browser = as_staff("organiser")
    browser.get(TEAM)

    assert answer_to(browser, token) == 400


def test_refusal_is_a_page_that_says_what_to_do(client: Browser) -> None:
    page = pages.read(client.post(SIGN_IN, data={"email": "a@example.org"}))

    assert (page.status, page.heading) == (400, "La page est restée ouverte trop longtemps")


def test_token_of_another_browser_is_refused(as_staff: Callable[..., Browser]) -> None:
    attacker, victim = as_staff("gate"), as_staff("organiser")
    victim.get(TEAM)

    assert answer_to(victim, token_on(attacker, "/fr/staff/stops")) == 400


def test_mark_without_its_token_is_not_enough(client: Browser) -> None:
    client.set_cookie(cookie_name(VISITOR), MARK)

    assert answer_to(client, MARK) == 400


def test_token_without_the_mark_is_not_enough(client: Browser) -> None:
    token = token_on(client, SIGN_IN)
    client.delete_cookie(cookie_name(VISITOR))

    assert answer_to(client, token) == 400


def test_sign_in_form_of_another_browser_is_refused(app: Flask, client: Browser) -> None:
    """Nobody is signed in to an account of the attacker's without knowing."""
    attacker: Any = app.test_client()
    client.get(SIGN_IN)

    fields = {"csrf_token": token_on(attacker, SIGN_IN), "email": "a", "password": "b", "code": "c"}

    assert client.post(SIGN_IN, data=fields).status_code == 400


def test_token_from_before_a_sign_in_is_refused_after_it(client: Browser) -> None:
    """A mark that was planted in a browser, with the token to it, ends with the sign-in."""
    client.set_cookie(cookie_name(VISITOR), MARK)
    planted = token_on(client, SIGN_IN)
    client.set_cookie(cookie_name(STAFF), accounts.open_session(makers.make_staff().id))

    assert answer_to(client, planted) == 400
    assert answer_to(client, token_on(client, TEAM)) == 303


def test_token_of_another_sign_in_is_refused_under_the_same_mark(
    as_staff: Callable[..., Browser],
) -> None:
    attacker, victim = as_staff("organiser"), as_staff("organiser")
    for browser in (attacker, victim):
        browser.set_cookie(cookie_name(VISITOR), MARK)

    assert answer_to(victim, token_on(attacker, TEAM)) == 400


@pytest.mark.parametrize("mark", ["short", "A" * 23, "A" * 21 + "\x1f", "é" * 22])
def test_mark_that_is_not_ours_is_replaced(client: Browser, mark: str) -> None:
    client.set_cookie(cookie_name(VISITOR), mark)
    client.get(SIGN_IN)

    assert len(client.get_cookie(cookie_name(VISITOR)).value) == 22
    assert client.get_cookie(cookie_name(VISITOR)).value != mark


def test_mark_is_given_once_and_to_forms_only(client: Browser) -> None:
    makers.make_stop()
    given = [
        cookie_name(VISITOR) in answer.headers.get("Set-Cookie", "")
        for answer in map(
            client.get, ["/ar/stops/oujda-2025/questions", SIGN_IN, "/ar/stops/oujda-2025/register"]
        )
    ]

    assert given == [False, True, False]


@pytest.mark.parametrize(
    ("public_url", "name", "secure"),
    [
        ("http://localhost", "caravan_visitor", False),
        ("https://example.org", "__Host-caravan-visitor", True),
    ],
)
def test_mark_is_bound_to_the_host_where_visitors_come_by_https(
    app: Flask, public_url: str, name: str, secure: bool
) -> None:
    one = create_app(replace(app.config["SETTINGS"], public_url=public_url))
    said = one.test_client().get(SIGN_IN).headers.getlist("Set-Cookie")
    with one.app_context():
        db.engine.dispose()

    parts = next(cookie for cookie in said if "visitor" in cookie).split("; ")
    assert parts[0].partition("=")[0] == name
    assert set(parts[1:]) - {"Secure"} == {"HttpOnly", "Path=/", "SameSite=Lax"}
    assert ("Secure" in parts) == secure


def test_signing_out_over_https_takes_the_cookie_away(app: Flask) -> None:
    """Browsers heed no word about a `__Host-` cookie that is not itself secure."""
    one = create_app(replace(app.config["SETTINGS"], public_url="https://example.org"))
    browser = one.test_client()
    page = pages.read(browser.get(SIGN_IN, base_url="https://example.org"))
    answer = browser.post(SIGN_OUT, data=page.form("email").fields, base_url="https://example.org")
    with one.app_context():
        db.engine.dispose()

    gone = next(c for c in answer.headers.getlist("Set-Cookie") if "-staff=" in c)
    assert gone.startswith("__Host-caravan-staff=;")
    assert {"Secure", "Max-Age=0", "Path=/"} <= set(gone.split("; "))
