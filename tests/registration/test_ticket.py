"""The ticket: what it shows, its files, correcting the name, withdrawing."""

from datetime import datetime
from typing import Any

import pytest
from flask import Flask
from icalendar import Calendar

from caravan.kernel import codes
from caravan.kernel.clock import ZONE, now
from caravan.registration import actions, queries
from caravan.registration.models import NameCorrection, Registration
from caravan.registration.people import actions as people
from tests import makers, pages
from tests.conftest import Browser
from tests.press import papers

PAYLOAD = "<script>alert(1)</script>\"'><img src=x>"


@pytest.fixture
def ticket(app: Flask) -> Registration:
    stop = makers.make_stop()
    return makers.make_registration(stop, "سلمى بناني", category="widow", phone="+212612345678")


def address(ticket: Registration, more: str = "", lang: str = "ar") -> str:
    return f"/{lang}/tickets/{ticket.code}{more}"


def test_ticket_shows_both_codes_and_who_it_is(client: Browser, ticket: Registration) -> None:
    answer = client.get(address(ticket))
    page = pages.read(answer)

    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert page.all("p.no") == [codes.grouped(ticket.entry_code)]
    assert page.all("p.codeword") == [codes.grouped(ticket.follow_code)]
    assert page.heading == "تذكرة محطة وجدة"
    assert page.all("//dd")[:3] == ["سلمى بناني", "أرملة أو أرمل", "•• 78"]
    assert "612345678" not in page.text


def test_ticket_welcomes_whoever_has_registered(client: Browser, ticket: Registration) -> None:
    said = {"full_name": "أحمد بناني", "category": "guest", "consent": "y"}
    link = client.fill("/ar/stops/oujda-2025/register", said).location

    assert "تم التسجيل، مرحبا بكم" in pages.read(client.get(link)).main
    assert link != address(ticket)


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize("more", ["", "/withdrawal", "/ticket.pdf", "/ticket.ics"])
def test_unknown_ticket_is_a_calm_page(client: Browser, more: str) -> None:
    page = pages.read(client.get(f"/ar/tickets/{'A' * 26}{more}"))

    assert (page.status, page.heading) == (404, "هذه الصفحة غير موجودة")


def test_correcting_the_name_shows_the_new_one(client: Browser, ticket: Registration) -> None:
    said = {"full_name": "سلمى البناني", "latin_name": "Salma El Bennani"}
    answer = client.fill(address(ticket), said)

    page = pages.read(client.get(answer.location))
    assert (answer.status_code, answer.location) == (303, address(ticket))
    assert page.all("//dd")[0] == "سلمى البنانيSalma El Bennani"
    assert "صُحح الاسم" in page.main
    assert makers.count(NameCorrection) == 1


def test_faulty_name_is_told_and_stays_typed(client: Browser, ticket: Registration) -> None:
    page = pages.read(client.fill(address(ticket), {"full_name": "7", "latin_name": "9"}))

    assert (page.status, len(page.all("p.why")), len(page.alerts)) == (422, 2, 1)
    assert page.form("latin_name").fields["full_name"] == "7"
    assert page.all("//dd")[0] == "سلمى بناني"


def test_withdrawing_asks_first_and_then_says_so(client: Browser, ticket: Registration) -> None:
    answer = client.fill(address(ticket, "/withdrawal"), {}, having=("csrf_token",))

    page = pages.read(client.get(answer.location))
    assert (answer.status_code, page.heading) == (303, "سُحب التسجيل")
    assert codes.grouped(ticket.entry_code) not in page.text
    assert "/ar/stops/oujda-2025/register" in page.links
    assert queries.is_withdrawn(ticket.id)


def test_withdrawn_ticket_gives_no_files(client: Browser, ticket: Registration) -> None:
    actions.withdraw(ticket, now=now())

    statuses = [
        client.get(address(ticket, more)).status_code for more in ("/ticket.pdf", "/ticket.ics")
    ]

    assert statuses == [410, 410]
    assert client.get(address(ticket, "/withdrawal")).location == address(ticket)


def test_calendar_has_each_day_with_its_hours(client: Browser, ticket: Registration) -> None:
    stop = makers.make_stop("nador-2025", days=2)
    person = makers.make_registration(stop)
    answer = client.get(address(person, "/ticket.ics"))

    events = Calendar.from_ical(answer.data).walk("VEVENT")
    assert answer.mimetype == "text/calendar"
    assert [event.decoded("dtstart") for event in events] == [
        datetime.combine(day.date, day.opens, tzinfo=ZONE) for day in stop.days
    ]
    assert [event.decoded("dtend").hour for event in events] == [18, 18]
    assert str(events[0]["summary"]) == "محطة وجدة"
    assert str(events[0]["url"]) == f"http://localhost{address(person)}"
    assert person.full_name.encode() not in answer.data
    assert ticket.code != person.code


@pytest.mark.parametrize("lang", ["ar", "fr"])
def test_paper_carries_the_same_codes(client: Browser, ticket: Registration, lang: str) -> None:
    answer = client.get(address(ticket, "/ticket.pdf", lang))

    text = " ".join(papers.lines(answer.data))
    assert answer.mimetype == "application/pdf"
    assert codes.grouped(ticket.entry_code) in text
    assert codes.grouped(ticket.follow_code) in text
    assert papers.codes(answer.data) == [
        codes.entry_payload("oujda-2025", ticket.entry_code),
        "http://localhost/follow",
    ]


def test_markup_in_a_name_stays_text(client: Browser, as_staff: Any, ticket: Registration) -> None:
    person = makers.make_registration(makers.make_stop("nador-2025"), PAYLOAD, latin_name=PAYLOAD)
    shown = [
        pages.read(client.get(address(person))),
        pages.read(as_staff().get("/ar/staff/stops/nador-2025/people")),
        pages.read(client.get(address(person, "/withdrawal"))),
    ]

    assert [page.tree.xpath("//main//script | //main//img") for page in shown] == [[], [], []]
    assert [" ".join(PAYLOAD.split()) in page.main for page in shown] == [True, True, True]
    assert client.get(address(person, "/ticket.pdf")).status_code == 200
    assert ticket.full_name not in shown[1].main


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize(
    ("status", "said"), [("cancelled", "هذه المحطة ملغاة"), ("moved", "هذه المحطة مؤجلة")]
)
def test_ticket_of_a_stop_that_is_not_held_says_so(client: Browser, status: str, said: str) -> None:
    stop = makers.make_stop(status=status, status_reason={"ar": "بسبب الأحوال الجوية"})
    person = makers.make_registration(stop)

    main = pages.read(client.get(address(person))).main
    events = Calendar.from_ical(client.get(address(person, "/ticket.ics")).data).walk("VEVENT")

    assert (said in main, "الأحوال الجوية" in main, "أنتم مسجلون" in main) == (True, True, False)
    assert {str(event["status"]) for event in events} == {"CANCELLED"}
    paper = client.get(address(person, "/ticket.pdf")).data
    assert said in " ".join(papers.lines(paper))


def test_somebody_else_may_take_the_name_that_was_corrected(client: Browser, app: Flask) -> None:
    makers.make_stop()
    said = {"full_name": "فاطمة بناني", "category": "retired", "consent": "y"}
    first = client.fill("/ar/stops/oujda-2025/register", said).location
    client.fill(first, {"full_name": "أحمد بناني"})

    second = client.fill("/ar/stops/oujda-2025/register", said).location

    assert first != second
    assert makers.count(Registration) == 2


def test_form_sent_again_after_another_spelling_is_the_same_ticket(
    client: Browser, app: Flask
) -> None:
    makers.make_stop()
    said = {"full_name": "احمد بناني", "category": "retired", "consent": "y"}
    first = client.fill("/ar/stops/oujda-2025/register", said).location
    client.fill(first, {"full_name": "أحمد بناني"})

    assert client.fill("/ar/stops/oujda-2025/register", said).location == first


@pytest.mark.parametrize(("companions", "is_told"), [("0", False), ("3", True)])
def test_form_sent_again_with_something_else_says_that_it_is_not_kept(
    client: Browser, app: Flask, companions: str, is_told: bool
) -> None:
    makers.make_stop()
    said = {"full_name": "أحمد بناني", "category": "retired", "consent": "y"}
    first = client.fill("/ar/stops/oujda-2025/register", said).location
    again = client.fill("/ar/stops/oujda-2025/register", said | {"companions": companions})

    page = pages.read(client.get(again.location))
    assert again.location == first
    assert ("تسجيلكم موجود من قبل" in page.main) is is_told


def test_second_ticket_of_one_person_is_withdrawn_with_the_one_that_counts(
    client: Browser, app: Flask
) -> None:
    stop = makers.make_stop()
    said = {"full_name": "أحمد بناني", "category": "retired", "consent": "y"}
    second = client.fill("/ar/stops/oujda-2025/register", said).location
    other = queries.search_people(stop.id, "أحمد بناني")[0]
    kept = makers.make_registration(stop, "احمد بناني")
    people.merge(stop, kept.id, other.id, staff_id=makers.make_staff().id)

    actions.withdraw(kept, now=now())

    assert pages.read(client.get(second)).heading == "سُحب التسجيل"
    assert client.get(f"{second}/ticket.pdf").status_code == 410
    assert client.fill("/ar/stops/oujda-2025/register", said).location != second
