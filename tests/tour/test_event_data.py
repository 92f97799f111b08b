"""What the page of a stop says to search engines, read as they read it."""

import json
from datetime import date
from typing import Any

import pytest
from lxml import html

from tests import makers, pages
from tests.conftest import Browser

DATA = "//script[@type='application/ld+json']"
FRIDAY = date(2025, 2, 7)


def told(client: Browser, lang: str = "ar") -> Any:
    tree = html.document_fromstring(client.get(f"/{lang}/stops/oujda-2025").get_data(as_text=True))
    (data,) = tree.xpath(f"{DATA}/text()")
    return json.loads(data)


def test_stop_is_an_event_with_place_times_and_organiser(client: Browser) -> None:
    makers.make_stop(first_day=FRIDAY)

    assert told(client, "fr") == {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": "Étape d’Oujda",
        "url": "http://localhost/fr/stops/oujda-2025",
        "startDate": "2025-02-07T08:30:00+01:00",
        "endDate": "2025-02-08T18:00:00+01:00",
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "location": {
            "@type": "Place",
            "name": "Grande salle",
            "address": {
                "@type": "PostalAddress",
                "streetAddress": "Oujda",
                "addressLocality": "Étape d’Oujda",
                "addressCountry": "MA",
            },
        },
        "organizer": {"@type": "Organization", "name": "Œuvres sociales de la DGSN"},
        "isAccessibleForFree": True,
        "inLanguage": "fr",
    }


@pytest.mark.parametrize(("day", "offset"), [(FRIDAY, "+01:00"), (date(2026, 11, 22), "+00:00")])
def test_hours_carry_the_offset_of_their_day(client: Browser, day: date, offset: str) -> None:
    makers.make_stop(first_day=day)

    assert told(client)["startDate"] == f"{day}T08:30:00{offset}"


@pytest.mark.parametrize(
    ("status", "state"),
    [
        ("announced", "EventScheduled"),
        ("cancelled", "EventCancelled"),
        ("moved", "EventPostponed"),
    ],
)
def test_state_is_that_of_the_stop(client: Browser, status: str, state: str) -> None:
    makers.make_stop(status=status)

    assert told(client)["eventStatus"] == f"https://schema.org/{state}"


def test_place_is_the_host_when_no_hall_is_known(client: Browser) -> None:
    makers.make_prefecture(city={"ar": "وجدة", "fr": "Oujda"})
    makers.make_stop(venue_name={}, venue_address={})

    place = told(client)["location"]

    assert (place["name"], place["address"]) == (
        "ولاية أمن وجدة",
        {"@type": "PostalAddress", "addressLocality": "وجدة", "addressCountry": "MA"},
    )


def test_no_text_breaks_out_of_the_data(client: Browser) -> None:
    hostile = "</script><script>alert(1)</script><!-- & ' \" \u2028"
    makers.make_stop(title={"ar": hostile})
    answer = client.get("/ar/stops/oujda-2025")

    assert pages.read(answer).all("//script[not(@src)]") == pages.read(answer).all(DATA)
    assert told(client)["name"] == hostile


def test_arabic_is_written_as_letters(client: Browser) -> None:
    makers.make_stop()

    assert '"name": "محطة وجدة"' in client.get("/ar/stops/oujda-2025").get_data(as_text=True)


def test_rehearsal_is_told_to_nobody(client: Browser) -> None:
    makers.make_stop(is_rehearsal=True)

    assert pages.read(client.get("/ar/stops/oujda-2025")).all(DATA) == []
