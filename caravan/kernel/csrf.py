"""Tokens against forged forms, bound to one browser and to who is signed in there.

A token is a seal of two cookies: the visitor's mark and that of the sign-in. Nothing is kept of it
here, and who can neither read a page nor knows our secret cannot make it (docs/decisions, 7).
"""

import hmac
from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, g, request

from caravan.kernel import cookies
from caravan.kernel.refusal import Refusal
from caravan.kernel.seal import seal

View = TypeVar("View", bound=Callable[..., Any])

FIELD = "csrf_token"


class ForgedForm(Refusal):
    """A form without the token of its browser: forged, or open since before a sign-in."""

    message = "The page stayed open too long"
    status = 400


def open_csrf(app: Flask) -> None:
    """Let the templates of `app` write the token; the guard asks every post for it."""
    app.jinja_env.globals.update(csrf_token=token)


def same_for_all(view: View) -> View:
    """Mark a view whose page is the same for everybody and so carries no token.

    The guard still takes its posts from our own pages only.
    """
    vars(view)["same_for_all"] = True
    return view


def token() -> str:
    """The token of this request's browser; one without a mark is given one with the answer."""
    if "csrf_token" not in g:
        g.csrf_token = _seal(cookies.known_visitor())
    made: str = g.csrf_token
    return made


def refuse_forged(view: Callable[..., Any]) -> None:
    """Refuse this post unless it carries its browser's token, or `view` is the same for all."""
    if getattr(view, "same_for_all", False):
        return
    if not (visitor := cookies.visitor()):
        raise ForgedForm
    right = _seal(visitor)
    if not hmac.compare_digest(request.form.get(FIELD, "").encode(), right.encode()):
        raise ForgedForm
    g.csrf_token = right  # for the forms of the page that answers


def _seal(visitor: str) -> str:
    return seal("csrf", visitor, cookies.read(cookies.STAFF))
