"""The headers of every answer: content policy, no framing, no sniffing, no referrer for others.

They are the same for all, so they are made once and put on as an answer leaves, whoever gave it:
a page, a refusal, a fault, a file, a redirect of the router's own.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from flask import Flask, Response, request

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

Headers = list[tuple[str, str]]

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data: blob:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "media-src": "'self' blob:",
    "worker-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
_FOR_ALL = [
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "same-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(self), microphone=(), geolocation=()"),
]
_HTTPS = ("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
_SAME_ORIGIN = ("Cross-Origin-Resource-Policy", "same-origin")
_ANY_ORIGIN = [
    ("Access-Control-Allow-Origin", "*"),
    ("Cross-Origin-Resource-Policy", "cross-origin"),
]
_SHARED = "caravan.shared"  # likewise, that pages of other sites may read it
_WASM = "caravan.wasm"  # where a request's environment says that its answer may run WebAssembly


def allow_wasm() -> None:
    """Let this one answer run WebAssembly: the code reader of the gate needs it."""
    request.environ[_WASM] = True


def allow_other_sites() -> None:
    """Let pages of other sites read this one answer: it is public, and the same for everybody."""
    request.environ[_SHARED] = True


def open_headers(app: Flask, *, secure: bool) -> None:
    """Put the headers on each answer of `app`; HSTS only where visitors come by https."""
    app.after_request(_stay_on_this_host)
    dressed = _Dressed(app.wsgi_app, [*_FOR_ALL, _HTTPS] if secure else _FOR_ALL)
    app.wsgi_app = dressed  # type: ignore[method-assign]  # as Flask says to wrap


class _Dressed:
    """The application, with the headers on whatever it answers."""

    def __init__(self, inner: "WSGIApplication", headers: Headers) -> None:
        self.inner = inner
        policy = ("Content-Security-Policy", _written(POLICY))
        self.plain = [policy, _SAME_ORIGIN, *headers]
        self.shared = [policy, *_ANY_ORIGIN, *headers]
        script = POLICY["script-src"] + " 'wasm-unsafe-eval'"
        with_wasm = _written({**POLICY, "script-src": script})
        self.wasm = [("Content-Security-Policy", with_wasm), _SAME_ORIGIN, *headers]

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        def dress(status: str, headers: Headers, *rest: Any) -> Any:
            headers += self._for(environ)
            if not any(name.lower() == "cache-control" for name, _ in headers):
                headers.append(("Cache-Control", "no-store"))
            return start_response(status, headers, *rest)

        return self.inner(environ, dress)

    def _for(self, environ: "WSGIEnvironment") -> Headers:
        if _WASM in environ:
            return self.wasm
        return self.shared if _SHARED in environ else self.plain


def _stay_on_this_host(answer: Response) -> Response:
    """Shorten the router's own redirect for a missing slash, which repeats the Host that was sent.

    (And with http, where a web server in front speaks https.)
    """
    place = answer.location
    if place and place[0] != "/" and place.startswith(request.host_url):
        answer.location = "/" + place.removeprefix(request.host_url).lstrip("/")
    return answer


def _written(rules: dict[str, str]) -> str:
    return "; ".join(f"{name} {value}" for name, value in rules.items())
