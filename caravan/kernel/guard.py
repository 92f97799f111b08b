"""Who may: the mark that every route wears, and the one place that enforces it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from flask import Flask, current_app, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import Forbidden

from caravan.kernel import csrf, purposes
from caravan.kernel.api.problems import is_for_program
from caravan.kernel.refusal import NotAllowed, NotFound

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
View = Callable[..., Any]


class Actor(Protocol):
    """The signed-in person, as far as the kernel needs to know."""

    @property
    def id(self) -> int: ...
    @property
    def name(self) -> str: ...
    def may(self, right: str, stop_key: str | None = None) -> bool:
        """Whether the person has `right` for that stop; without one, for any stop at all."""

    def may_everywhere(self, right: str) -> bool:
        """Whether the person has `right` for all stops, those to come included."""


@dataclass(frozen=True)
class Mark:
    """What a route asks of a visitor: kind is public, holder, staff or device.

    `everywhere`: the right must be held for all stops, not for one.
    """

    kind: str
    right: str = ""
    everywhere: bool = False


def public(view: View) -> View:
    """Open to everybody."""
    return _marked(view, Mark("public"))


def holder(view: View) -> View:
    """Open to whoever holds the ticket or follow-up code in the address or form."""
    return _marked(view, Mark("holder"))


def device(view: View) -> View:
    """Open to an enrolled gate device."""
    return _marked(view, Mark("device"))


def staff(right: str, *, everywhere: bool = False) -> Callable[[View], View]:
    """Open to signed-in staff with `right` for the stop named `key` in the address.

    With `everywhere` only to those who have it for all stops: for what belongs to none of them.
    """
    return lambda view: _marked(view, Mark("staff", right, everywhere))


def _marked(view: View, mark: Mark) -> View:
    if hasattr(view, "mark"):
        raise TypeError(f"{view.__qualname__} wears two marks")
    vars(view)["mark"] = mark
    return view


def takes_file(most_bytes: int) -> Callable[[View], View]:
    """Let signed-in staff send so many bytes to a view; all others send what fits a form.

    Wears beside the mark, not instead of it.
    """

    def allow(view: View) -> View:
        vars(view)["most_bytes"] = most_bytes
        return view

    return allow


def at_kiosk(view: View) -> View:
    """Let a browser that is locked to the kiosk of a stop open this page of the stop as well.

    Wears beside the mark, not instead of it.
    """
    vars(view)["is_at_kiosk"] = True
    return view


def open_guard(app: Flask, find_actor: Callable[[], Actor | None]) -> None:
    """Check the mark of each request's route before its view runs; no mark, no view."""
    vars(app.view_functions["static"])["mark"] = Mark("public")
    app.extensions["caravan.find_actor"] = find_actor
    app.before_request(_enforce)
    app.context_processor(lambda: {"actor": g.get("actor")})


def actor() -> Actor:
    """The signed-in person of this request; refused when nobody is."""
    found: Actor | None = g.get("actor")
    if found is None:
        raise NotAllowed
    return found


def signed_in() -> int | None:
    """Who of the staff is signed in on this browser, on a page for others: the id, or None."""
    found: Actor | None = current_app.extensions["caravan.find_actor"]()
    return found.id if found else None


def _enforce() -> ResponseReturnValue | None:
    view = current_app.view_functions.get(request.endpoint or "")
    if view is None:
        return None  # routing found nothing: the 404 page follows
    mark: Mark | None = getattr(view, "mark", None)
    if mark is None:
        raise RuntimeError(f"{request.endpoint} wears no mark")
    if "\0" in request.path or any("\0" in value for value in request.args.values()):
        raise NotFound  # PostgreSQL refuses such a text as a fault; there is no such page
    purposes.refuse_unlinked(view)
    if request.method not in SAFE:
        _refuse_other_sites()
        _allow_file(view)
        csrf.refuse_forged(view)
    if mark.kind == "staff":
        return _enforce_staff(mark)
    if mark.kind == "device":
        raise NotFound  # no device is enrolled yet
    return None


def _allow_file(view: View) -> None:
    """Before anything of the form is read: afterwards it would be too late."""
    most = getattr(view, "most_bytes", 0)
    if most and current_app.extensions["caravan.find_actor"]() is not None:
        request.max_content_length = most


def _enforce_staff(mark: Mark) -> ResponseReturnValue | None:
    g.actor = current_app.extensions["caravan.find_actor"]()
    if g.actor is None:
        if request.method not in SAFE or is_for_program():
            raise NotAllowed
        return redirect(url_for("accounts.sign_in", next=request.full_path.removesuffix("?")))
    key = (request.view_args or {}).get("key")
    who = g.actor
    if not (who.may_everywhere(mark.right) if mark.everywhere else who.may(mark.right, key)):
        raise NotAllowed
    return None


def _refuse_other_sites() -> None:
    """Forms are only taken from our own pages, whether or not they carry a token.

    Browsers say where a form comes from in Sec-Fetch-Site (or, older ones, in Origin); what says
    nothing is a program, which has no visitor's cookies to misuse.
    """
    site = request.headers.get("Sec-Fetch-Site")
    origin = request.headers.get("Origin")
    if site and site not in ("same-origin", "none"):
        raise Forbidden
    if not site and origin and origin.split("://")[-1] != request.host:
        raise Forbidden
