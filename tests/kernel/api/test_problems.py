"""Refusals and faults of data are problems as RFC 9457 writes them."""

from typing import Any

import pytest
from flask import Flask

from caravan.kernel import limits
from tests.conftest import Browser

STOPS = "/api/v1/stops"


def test_refusal_says_why_in_the_language_that_the_address_names(client: Browser) -> None:
    answer = client.get(f"{STOPS}/moon", headers={"Accept-Language": "fr"})

    assert (answer.status_code, answer.mimetype) == (404, "application/problem+json")
    assert answer.headers["Content-Language"] == "ar"
    assert answer.get_json() == {
        "title": "Not Found",
        "status": 404,
        "detail": "لم نجد هذه الصفحة. ربما تغير عنوانها أو وقع خطأ في كتابة الرمز.",
    }
    assert "pas trouvé" in client.get(f"{STOPS}/moon?lang=fr").get_json()["detail"]


def test_address_that_there_is_not_is_a_problem_too(client: Browser) -> None:
    answer = client.get("/api/v2/stops")

    assert (answer.status_code, answer.get_json()) == (404, {"title": "Not Found", "status": 404})


def test_data_is_not_written(client: Browser) -> None:
    answer = client.post(STOPS)

    assert (answer.status_code, answer.mimetype) == (405, "application/problem+json")
    assert set(answer.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}


def test_fault_of_ours_gives_a_reference_and_nothing_else(
    app: Flask, client: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> Any:
        raise RuntimeError("secret")

    vars(fail).update(vars(app.view_functions["tour.stops_data"]))
    monkeypatch.setitem(app.view_functions, "tour.stops_data", fail)
    answer = client.get(STOPS)

    assert (answer.status_code, answer.mimetype) == (500, "application/problem+json")
    assert set(answer.get_json()) == {"title", "status", "reference"}


def test_too_many_requests_say_when_to_come_again(
    braked: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser, counts = braked.test_client(), limits.limiter.storage
    assert browser.get(STOPS).status_code == 200
    monkeypatch.setattr(counts, "incr", lambda *_told, **_more: 10**6)

    known, asked_anew = browser.get(STOPS), browser.get(f"{STOPS}?lang=fr")

    assert known.status_code == 200  # from memory, which costs nothing
    assert (asked_anew.status_code, asked_anew.headers["Retry-After"]) == (429, "60")
    assert asked_anew.get_json() == {"title": "Too Many Requests", "status": 429}
