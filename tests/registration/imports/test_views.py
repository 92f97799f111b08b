"""Sending a list of invitations, and the form behind a personal link."""

import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask

from caravan.kernel.audit import AuditEntry
from caravan.kernel.clock import now, today
from caravan.kernel.db import db
from caravan.registration.imports import queries, rules
from caravan.registration.imports.models import Invitation, InvitationList
from caravan.registration.models import Registration
from tests import makers, pages
from tests.conftest import Browser

PAGE = "/ar/staff/stops/oujda-2025/invitations"
LIST = "full_name,category,phone\nعبد الرحيم المنصوري,متقاعد,0612345678\nSalma Bennani,presse,\n"
AsStaff = Callable[..., Browser]


@pytest.fixture
def stop(app: Flask) -> Any:
    return makers.make_stop()


def send(browser: Browser, content: str | bytes, name: str = "list.csv") -> Any:
    sent = content.encode() if isinstance(content, str) else content
    return browser.fill(PAGE, {"file": (io.BytesIO(sent), name)}, having=("file",))


def take(browser: Browser, content: str) -> Any:
    return _confirm(browser, send(browser, content).location)


def _confirm(browser: Browser, address: str) -> Any:
    form = pages.read(browser.get(address)).form("csrf_token")
    return browser.post(address, data={"csrf_token": form.fields["csrf_token"]})


def link(name: str = "Salma Bennani", lang: str = "ar") -> str:
    invitation = db.session.query(Invitation).filter_by(full_name=name).one()
    token = queries._token(invitation)
    return f"/{lang}/stops/oujda-2025/invitations/{token}"


def test_list_is_shown_row_by_row_before_anything_is_written(as_staff: AsStaff, stop: Any) -> None:
    browser = as_staff()

    page = pages.read(browser.get(send(browser, f"{LIST}salma bennani,presse,\n").location))

    assert page.all("//tbody/tr/td[1]") == ["2", "3", "4"]
    assert page.all("//tbody/tr/td[2]") == ["ستوجه إليه الدعوة", "ستوجه إليه الدعوة", "مثل السطر 3"]
    assert makers.count(Invitation) == 0


def test_list_is_taken_once_and_the_same_again_changes_nothing(
    as_staff: AsStaff, stop: Any
) -> None:
    browser = as_staff()
    take(browser, LIST)
    before = [one.code for one in db.session.query(Invitation).order_by(Invitation.id)]

    address = send(browser, LIST).location
    page = pages.read(browser.get(address))
    _confirm(browser, address)

    assert page.all("//tbody/tr/td[2]") == ["مدعو من قبل", "مدعو من قبل"]
    assert [one.code for one in db.session.query(Invitation).order_by(Invitation.id)] == before
    added = (
        db.session.query(AuditEntry)
        .filter_by(action="registration.take_list")
        .order_by(AuditEntry.id)
    )
    assert [one.details for one in added] == [{"added": 2}, {"added": 0}]


def test_list_with_a_fault_is_not_taken_at_all(as_staff: AsStaff, stop: Any) -> None:
    answer = send(as_staff(), f"{LIST}Ahmed Alaoui,chef,06\n")

    page = pages.read(answer)
    assert answer.status_code == 422
    assert page.all("//tbody/tr/th") == ["4", "4"]
    assert page.all("//tbody/tr/td[1]") == ["category", "phone"]
    assert (makers.count(Invitation), makers.count(InvitationList)) == (0, 0)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken"])
def test_what_is_no_list_is_refused_in_words(as_staff: AsStaff, stop: Any, content: bytes) -> None:
    answer = send(as_staff(), content)

    assert answer.status_code == 422
    assert pages.read(answer).all("//p[@class='why']") != []


def long_list(*more: str) -> str:
    """A list that is larger than a form may be, of 6,000 people."""
    names = [f"Salma Bennani {'x' * 40} {number}" for number in range(6000)]
    return "\n".join(["full_name", *names, *more])


def test_long_list_is_read_step_by_step_and_leads_on(as_staff: AsStaff, stop: Any) -> None:
    browser = as_staff()

    page = pages.read(send(browser, long_list()))

    steps = page.all("//div[@role='status']/p")
    assert (len(steps), steps[-1]) == (25, "قُرئ 6.000 من 6.000 سطر")
    (address,) = [link for link in page.links if "/lists/" in link]
    assert page.tree.xpath("//meta[@http-equiv='refresh']/@content") == [f"0; url={address}"]
    _confirm(browser, address)
    assert makers.count(Invitation) == 6000


def test_long_list_with_a_fault_is_not_taken_at_all(as_staff: AsStaff, stop: Any) -> None:
    page = pages.read(send(as_staff(), long_list("x")))

    assert page.all("//tbody/tr/th") == ["6002"]
    assert makers.count(InvitationList) == 0


def test_long_file_that_cannot_be_read_says_so(as_staff: AsStaff, stop: Any) -> None:
    page = pages.read(send(as_staff(), b"PK" + bytes(90_000)))

    assert len(page.alerts) == 1
    assert makers.count(InvitationList) == 0


def test_larger_form_is_read_for_signed_in_staff_only(client: Browser, stop: Any) -> None:
    sent = {"file": (io.BytesIO(bytes(400_000)), "list.csv")}

    assert client.post(f"{PAGE}/lists", data=sent).status_code in {400, 413}


def test_file_beyond_all_measure_is_refused_in_words(as_staff: AsStaff, stop: Any) -> None:
    browser = as_staff()
    token = pages.read(browser.get(PAGE)).form("file").fields["csrf_token"]
    part = "--x\r\nContent-Disposition: form-data; name="
    head = f'{part}"csrf_token"\r\n\r\n{token}\r\n{part}"file"; filename="a.csv"\r\n\r\n'
    body = f"{head}{'x' * (rules.MOST_BYTES + 200_000)}\r\n--x--\r\n".encode()

    kind = "multipart/form-data; boundary=x"
    answer = browser.post(f"{PAGE}/lists", data=body, content_type=kind)

    assert answer.status_code == 413
    assert "الملف أيضا أكبر من اللازم" in pages.read(answer).main


def test_list_can_be_let_go(as_staff: AsStaff, stop: Any) -> None:
    browser = as_staff()
    address = send(browser, LIST).location
    form = pages.read(browser.get(address)).form("csrf_token")

    browser.post(address, data={"csrf_token": form.fields["csrf_token"], "drop": "1"})

    assert (makers.count(Invitation), makers.count(InvitationList)) == (0, 0)
    assert browser.get(address).status_code == 404


def test_list_of_another_stop_is_not_found(as_staff: AsStaff, stop: Any) -> None:
    makers.make_stop("nador-2025")
    browser = as_staff()
    address = send(browser, LIST).location

    assert browser.get(address.replace("oujda", "nador")).status_code == 404


def test_link_opens_the_form_filled_in_and_registers_once(
    as_staff: AsStaff, client: Browser, stop: Any
) -> None:
    take(as_staff(), LIST)
    address = link("عبد الرحيم المنصوري")
    form = pages.read(client.get(address)).form("consent")
    assert (form.fields["full_name"], form.fields["category"], form.fields["phone"]) == (
        "عبد الرحيم المنصوري",
        "retired",
        "06 12 34 56 78",
    )

    first = client.post(address, data={**form.fields, "consent": "y"})
    again = client.post(address, data={**form.fields, "consent": "y", "full_name": "Autre Nom"})

    assert first.location == again.location == client.get(address).location
    assert makers.count(Registration) == 1


def test_link_without_consent_registers_nobody(
    as_staff: AsStaff, client: Browser, stop: Any
) -> None:
    take(as_staff(), LIST)

    answer = client.fill(link(), {"full_name": "Salma Bennani"}, having=("consent",))

    assert (answer.status_code, makers.count(Registration)) == (422, 0)


def test_link_holds_until_the_last_day_of_the_stop(
    as_staff: AsStaff, client: Browser, stop: Any
) -> None:
    take(as_staff(), LIST)
    address = link()

    assert client.get(address).status_code == 200
    with time_machine.travel(now() + timedelta(days=2)):
        assert client.get(address).status_code == 410


def test_link_that_was_altered_opens_nothing(as_staff: AsStaff, client: Browser, stop: Any) -> None:
    take(as_staff(), LIST)
    address = link()

    for wrong in (address[:-1] + "g", address.split("-")[0], f"{address}é"):
        assert client.get(wrong).status_code in {404, 410}


def test_link_ends_when_the_invitation_is_taken_back(
    as_staff: AsStaff, client: Browser, stop: Any
) -> None:
    browser = as_staff()
    take(browser, LIST)
    address = link()
    page = pages.read(browser.get(f"{PAGE}?q=Bennani"))
    token = page.form("csrf_token").fields["csrf_token"]
    invited = db.session.query(Invitation).filter_by(full_name="Salma Bennani").one()

    browser.post(f"{PAGE}/{invited.id}/withdrawal", data={"csrf_token": token})

    assert client.get(address).status_code == 410
    assert makers.count(Invitation) == 1


@pytest.mark.parametrize("typed", ["عبدالرحيم", "منصوري", "abderrahim", "el mansouri"])
def test_invited_are_found_in_every_usual_spelling(
    as_staff: AsStaff, stop: Any, typed: str
) -> None:
    browser = as_staff()
    take(browser, LIST)

    page = pages.read(browser.get(PAGE, query_string={"q": typed}))

    assert page.all("//tbody/tr/th") == ["عبد الرحيم المنصوري"]


def test_page_needs_as_many_queries_for_three_as_for_one(
    as_staff: AsStaff, stop: Any, queries: Any
) -> None:
    browser, counts = as_staff(), []
    for content in ("full_name\nA Un\n", "full_name\nB Deux\nC Trois\n"):
        take(browser, content)
        with queries() as seen:
            browser.get(PAGE)
        counts.append(len(seen))

    assert counts[0] == counts[1] > 0


def test_end_of_an_invitation_is_the_last_day(as_staff: AsStaff, stop: Any) -> None:
    take(as_staff(), LIST)

    assert {one.until for one in db.session.query(Invitation)} == {today() + timedelta(days=1)}
