"""Streams of the hall: told at once what changed, kept from strangers, room given back."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import time_machine
from flask import Flask

from caravan.kernel import clock, versions
from caravan.kernel.db import transaction
from caravan.kernel.turns import Room
from caravan.tour.models import Stop
from caravan.voice import queries as voice
from caravan.voice.screen import actions
from caravan.voice.screen.views import stream
from tests import makers
from tests.conftest import Browser

STATE = "/ar/stops/oujda-2025/screen/state"
DESK = "/ar/staff/stops/oujda-2025"
CHANGED, BEAT = b"retry: 500\ndata: changed\n\n", b"event: beat\ndata:\n\n"


@pytest.fixture
def stop(app: Flask) -> Stop:
    return makers.make_stop()


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "BEAT", 0.3)
    monkeypatch.setattr(stream, "LIFE", 1.0)


@pytest.fixture
def news(app: Flask, stop: Stop) -> Iterator[stream.News]:
    with time_machine.travel(clock.now(), tick=False):  # the minute is news too
        yield stream.News(app, stop.key)


def bump(stop: Stop) -> None:
    with transaction():
        versions.bump(voice.topic(stop.key))


def test_stream_tells_of_a_change_and_beats_between(news: stream.News, stop: Stop) -> None:
    assert [next(news), next(news)] == [CHANGED, BEAT]
    bump(stop)
    assert next(news) == CHANGED


def test_stream_ends_so_that_the_browser_is_asked_anew(news: stream.News) -> None:
    assert next(news) == CHANGED
    assert set(news) == {BEAT}
    assert list(news) == []


def test_stream_of_a_screen_is_opened_by_its_token(client: Browser, stop: Stop) -> None:
    token = actions.open_screen(stop).token
    with client.get(f"{STATE}?token={token}&stream=1", buffered=False) as answer:
        kinds = answer.mimetype, answer.headers["X-Accel-Buffering"], answer.cache_control.no_store
        assert (answer.status_code, *kinds) == (200, "text/event-stream", "no", True)
        assert next(answer.iter_encoded()) == CHANGED
    assert client.get(f"{STATE}?token=wrong&stream=1").status_code == 404


@pytest.mark.parametrize("page", ["questions/lanes", "backstage/state"])
def test_stream_of_a_desk_is_for_moderators(
    as_staff: Callable[..., Any], client: Browser, stop: Stop, page: str
) -> None:
    with as_staff("moderator").get(f"{DESK}/{page}?stream=1", buffered=False) as answer:
        assert answer.mimetype == "text/event-stream"
    assert as_staff("gate").get(f"{DESK}/{page}?stream=1").status_code == 403
    assert client.get(f"{DESK}/{page}?stream=1").status_code == 302


def test_who_finds_no_room_asks_instead(
    client: Browser, stop: Stop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream, "_room", Room(1))
    address = f"{STATE}?token={actions.open_screen(stop).token}&stream=1"
    with client.get(address, buffered=False) as first:
        assert (first.status_code, client.get(address).status_code) == (200, 204)
    with client.get(address, buffered=False) as again:
        assert again.status_code == 200
