"""The desk: a name and two taps, everything read back, paper at once."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from typing import Any

import pypdf
import pytest
from flask import Flask
from sqlalchemy import update

from caravan.checkin.models import BadgePrint
from caravan.kernel import codes, versions
from caravan.kernel.clock import now, today
from caravan.kernel.db import db, transaction
from caravan.registration import actions as registration
from caravan.registration.desk import queries as desk
from caravan.registration.families.models import Companion
from caravan.registration.models import Consent, Registration
from caravan.tour.models import Stop
from tests import makers, pages
from tests.conftest import Browser
from tests.press import papers

DESK = "/{lang}/staff/stops/oujda-2025/desk"
SAID = {"full_name": "فاطمة الزهراء بنعلي", "category": "widow"}
Staff = Callable[..., Browser]


@pytest.fixture(autouse=True)
def stop(app: Flask) -> Any:
    return makers.make_stop()


def read_back(browser: Browser, said: dict[str, str], lang: str = "ar") -> pages.Page:
    """The page after the first tap."""
    return pages.read(browser.fill(DESK.format(lang=lang), said, having=("full_name",)))


def register(browser: Browser, said: dict[str, str], paper: str = "", lang: str = "ar") -> Any:
    """The answer to the second tap."""
    form = read_back(browser, said, lang).form("once")
    return browser.post(form.action, data={**form.fields, "paper": paper})


def change(**values: Any) -> None:
    """The stop is now another one."""
    with transaction() as writing:
        writing.execute(update(Stop).values(**values))
        versions.bump("stop:oujda-2025")


def opens_with_print(pdf: bytes) -> bool:
    action = pypdf.PdfReader(BytesIO(pdf)).trailer["/Root"].get("/OpenAction")
    return action is not None and action.get_object()["/N"] == "/Print"


@pytest.mark.parametrize(("lang", "word"), [("ar", "أرملة أو أرمل"), ("fr", "Veuve ou veuf")])
def test_everything_is_read_back_before_it_is_kept(as_staff: Staff, lang: str, word: str) -> None:
    said = {**SAID, "phone": "0612345678", "minors": "1", "guardian": "y", "minor_names": "آدم علي"}

    page = read_back(as_staff("gate"), said, lang)

    read = " ".join(page.all("//dd"))
    assert [
        part for part in (SAID["full_name"], word, "آدم علي", "06 12 34 56 78") if part in read
    ] == [
        SAID["full_name"],
        word,
        "آدم علي",
        "06 12 34 56 78",
    ]
    assert makers.count(Registration) == 0


@pytest.mark.parametrize("lang", ["ar", "fr"])
def test_who_is_registered_already_is_shown_before_a_second_registration(
    as_staff: Staff, queries: Any, lang: str
) -> None:
    stop, browser = db.session.query(Stop).one(), as_staff("gate")
    same = makers.make_registration(stop, "Fatima Zahra Benali", phone="+212612345678")
    gone = makers.make_registration(stop, SAID["full_name"])
    registration.withdraw(gone, now=now())
    makers.make_registration(stop, "سلمى الإدريسي")

    page = read_back(browser, SAID, lang)

    assert page.all("//ul[contains(@class,'dev')]//bdi[contains(@class,'strong')]") == ["Fatima B."]
    assert "78" in page.all("//ul[contains(@class,'dev')]//small")[0]
    assert "612345" not in page.text
    printed = [form for form in page.forms if "/badge" in form.action]
    address = f"{DESK.format(lang=lang)}/{same.id}/badge"
    assert [form.action.partition("?")[0] for form in printed] == [address]
    assert browser.post(printed[0].action, data=printed[0].fields).status_code == 200
    assert browser.post(f"{address}?shown=made-up", data=printed[0].fields).status_code == 404


def test_second_tap_registers_and_prints_the_badge(as_staff: Staff) -> None:
    browser = as_staff("gate")

    answer = register(browser, SAID, "badge")
    row = db.session.query(Registration).one()
    assert answer.status_code == 307
    form = pages.read(browser.get(DESK.format(lang="ar"))).form("csrf_token").fields
    printed = browser.post(answer.location, data=form)

    assert (row.full_name, row.category, row.channel) == (*SAID.values(), "desk")
    assert (printed.status_code, printed.mimetype) == (200, "application/pdf")
    assert papers.codes(printed.data) == [codes.entry_payload("oujda-2025", row.entry_code)]
    assert opens_with_print(printed.data)
    assert makers.count(BadgePrint) == 1


@pytest.mark.parametrize("lang", ["ar", "fr"])
def test_second_tap_registers_and_prints_the_stub(as_staff: Staff, lang: str) -> None:
    browser = as_staff("gate")

    stub = browser.get(register(browser, SAID, "stub", lang).location)

    row = db.session.query(Registration).one()
    assert papers.codes(stub.data) == [codes.entry_payload("oujda-2025", row.entry_code)]
    lines = papers.lines(stub.data)
    assert codes.grouped(row.entry_code) in lines
    assert codes.grouped(row.follow_code) in lines
    assert opens_with_print(stub.data)
    assert stub.headers.get("Content-Disposition") is None


def test_record_is_marked_as_assisted_with_a_consent(as_staff: Staff) -> None:
    register(as_staff("gate"), {**SAID, "adults": "2"})

    row = db.session.query(Registration).one()
    assert desk.is_assisted(row.id)
    assert row.companions == makers.count(Companion) == 2
    assert [consent.purpose for consent in db.session.query(Consent)] == ["stop"]


def test_own_telephone_is_not_marked_as_assisted(client: Browser) -> None:
    client.fill("/ar/stops/oujda-2025/register", {**SAID, "consent": "y"})

    assert not desk.is_assisted(db.session.query(Registration).one().id)


def test_page_that_asks_first_is_told_where_the_desk_goes_on(as_staff: Staff) -> None:
    browser = as_staff("gate")
    form = read_back(browser, SAID).form("once")
    asked = {"headers": {"Accept": "application/json"}, "data": {**form.fields, "paper": "stub"}}

    told = browser.post(form.action, **asked)
    stub = browser.post(form.action, data={**form.fields, "paper": "stub"})

    row = db.session.query(Registration).one()
    assert (told.status_code, stub.status_code) == (201, 303)
    assert codes.grouped(row.entry_code) in pages.read(browser.get(told.json["next"])).main


@pytest.mark.parametrize(("lang", "word"), [("ar", "لائحة الانتظار"), ("fr", "Liste d’attente")])
def test_who_waits_for_a_place_gets_a_stub_that_says_so_and_no_badge(
    as_staff: Staff, lang: str, word: str
) -> None:
    change(safety_limit=1)
    makers.make_registration(db.session.query(Stop).one())
    browser = as_staff("gate")

    stub = browser.get(register(browser, SAID, "badge", lang).location)

    assert papers.lines(stub.data)[0].startswith(word)
    assert opens_with_print(stub.data)
    page = pages.read(browser.get(DESK.format(lang=lang)))
    assert [form for form in page.forms if "/badge" in form.action] == []
    assert makers.count(BadgePrint) == 0


def test_desk_says_that_the_person_waits(as_staff: Staff) -> None:
    change(safety_limit=1)
    makers.make_registration(db.session.query(Stop).one())
    browser = as_staff("gate")

    page = pages.read(browser.get(register(browser, SAID).location))

    assert "الرقم 1 في لائحة الانتظار" in page.all("p.toast")[0]


@pytest.mark.parametrize("typed", ["7KQ4M2XP", "<b>", ""])
def test_desk_repeats_no_code_that_is_not_of_this_stop(as_staff: Staff, typed: str) -> None:
    other = makers.make_registration(makers.make_stop("fes-2025"))
    browser = as_staff("gate")

    for done in (typed, other.entry_code):
        assert pages.read(browser.get(f"{DESK.format(lang='ar')}?done={done}")).all("p.toast") == []


def test_who_withdrew_is_not_offered_to_print_again(as_staff: Staff) -> None:
    browser = as_staff("gate")
    register(browser, SAID)
    registration.withdraw(db.session.query(Registration).one(), now=now())

    assert pages.read(browser.get(DESK.format(lang="ar"))).all("ul.dev li") == []


def test_two_taps_on_the_button_register_once(as_staff: Staff) -> None:
    browser = as_staff("gate")
    form = read_back(browser, SAID).form("once")

    tickets = {browser.post(form.action, data=form.fields).location for _tap in range(2)}

    assert (len(tickets), makers.count(Registration)) == (1, 1)


def test_two_people_of_one_name_are_two(as_staff: Staff) -> None:
    browser = as_staff("gate")
    for _person in range(2):
        register(browser, SAID)

    assert makers.count(Registration) == 2


def test_correcting_gives_the_form_back_as_it_was(as_staff: Staff) -> None:
    browser = as_staff("gate")
    form = read_back(browser, {**SAID, "phone": "0612345678"}).form("once")

    answer = browser.post(f"{DESK.format(lang='ar')}/reading", data={**form.fields, "correct": "1"})
    fields = pages.read(answer).form("full_name").fields

    assert answer.status_code == 200
    assert (fields["full_name"], fields["phone"]) == (SAID["full_name"], "0612345678")


@pytest.mark.parametrize(
    ("said", "faults"),
    [
        ({"full_name": ""}, 2),
        ({"full_name": "سلمى", "category": "x"}, 1),
        ({**SAID, "phone": "1"}, 1),
    ],
)
def test_what_is_missing_is_told_on_the_first_page(
    as_staff: Staff, said: dict[str, str], faults: int
) -> None:
    answer = as_staff("gate").fill(DESK.format(lang="ar"), said, having=("full_name",))

    assert (answer.status_code, len(pages.read(answer).all("p.why"))) == (422, faults)


def test_last_people_are_listed_to_print_again(as_staff: Staff, queries: Any) -> None:
    browser = as_staff("gate")
    counted = []
    for number in range(1, 8):
        register(browser, {**SAID, "full_name": f"سلمى {'ب' * number}"})
        with queries() as seen:
            page = pages.read(browser.get(DESK.format(lang="ar")))
        counted.append(len(seen))

    assert page.all("//ul[contains(@class,'dev')]//bdi[contains(@class,'strong')]") == [
        f"سلمى {'ب' * number}" for number in (7, 6, 5, 4, 3)
    ]
    assert counted[0] == counted[2]


def test_somebody_elses_people_are_not_listed(as_staff: Staff) -> None:
    register(as_staff("gate"), SAID)

    assert SAID["full_name"] not in pages.read(as_staff("gate").get(DESK.format(lang="ar"))).text


def test_desk_still_registers_where_registration_is_closed(as_staff: Staff) -> None:
    browser = as_staff("gate")
    change(status="closed")

    assert register(browser, SAID).status_code == 303
    assert makers.count(Registration) == 1


@pytest.mark.parametrize(
    "values", [{"status": "cancelled"}, {"last_day": today() - timedelta(days=1)}]
)
def test_desk_refuses_a_stop_that_is_not_held(as_staff: Staff, values: dict[str, Any]) -> None:
    change(**values)

    assert as_staff("gate").get(DESK.format(lang="ar")).status_code == 410


def test_stub_of_another_stop_is_not_found(as_staff: Staff) -> None:
    other = makers.make_registration(makers.make_stop("fes-2025"))

    answer = as_staff("gate").get(f"{DESK.format(lang='ar')}/{other.id}/stub.pdf")

    assert answer.status_code == 404


def test_paper_is_printed_of_those_one_has_helped_and_of_nobody_else(
    as_staff: Staff, stop: Stop
) -> None:
    stranger = makers.make_registration(stop)
    gate = as_staff("gate")
    done = register(gate, SAID | {"full_name": "سلمى بناني"}, paper="stub").location
    number = int(done.split("/")[-2])
    token = pages.read(gate.get(DESK.format(lang="ar"))).form("once").fields["csrf_token"]

    def papers_of(browser: Browser, registration_id: int) -> list[int]:
        address = f"{DESK.format(lang='ar')}/{registration_id}"
        badge = browser.post(f"{address}/badge", data={"csrf_token": token})
        return [browser.get(f"{address}/stub.pdf").status_code, badge.status_code]

    assert (papers_of(gate, number), papers_of(gate, stranger.id)) == ([200, 200], [404, 404])
    assert as_staff().get(f"{DESK.format(lang='ar')}/{stranger.id}/stub.pdf").status_code == 200
