"""A day at Oujda without any script: from the poster to the promise, on both databases."""

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskCliRunner

from caravan.checkin.models import Arrival
from caravan.kernel.clock import today
from caravan.registration.models import Registration
from caravan.tour import queries as tour
from tests import makers, pages
from tests.conftest import Browser
from tests.journeys.conftest import act
from tests.press import papers

STOP, DESK = "/ar/stops/oujda-2025", "/ar/staff/stops/oujda-2025"
PERSON = {
    "full_name": "فاطمة الزهراء بنعل",
    "category": "retired",
    "phone": "٠٦ ١٢ ٣٤ ٥٦ ٧٨",
    "consent": "y",
}
QUESTION = "متى تُسلَّم مساكن وجدة؟"
ANSWER = {
    "body_ar": "تُسلَّم المساكن في شهر ماي.",
    "body_fr": "Livraison des logements au mois de mai.",
    "promise_ar": "نشر لائحة المستفيدين",
    "promise_fr": "Publier la liste des bénéficiaires",
    "owner_ar": "مصلحة السكن",
    "owner_fr": "Service du logement",
}
Staff = Callable[..., Browser]


@pytest.fixture
def ticket(runner: FlaskCliRunner, client: Browser) -> str:
    """The address of the attendee's ticket."""
    return str(client.fill(f"{STOP}/register", PERSON).location)


@pytest.fixture
def codes(ticket: str, client: Browser) -> list[str]:
    """What stands on the ticket: entry code and follow-up code; a round with names is open."""
    makers.make_round(tour.get_stop("oujda-2025"), "named")
    page = pages.read(client.get(ticket))
    return [re.sub(r"\W", "", text) for text in (*page.all("p.no"), *page.all("p.codeword"))]


def ask(client: Browser, follow_code: str = "") -> Any:
    fields = {"body": QUESTION, "service": "housing", "code": follow_code}
    return client.fill(f"{STOP}/questions", fields)


def questions(client: Browser) -> list[str]:
    return pages.read(client.get(f"{STOP}/questions")).all("blockquote")


def test_poster_leads_to_the_registration(
    runner: FlaskCliRunner, client: Browser, tmp_path: Path
) -> None:
    poster = tmp_path / "poster.pdf"
    runner.invoke(args=["poster", "oujda-2025", "-o", str(poster)])

    [address] = papers.codes(poster.read_bytes())
    page = pages.read(client.get(address, follow_redirects=True))

    assert (page.heading, f"{STOP}/register" in page.links) == ("محطة وجدة", True)


def test_sending_twice_gives_the_same_ticket(ticket: str, client: Browser) -> None:
    assert client.fill(f"{STOP}/register", PERSON).location == ticket
    assert makers.count(Registration) == 1


def test_name_is_corrected_and_printed(ticket: str, client: Browser, as_staff: Staff) -> None:
    client.fill(ticket, {"full_name": "فاطمة الزهراء بنعلي"})

    printed = as_staff().fill(f"{DESK}/badges", {"choice": "all"}).data

    assert "فاطمة الزهراء بنعلي" in " ".join(papers.lines(printed))
    assert len(papers.codes(printed)) == 1


def test_gate_lets_in_once(codes: list[str], as_staff: Staff) -> None:
    gate = as_staff("gate", "oujda-2025")
    seen = [
        pages.read(gate.fill("/gate/oujda-2025", {"code": code}, having=("code",))).all("h2.word")
        for code in (codes[0], codes[0], "7KQ4-M2XP")
    ]

    assert seen == [["ادخلوا"], ["تحققوا"], ["قفوا"]]
    assert makers.count(Arrival) == 1


def test_withdrawn_ticket_opens_no_door(
    ticket: str, codes: list[str], client: Browser, as_staff: Staff
) -> None:
    client.fill(f"{ticket}/withdrawal", {}, having=("csrf_token",))

    gate = as_staff("gate", "oujda-2025").fill("/gate/oujda-2025", {"code": codes[0]})

    assert pages.read(gate).all("p.why") == ["سُحب هذا التسجيل"]
    assert client.get(f"{ticket}/ticket.pdf").status_code == 410


def test_question_is_public_once_it_is_approved(
    codes: list[str], client: Browser, as_staff: Staff
) -> None:
    ask(client, codes[1])
    assert questions(client) == []

    act(as_staff("moderator", "oujda-2025"), f"{DESK}/questions", "approval")

    assert questions(client) == [QUESTION]


def test_two_phones_share_a_question(codes: list[str], client: Browser, as_staff: Staff) -> None:
    ask(client, codes[1])
    act(as_staff("moderator"), f"{DESK}/questions", "approval")
    for browser in (client, client, client.application.test_client()):
        act(browser, f"{STOP}/questions", "me-too")

    page = pages.read(client.get(f"{STOP}/questions"))

    assert page.all("span.many") == ["2شخصان"]


def test_question_is_answered_with_a_promise(
    codes: list[str], client: Browser, as_staff: Staff
) -> None:
    ask(client, codes[1])
    act(as_staff("moderator"), f"{DESK}/questions", "approval")
    desk = as_staff("feedback", "oujda-2025")
    due = today() + timedelta(days=30)
    link = next(
        link for link in pages.read(desk.get(f"{DESK}/answers")).links if "/answers/" in link
    )
    desk.fill(link, {**ANSWER, "due": str(due)})
    reader = as_staff("feedback", "oujda-2025")
    act(reader, link.replace("/answers/", "/replies/"), "verdict")
    act(reader, link.replace("/answers/", "/replies/"), "publication")

    public = pages.read(client.get(f"{STOP}/answers")).main
    followed = pages.read(client.get(f"/ar/follow?code={codes[1]}")).main

    told = [QUESTION, ANSWER["body_ar"], ANSWER["promise_ar"], ANSWER["owner_ar"], "9 مارس 2025"]
    assert [text for text in told if text not in public] == []
    assert [text for text in told if text not in followed] == []


def test_hall_sees_what_the_moderator_shows(
    codes: list[str], client: Browser, as_staff: Staff
) -> None:
    ask(client, codes[1])
    desk = as_staff("moderator", "oujda-2025")
    act(desk, f"{DESK}/questions", "approval")
    screen = next(one for one in pages.read(desk.get(f"{DESK}/questions")).links if "token=" in one)

    act(desk, f"{DESK}/questions", "/screen")
    assert pages.read(client.get(screen)).all("p.h-q") == [QUESTION]

    act(desk, f"{DESK}/questions", "blank")
    assert pages.read(client.get(screen)).all("p.h-q") == []
