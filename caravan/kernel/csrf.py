"""Tokens against forged forms, bound to the visitor's session."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

from flask import Flask
from flask_wtf import CSRFProtect

View = TypeVar("View", bound=Callable[..., Any])

_protect = CSRFProtect()


def open_csrf(app: Flask) -> None:
    """Ask every post to `app` for the token of the visitor's session."""
    _protect.init_app(app)


def same_for_all(view: View) -> View:
    """Mark a view whose page is the same for everybody and so carries no token.

    The guard still takes its posts from our own pages only.
    """
    return cast("View", _protect.exempt(view))
