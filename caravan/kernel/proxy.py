"""Behind web servers of our own: from which address a request really came."""

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix


def open_proxies(app: Flask, trusted: int) -> None:
    """Believe the last `trusted` entries of X-Forwarded-For, and nothing else that is forwarded.

    With 0 the header means nothing, whoever sends it. Host must come through unchanged; scheme
    and public address are what CARAVAN_URL says.
    """
    if trusted:
        believing = ProxyFix(app.wsgi_app, x_for=trusted, x_proto=0)
        app.wsgi_app = believing  # type: ignore[method-assign]  # as Flask says to wrap
