"""The registration form as people meet it: good, faulty, sent again, closed."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from caravan.kernel.clock import today
from caravan.kernel.db import db
from caravan.registration import rules
from caravan.registration.models import Consent, Registration
from tests import makers, pages
from tests.conftest import Browser

FORM = "/ar/stops/oujda-2025/register"
GOOD = {"full_name": "سلمى بناني", "category": "widow", "consent": "y"}


@pytest.fixture
def stop(app: Flask) -> Any:
    return makers.make_stop()


def faults(page: pages.Page) -> list[str]:
    return page.all("p.why")


@pytest.mark.usefixtures("stop")
def test_form_has_four_fields_and_a_consent(client: Browser) -> None:
    form = pages.read(client.get(FORM)).form("full_name")

    assert set(form.fields) == {
        "csrf_token",
        "once",
        "full_name",
        "category",
        "phone",
        "companions",
        "consent",
        "work",
        "work_answer",
        *("adults", "minors", "helpers", "adult_names", "minor_names", "guardian"),  # folded away
    }
    assert form.fields["category"] == form.fields["consent"] == ""


@pytest.mark.usefixtures("stop")
def test_registering_leads_to_the_ticket(client: Browser) -> None:
    answer = client.fill(FORM, {**GOOD, "phone": "٠٦ ١٢ ٣٤ ٥٦ ٧٨", "companions": "2"})

    row = db.session.query(Registration).one()
    assert (answer.status_code, answer.location) == (303, f"/ar/tickets/{row.code}")
    assert (row.phone, row.companions, row.language) == ("+212612345678", 2, "ar")
    assert db.session.query(Consent).one().notice_version == rules.NOTICE_VERSION


@pytest.mark.usefixtures("stop")
def test_form_sent_again_leads_to_the_same_ticket(client: Browser) -> None:
    page = pages.read(client.get(FORM)).form("full_name")
    tickets = {client.post(FORM, data={**page.fields, **GOOD}).location for _tap in range(2)}
    tickets.add(client.fill(FORM, GOOD).location)

    assert (len(tickets), makers.count(Registration), makers.count(Consent)) == (1, 1, 1)


@pytest.mark.usefixtures("stop")
def test_page_that_keeps_the_form_is_told_where_the_ticket_is(client: Browser) -> None:
    page = pages.read(client.get(FORM)).form("full_name")
    json = {"Accept": "application/json"}
    answers = [client.post(FORM, data={**page.fields, **GOOD}, headers=json) for _try in range(2)]

    row = db.session.query(Registration).one()
    assert [answer.status_code for answer in answers] == [201, 201]
    assert [answer.json for answer in answers] == [{"ticket": f"/ar/tickets/{row.code}"}] * 2


@pytest.mark.usefixtures("stop")
def test_kept_form_finds_its_registration_from_a_browser_that_was_closed(app: Flask) -> None:
    kept = pages.read(app.test_client().get(FORM)).form("full_name").fields | GOOD
    later, tickets = app.test_client(), set()
    assert later.post(FORM, data=kept).status_code == 400
    for _try in range(2):
        token = pages.read(later.get(FORM)).form("full_name").fields["csrf_token"]
        tickets.add(later.post(FORM, data={**kept, "csrf_token": token}).location)

    assert (len(tickets), makers.count(Registration)) == (1, 1)


@pytest.mark.usefixtures("stop")
def test_family_on_one_telephone_gets_a_ticket_each(client: Browser) -> None:
    for name in ("سلمى بناني", "أحمد بناني"):
        client.fill(FORM, {**GOOD, "full_name": name})

    assert makers.count(Registration) == 2


def test_two_telephones_never_share_a_ticket(stop: Any, app: Flask) -> None:
    tickets = {app.test_client().fill(FORM, {**GOOD, "once": "0"}).location for _one in range(2)}

    assert (len(tickets), stop.key) == (2, "oujda-2025")


@pytest.mark.usefixtures("stop")
def test_empty_form_tells_every_fault_beside_its_field_and_above(client: Browser) -> None:
    answer = client.fill(FORM, {"full_name": "", "phone": "06 12 34 56 7", "companions": "12"})
    page = pages.read(answer)

    assert answer.status_code == 422
    assert len(faults(page)) == len(page.tree.xpath("//*[@role='alert']//li")) == 5
    assert "المرجو اختيار صفة واحدة." in faults(page)
    assert makers.count(Registration) == 0


@pytest.mark.usefixtures("stop")
@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("full_name", "12"),
        ("full_name", "ن" * 81),
        ("category", "minister"),
        ("phone", "0812345678"),
        ("companions", "10"),
        ("consent", ""),
    ],
)
def test_each_fault_is_told_alone(client: Browser, field: str, value: str) -> None:
    answer = client.fill(FORM, {**GOOD, field: value})

    assert (answer.status_code, len(faults(pages.read(answer)))) == (422, 1)


@pytest.mark.usefixtures("stop")
@pytest.mark.parametrize("category", ["widow", "press"])
def test_what_was_typed_stays_when_something_is_to_mend(client: Browser, category: str) -> None:
    said = {
        "full_name": "سلمى بناني",
        "category": category,
        "phone": "06 12",
        "companions": "3",
        "consent": "y",
    }
    form = pages.read(client.fill(FORM, said)).form("full_name")

    assert {name: form.fields[name] for name in said} == said


@pytest.mark.usefixtures("stop")
def test_companions_beyond_the_buttons_stay_typed(client: Browser) -> None:
    form = pages.read(client.fill(FORM, {**GOOD, "companions": "8", "full_name": ""})).form("phone")

    assert form.fields["companions"] == "8"


@pytest.mark.usefixtures("stop")
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.fixed_dictionaries({name: st.text(max_size=90) for name in (*GOOD, "phone", "companions")})
)
def test_any_text_is_registered_or_given_back(client: Browser, said: dict[str, str]) -> None:
    answer = client.fill(FORM, said, having=("full_name",))

    assert answer.status_code == (303 if answer.location else 422)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"first_day": today() - timedelta(days=2)}, "انتهت هذه المحطة"),
        ({"status": "cancelled", "status_reason": {"ar": "بسبب الأحوال الجوية"}}, "الأحوال الجوية"),
        ({"status": "moved"}, "لن تُنظم هذه المحطة"),
    ],
)
def test_closed_stop_says_why(client: Browser, values: dict[str, Any], said: str) -> None:
    makers.make_stop(**values)

    page = pages.read(client.get(FORM))

    assert (page.status, said in page.main, page.forms) == (410, True, [])
    token = pages.read(client.get("/ar/staff/sign-in")).form("csrf_token").fields["csrf_token"]
    assert client.post(FORM, data={**GOOD, "csrf_token": token}).status_code == 410


def test_registration_is_open_on_the_last_day(client: Browser) -> None:
    makers.make_stop(first_day=today() - timedelta(days=1))

    assert client.fill(FORM, GOOD).status_code == 303


@pytest.mark.usefixtures("app")
def test_unknown_stop_is_a_calm_page(client: Browser) -> None:
    assert pages.read(client.get("/fr/stops/nowhere/register")).status == 404


@pytest.mark.usefixtures("stop")
def test_form_without_its_token_is_refused(client: Browser) -> None:
    assert client.post(FORM, data=GOOD).status_code == 400


@pytest.mark.usefixtures("stop")
def test_form_page_is_kept_by_nobody(client: Browser) -> None:
    assert client.get(FORM).headers["Cache-Control"] == "no-store"


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize(("lang", "word"), [("ar", "90 يوما"), ("fr", "90 jours")])
def test_privacy_says_how_long(client: Browser, lang: str, word: str) -> None:
    answer = client.get(f"/{lang}/privacy")

    assert word in pages.read(answer).main
    assert (
        client.get(
            f"/{lang}/privacy", headers={"If-None-Match": answer.headers["ETag"]}
        ).status_code
        == 304
    )
    assert "Set-Cookie" not in answer.headers
