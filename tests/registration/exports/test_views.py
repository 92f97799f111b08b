"""Taking a list out: one asks, another grants, and after a day it is over."""

import csv
import io
from collections.abc import Callable
from dataclasses import astuple
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask

from caravan.kernel import sheets
from caravan.kernel.audit import AuditEntry
from caravan.kernel.clock import now
from caravan.kernel.db import db
from caravan.kernel.i18n import in_language
from caravan.registration.exports import actions, queries, rules
from caravan.registration.exports.models import ExportDecision, ExportRequest
from caravan.registration.imports import actions as imports
from caravan.registration.imports import reading
from caravan.registration.rules import CATEGORIES
from tests import makers, pages
from tests.conftest import Browser

PAGE = "/fr/staff/stops/oujda-2025/exports"
PHONE = "+212612345678"
REASON = {"reason": "Liste pour l’hôtel"}
AsStaff = Callable[..., Browser]


@pytest.fixture
def stop(app: Flask) -> Any:
    return makers.make_stop()


def ask(browser: Browser, **values: str) -> Any:
    return browser.fill(PAGE, {**REASON, "content": "people", "form": "csv", **values})


def press(browser: Browser, act: str) -> Any:
    """Send the form of the newest request whose address ends in `act`."""
    forms = pages.read(browser.get(PAGE)).forms
    form = next(one for one in forms if one.action.endswith(act))
    return browser.post(form.action, data=form.fields)


def acts(browser: Browser) -> list[str]:
    forms = pages.read(browser.get(PAGE)).forms
    return [form.action.split("/")[-1] for form in forms if "/exports/" in form.action]


def audited() -> list[str]:
    entries = db.session.query(AuditEntry).order_by(AuditEntry.id)
    return [one.action for one in entries if one.action.startswith("registration.")]


def test_list_is_fetched_once_another_person_has_granted_it(as_staff: AsStaff, stop: Any) -> None:
    makers.make_registration(stop, "سلمى بناني", phone="+212612345678", latin_name="=Salma")
    asking, granting = as_staff(), as_staff()
    ask(asking)
    assert (acts(asking), acts(granting)) == ([], ["grant", "refusal"])

    press(granting, "/grant")
    answer = press(asking, "/file")

    text = answer.get_data().decode("utf-8-sig")
    (row,) = list(csv.reader(io.StringIO(text), delimiter=";"))[1:]
    assert row[:4] == ["سلمى بناني", "'=Salma", "En activité", "06 12 34 56 78"]
    assert acts(granting) == []
    assert audited() == [
        "registration.ask_export",
        "registration.grant_export",
        "registration.fetch_export",
    ]


def test_nobody_grants_their_own_request(as_staff: AsStaff, stop: Any) -> None:
    staff = makers.make_staff()
    request = actions.ask(stop, "people", "csv", "pour l’hôtel", staff_id=staff.id)

    with pytest.raises(rules.OwnRequest):
        actions.decide(stop, request, is_granted=True, staff_id=staff.id)
    with pytest.raises(rules.NotGranted):
        actions.fetch(stop, request, "", staff_id=staff.id)


def test_what_was_decided_first_stands(stop: Any) -> None:
    one, two, three = (makers.make_staff().id for _one in range(3))
    request = actions.ask(stop, "people", "csv", "pour l’hôtel", staff_id=one)

    actions.decide(stop, request, is_granted=False, staff_id=two)
    actions.decide(stop, request, is_granted=True, staff_id=three)

    assert [one.is_granted for one in db.session.query(ExportDecision)] == [False]
    with pytest.raises(rules.NotGranted):
        actions.fetch(stop, request, "", staff_id=one)


def test_granted_list_is_for_whoever_asked(stop: Any) -> None:
    one, two = makers.make_staff().id, makers.make_staff().id
    request = actions.ask(stop, "people", "csv", "pour l’hôtel", staff_id=one)
    actions.decide(stop, request, is_granted=True, staff_id=two)

    with pytest.raises(rules.NotGranted):
        actions.fetch(stop, request, "", staff_id=two)


def test_list_is_over_after_a_day(app: Flask, stop: Any) -> None:
    one, two = makers.make_staff().id, makers.make_staff().id
    request = actions.ask(stop, "people", "csv", "pour l’hôtel", staff_id=one)
    actions.decide(stop, request, is_granted=True, staff_id=two)

    with time_machine.travel(now() + timedelta(hours=24)), pytest.raises(rules.ExportIsOver):
        actions.fetch(stop, request, "", staff_id=one)


def test_request_that_waited_a_week_is_not_granted(stop: Any) -> None:
    one, two = makers.make_staff().id, makers.make_staff().id
    request = actions.ask(stop, "people", "csv", "pour l’hôtel", staff_id=one)

    with time_machine.travel(now() + timedelta(days=7)), pytest.raises(rules.ExportIsOver):
        actions.decide(stop, request, is_granted=True, staff_id=two)


def test_invitations_leave_with_their_links(as_staff: AsStaff, stop: Any, client: Browser) -> None:
    read = reading.read(b"full_name\nSalma Bennani\n")
    imports.take_rows(stop, read.rows, now=now())
    asking = as_staff()
    ask(asking, content="invitations")
    press(as_staff(), "/grant")

    text = press(asking, "/file").get_data().decode("utf-8-sig")

    (row,) = list(csv.reader(io.StringIO(text), delimiter=";"))[1:]
    assert client.get(row[5].removeprefix("http://localhost")).status_code == 200


@pytest.mark.parametrize("lang", ["ar", "fr", "en"])
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_list_that_was_taken_out_can_be_read_in_again(
    app: Flask, stop: Any, lang: str, form: str
) -> None:
    for category in CATEGORIES:
        makers.make_registration(
            stop, "سلمى بناني", latin_name="Salma Bennani", phone=PHONE, category=category
        )
    with in_language(lang):
        rows, heads = list(queries.rows(stop, "people", "")), queries.heads("people")
        content = sheets.write(form, heads, rows, mark="", to_left=True)

    read = reading.read(content)

    assert read.faults == ()
    assert sorted(one.category for one in read.rows) == sorted(CATEGORIES)
    assert {one[1:3] + one[4:] for one in map(astuple, read.rows)} == {
        ("سلمى بناني", "Salma Bennani", PHONE, 0)
    }


def test_workbook_is_fetched(as_staff: AsStaff, stop: Any) -> None:
    asking = as_staff()
    ask(asking, form="xlsx")
    press(as_staff(), "/grant")

    answer = press(asking, "/file")

    assert answer.get_data().startswith(b"PK")
    assert answer.headers["Content-Disposition"].endswith('.xlsx"')


@pytest.mark.parametrize(
    "values", [{"reason": "x"}, {"content": "all"}, {"form": "pdf"}, {"reason": "x" * 300}]
)
def test_request_without_reason_or_list_is_refused(
    as_staff: AsStaff, stop: Any, values: dict[str, str]
) -> None:
    assert ask(as_staff(), **values).status_code == 422
    assert makers.count(ExportRequest) == 0


def test_request_of_another_stop_is_not_found(as_staff: AsStaff, stop: Any) -> None:
    other = makers.make_stop("nador-2025")
    staff = makers.make_staff().id
    request = actions.ask(other, "people", "csv", "pour l’hôtel", staff_id=staff)
    browser = as_staff("organiser", "oujda-2025")
    token = pages.read(browser.get(PAGE)).form("csrf_token").fields["csrf_token"]

    answer = browser.post(f"{PAGE}/{request}/grant", data={"csrf_token": token})

    assert answer.status_code == 404


def test_page_needs_as_many_queries_for_three_as_for_one(
    as_staff: AsStaff, stop: Any, queries: Any
) -> None:
    browser, counts = as_staff(), []
    for more in (1, 2):
        for _one in range(more):
            ask(browser)
        browser.get(PAGE)
        with queries() as seen:
            browser.get(PAGE)
        counts.append(len(seen))

    assert counts[0] == counts[1] > 0
