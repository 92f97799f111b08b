"""Answers for pages that look for news several times a second, or are told by a stream."""

import hashlib
from collections.abc import Callable

from flask import make_response, request
from werkzeug.wrappers import Response

from caravan.kernel import csrf, pages, versions
from caravan.kernel.db import read_anew
from caravan.kernel.i18n import lang
from caravan.voice.screen import queries
from caravan.voice.screen.views.stream import stream

STREAM = "stream"
"""The part of an address that asks for the stream beside the page itself."""


def kept(key: str, draw: Callable[[], str]) -> Response:
    """The page of a hall without any visitor's token, from memory while nothing has changed."""
    if STREAM in request.args:
        return stream(key)
    answer = pages.kept(
        queries.topics(key), draw, timed=True, args=("token",), within=queries.WITHIN
    )
    answer.cache_control.public = False
    answer.cache_control.private = True  # the address holds a token: no proxy keeps the page
    answer.cache_control.max_age = 0
    return answer


def own(key: str, draw: Callable[[], str], also: object = None) -> Response:
    """A part of one visitor's page; 304 without a look at a row while nothing has changed.

    After a new sign-in it counts as changed: the tokens in its forms are others. `also` is what
    else it depends on.
    """
    if STREAM in request.args:
        return stream(key)
    seen = [versions.version_of(topic, queries.WITHIN) for topic in queries.topics(key)]
    text = repr((lang(), request.full_path, pages.minute(), seen, csrf.token(), also))
    mark = hashlib.sha256(text.encode()).hexdigest()[:20]
    same = request.if_none_match.contains(mark)
    with read_anew():  # never older than its mark
        answer = make_response(("", 304) if same else draw())
    answer.set_etag(mark)
    answer.cache_control.no_cache = True
    answer.cache_control.private = True
    return answer
