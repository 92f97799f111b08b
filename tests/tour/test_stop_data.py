"""The stops as data for other programs."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlsplit

from caravan.kernel import clock, versions
from caravan.kernel.db import transaction
from tests import makers
from tests.conftest import Browser

STOPS = "/api/v1/stops"


def test_stop_says_where_when_and_how_it_stands(client: Browser) -> None:
    makers.make_stop(first_day=date(2025, 2, 7), days=1)

    told = client.get(f"{STOPS}/oujda-2025").get_json()

    assert (told["key"], told["state"], told["status"]) == ("oujda-2025", "past", "open")
    assert told["title"]["fr"] == "Étape d’Oujda"
    assert told["days"] == [
        {
            "date": "2025-02-07",
            "opens": "2025-02-07T08:30:00+01:00",
            "closes": "2025-02-07T18:00:00+01:00",
        }
    ]


def test_links_of_a_stop_lead_to_its_pages_and_files(client: Browser) -> None:
    makers.make_session(makers.make_stop())

    for lang, place in (("", "/ar/"), ("?lang=fr", "/fr/")):
        links = client.get(f"{STOPS}/oujda-2025{lang}").get_json()["links"]
        pages = {name for name, link in links.items() if link.startswith(place)}

        assert pages == {"page", "changes_atom", "answers_page", "answers_atom"}
        assert {client.get(link).status_code for link in links.values()} == {200}
    assert urlsplit(links["schedule_json"]).query == "lang=fr"


def test_stops_come_by_first_day(client: Browser) -> None:
    makers.make_stop("fes-2025", first_day=clock.today() + timedelta(days=9))
    makers.make_stop()

    told = client.get(STOPS).get_json()["stops"]

    assert [(one["key"], one["state"]) for one in told] == [
        ("oujda-2025", "now"),
        ("fes-2025", "coming"),
    ]


def test_stop_that_is_not_published_is_no_data(client: Browser) -> None:
    assert client.get(f"{STOPS}/moon").status_code == 404


def test_services_lead_to_what_was_answered_about_them(client: Browser) -> None:
    makers.make_stop()

    (told,) = client.get("/api/v1/services").get_json()["services"]

    assert (told["code"], client.get(told["answers"]).status_code) == ("housing", 200)


def test_data_is_kept_as_public_pages_are(client: Browser) -> None:
    makers.make_stop()
    first = client.get(STOPS, headers={"Accept-Language": "fr", "Cookie": "lang=fr"})
    again = client.get(STOPS, headers={"If-None-Match": first.headers["ETag"]})
    head = client.head(STOPS)

    assert (again.status_code, again.data) == (304, b"")
    assert (head.status_code, head.data, head.headers["ETag"]) == (200, b"", first.headers["ETag"])
    assert first.headers["Cache-Control"] == "public, max-age=5"
    assert not {"Set-Cookie", "Vary"} & set(first.headers.keys())
    assert b"/ar/stops/oujda-2025" in first.data  # whatever cookie and browser say


def test_change_of_a_stop_is_seen(client: Browser) -> None:
    stop = makers.make_stop()
    before = client.get(f"{STOPS}/oujda-2025").headers["ETag"]
    with transaction() as writing:
        writing.merge(stop).status = "cancelled"
        versions.bump("stop:oujda-2025")
    after = client.get(f"{STOPS}/oujda-2025")

    assert (after.get_json()["state"], after.headers["ETag"] == before) == ("cancelled", False)


def test_stops_cost_the_same_with_one_and_three(
    client: Browser, queries: Callable[[], Any]
) -> None:
    counts = []
    for keys in (["oujda-2025"], ["fes-2025", "nador-2025"]):
        for key in keys:
            makers.make_stop(key)
        client.application.extensions.pop("caravan.pages", None)
        with queries() as seen:
            client.get(STOPS)
        counts.append(len(seen))

    assert counts[0] == counts[1]
