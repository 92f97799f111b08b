"""Our own cookies: their names, how browsers are to keep them, and the visitor's mark."""

import re
import secrets
from typing import Any

from flask import Response as PageResponse
from flask import after_this_request, current_app, g, request
from werkzeug.wrappers import Response

STAFF = "staff"  # who signed in
KIOSK = "kiosk"  # the stop whose kiosk a shared browser is locked to
VISITOR = "visitor"  # one browser, from its first form on until it is closed

_MARK = re.compile(r"[A-Za-z0-9_-]{22}")


def cookie_name(what: str) -> str:
    """The name of a cookie of ours; over https it binds the cookie to this very host."""
    secure = current_app.config["SETTINGS"].secure
    return f"__Host-caravan-{what}" if secure else f"caravan_{what}"


def read(what: str) -> str:
    """What this request's browser kept under `what`; "" where it kept nothing."""
    return request.cookies.get(cookie_name(what), "")


def put(answer: Response, what: str, value: str) -> None:
    """Let the browser keep `value` until it is closed: no script reads it, no other site sends it.

    (A link on another site does come with it, a form there does not: SameSite=Lax.)
    """
    answer.set_cookie(cookie_name(what), value, **_how())


def drop(answer: Response, what: str) -> None:
    """Let the browser forget what it kept; it does so only when asked in the way of `put`."""
    answer.delete_cookie(cookie_name(what), **_how())


def _how() -> dict[str, Any]:
    secure = current_app.config["SETTINGS"].secure
    return {"secure": secure, "httponly": True, "samesite": "Lax", "path": "/"}


def visitor() -> str:
    """The mark of this request's browser, "" where it has none that we could have given."""
    mark = read(VISITOR)
    return mark if _MARK.fullmatch(mark) else ""


def known_visitor() -> str:
    """The mark of this request's browser: 128 random bits, given with this answer if need be."""
    mark: str = visitor() or g.get("new_visitor", "")
    if not mark:
        mark = g.new_visitor = secrets.token_urlsafe(16)
        after_this_request(_give_mark)
    return mark


def _give_mark(answer: PageResponse) -> PageResponse:
    put(answer, VISITOR, g.new_visitor)
    return answer
