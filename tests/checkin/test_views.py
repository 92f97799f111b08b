"""The gate and the badge page, as gate staff and organisers meet them."""

import uuid
from collections.abc import Callable
from typing import Any

import pypdfium2
import pytest

from caravan.checkin.models import Arrival
from caravan.kernel.db import db
from tests import makers, pages
from tests.conftest import Browser


def scan(browser: Browser, code: str, **fields: Any) -> pages.Page:
    return pages.read(browser.fill("/gate/oujda-2025", {"code": code, **fields}, having=("code",)))


@pytest.mark.parametrize(("lang", "word"), [("ar", "ادخلوا"), ("fr", "Entrez")])
def test_gate_says_come_in(as_staff: Callable[..., Browser], lang: str, word: str) -> None:
    person = makers.make_registration(makers.make_stop())
    browser = as_staff("gate", "oujda-2025")
    browser.set_cookie("lang", lang)

    page = scan(browser, person.entry_code)

    assert page.all("h2.word") == [word]
    assert page.all("section.go") != []


def test_gate_says_look_twice_with_time_and_gate(as_staff: Callable[..., Browser]) -> None:
    person = makers.make_registration(makers.make_stop())
    makers.make_arrival(person, gate="3")

    page = scan(as_staff("gate"), person.entry_code)

    assert page.all("h2.word") == ["تحققوا"]
    assert "الباب 3" in page.main


def test_gate_says_stop_for_an_unknown_code(as_staff: Callable[..., Browser]) -> None:
    makers.make_stop()

    page = scan(as_staff("gate"), "7KQ4-M2XP")

    assert (page.all("h2.word"), page.all("p.why")) == (["قفوا"], ["رمز غير معروف"])


@pytest.mark.parametrize("status", ["open", "closed"])
def test_gate_sends_who_is_not_registered_to_the_desk(
    as_staff: Callable[..., Browser], status: str
) -> None:
    makers.make_stop(status=status)
    browser = as_staff("gate")
    unknown = scan(browser, "7KQ4-M2XP")
    nobody = pages.read(browser.get("/gate/oujda-2025/people?q=فاطمة"))

    desks = [
        link.get("href")
        for page in (unknown, nobody)
        for link in page.tree.xpath("//main//a[@href]")
        if link.get("href").endswith("/desk")
    ]

    assert desks == ["/ar/staff/stops/oujda-2025/desk"] * 2
    assert browser.get(desks[0]).status_code == 200


def test_gate_never_shows_the_whole_name(as_staff: Callable[..., Browser]) -> None:
    person = makers.make_registration(
        makers.make_stop(), "فاطمة الزهراء بنعلي", phone="+212612345678"
    )
    browser = as_staff("gate")

    seen = (
        scan(browser, person.entry_code).text
        + pages.read(browser.get("/gate/oujda-2025/people?q=فاطمة")).text
    )

    assert "فاطمة ب." in seen
    assert "بنعلي" not in seen
    assert "61234" not in seen


def test_gate_remembers_which_gate_it_is(as_staff: Callable[..., Browser]) -> None:
    person = makers.make_registration(makers.make_stop())

    scan(as_staff("gate"), person.entry_code, gate="4")

    assert db.session.query(Arrival).one().gate == "4"


@pytest.mark.parametrize("arrival_id", ["1", f"{uuid.UUID(int=7)}\n"])
def test_gate_refuses_an_arrival_without_id(
    as_staff: Callable[..., Browser], arrival_id: str
) -> None:
    person = makers.make_registration(makers.make_stop())

    page = scan(as_staff("gate"), person.entry_code, arrival_id=arrival_id)

    assert page.status == 422
    assert makers.count(Arrival) == 0


def test_search_finds_people_of_this_stop_only(as_staff: Callable[..., Browser]) -> None:
    makers.make_registration(makers.make_stop(), "فاطمة الزهراء بنعلي")
    makers.make_registration(makers.make_stop("fes-2025"), "فاطمة المنصوري")

    page = pages.read(as_staff("gate").get("/gate/oujda-2025/people?q=فاطمه"))

    assert page.all("//ul/li//b") == ["فاطمة ب.", "ليس في اللائحة؟"]


def test_search_lets_in_whoever_is_found(as_staff: Callable[..., Browser]) -> None:
    makers.make_registration(makers.make_stop())
    browser = as_staff("gate")

    page = pages.read(browser.fill("/gate/oujda-2025/people?q=فاطمة", {}, having=("arrival_id",)))

    assert page.all("h2.word") == ["ادخلوا"]


def test_search_tells_who_is_in_already(as_staff: Callable[..., Browser]) -> None:
    makers.make_arrival(makers.make_registration(makers.make_stop()))

    page = pages.read(as_staff("gate").get("/gate/oujda-2025/people?q=فاطمة"))

    assert page.all("span.st") == ["في الداخل"]


def test_search_costs_the_same_with_one_and_three_people(
    as_staff: Callable[..., Browser], queries: Callable[[], Any]
) -> None:
    stop, browser = makers.make_stop(), as_staff("gate")
    counts = []
    for people in (1, 2):
        for _ in range(people):
            makers.make_registration(stop)
        with queries() as seen:
            browser.get("/gate/oujda-2025/people?q=فاطمة")
        counts.append(len(seen))

    assert counts[0] == counts[1]


def test_last_arrival_is_taken_back_from_the_gate(as_staff: Callable[..., Browser]) -> None:
    person = makers.make_registration(makers.make_stop())
    browser = as_staff("gate")
    scan(browser, person.entry_code)

    gate = pages.read(browser.get("/gate/oujda-2025"))
    undo = next(form for form in gate.forms if form.action.endswith("/undo?gate=1"))
    answer = browser.post(undo.action, data=undo.fields)

    assert answer.location == "/gate/oujda-2025?gate=1"
    assert "دخل 0" in pages.read(browser.get(answer.location)).main


def test_fragment_is_the_verdict_alone(as_staff: Callable[..., Browser]) -> None:
    person = makers.make_registration(makers.make_stop())
    browser = as_staff("gate")
    form = pages.read(browser.get("/gate/oujda-2025")).form("code", "arrival_id")
    fields = {**form.fields, "code": person.entry_code, "arrival_id": str(uuid.uuid4())}

    html = browser.post(f"{form.action}?fragment=1", data=fields).get_data(as_text=True)

    assert html.strip().startswith('<section class="verdict go"')


@pytest.mark.parametrize(
    ("role", "stop"), [("moderator", None), ("feedback", None), ("gate", "fes-2025")]
)
def test_gate_is_closed_without_the_right_for_this_stop(
    as_staff: Callable[..., Browser], role: str, stop: str | None
) -> None:
    makers.make_stop()

    assert as_staff(role, stop).get("/gate/oujda-2025").status_code == 403


def test_gate_may_run_the_code_reader_and_nothing_else_may(
    as_staff: Callable[..., Browser],
) -> None:
    makers.make_stop()
    browser = as_staff("organiser")

    gate = browser.get("/gate/oujda-2025").headers["Content-Security-Policy"]
    badges = browser.get("/ar/staff/stops/oujda-2025/badges").headers["Content-Security-Policy"]

    assert "'wasm-unsafe-eval'" in gate
    assert "wasm" not in badges


def test_badges_come_as_a_pdf_of_sheets(as_staff: Callable[..., Browser]) -> None:
    stop = makers.make_stop()
    for number in range(9):
        makers.make_registration(stop, f"Person {number}")

    answer = as_staff("organiser").fill(
        "/fr/staff/stops/oujda-2025/badges", {"choice": "new"}, having=("choice",)
    )

    assert answer.mimetype == "application/pdf"
    assert len(pypdfium2.PdfDocument(answer.data)) == 2


def test_badges_say_so_when_none_is_left(as_staff: Callable[..., Browser]) -> None:
    makers.make_registration(makers.make_stop())
    browser = as_staff("organiser")
    address = "/fr/staff/stops/oujda-2025/badges"
    browser.fill(address, {"choice": "new"})

    page = pages.read(browser.fill(address, {"choice": "new"}))

    assert page.status == 422
    assert "Il n’y a aucun badge à imprimer dans ce choix." in page.main


def test_badges_page_says_so_when_nobody_is_registered(as_staff: Callable[..., Browser]) -> None:
    makers.make_stop()

    page = pages.read(as_staff("organiser").get("/fr/staff/stops/oujda-2025/badges"))

    assert "Personne n’est encore inscrit" in page.main


def test_single_badge_is_refused_for_somebody_of_another_stop(
    as_staff: Callable[..., Browser],
) -> None:
    makers.make_registration(makers.make_stop())
    other = makers.make_registration(makers.make_stop("fes-2025"))
    browser = as_staff("organiser")
    token = pages.read(browser.get("/fr/staff/stops/oujda-2025/badges")).form("choice").fields

    answer = browser.post(f"/fr/staff/stops/oujda-2025/badges/{other.id}", data=token)

    assert answer.status_code == 404


@pytest.mark.parametrize(
    ("status", "said"), [("cancelled", "هذه المحطة ملغاة"), ("moved", "هذه المحطة مؤجلة")]
)
def test_gate_of_a_stop_that_is_not_held_says_why_and_lets_nobody_in(
    as_staff: Callable[..., Browser], status: str, said: str
) -> None:
    person = makers.make_registration(
        makers.make_stop(status=status, status_reason={"ar": "بسبب الأحوال الجوية"})
    )
    browser = as_staff("gate")

    ready = pages.read(browser.get("/gate/oujda-2025"))
    page = scan(browser, person.entry_code)

    assert [said in one and "الأحوال الجوية" in one for one in ready.alerts] == [True]
    assert (page.all("h2.word"), page.all("p.why")) == (["قفوا"], [said])
    assert page.tree.xpath("//main//a[contains(@href, '/desk')]") == []
    assert makers.count(Arrival) == 0


def test_gate_says_stop_for_a_long_code_of_somebody_else(as_staff: Callable[..., Browser]) -> None:
    makers.make_stop()

    page = scan(as_staff("gate"), "https://example.org/" + "A" * 2000)

    assert (page.status, page.all("p.why")) == (200, ["رمز غير معروف"])
