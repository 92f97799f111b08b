"""The calendar file, read back with the library that phones' makers test against."""

from datetime import date, time, timedelta
from typing import Any

import pytest
from icalendar import Calendar

from caravan.kernel.clock import to_instant
from caravan.tour.models import AgendaSession, Stop
from tests import makers
from tests.conftest import Browser
from tests.tour import published


@pytest.fixture
def stop(app: Any) -> Stop:
    return makers.make_stop(first_day=date(2025, 2, 7), release=3)


def events(client: Browser, stop: Stop, query: str = "", file: str = "agenda.ics") -> list[Any]:
    answer = client.get(f"/stops/{stop.key}/{file}{query}")
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


@pytest.mark.parametrize("status", ["cancelled", "moved"])
def test_every_session_is_cancelled_and_says_why_when_the_stop_is_off(
    client: Browser, status: str
) -> None:
    stop = makers.make_stop(status=status, status_reason={"fr": "Intempéries"}, release=4)
    makers.make_session(stop, speaker={"fr": "Service du logement"}, audience=["widow"])
    (event,) = events(client, stop, "?lang=fr")
    assert (event["STATUS"], event["SEQUENCE"]) == ("CANCELLED", 4)
    assert event["DESCRIPTION"].split("\n") == [
        "Service du logement",
        "Pour\u00a0: les veuves et veufs",
        "Intempéries",
    ]


def test_day_and_session_have_their_own_files(client: Browser, stop: Stop) -> None:
    for key, day in [("opening", 7), ("plenary", 7), ("closing", 8)]:
        makers.make_session(stop, key=key, day=date(2025, 2, day))
    names = {
        file: [event["UID"].partition(".")[0] for event in events(client, stop, file=file)]
        for file in ("agenda.ics", "days/2025-02-07.ics", "sessions/closing.ics")
    }
    assert names == {
        "agenda.ics": ["opening", "plenary", "closing"],
        "days/2025-02-07.ics": ["opening", "plenary"],
        "sessions/closing.ics": ["closing"],
    }


def test_session_is_the_same_in_every_file(client: Browser, stop: Stop) -> None:
    makers.make_session(stop, key="opening")
    files = ("agenda.ics", "days/2025-02-07.ics", "sessions/opening.ics")
    told = [events(client, stop, file=file)[0].to_ical() for file in files]
    assert told == [told[0]] * 3


def test_day_without_sessions_has_an_empty_file(client: Browser, stop: Stop) -> None:
    assert events(client, stop, file="days/2025-02-08.ics") == []


def test_lines_are_folded_between_letters(client: Browser, stop: Stop) -> None:
    makers.make_session(stop, title={"ar": "الافتتاح: النشيد الوطني، كلمتا ولاية الأمن " * 6})
    lines = client.get(f"/stops/{stop.key}/agenda.ics").data.split(b"\r\n")
    assert max(len(line) for line in lines) == 75
    assert [line.decode() for line in lines if b"\n" in line] == []


def test_signs_of_the_format_are_escaped(client: Browser, stop: Stop) -> None:
    title = "A, b; c\\d\nSTATUS:CANCELLED\r\nEND:VEVENT"
    makers.make_session(stop, title={"ar": title})
    (event,) = events(client, stop)
    text = client.get(f"/stops/{stop.key}/agenda.ics").get_data(as_text=True)
    assert r"A\, b\; c\\d\nSTATUS:CANCELLED\nEND:VEVENT" in text.replace("\r\n ", "")
    assert (event["STATUS"], event["SUMMARY"]) == ("CONFIRMED", title.replace("\r\n", "\n"))


def test_title_names_its_language_and_the_file_asks_to_be_looked_at_again(
    client: Browser, stop: Stop
) -> None:
    makers.make_session(stop, title={"ar": "ورشة"})
    answer = client.get(f"/stops/{stop.key}/agenda.ics?lang=fr")
    (event,) = Calendar.from_ical(answer.data).walk("VEVENT")
    assert event["SUMMARY"].params["LANGUAGE"] == "ar"
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\n" in answer.data


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


def test_each_office_that_speaks_has_its_own_line(client: Browser, app: Any) -> None:
    published.make_catalogue()
    published.publish(published.with_two_speakers())
    answer = client.get(f"/stops/{published.KEY}/agenda.ics?lang=fr")
    (event,) = Calendar.from_ical(answer.data).walk("VEVENT")
    assert event["DESCRIPTION"].split("\n")[:2] == ["Le préfet de police", "Le directeur"]
