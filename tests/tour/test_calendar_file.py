"""The calendar file, read back with the library that phones' makers test against."""

from datetime import date, time, timedelta
from typing import Any

import pytest
from icalendar import Calendar

from caravan.kernel.clock import to_instant
from caravan.tour.models import AgendaSession, Stop
from tests import makers
from tests.conftest import Browser


@pytest.fixture
def stop(app: Any) -> Stop:
    return makers.make_stop(first_day=date(2025, 2, 7), release=3)


def events(client: Browser, stop: Stop, query: str = "") -> list[Any]:
    answer = client.get(f"/stops/{stop.key}/agenda.ics{query}")
    return list(Calendar.from_ical(answer.data).walk("VEVENT"))


OFFSETS = [(date(2025, 2, 7), 1), (date(2026, 7, 1), 1), (date(2026, 11, 22), 0)]


@pytest.mark.parametrize(("day", "hours"), OFFSETS)
def test_event_begins_at_the_promised_hour(client: Browser, day: date, hours: int) -> None:
    stop = makers.make_stop(first_day=day)
    makers.make_session(stop, "09:30", "11:00")
    (event,) = events(client, stop)
    assert event["DTSTART"].params["TZID"] == "Africa/Casablanca"
    assert event["DTSTART"].dt.replace(tzinfo=None).time() == time(9, 30)
    assert event["DTSTART"].dt.utcoffset() == timedelta(hours=hours)
    assert event["DTSTART"].dt == to_instant(day, time(9, 30))


@pytest.mark.parametrize(("day", "hours"), OFFSETS)
def test_zone_rules_in_the_file_give_the_same_offset(
    client: Browser, day: date, hours: int
) -> None:
    stop = makers.make_stop(first_day=day)
    calendar = Calendar.from_ical(client.get(f"/stops/{stop.key}/agenda.ics").data)
    zone = calendar.timezones[0].to_tz(lookup_tzid=False)
    noon = to_instant(day, time(12)).astimezone(zone)
    assert (noon.hour, noon.utcoffset()) == (12, timedelta(hours=hours))


def test_event_keeps_its_name_and_counts_releases(client: Browser, stop: Stop) -> None:
    makers.make_session(stop, key="opening")
    (event,) = events(client, stop)
    assert (event["UID"], event["SEQUENCE"]) == ("opening.oujda-2025@caravan", 3)
    assert event["DTSTAMP"].dt == stop.published_at.replace(microsecond=0)


def test_withdrawn_session_is_cancelled(client: Browser, stop: Stop) -> None:
    makers.make_session(stop, is_withdrawn=True)
    assert [event["STATUS"] for event in events(client, stop)] == ["CANCELLED"]


def test_internal_session_is_left_out(client: Browser, stop: Stop) -> None:
    makers.make_session(stop, is_internal=True)
    assert events(client, stop) == []


@pytest.mark.parametrize(
    ("query", "title", "place"),
    [
        ("", "جلسة عامة", "القاعة الكبرى، القاعة الكبرى، وجدة"),
        ("?lang=fr", "Plénière", "Grande salle, Grande salle, Oujda"),
    ],
)
def test_texts_are_in_the_asked_language(
    client: Browser, stop: Stop, query: str, title: str, place: str
) -> None:
    makers.make_session(stop)
    (event,) = events(client, stop, query)
    assert (event["SUMMARY"], event["LOCATION"]) == (title, place)


def test_answer_is_a_calendar_and_not_sent_twice(client: Browser, stop: Stop) -> None:
    makers.make_session(stop)
    first = client.get("/stops/oujda-2025/agenda.ics")
    again = client.get(
        "/stops/oujda-2025/agenda.ics", headers={"If-None-Match": first.headers["ETag"]}
    )
    assert first.content_type == "text/calendar; charset=utf-8"
    assert (again.status_code, again.data) == (304, b"")


def test_unknown_stop_has_no_calendar(client: Browser) -> None:
    assert client.get("/stops/nowhere/agenda.ics").status_code == 404


def test_address_leads_to_the_stop(client: Browser, stop: Stop) -> None:
    session: AgendaSession = makers.make_session(stop)
    (event,) = events(client, stop)
    assert session.title["ar"] == event["SUMMARY"]
    assert event["URL"] == "http://localhost/ar/stops/oujda-2025"
