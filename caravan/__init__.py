"""Caravan: communication days of a police social-works foundation, from poster to kept promise."""

from functools import cache

from flask import Flask

from caravan import rooms
from caravan import settings as reading
from caravan.kernel import (
    assets,
    csrf,
    db,
    errors,
    forms,
    front,
    headers,
    i18n,
    limits,
    proxy,
    texts,
)
from caravan.kernel.application import Application

__all__ = ["application", "create_app"]


def create_app(settings: reading.Settings | None = None) -> Flask:
    """The WSGI application for `settings` (read from the environment when not given)."""
    settings = settings or reading.read()
    app = Application(__name__, template_folder="../templates", static_folder="../static")
    app.config.update(
        SETTINGS=settings,
        SECRET_KEY=settings.secret,
        SQLALCHEMY_DATABASE_URI=settings.database_url,
        SQLALCHEMY_ENGINE_OPTIONS=db.engine_options(settings.database_url, settings.threads),
        SESSION_COOKIE_NAME="__Host-caravan" if settings.secure else "caravan",
        SESSION_COOKIE_SECURE=settings.secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        MAX_CONTENT_LENGTH=256 * 1024,
        TESTING=settings.testing,
    )
    app.keep_templates(settings.data / "templates")
    db.open_database(app)
    i18n.open_languages(app)
    texts.open_texts(app)
    errors.open_errors(app)
    csrf.open_csrf(app)
    forms.open_forms(app)
    proxy.open_proxies(app, settings.trusted_proxies)
    headers.open_headers(app, secure=settings.secure)
    limits.open_limits(app, on=settings.rate_limits)
    assets.open_assets(app)
    rooms.open_rooms(app)
    front.open_front(app)
    return app


@cache
def application() -> Flask:
    """The one application of this process and of those that it forks (wsgi.py, caravan/serve.py).

    Raises BadSetting for a fault in the environment.
    """
    return create_app()
