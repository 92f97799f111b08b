"""The organiser's days: open the account, build the team, prepare, and close the stop."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyotp
import pytest
import time_machine
from flask.testing import FlaskCliRunner
from sqlalchemy import select

from caravan.kernel import clock
from caravan.kernel.audit import AuditEntry
from caravan.kernel.db import db
from caravan.tour import queries as tour
from tests import makers, pages
from tests.conftest import Browser
from tests.journeys.conftest import act
from tests.press import papers

PASSWORD = "sable horloge tambour olive"
DESK = "/fr/staff/stops/oujda-2025"


def open_account(browser: Browser, link: str) -> str:
    """Follow a sign-in link, choose a password, set up the codes; gives their secret."""
    page = pages.read(browser.get(link))
    [secret] = page.all("bdi.num")
    answer = browser.fill(link, {"password": PASSWORD, "code": code_of(secret)})
    assert answer.status_code == 303
    return secret


def code_of(secret: str) -> str:
    return pyotp.TOTP(secret).at(clock.now())


@pytest.fixture
def secret(runner: FlaskCliRunner, client: Browser) -> str:
    """The first organiser, signed in with `client`; the secret of the code application."""
    added = ["staff", "add", "office@example.org", "--role", "organiser"]
    link = runner.invoke(args=added, input="\n").output.strip()
    return open_account(client, link.replace("/ar/", "/fr/"))


def invite(client: Browser, email: str, role: str) -> str:
    """Add a person for Oujda; gives the link to hand over."""
    person = {"email": email, "name": "Porte 1", "role": role, "stop_key": "oujda-2025"}
    page = pages.read(client.fill("/fr/staff/team", person))
    return next(text for text in page.all("bdi") if "/welcome/" in text)


def test_organiser_signs_in_again_with_password_and_code(
    secret: str, client: Browser, morning: time_machine.Traveller
) -> None:
    client.fill("/fr/staff/stops", {}, having=("csrf_token",))  # sign out
    morning.shift(60)
    fields = {"email": "office@example.org", "password": PASSWORD, "code": code_of(secret)}

    answer = client.fill("/fr/staff/sign-in", fields)

    assert (answer.status_code, answer.location) == (303, "/fr/staff/")
    assert client.fill("/fr/staff/sign-in", fields).status_code == 422  # a code is good once


def test_gate_of_one_stop_sees_that_stop_only(secret: str, client: Browser) -> None:
    gate: Any = client.application.test_client()
    open_account(gate, invite(client, "gate@example.org", "gate"))

    opened = [gate.get(f"/gate/{key}").status_code for key in ("oujda-2025", "fes-2025")]
    rooms = [gate.get(f"{DESK}/{room}").status_code for room in ("people", "questions", "summary")]

    assert (opened, rooms) == ([200, 403], [403, 403, 403])


def test_closed_account_is_out_at_once(secret: str, client: Browser) -> None:
    gate: Any = client.application.test_client()
    open_account(gate, invite(client, "gate@example.org", "gate"))
    team = pages.read(client.get("/fr/staff/team"))

    [closing] = [form for form in team.forms if form.action.endswith("closure")]
    client.post(closing.action, data=closing.fields)

    assert gate.get("/gate/oujda-2025").status_code == 302


def test_poster_is_the_same_from_the_page_and_the_command(
    secret: str, client: Browser, runner: FlaskCliRunner, tmp_path: Path
) -> None:
    file = tmp_path / "poster.pdf"
    runner.invoke(args=["poster", "oujda-2025", "-o", str(file)])

    page = client.get(f"{DESK}/poster.pdf").data

    assert (
        papers.codes(page) == papers.codes(file.read_bytes()) == ["http://localhost/s/oujda-2025"]
    )


def test_people_are_found_and_their_badges_printed_once(secret: str, client: Browser) -> None:
    stop = tour.get_stop("oujda-2025")
    for name in ("فاطمة الزهراء بنعلي", "عبد الرحمان الإدريسي"):
        makers.make_registration(stop, name)
    found = pages.read(client.get(f"{DESK}/people?q=فاطمه")).all("//tbody//th")

    first, again = (client.fill(f"{DESK}/badges", {"choice": "new"}) for _ in range(2))

    assert found == ["فاطمة الزهراء بنعلي"]
    assert len(papers.codes(first.data)) == 2
    assert (again.status_code, pages.read(again).title) == (
        422,
        "Badges · Journées régionales de communication",
    )


def test_one_badge_is_printed_from_the_list(secret: str, client: Browser) -> None:
    person = makers.make_registration(tour.get_stop("oujda-2025"))

    badge = act(client, f"{DESK}/people", f"badges/{person.id}").data

    assert papers.codes(badge) == [f"C1/OUJDA-2025/{person.entry_code}"]


def test_suggestion_is_taken_up(secret: str, client: Browser) -> None:
    suggestion = makers.make_suggestion(tour.get_stop("oujda-2025"))
    client.fill(f"{DESK}/suggestions", {"state": "accepted"})

    page = pages.read(client.get("/fr/stops/oujda-2025/suggestions"))
    assert page.all(f"//*[@id='s-{suggestion.id}']//blockquote") == [suggestion.body]


def test_promise_is_kept_with_what_shows_it(secret: str, client: Browser) -> None:
    stop = tour.get_stop("oujda-2025")
    question = makers.make_question(stop, state="answered")
    makers.make_answer(question)
    promise = makers.make_promise(stop, item_id=question.id)

    shown = {"evidence_ar": "نُشرت اللائحة", "evidence_fr": "La liste est publiée"}
    client.fill(f"{DESK}/promises/{promise.id}", shown)

    page = pages.read(client.get("/fr/stops/oujda-2025/answers"))
    assert "La liste est publiée" in page.all("div.will")[0]


@pytest.mark.parametrize("lang", ["ar", "fr"])
def test_summary_is_printed_the_same_evening(secret: str, client: Browser, lang: str) -> None:
    stop = tour.get_stop("oujda-2025")
    for _ in range(12):
        makers.make_arrival(makers.make_registration(stop))
    makers.make_question(stop, state="answered", me_too=42)

    pdf = client.get(f"/{lang}/staff/stops/oujda-2025/summary.pdf").data

    assert papers.page_count(pdf) >= 4
    assert re.search("وجدة|Oujda", " ".join(papers.lines(pdf))) is not None


def test_every_act_of_the_day_is_written_down(
    secret: str, client: Browser, as_staff: Callable[..., Browser]
) -> None:
    person = makers.make_registration(tour.get_stop("oujda-2025"))
    makers.make_question(tour.get_stop("oujda-2025"), state="received")
    invite(client, "gate@example.org", "gate")
    client.fill("/gate/oujda-2025", {"code": person.entry_code}, having=("code",))
    act(client, "/gate/oujda-2025", "undo")
    act(client, f"{DESK}/questions", "approval")
    client.fill(f"{DESK}/badges", {"choice": "all"})
    client.get(f"{DESK}/summary.pdf")

    written = db.session.scalars(
        select(AuditEntry.action).where(AuditEntry.stop_key == "oujda-2025").order_by(AuditEntry.id)
    )
    assert list(written) == [
        "tour.publish",
        "accounts.add",
        "checkin.arrive",
        "checkin.undo",
        "voice.approve",
        "checkin.print",
        "followup.summary",
    ]
