"""What strangers put into addresses and headers: it stays theirs, and is no fault of ours."""

import logging

import pytest
from flask import Flask

from caravan.kernel import limits
from caravan.kernel.errors import trace
from tests import makers, pages
from tests.conftest import Browser

STOP = "/ar/stops/oujda-2025"
HUGE = "9" * 30


@pytest.mark.parametrize("page", ["/ar/", "/ar/privacy", STOP, f"{STOP}/questions"])
def test_shared_page_is_the_same_for_all_when_somebody_adds_to_its_address(
    client: Browser, page: str
) -> None:
    makers.make_stop()
    added = "?_external=1&_scheme=javascript&_anchor=%0Aalert(1)&utm=canary&page=1"
    client.get(page + added, headers={"Host": "evil.example"})

    text = client.get(page).text

    assert [
        word for word in ("evil.example", "javascript:", "canary", "alert") if word in text
    ] == []


@pytest.mark.parametrize("word", ["endpoint", "_scheme", "_anchor", "_method", "values", "lang"])
def test_address_is_answered_when_its_query_says_a_word_of_ours(client: Browser, word: str) -> None:
    assert client.get(f"/fr/staff/sign-in?{word}=x").status_code == 200


def test_language_links_keep_what_the_page_depends_on(client: Browser) -> None:
    makers.make_stop()

    links = pages.read(client.get(f"{STOP}?service=housing&utm=1")).links

    assert "/fr/stops/oujda-2025?service=housing" in links


@pytest.mark.parametrize(
    "address",
    [
        "/ar/stops/%00",
        "/ar/stops/%00/register",
        f"{STOP}/questions/list?service=%00",
        f"{STOP}/questions?page={HUGE}",
        f"{STOP}/suggestions?page={HUGE}",
        f"{STOP}/answers?page={HUGE}",
    ],
)
def test_page_that_cannot_be_is_not_found(client: Browser, address: str) -> None:
    makers.make_stop()

    assert client.get(address).status_code == 404


@pytest.mark.parametrize("number", ["3000000000", HUGE, "9" * 5000])
def test_row_that_cannot_be_is_not_found(app: Flask, number: str) -> None:
    adapter = app.url_map.bind("localhost")

    assert adapter.test(f"/ar/staff/team/{number}/link", "POST") is False


def test_missing_slash_leads_to_our_own_page_whatever_host_was_sent(client: Browser) -> None:
    answer = client.get("/ar", headers={"Host": "evil.example"})

    assert answer.headers["Location"] == "/ar/"


def test_fault_is_told_without_what_was_typed() -> None:
    try:
        try:
            int("canary")
        except ValueError as first:
            raise RuntimeError("canary") from first
    except RuntimeError as error:
        told = trace(error)

    assert "canary" not in told.replace('int("canary")', "").replace('RuntimeError("canary")', "")
    assert "ValueError\n" in told
    assert told.endswith("RuntimeError")


def test_fault_is_logged_with_its_place(
    app: Flask, client: Browser, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.ERROR)
    view = app.view_functions["tour.home"]
    worn = view.mark
    del view.mark
    try:
        client.get("/ar/")
    finally:
        view.mark = worn

    assert "guard.py" in caplog.text


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("203.0.113.9:4711", "203.0.113.9:4711"),
        ("unknown", "unknown"),
    ],
)
def test_address_counts_as_it_is(app: Flask, address: str, counted: str) -> None:
    with app.test_request_context(environ_base={"REMOTE_ADDR": address}):
        assert limits.asker() == counted


def test_addresses_of_one_household_count_together(app: Flask) -> None:
    askers = []
    for address in ("2001:db8::1", "2001:db8::ffff:1", "2001:db8:0:1::1"):
        with app.test_request_context(environ_base={"REMOTE_ADDR": address}):
            askers.append(limits.asker())

    assert askers[0] == askers[1] != askers[2]
