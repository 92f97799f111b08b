"""Addresses of style sheets, scripts and pictures, with a mark that changes when they change."""

import hashlib
from functools import cache
from pathlib import Path

from flask import Flask, current_app, url_for

from caravan.kernel.codes import grouped


def open_assets(app: Flask) -> None:
    """Give templates `asset(...)` and the filter `grouped`."""
    app.jinja_env.globals.update(asset=asset)
    app.jinja_env.filters.update(grouped=grouped)


def asset(name: str) -> str:
    """The address of static/`name`; browsers may keep it for as long as the mark is the same."""
    return url_for("static", filename=name, v=_mark(Path(current_app.static_folder or ""), name))


@cache
def _mark(folder: Path, name: str) -> str:
    file = folder / name
    return hashlib.sha256(file.read_bytes()).hexdigest()[:10] if file.is_file() else "0"
