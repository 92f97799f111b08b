"""Every address of the program: its mark, its words, its headers; failures name the route."""

import re
from collections.abc import Callable

import pytest
from flask import Flask
from werkzeug.routing import Rule

from caravan.accounts.rules import RIGHTS
from caravan.kernel.guard import Mark
from tests import makers, pages
from tests import register as rows
from tests.conftest import Browser

KNOWN_RIGHTS = frozenset[str]().union(*RIGHTS.values())
EXPORTS = {
    f"tour.{name}"
    for name in (
        "agenda_file",
        "day_file",
        "session_file",
        "schedule_xml_file",
        "schedule_json_file",
        "fragment",
        "changes_feed",
    )
} | {"followup.answers_feed", "followup.tour_answers_feed"}
DATA = {"tour.stops_data", "tour.stop_data", "tour.services_data", "api.openapi"} | {
    f"followup.{name}_data"
    for name in ("answers", "suggestions", "tour_answers", "service_answers")
}
VERBS = {"get", "post", "do", "create", "update", "delete", "edit", "set", "add", "remove", "save"}


def rules(app: Flask) -> list[Rule]:
    return list(app.url_map.iter_rules())


def mark(app: Flask, rule: Rule) -> Mark | None:
    return getattr(app.view_functions[rule.endpoint], "mark", None)


def test_every_route_wears_a_mark(app: Flask) -> None:
    assert [rule.rule for rule in rules(app) if mark(app, rule) is None] == []


def test_every_staff_route_names_a_right_that_a_role_gives(app: Flask) -> None:
    marks = [(rule.rule, mark(app, rule)) for rule in rules(app)]

    assert [
        one for one in marks if one[1].kind == "staff" and one[1].right not in KNOWN_RIGHTS
    ] == []


def test_back_office_and_gate_are_for_staff(app: Flask) -> None:
    inside = [
        rule for rule in rules(app) if "/staff/" in rule.rule or rule.rule.startswith("/gate")
    ]
    open_doors = {"sign_in", "open_session", "sign_out", "welcome", "accept"}

    others = {rule.endpoint for rule in inside if mark(app, rule).kind != "staff"}

    assert others == {f"accounts.{name}" for name in open_doors}


def test_staff_routes_of_a_stop_name_it_key(app: Flask) -> None:
    of_a_stop = [
        rule for rule in rules(app) if "/staff/stops/<" in rule.rule or "/gate/<" in rule.rule
    ]

    assert [rule.rule for rule in of_a_stop if "key" not in rule.arguments] == []


def test_addresses_are_kebab_case_nouns(app: Flask) -> None:
    parts = {part for rule in rules(app) for part in re.sub(r"<[^>]*>", "", rule.rule).split("/")}

    assert [part for part in parts if not re.fullmatch(r"[a-z0-9.-]*", part)] == []
    assert parts & VERBS == set()


def test_a_view_without_mark_is_never_run(app: Flask) -> None:
    view = app.view_functions["tour.home"]
    worn = view.mark
    del view.mark
    try:
        assert app.test_client().get("/ar/").status_code == 500
    finally:
        view.mark = worn


def test_staff_get_pages_send_strangers_to_sign_in(client: Browser, app: Flask) -> None:
    makers.make_stop()
    for rule in rules(app):
        if mark(app, rule).kind != "staff" or "GET" not in rule.methods:
            continue
        address = address_of(rule)
        answer = client.get(address)
        if address.startswith("/api/"):  # a program has no use for a form
            assert (answer.status_code, answer.location) == (403, None), address
        else:
            assert answer.location == f"/ar/staff/sign-in?next={address}", address


def test_staff_posts_are_refused_to_strangers(app: Flask, client: Browser) -> None:
    makers.make_stop()
    form = pages.read(client.get("/ar/staff/sign-in")).form("csrf_token")
    token = {"csrf_token": form.fields["csrf_token"]}  # the mark itself is what is tried
    for rule in rules(app):
        if mark(app, rule).kind == "staff" and "POST" in rule.methods:
            assert client.post(address_of(rule), data=token).status_code == 403, rule.rule


@pytest.mark.parametrize("role", list(RIGHTS))
def test_role_of_another_stop_opens_no_page_of_this_one(
    app: Flask, as_staff: Callable[..., Browser], role: str
) -> None:
    makers.make_stop()
    browser = as_staff(role, "fes-2025")
    for rule in rules(app):
        staff_page = mark(app, rule).kind == "staff" and "GET" in rule.methods
        if staff_page and "key" in rule.arguments:
            assert browser.get(address_of(rule)).status_code == 403, rule.rule


def test_role_of_one_stop_opens_no_page_that_asks_for_all(
    app: Flask, as_staff: Callable[..., Browser]
) -> None:
    rows.make_agreement("1")  # as the addresses below name it
    of_one, of_all = as_staff("organiser", "oujda-2025"), as_staff("organiser")
    asking = [rule for rule in rules(app) if mark(app, rule).everywhere and "GET" in rule.methods]

    assert {of_one.get(address_of(rule)).status_code for rule in asking} == {403}
    assert {of_all.get(address_of(rule)).status_code for rule in asking} <= {200, 404}


@pytest.mark.parametrize("role", list(RIGHTS))
def test_role_opens_exactly_the_pages_of_its_rights(
    app: Flask, as_staff: Callable[..., Browser], role: str
) -> None:
    makers.make_stop()
    browser = as_staff(role, "oujda-2025")
    for rule in rules(app):
        worn = mark(app, rule)
        if worn.kind == "staff" and rule.arguments <= {"lang", "key"} and "GET" in rule.methods:
            refused = browser.get(address_of(rule)).status_code == 403
            is_theirs = worn.right in RIGHTS[role] and not worn.everywhere
            assert refused != is_theirs, rule.rule


def test_every_answer_has_the_strict_policy(app: Flask, client: Browser) -> None:
    makers.make_stop()
    for rule in rules(app):
        answer = client.get(address_of(rule))
        answer.close()

        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy, rule.rule
        assert "unsafe-inline" not in policy, rule.rule
        assert answer.headers["X-Content-Type-Options"] == "nosniff", rule.rule
        assert answer.headers["Referrer-Policy"] == "same-origin", rule.rule


def test_only_exports_are_open_to_other_sites(app: Flask, client: Browser) -> None:
    makers.make_stop()
    answers = {rule.endpoint: client.get(address_of(rule)) for rule in rules(app)}
    opened = {
        name for name, answer in answers.items() if "Access-Control-Allow-Origin" in answer.headers
    }
    shared = {
        name
        for name, answer in answers.items()
        if answer.headers["Cross-Origin-Resource-Policy"] != "same-origin"
    }
    for answer in answers.values():
        answer.close()

    assert opened == EXPORTS | DATA
    assert shared == EXPORTS | DATA


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Origin": "https://example.org"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_posts_from_other_sites_are_refused(
    app: Flask, client: Browser, headers: dict[str, str]
) -> None:
    makers.make_stop()
    for rule in rules(app):
        if "POST" in rule.methods:
            answer = client.post(address_of(rule), headers=headers)
            assert answer.status_code in {400, 403}, rule.rule


def address_of(rule: Rule) -> str:
    """An address of the route, with the test's stop and made-up values."""
    values = {"lang": "ar", "key": "oujda-2025", "filename": "css/base.css"}
    address = rule.rule
    for name in rule.arguments:
        value = values.get(name, "1")
        address = re.sub(rf"<(?:[^<>:]*:)?{name}>", value, address)
    return address
