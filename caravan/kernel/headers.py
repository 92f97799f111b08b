"""The headers of every answer: content policy, no framing, no sniffing, no referrer for others."""

from flask import Flask, Response, g, request

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


def allow_wasm() -> None:
    """Let this one answer run WebAssembly: the code reader of the gate needs it."""
    g.allow_wasm = True


def allow_other_sites() -> None:
    """Let pages of other sites read this one answer: it is public, and the same for everybody."""
    g.allow_other_sites = True


def open_headers(app: Flask, *, secure: bool) -> None:
    """Put the headers on each answer of `app`; HSTS only where visitors come by https."""

    @app.after_request
    def protect(response: Response) -> Response:
        response.headers["Content-Security-Policy"] = _policy()
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["X-Frame-Options"] = "DENY"
        response.headers["Referrer-Policy"] = "same-origin"
        response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
        response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        if g.get("allow_other_sites"):
            response.headers["Access-Control-Allow-Origin"] = "*"
            response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        response.headers["Permissions-Policy"] = "camera=(self), microphone=(), geolocation=()"
        if secure:
            response.headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
        if (response.location or "").startswith(request.host_url):
            # the router's own, for a missing slash: it repeats the Host that was sent, with http
            response.location = "/" + response.location.removeprefix(request.host_url).lstrip("/")
        if "Cache-Control" not in response.headers:
            is_file = request.endpoint == "static"
            response.headers["Cache-Control"] = "public, max-age=86400" if is_file else "no-store"
        return response


def _policy() -> str:
    return _WITH_WASM if g.get("allow_wasm") else _PLAIN


def _written(rules: dict[str, str]) -> str:
    return "; ".join(f"{name} {value}" for name, value in rules.items())


_PLAIN = _written(POLICY)
_WITH_WASM = _written({**POLICY, "script-src": POLICY["script-src"] + " 'wasm-unsafe-eval'"})
