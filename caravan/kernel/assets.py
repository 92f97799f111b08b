"""Addresses of style sheets, scripts and pictures, with a mark that changes when they change.

What is asked for by its mark, browsers keep for a year; fonts, which style sheets name without one,
for a week. Everything else they ask for anew, and are told that nothing changed.
"""

import hashlib
from functools import cache
from pathlib import Path

from flask import Flask, current_app, request, url_for

from caravan.kernel.codes import grouped

_WEEK = 7 * 24 * 3600
_YEAR = 365 * 24 * 3600


def open_assets(app: Flask) -> None:
    """Give templates `asset(...)` and the filter `grouped`."""
    app.jinja_env.globals.update(asset=asset)
    app.jinja_env.filters.update(grouped=grouped)


def asset(name: str) -> str:
    """The address of static/`name`; browsers may keep it for as long as the mark is the same."""
    return url_for("static", filename=name, v=_mark(Path(current_app.static_folder or ""), name))


def keep_seconds(name: str | None) -> int | None:
    """How many seconds browsers may keep the file static/`name`; None: not without asking."""
    if name is None:
        return None
    mark = request.args.get("v")
    if mark and mark == _mark(Path(current_app.static_folder or ""), name):
        return _YEAR
    return _WEEK if name.endswith(".woff2") else None


@cache
def _mark(folder: Path, name: str) -> str:
    file = folder / name
    return hashlib.sha256(file.read_bytes()).hexdigest()[:10] if file.is_file() else "0"
