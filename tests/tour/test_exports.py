"""What holds for every export: kept, open to other sites, in its language, right for any stop."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from flask import Flask
from hypothesis import given, settings
from icalendar import Calendar

from caravan.kernel import versions
from caravan.kernel.db import transaction
from caravan.kernel.i18n import speaking
from caravan.tour.exports import calendar_file, feed, schedule, schedule_json, schedule_xml
from caravan.tour.models import AgendaSession, Prefecture, Service, Stop, StopDay
from caravan.tour.plan_rows import session_values, stop_values
from caravan.tour.stop_plan import StopPlan
from tests import makers
from tests.conftest import Browser
from tests.tour.schedule_rules import faults_of_json, faults_of_xml, parse_xml
from tests.tour.stop_files import NAME, plans

FRIDAY = date(2025, 2, 7)
STOP = "/stops/oujda-2025"
MIMETYPES = {
    f"{STOP}/agenda.ics": "text/calendar; charset=utf-8",
    f"{STOP}/days/2025-02-07.ics": "text/calendar; charset=utf-8",
    f"{STOP}/sessions/opening.ics": "text/calendar; charset=utf-8",
    f"{STOP}/schedule.xml": "application/xml; charset=utf-8",
    f"{STOP}/schedule.json": "application/json",  # always UTF-8, by the format itself
    f"/ar{STOP}/agenda.fragment.html": "text/html; charset=utf-8",
    f"/ar{STOP}/changes.atom": "application/atom+xml; charset=utf-8",
}
QUERIES = dict(zip(MIMETYPES, (3, 3, 3, 4, 4, 3, 3), strict=True))
every_export = pytest.mark.parametrize("address", MIMETYPES)


@pytest.fixture
def stop(app: Any) -> Stop:
    stop = makers.make_stop(first_day=FRIDAY)
    makers.make_session(stop, key="opening")
    makers.make_release(stop)
    return stop


@pytest.mark.parametrize(("address", "mimetype"), MIMETYPES.items())
def test_export_says_what_it_is(client: Browser, stop: Stop, address: str, mimetype: str) -> None:
    assert client.get(address).content_type == mimetype


@every_export
def test_export_is_not_sent_twice(client: Browser, stop: Stop, address: str) -> None:
    etag = client.get(address).headers["ETag"]

    again = client.get(address, headers={"If-None-Match": etag})

    assert (again.status_code, again.data, etag[:2]) == (304, b"", etag[:2].removeprefix("W/"))
    assert again.headers["Access-Control-Allow-Origin"] == "*"


@every_export
def test_export_is_sent_anew_when_the_stop_changes(
    client: Browser, stop: Stop, address: str
) -> None:
    etag = client.get(address).headers["ETag"]
    with transaction() as writing:
        changed = writing.merge(stop)
        changed.title, changed.release = {"ar": "محطة أخرى"}, 2
        versions.bump("stop:oujda-2025")
    versions.forget_all()

    assert client.get(address, headers={"If-None-Match": etag}).status_code == 200


@every_export
def test_head_gives_the_headers_alone(client: Browser, stop: Stop, address: str) -> None:
    whole, head = client.get(address), client.head(address)

    assert (head.status_code, head.data) == (200, b"")
    assert (head.headers["ETag"], head.content_length) == (whole.headers["ETag"], len(whole.data))


@every_export
def test_export_may_be_read_by_other_sites(client: Browser, stop: Stop, address: str) -> None:
    headers = client.get(address, headers={"Origin": "https://example.org"}).headers

    assert headers["Access-Control-Allow-Origin"] == "*"
    assert headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert ("Set-Cookie" in headers, "Access-Control-Allow-Credentials" in headers) == (
        False,
        False,
    )


@every_export
def test_export_of_no_stop_is_not_found(client: Browser, address: str) -> None:
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        f"{STOP}/sessions/nothing.ics",
        f"{STOP}/sessions/briefing.ics",
        f"{STOP}/days/2025-02-09.ics",
        f"{STOP}/days/20250207.ics",
        f"{STOP}/days/today.ics",
        f"{STOP}/agenda.ics?lang=es",
        f"{STOP}/schedule.xml?lang=",
        f"/es{STOP}/changes.atom",
    ],
)
def test_what_the_stop_does_not_have_is_not_found(
    client: Browser, stop: Stop, address: str
) -> None:
    makers.make_session(stop, key="briefing", is_internal=True)

    assert client.get(address).status_code == 404


@pytest.mark.parametrize("name", ["schedule.json", "agenda.ics"])
def test_language_is_arabic_when_none_is_asked_whatever_the_browser_wants(
    client: Browser, stop: Stop, name: str
) -> None:
    client.set_cookie("lang", "fr")
    french = client.get(f"{STOP}/{name}?lang=fr").data

    plain = client.get(f"{STOP}/{name}", headers={"Accept-Language": "fr"}).data

    assert (plain == client.get(f"{STOP}/{name}?lang=ar").data, plain == french) == (True, False)


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("address", "count"), QUERIES.items())
def test_export_asks_as_often_for_three_sessions_as_for_one(
    client: Browser, queries: Callable[[], Any], stop: Stop, address: str, count: int, rows: int
) -> None:
    for number in range(1, rows):
        makers.make_session(stop)
        makers.make_release(stop, number + 1, {"ar": ["تغيير"], "fr": ["…"]})
    with queries() as seen:
        assert client.get(address).status_code == 200
        first = len(seen)
        client.get(address)

    assert (first, len(seen)) == (count, count)


@settings(max_examples=40)
@given(plan=plans())
def test_exports_keep_their_rules_for_any_plan(program: Flask, plan: StopPlan) -> None:
    stop, sessions = rows_of(plan)
    services = [Service(code=code, name=NAME) for code in ("housing", "health")]
    with program.app_context(), speaking("fr"):
        told = schedule.gather(
            stop, sessions, services, {}, base="http://x.org/", page="http://x.org/fr/stops/x"
        )
        calendar = calendar_file.write(stop, sessions, {}, told.page)
        xml, text = schedule_xml.write(told, "http://x.org/x.xml"), schedule_json.write(told)
        changes = feed.write(stop, [], "http://x.org/x.atom", "http://x.org/x")

    assert faults_of_xml(parse_xml(xml)) == []
    assert faults_of_json(json.loads(text)) == []
    assert parse_xml(changes).tag == "{http://www.w3.org/2005/Atom}feed"
    assert max(len(line) for line in calendar.split(b"\r\n")) <= 75
    assert [str(event["UID"]) for event in Calendar.from_ical(calendar).walk("VEVENT")] == [
        f"{session.key}.{plan.key}@caravan" for session in sessions
    ]


def rows_of(plan: StopPlan) -> tuple[Stop, list[AgendaSession]]:
    """The rows that publishing `plan` would write, as far as exports read them."""
    host = Prefecture(code="oujda", name=NAME, city=NAME)
    stop = Stop(key=plan.key, prefecture=host, release=1, **stop_values(plan))
    stop.published_at = makers.at(plan.first_day, "08:00")
    stop.days = [StopDay(date=day.date, opens=day.opens, closes=day.closes) for day in plan.days]
    public = [session for session in plan.sessions if not session.internal]
    return stop, [AgendaSession(key=one.key, **session_values(plan, one)) for one in public]
