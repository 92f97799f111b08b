"""Public pages as bytes kept in memory, by address, language and version."""

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from flask import Flask, Response, current_app, g, request
from werkzeug.datastructures import ImmutableMultiDict

from caravan.kernel.clock import now
from caravan.kernel.db import read_anew
from caravan.kernel.versions import FRESH_SECONDS, version_of

KEPT = "caravan.kept"  # where a request's environment carries the page that answered it
_KEEP = 400
Thing = TypeVar("Thing")


class Shelf(Generic[Thing]):
    """The newest things of a process; old ones fall off the end."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.things: OrderedDict[Hashable, Thing] = OrderedDict()

    def find(self, key: Hashable) -> Thing | None:
        """What was put there under `key`, if it has not fallen off."""
        return self.things.get(key)

    def put(self, key: Hashable, thing: Thing) -> Thing:
        """Put `thing` there, in the place of what had the same key."""
        with self.lock:
            self.things[key] = thing
            while len(self.things) > _KEEP:
                self.things.popitem(last=False)
        return thing


@dataclass(frozen=True)
class Kept:
    """A page as it was drawn for these versions of its topics, in this minute where it is timed.

    It stands while the versions do, as they were seen `within` so many seconds.
    """

    topics: tuple[str, ...]
    versions: tuple[int, ...]
    minute: int | None
    within: float
    body: bytes
    etag: str


@dataclass(frozen=True)
class Answer:
    """A kept page with the headers that the application gave it, and those of its 304."""

    page: Kept
    headers: list[tuple[str, str]]
    brief: list[tuple[str, str]]


class Memory:
    """What a process keeps: pages by what they depend on, whole answers by address."""

    def __init__(self) -> None:
        self.pages: Shelf[Kept] = Shelf()
        self.answers: Shelf[Answer] = Shelf()


def kept(
    topics: tuple[str, ...],
    draw: Callable[[], str | bytes],
    *,
    mimetype: str = "text/html",
    timed: bool = False,
    args: tuple[str, ...] = (),
    within: float = FRESH_SECONDS,
) -> Response:
    """The answer to this GET: the page kept for these `topics`' versions, else `draw()` kept now.

    `draw` must depend on the path, the language, the named query `args` and the topics only: no
    visitor, no cookie, no form token. Of the query it sees nothing but `args`: what one visitor
    adds to an address must not stand in the links of all. `timed` pages also depend on the minute
    (what is on now). A change is seen `within` so many seconds, one at most. Answers 304 to a
    matching If-None-Match.
    """
    shelf = memory_of(current_app).pages
    moment = minute() if timed else None
    versions = tuple(version_of(topic, within) for topic in topics)
    asked = tuple(request.args.get(name) for name in args)
    key = (request.path, g.get("lang"), asked, versions, moment)
    named = zip(args, asked, strict=True)
    request.args = ImmutableMultiDict([(name, said) for name, said in named if said is not None])
    found = shelf.find(key)
    page = found or shelf.put(key, _drawn(draw, Kept(topics, versions, moment, within, b"", "")))
    g.public_page = True
    request.environ[KEPT] = page
    response = Response(page.body, mimetype=mimetype)
    response.set_etag(page.etag)
    response.cache_control.public = True
    response.cache_control.max_age = 5
    response.make_conditional(request)
    return response


def memory_of(app: Flask) -> Memory:
    """What `app` keeps in this process."""
    memory: Memory = app.extensions.setdefault("caravan.pages", Memory())
    return memory


def minute() -> int:
    """The number of this minute; a timed page lives as long."""
    return int(now().timestamp() // 60)


def _drawn(draw: Callable[[], str | bytes], empty: Kept) -> Kept:
    with read_anew():  # never older than the versions that it is kept for
        page = draw()
    body = page.encode() if isinstance(page, str) else page
    return replace(empty, body=body, etag=hashlib.sha256(body).hexdigest()[:20])
