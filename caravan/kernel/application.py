"""Flask, less what no page of ours needs: together a sixth of the time of a short answer."""

from collections.abc import Callable, MutableMapping
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
from flask import Flask, Request, Response
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface, SessionMixin
from flask.templating import Environment
from jinja2 import FileSystemBytecodeCache
from werkzeug.routing import Rule

from caravan.kernel.assets import keep_seconds


class PlainEnvironment(Environment):
    """Jinja's environment, whose templates share one plain dictionary of what all of them know.

    Jinja would put a view over it for each template, and every page, and every import of a page,
    would walk through that view name by name.
    """

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The shared globals themselves, where a template is asked for without names of its own."""
        return super().make_globals(d) if d else self.globals


class RareSessions(SecureCookieSessionInterface):
    """Flask's signed session, opened only where a browser has one: to be told a thing once.

    Who is signed in, and which form is whose, is in cookies of our own (kernel/cookies.py).
    """

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """The session of the browser's cookie, or an empty one."""
        if app.config["SESSION_COOKIE_NAME"] in request.cookies:
            return super().open_session(app, request)
        return self.session_class()

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Keep a session that was used; what was not even looked at needs no keeping."""
        if session.accessed or session.modified:
            super().save_session(app, session, response)


class LateRule(Rule):
    """A route whose addresses are made by code that is only written once one is asked for.

    Written for all of them beforehand, twice each, it would be a tenth of the time of a start.
    """

    def _compile_builder(self, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
        write = cache(super()._compile_builder)

        def build(rule: Rule, /, **values: Any) -> tuple[str, str]:
            return write(append_unknown)(rule, **values)

        return build


class Application(Flask):
    """A Flask application whose views and hooks are plain functions, none of them async."""

    jinja_environment = PlainEnvironment
    session_interface = RareSessions()
    url_rule_class = LateRule

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """The function itself: Flask would look at each of them anew, a dozen times a request."""
        return func

    def get_send_file_max_age(self, filename: str | None) -> int | None:
        """How long browsers may keep a file of ours, in seconds; None: not without asking."""
        return keep_seconds(filename)

    def keep_templates(self, folder: Path) -> None:
        """Keep what templates are turned into there: a first page is drawn in half the time."""
        folder.mkdir(mode=0o700, exist_ok=True)
        pattern = f"{jinja2.__version__}-%s"
        self.jinja_env.bytecode_cache = FileSystemBytecodeCache(str(folder), pattern)
