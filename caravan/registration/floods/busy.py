"""The short answer in the thick of a flood."""

from flask import current_app, render_template, request
from flask.typing import ResponseReturnValue


def page() -> ResponseReturnValue:
    """Come again in a minute: the same for everybody, so it is drawn once for each address."""
    short: dict[str, str] = current_app.extensions.setdefault("caravan.busy", {})
    if request.path not in short:
        short[request.path] = render_template("registration/floods/busy.html")
    return short[request.path], 429, {"Retry-After": "60"}
