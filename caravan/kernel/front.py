"""The door before the application: a kept page leaves at once, everything else goes through.

What all visitors share needs neither session nor guard, so it is answered without them. The whole
answer with its headers is remembered when the application has given it once; it is given again
while the versions that it was drawn for are known to stand (kernel/versions.py).
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from flask import Flask

from caravan.kernel.headers import Headers
from caravan.kernel.i18n import ASKED, LANGUAGES
from caravan.kernel.pages import KEPT, Answer, Kept, memory_of, minute
from caravan.kernel.versions import find_fresh

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

Address = tuple[str, str]  # path and query
_LOCKED = "kiosk="  # a browser that a room leads back to its kiosk, whatever it asks for
_OF_THE_BODY = {"content-length", "content-type"}  # what a 304 does not repeat


def open_front(app: Flask) -> None:
    """Put the door before `app`, outside of all that is there already."""
    app.wsgi_app = Front(app, app.wsgi_app)  # type: ignore[method-assign]  # as Flask says to wrap


class Front:
    """Answers a GET from memory where the page is there and stands; else asks the application."""

    def __init__(self, app: Flask, inner: "WSGIApplication") -> None:
        self.app, self.inner = app, inner
        self.database = app.config["SQLALCHEMY_DATABASE_URI"]

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] != "GET" or _LOCKED in environ.get("HTTP_COOKIE", ""):
            return self.inner(environ, start_response)
        address = (environ["PATH_INFO"], environ.get("QUERY_STRING", ""))
        known = memory_of(self.app).answers.find(address)
        if known is None or not self._stands(known.page):
            return self._ask(address, environ, start_response)
        had = environ.get("HTTP_IF_NONE_MATCH", "")
        if f'"{known.page.etag}"' in had or had.strip() == "*":
            start_response("304 NOT MODIFIED", list(known.brief))
            return []
        start_response("200 OK", list(known.headers))
        return [known.page.body]

    def _stands(self, page: Kept) -> bool:
        """Whether nothing the page says has changed, as far as is known without asking."""
        if page.minute is not None and page.minute != minute():
            return False
        seen = (find_fresh(self.database, topic, page.within) for topic in page.topics)
        return all(new == old for new, old in zip(seen, page.versions, strict=True))

    def _ask(
        self, address: Address, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """Let the application answer, and remember the answer if everybody may have it."""

        def note(status: str, headers: Headers, *rest: Any) -> Any:
            if KEPT in environ and is_for_all(environ, headers):
                self._remember(address, environ[KEPT], status, headers)
            return start_response(status, headers, *rest)

        return self.inner(environ, note)

    def _remember(self, address: Address, page: Kept, status: str, headers: Headers) -> None:
        answers = memory_of(self.app).answers
        before = answers.find(address)
        if status.startswith("200"):
            brief = [(name, value) for name, value in headers if name.lower() not in _OF_THE_BODY]
            answers.put(address, Answer(page, headers, brief))
        elif before and before.page.etag == page.etag:  # drawn anew, and the same again
            answers.put(address, Answer(page, before.headers, before.brief))


def is_for_all(environ: "WSGIEnvironment", headers: Headers) -> bool:
    """Whether the address alone decides: it names its language, and no cookie is set."""
    names_language = environ["PATH_INFO"][1:].partition("/")[0] in LANGUAGES or ASKED in environ
    return names_language and all(name.lower() != "set-cookie" for name, _ in headers)
