"""The headers of answers that no view gives: refusals, faults, files, redirects, 304s."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask

from caravan import create_app
from caravan.kernel.db import db
from caravan.kernel.headers import POLICY
from tests import makers
from tests.conftest import Browser

STRICT = "; ".join(f"{name} {value}" for name, value in POLICY.items())
STOP = "/fr/stops/oujda-2025"


def etag(client: Browser, address: str) -> dict[str, str]:
    with client.get(address) as answer:
        return {"If-None-Match": answer.headers["ETag"]}


@pytest.mark.parametrize(
    ("address", "status"),
    [("/fr/nowhere", 404), ("/fr", 308), ("/static/css/base.css", 200), ("/static/none.css", 404)],
)
def test_answer_without_a_view_has_the_headers(client: Browser, address: str, status: int) -> None:
    with client.get(address) as answer:
        assert (answer.status_code, answer.headers["Content-Security-Policy"]) == (status, STRICT)
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("address", [STOP, "/static/css/base.css"])
def test_unchanged_answer_has_the_headers(client: Browser, address: str) -> None:
    makers.make_stop()
    with client.get(address, headers=etag(client, address)) as answer:
        assert (answer.status_code, answer.headers["Content-Security-Policy"]) == (304, STRICT)


def test_refused_form_has_the_headers(client: Browser) -> None:
    answer = client.post("/fr/staff/sign-in")

    assert (answer.status_code, answer.headers["Content-Security-Policy"]) == (400, STRICT)
    assert answer.headers.getlist("Cache-Control") == ["no-store"]


def test_fault_has_the_headers(app: Flask, client: Browser) -> None:
    view = app.view_functions["tour.home"]
    worn = view.mark
    del view.mark
    try:
        answer = client.get("/fr/")
    finally:
        view.mark = worn

    assert (answer.status_code, answer.headers["Content-Security-Policy"]) == (500, STRICT)


def test_file_that_is_not_there_is_kept_by_nobody(client: Browser) -> None:
    assert client.get("/static/none.css").headers["Cache-Control"] == "no-store"


def test_each_header_is_there_once(client: Browser) -> None:
    makers.make_stop()
    for answer in (client.get(STOP), client.get(STOP), client.get("/fr/staff/sign-in")):
        names = [name for name, _value in answer.headers if name != "Set-Cookie"]

        assert sorted(names) == sorted(set(names))


def test_webassembly_runs_on_the_gate_and_nowhere_else(as_staff: Callable[..., Browser]) -> None:
    makers.make_stop()
    browser = as_staff("organiser")
    allowed = [
        "'wasm-unsafe-eval'" in browser.get(address).headers["Content-Security-Policy"]
        for address in ("/gate/oujda-2025", "/gate/oujda-2025/people", "/fr/staff/stops")
    ]

    assert allowed == [True, False, False]


@pytest.mark.parametrize(
    ("public_url", "said"),
    [("http://localhost", []), ("https://example.org", ["max-age=31536000; includeSubDomains"])],
)
def test_browsers_insist_on_https_where_visitors_come_by_it(
    app: Flask, public_url: str, said: list[str]
) -> None:
    one = create_app(replace(app.config["SETTINGS"], public_url=public_url))
    answer = one.test_client().get("/healthz")
    with one.app_context():
        db.engine.dispose()

    assert answer.headers.getlist("Strict-Transport-Security") == said
