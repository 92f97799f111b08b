"""The door before the application: what it answers itself, and when it asks."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from time_machine import travel

from caravan.kernel import versions
from caravan.kernel.clock import now
from caravan.kernel.db import transaction
from caravan.kernel.front import is_for_all
from caravan.kernel.i18n import ASKED
from caravan.kernel.pages import memory_of
from tests import makers
from tests.conftest import Browser

STOP = "/fr/stops/oujda-2025"


def test_answer_is_the_same_with_all_headers_when_it_is_given_again(client: Browser) -> None:
    makers.make_stop()
    drawn, again = client.get(STOP), client.get(STOP)

    assert (again.status, again.data, list(again.headers)) == (
        drawn.status,
        drawn.data,
        list(drawn.headers),
    )


def test_database_is_not_asked_when_the_page_stands(client: Browser, queries: Any) -> None:
    makers.make_stop()
    client.get(STOP)
    with queries() as seen:
        client.get(STOP)

    assert seen == []


def test_export_is_given_again_in_the_language_that_its_query_names(
    client: Browser, queries: Any
) -> None:
    makers.make_session(makers.make_stop())
    addresses = [f"/stops/oujda-2025/agenda.ics{query}" for query in ("", "?lang=ar", "?lang=fr")]
    drawn = [client.get(address) for address in addresses]
    with queries() as seen:
        again = [client.get(address) for address in addresses]

    assert seen == []
    assert [one.data for one in again] == [one.data for one in drawn]
    assert [list(one.headers) for one in again] == [list(one.headers) for one in drawn]
    assert drawn[0].data == drawn[1].data != drawn[2].data


def test_page_is_not_sent_when_the_phone_has_it(client: Browser) -> None:
    makers.make_stop()
    whole = client.get(STOP)
    brief = client.get(STOP, headers={"If-None-Match": whole.headers["ETag"]})

    assert (brief.status_code, brief.data) == (304, b"")
    assert brief.headers["Content-Security-Policy"] == whole.headers["Content-Security-Policy"]


@pytest.mark.parametrize("had", ["*", " * ", '"x", {}', 'W/"x",W/{}'])
def test_page_is_not_sent_when_it_is_among_those_that_the_phone_has(
    client: Browser, had: str
) -> None:
    makers.make_stop()
    headers = {"If-None-Match": had.format(client.get(STOP).headers["ETag"])}

    assert [client.get(STOP, headers=headers).status_code for _ in range(2)] == [304, 304]


def test_page_is_drawn_anew_when_its_topic_changes(client: Browser) -> None:
    stop = makers.make_stop()
    client.get(STOP)
    with transaction() as writing:
        writing.merge(stop).title = {"fr": "Une autre étape"}
        versions.bump("stop:oujda-2025")
    versions.forget_all()

    assert "Une autre étape" in client.get(STOP).text


@pytest.mark.parametrize("etag", [False, True])
def test_application_is_asked_once_when_a_minute_has_passed(
    client: Browser, queries: Any, etag: bool
) -> None:
    makers.make_stop()
    headers = {"If-None-Match": client.get(STOP).headers["ETag"]} if etag else {}
    with travel(now() + timedelta(minutes=1), tick=False), queries() as seen:
        client.get(STOP, headers=headers)
        asked = len(seen)
        client.get(STOP, headers=headers)

    assert (asked > 0, len(seen)) == (True, asked)


@pytest.mark.parametrize(
    ("path", "asked", "headers", "remembered"),
    [
        ("/fr/stops/oujda-2025", {}, [], True),
        ("/stops/oujda-2025", {}, [], False),
        ("/stops/oujda-2025/agenda.ics", {ASKED: True}, [], True),
        ("/fr/stops/oujda-2025", {}, [("Set-Cookie", "lang=fr")], False),
    ],
)
def test_answer_is_remembered_when_its_address_alone_decides(
    path: str, asked: dict[str, Any], headers: list[tuple[str, str]], remembered: bool
) -> None:
    assert is_for_all({"PATH_INFO": path, **asked}, headers) is remembered


def test_page_of_a_visitor_is_never_remembered(app: Flask, client: Browser) -> None:
    makers.make_stop()
    client.get(f"{STOP}/register")

    assert len(memory_of(app).answers.things) == 0
