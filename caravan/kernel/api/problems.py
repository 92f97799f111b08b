"""Refusals and faults for programs, as application/problem+json (RFC 9457)."""

from collections.abc import Iterable
from http import HTTPStatus

import msgspec
from flask import Response, request

from caravan.kernel.i18n import lang

ROOT = "/api/"
MIMETYPE = "application/problem+json"
_WAIT = "60"
"""After how many seconds one may ask again: all our limits count by the minute."""


class Problem(msgspec.Struct, frozen=True, omit_defaults=True):
    """A refusal or fault, as RFC 9457 writes it; without `type` the title is the status's own.

    `detail` is for people, in their language; `reference` finds a fault of ours in the log.
    """

    title: str
    status: int
    type: str = "about:blank"
    detail: str = ""
    reference: str = ""


def is_for_program() -> bool:
    """Whether this request is answered with data, and so its refusal too."""
    return request.path.startswith(ROOT)


def problem(
    status: int, detail: str = "", *, reference: str = "", allowed: Iterable[str] = ()
) -> Response:
    """The answer; `allowed` are the methods that the address takes, where that is the trouble."""
    told = Problem(HTTPStatus(status).phrase, status, detail=detail, reference=reference)
    answer = Response(msgspec.json.encode(told), status, mimetype=MIMETYPE)
    answer.content_language.add(lang())
    answer.allow.update(allowed)
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        answer.headers["Retry-After"] = _WAIT
    return answer
