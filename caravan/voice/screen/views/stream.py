"""Streams: a page of the hall is told at once that something changed, and then asks what.

Server-sent events (WHATWG HTML, section 9.2), in the thread that answers; docs/hall-screen.md says
how many there can be, and what pages do without one.
"""

import time
from collections.abc import Iterator

from flask import Flask, Response, current_app
from sqlalchemy.exc import SQLAlchemyError

from caravan.kernel import pages, versions
from caravan.kernel.turns import Room
from caravan.voice.screen import queries

LIFE = 30.0  # seconds; the browser opens the next one, and is asked anew whether it may
BEAT = 4.0  # seconds between two words, so that whoever hears nothing knows that it is lost
_room = Room()


def stream(key: str) -> Response:
    """A stream on the pages of the hall of the stop `key`; 204 where there is no room for it.

    A browser that is answered 204 comes no more and goes on asking.
    """
    if not _room.enter():
        return Response(status=204)
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001 - as Flask says to hand an application on
    answer = Response(News(app, key), mimetype="text/event-stream")
    answer.headers["X-Accel-Buffering"] = "no"  # a web server in front hands each word on
    answer.cache_control.no_store = True
    return answer


class News(Iterator[bytes]):
    """One word each time that a counter of the hall or the minute has changed, and a beat."""

    def __init__(self, app: Flask, key: str) -> None:
        self.app, self.topics = app, queries.topics(key)
        self.ends = time.monotonic() + LIFE
        self.told: tuple[int, ...] = ()
        self.is_open = True

    def __next__(self) -> bytes:
        silent = time.monotonic() + BEAT
        while time.monotonic() < min(silent, self.ends):
            seen = self._seen()
            if seen != self.told:
                self.told = seen
                return b"retry: 500\ndata: changed\n\n"
            time.sleep(queries.WITHIN)
        if time.monotonic() >= self.ends:
            raise StopIteration
        return b"event: beat\ndata:\n\n"

    def _seen(self) -> tuple[int, ...]:
        """What a picture depends on; while the database is away, nothing changes."""
        try:
            with self.app.app_context():
                found = (versions.version_of(one, queries.WITHIN) for one in self.topics)
                return (*found, pages.minute())
        except SQLAlchemyError:
            return self.told

    def close(self) -> None:
        """The server calls it at the end, and when the browser is gone."""
        if self.is_open:
            self.is_open = False
            _room.leave()
