"""The person's pages: all that is held, as words and as a file; ask, stop messages, erase."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from caravan.checkin.models import Arrival
from caravan.kernel import codes, erasures, outbox
from caravan.kernel.audit import AuditEntry
from caravan.kernel.clock import now
from caravan.kernel.db import db
from caravan.registration import actions as registration
from caravan.registration.models import Registration
from caravan.registration.rights.models import PrivacyRequest
from caravan.tour import queries as tour
from caravan.voice import actions as voice
from caravan.voice.rules import Words
from tests import makers, pages
from tests.conftest import Browser

DESK = "/ar/staff/stops/oujda-2025/requests"
ASKING = {"kind": "correct", "words": "عدد المرافقين ثلاثة"}


@pytest.fixture
def person(app: Any) -> Registration:
    """Somebody who gave a number, came once, and corrected the name."""
    stop = makers.make_stop()
    one = makers.make_registration(stop, phone="+212612345678")
    makers.make_arrival(one)
    registration.correct_name(one, "فاطمة بنعلي", None, now=now())
    return db.session.get_one(Registration, one.id)


def address(person: Registration, more: str = "", lang: str = "ar") -> str:
    return f"/{lang}/tickets/{person.code}{more}"


def test_page_shows_all_that_is_held(client: Browser, person: Registration) -> None:
    main = pages.read(client.get(address(person, "/data"))).main
    shown = ("فاطمة بنعلي", "فاطمة الزهراء بنعلي", "06 12 34 56 78", "معطياتي", "ساعة الدخول")
    assert [text in main for text in shown] == [True] * len(shown)
    assert codes.grouped(person.follow_code) in main


def test_page_shows_what_was_asked_and_suggested_with_a_name(
    client: Browser, person: Registration
) -> None:
    stop = tour.get_stop("oujda-2025")
    makers.make_round(stop, "named")
    for body in ("متى يفتح المركز؟", "حافلة إلى المستشفى"):
        voice.ask(stop, Words(body, "housing", person.follow_code), now=now())
    voice.suggest(stop, Words("مكتبة للأبناء", "housing", person.follow_code), now=now())
    other = makers.make_registration(stop)
    voice.ask(stop, Words("سؤال شخص آخر", "housing", other.follow_code), now=now())

    main = pages.read(client.get(address(person, "/data"))).main
    held = json.loads(client.get(address(person, "/data.json")).data)

    assert [text in main for text in ("متى يفتح المركز؟", "مكتبة للأبناء", "سؤال شخص آخر")] == [
        True,
        True,
        False,
    ]
    assert (len(held["questions"]), len(held["suggestions"])) == (2, 1)


def test_file_holds_every_table_that_names_the_person(
    client: Browser, person: Registration
) -> None:
    client.fill(address(person, "/data"), ASKING)
    answer = client.get(address(person, "/data.json"))
    held = json.loads(answer.data)
    assert sorted(held) == [
        "arrivals",
        "messages",
        "name_corrections",
        "privacy_requests",
        "registrations",
        "stop",
    ]
    (row,) = held["registrations"]
    assert (row["phone"], row["full_name"]) == ("+212612345678", "فاطمة بنعلي")
    assert "staff_id" not in held["arrivals"][0]
    assert answer.headers["Content-Disposition"].startswith("attachment")


def test_ticket_of_somebody_else_shows_nothing_of_this_one(
    client: Browser, person: Registration
) -> None:
    other = makers.make_registration(makers.make_stop("fes-2025"), "سعاد")
    assert "فاطمة" not in client.get(address(other, "/data.json")).text
    assert client.get(f"/ar/tickets/{'0' * 26}/data.json").status_code == 404


def test_request_waits_with_its_day(client: Browser, person: Registration) -> None:
    answer = client.fill(address(person, "/data"), ASKING)
    page = pages.read(client.get(answer.location))
    assert (answer.status_code, ASKING["words"] in page.main) == (303, True)
    assert "يصلكم الجواب" in page.main


def test_empty_request_is_refused_and_the_fourth_too(client: Browser, person: Registration) -> None:
    assert client.fill(address(person, "/data"), {**ASKING, "words": ""}).status_code == 422
    for _ in range(3):
        client.fill(address(person, "/data"), ASKING)
    answer = client.fill(address(person, "/data"), ASKING)
    assert (answer.status_code, makers.count(PrivacyRequest)) == (422, 3)
    assert "ثلاثة طلبات" in pages.read(answer).alerts[0]


def test_messages_stop_and_begin_again(client: Browser, person: Registration) -> None:
    about = outbox.About("reminder", outbox.SMS, outbox.person_mark(person.code))
    outbox.queue(
        outbox.Mail("+212612345678", "ar", "", "غدا"), once_key="k", stop_key="x", about=about
    )
    page = address(person, "/data")
    client.fill(page, {}, having=())
    form = next(one for one in pages.read(client.get(page)).forms if "opposition" in one.action)
    client.post(form.action, data=form.fields)
    (message,) = outbox.messages_to(outbox.person_mark(person.code))
    assert (message.fault, message.recipient) == (outbox.UNWANTED, "")
    assert "لا تصلكم رسائل" in pages.read(client.get(page)).main


def test_everything_is_erased_and_the_list_remembers_a_mark(
    client: Browser, person: Registration
) -> None:
    client.fill(address(person, "/data"), ASKING)
    makers.make_registration(makers.make_stop("fes-2025"))
    code, ticket = person.code, address(person)
    answer = client.fill(address(person, "/erasure"), {})
    assert pages.read(answer).heading == "مُحي كل شيء"
    assert client.get(ticket).status_code == 404
    assert (makers.count(Registration), makers.count(Arrival)) == (1, 0)
    assert makers.count(PrivacyRequest) == 0
    line = erasures.list_file().read_text().splitlines()[-1]
    assert json.loads(line)["mark"] == erasures.mark_of(code)
    assert code not in line


def test_staff_answer_once_and_the_person_reads_it(
    client: Browser, as_staff: Callable[..., Browser], person: Registration
) -> None:
    client.fill(address(person, "/data"), ASKING)
    staff = as_staff("organiser", "oujda-2025")
    said = {"outcome": "done", "answer": "صححنا العدد"}
    answer = staff.fill(DESK, said)
    assert (answer.status_code, answer.location) == (303, DESK)
    assert "صححنا العدد" in pages.read(client.get(address(person, "/data"))).main
    entry = db.session.query(AuditEntry).filter_by(action="registration.answer_request").one()
    assert "صححنا" not in str(entry.details)
    request = db.session.query(PrivacyRequest).one()
    token = {
        "csrf_token": pages.read(staff.get("/ar/staff/team"))
        .form("csrf_token")
        .fields["csrf_token"]
    }
    assert staff.post(f"{DESK}/{request.id}", data={**said, **token}).status_code == 409


def test_desk_is_of_its_stop_and_its_role(
    client: Browser, as_staff: Callable[..., Browser], person: Registration
) -> None:
    client.fill(address(person, "/data"), ASKING)
    number = db.session.query(PrivacyRequest.id).scalar()
    makers.make_stop("fes-2025")
    elsewhere = as_staff("organiser", "fes-2025")
    token = {
        "csrf_token": pages.read(elsewhere.get("/ar/staff/team"))
        .form("csrf_token")
        .fields["csrf_token"]
    }
    said = {"outcome": "done", "answer": "x", **token}
    assert (
        elsewhere.post(f"/ar/staff/stops/fes-2025/requests/{number}", data=said).status_code == 404
    )
    assert as_staff("gate", "oujda-2025").get(DESK).status_code == 403


def test_desk_needs_as_many_queries_for_three_as_for_one(
    as_staff: Callable[..., Browser], person: Registration, queries: Any
) -> None:
    staff, counts = as_staff(), []
    staff.get(DESK)
    for more in (1, 2):
        for _ in range(more):
            makers.save(
                PrivacyRequest(
                    registration_id=person.id, kind="other", words="؟", asked_at=now(), answer=""
                )
            )
        with queries() as seen:
            staff.get(DESK)
        counts.append(len(seen))
    assert counts[0] == counts[1] > 0


def test_staff_write_down_what_is_asked_in_person_and_erase(
    as_staff: Callable[..., Browser], person: Registration
) -> None:
    staff = as_staff("organiser", "oujda-2025")
    asked = {"code": codes.grouped(person.entry_code).lower(), **ASKING}
    assert staff.fill(DESK, asked).status_code == 303
    assert db.session.query(PrivacyRequest.words).scalar() == ASKING["words"]
    said = {"outcome": "erased", "answer": "طلبت ذلك في المكتب"}
    assert staff.fill(DESK, said, having=("outcome",)).status_code == 303
    assert (makers.count(Registration), makers.count(PrivacyRequest)) == (0, 0)
    actions = {action for (action,) in db.session.query(AuditEntry.action)}
    assert {"registration.record_request", "registration.answer_request"} <= actions


@pytest.mark.parametrize("code", ["", "0000-0000", "of another stop"])
def test_request_by_an_unknown_code_is_refused(
    as_staff: Callable[..., Browser], person: Registration, code: str
) -> None:
    other = makers.make_registration(makers.make_stop("fes-2025"))
    typed = other.entry_code if code == "of another stop" else code
    answer = as_staff("organiser", "oujda-2025").fill(DESK, {"code": typed, **ASKING})
    assert (answer.status_code, makers.count(PrivacyRequest)) == (422, 0)
    assert pages.read(answer).alerts != []


def test_faulty_request_opens_again_in_the_other_language(client: Browser, app: Flask) -> None:
    person = makers.make_registration(makers.make_stop())
    answer = client.get(f"/fr/tickets/{person.code}/requests")

    assert (answer.status_code, answer.location) == (302, f"/fr/tickets/{person.code}/data")


def test_erasing_tapped_twice_is_said_twice(client: Browser, app: Flask) -> None:
    person = makers.make_registration(makers.make_stop())
    address = f"/fr/tickets/{person.code}/erasure"
    form = pages.read(client.get(address)).forms[0]

    answers = [client.post(address, data=form.fields) for _twice in range(2)]

    assert [pages.read(one).heading for one in answers] == ["Tout est effacé"] * 2


def test_family_is_told_in_words(client: Browser, app: Flask) -> None:
    makers.make_stop()
    said = {"full_name": "أحمد بناني", "category": "retired", "consent": "y"}
    family = {"minors": "1", "minor_names": "آدم بناني", "guardian": "y"}
    ticket = client.fill("/fr/stops/oujda-2025/register", said | family).location

    page = pages.read(client.get(f"{ticket}/data"))
    told = dict(zip(page.all("//main//dd"), page.all("//main//dt"), strict=True))
    assert (told["Enfant de moins de 18 ans"], told["آدم بناني"]) == ("Type", "Nom")
    assert told["Vous répondez des enfants qui vous accompagnent"] == "Finalité"
    assert ("minor" in told, "guardian" in told) == (False, False)
