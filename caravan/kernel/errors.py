"""One way from a refusal or a fault to a page: plain words, and a number for what is our fault."""

import logging
import secrets
import traceback
from collections.abc import Mapping
from typing import Any

from flask import Flask, g, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from caravan.kernel.api.problems import is_for_program, problem
from caravan.kernel.csrf import ForgedForm
from caravan.kernel.i18n import redirect_to_language
from caravan.kernel.refusal import Refusal
from caravan.kernel.texts import gettext as _
from caravan.kernel.texts import lazy_gettext as _l

log = logging.getLogger("caravan")
_PAGES = {404: "errors/404.html", 429: "errors/429.html"}
_TYPED = _l("Go back with your browser: what you typed is still there.")
_WHY: Mapping[int, tuple[Any, Any, Any]] = {
    400: (
        _l("What you sent did not arrive whole"),
        _l("Nothing was saved."),
        _l("Reload the page and send it again; the reception desk can also help you."),
    ),
    405: (
        _l("Nothing opens at this address alone"),
        _l("It takes what a form sends, and nothing was changed."),
        _l("Begin again from the page of your stop."),
    ),
    408: (
        _l("Sending took too long"),
        _l("The connection was too slow or broke off. Perhaps nothing was saved."),
        _l("Send it once more: what arrives twice is kept once."),
    ),
    413: (
        _l("What you sent is too large"),
        _l("Nothing was saved."),
        _l("Make the text shorter, or send it in parts. A file may be too large as well."),
    ),
    414: (
        _l("This address is too long"),
        _l("It may have been copied with something added."),
        _l("Scan the poster again, or choose your stop from the list."),
    ),
}
"""What a refusal of the server itself means: what happened, what became of it, what to do."""
_OF_FORMS = (400, 408, 413)


def open_errors(app: Flask) -> None:
    """Answer Refusals, HTTP errors and faults of `app` with pages (with data under /api/)."""
    app.register_error_handler(Refusal, _refused)
    app.register_error_handler(ForgedForm, _form_too_old)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _fault)


def explain(refusal: Refusal) -> str:
    """The refusal's sentence in the language of the page."""
    return str(_(refusal.message, **refusal.params))


def _refused(refusal: Refusal) -> ResponseReturnValue:
    if is_for_program():
        return problem(refusal.status, explain(refusal))
    if refusal.status == 404:
        return _answer("errors/404.html", 404, message=explain(refusal))
    return _answer("errors/refusal.html", refusal.status, message=explain(refusal))


def _form_too_old(refusal: ForgedForm) -> ResponseReturnValue:
    return _answer("errors/csrf.html", refusal.status, message=explain(refusal))


def _http(error: HTTPException) -> ResponseReturnValue:
    if error.response is not None:  # a redirect of the router's own, such as a missing slash
        return error.get_response()
    status = error.code or 500
    if is_for_program():
        return problem(status, allowed=getattr(error, "valid_methods", None) or ())
    if status == 404 and (elsewhere := redirect_to_language()) is not None:
        return elsewhere
    if status in _WHY:
        title, message, advice = map(str, _WHY[status])
        typed = str(_TYPED) if status in _OF_FORMS else ""
        told = {"title": title, "advice": f"{typed} {advice}".strip()}
        return _answer("errors/refusal.html", status, message=message, **told)
    page = _PAGES.get(status, "errors/refusal.html")
    return _answer(page, status, message=_("This request cannot be answered."))


def _fault(error: Exception) -> ResponseReturnValue:
    """A fault of ours: logged with a number, without what the visitor typed."""
    reference = secrets.token_hex(4).upper()
    log.error("fault %s at %s\n%s", reference, request.url_rule, trace(error))
    if is_for_program():
        return problem(500, reference=reference)
    return _answer("errors/500.html", 500, reference=reference, message="")


def trace(error: BaseException) -> str:
    """Where and by which kinds of errors; their messages may repeat what the visitor typed."""
    below = error.__cause__ or error.__context__
    lines = [*traceback.format_tb(error.__traceback__), type(error).__qualname__]
    return "".join([f"{trace(below)}\n" if below else "", *lines])


def _answer(page: str, status: int, message: str, **told: str) -> ResponseReturnValue:
    g.setdefault("lang", "ar")
    return render_template(page, message=message, **told), status
