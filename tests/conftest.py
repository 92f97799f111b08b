"""What every test may ask for: the program on both databases, a browser-like client, staff."""

import gc
import os
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, create_engine, event, text

from caravan import create_app
from caravan.accounts import actions as accounts
from caravan.accounts.queries import find_actor
from caravan.kernel import limits, versions
from caravan.kernel.cookies import STAFF, cookie_name
from caravan.kernel.db import Base, db
from caravan.settings import Settings
from tests import makers, pages
from tests.purposes import load_purposes
from tools import cluster

hypothesis.settings.register_profile("house", deadline=None)  # a busy machine is no fault
hypothesis.settings.load_profile("house")

# Sequences that gave a number since they were begun anew, as SQLite begins with every empty table.
_COUNTED = "SELECT sequencename FROM pg_sequences WHERE last_value IS NOT NULL"
LIGHT = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
LOCAL = ("127.", "::1", "localhost", "/")


class Browser(FlaskClient):
    """A client that fills forms as they stand on the page, hidden fields and token included."""

    def open(self, *args: Any, **kwargs: Any) -> Any:
        """Send one request; like a real one it starts with nothing kept from the one before."""
        with self.application.app_context():
            answer = super().open(*args, **kwargs)
        db.session.rollback()  # what the test reads next is what the request has left
        return answer

    def fill(self, address: str, fields: dict[str, Any], *, having: tuple[str, ...] = ()) -> Any:
        """Open `address`, fill its form that has `having` (by default the fields), send it."""
        page = pages.read(self.get(address, follow_redirects=True))
        form = page.form(*(having or tuple(fields)))
        return self.post(form.action or address, data={**form.fields, **fields})


gc.disable()  # what is collected stays: there is no garbage to look for yet


def pytest_collection_finish() -> None:
    """Leave what stays to the end, all tests and modules, out of every later search for garbage.

    It is looked for a hundred times more seldom: a test leaves little behind.
    """
    gc.freeze()
    gc.enable()
    gc.set_threshold(70_000, 10, 10)


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of an empty PostgreSQL database of this worker's own."""
    with cluster.postgres() as url:
        yield url


@pytest.fixture
def postgres_empty(postgres: str) -> Iterator[str]:
    """The address of a second database, without any table."""
    server = create_engine(postgres, isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(text("CREATE DATABASE empty"))
        yield server.url.set(database="empty").render_as_string(hide_password=False)
        connection.execute(text("DROP DATABASE empty WITH (FORCE)"))
    server.dispose()


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def program(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Flask]:
    """The application on one of the two databases, with every table."""
    data = tmp_path_factory.mktemp(request.param)
    url = f"sqlite:///{data / 'test.sqlite'}"
    if request.param == "postgresql":
        url = request.getfixturevalue("postgres")
    app = create_app(
        Settings(
            data=data,
            database_url=url,
            secret=b"only for tests, and long enough for it",
            public_url="http://localhost",
            rate_limits=False,
            testing=True,
        )
    )
    app.test_client_class = Browser
    app.keep_templates(tmp_path_factory.getbasetemp().parent / "templates")
    with app.app_context():
        db.create_all()
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture(scope="session")
def counting(program: Flask) -> Iterator[Flask]:
    """A second program on the same database, made with its limits on."""
    app = create_app(replace(program.config["SETTINGS"], rate_limits=True))
    limits.limiter.enabled = False  # all programs of a process share it: on again in `braked`
    app.test_client_class = Browser
    app.jinja_env.bytecode_cache = program.jinja_env.bytecode_cache
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture(autouse=True)
def passwords(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords cost next to nothing, save where a test asks for `real_passwords`."""
    if "real_passwords" not in request.fixturenames:
        monkeypatch.setattr(accounts, "_hasher", LIGHT)
        monkeypatch.setattr(accounts, "_NOBODY", accounts.hash_of_nobody())


@pytest.fixture
def real_passwords() -> None:
    """Passwords cost what they cost outside of tests."""


@pytest.fixture
def app(program: Flask) -> Iterator[Flask]:
    """The application, inside its context, on an empty database."""
    with program.app_context():
        load_purposes()
        yield program
        db.session.remove()
        _empty()
    _forget(program)


@pytest.fixture
def braked(app: Flask, counting: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[Flask]:
    """The program with its limits on, counting from nothing."""
    monkeypatch.setattr(limits.limiter, "enabled", True)
    limits.limiter.reset()
    with counting.app_context():
        yield counting
        db.session.remove()
    limits.limiter.reset()
    _forget(counting)


def _forget(program: Flask) -> None:
    versions.forget_all()
    program.extensions.pop("caravan.pages", None)
    program.extensions.pop("caravan.kept", None)


def _empty() -> None:
    """Delete what there is, table by table: to truncate them all takes PostgreSQL far longer."""
    tables, asking = _emptied()
    with db.engine.begin() as connection:
        filled = set(connection.exec_driver_sql(asking).scalars())
        for table in filter(filled.__contains__, tables):
            connection.exec_driver_sql(f"DELETE FROM {table}")
        if connection.dialect.name == "postgresql":
            for sequence in connection.exec_driver_sql(_COUNTED).scalars():
                connection.exec_driver_sql(f"ALTER SEQUENCE {sequence} RESTART")


@cache
def _emptied() -> tuple[list[str], str]:
    """The tables in the order in which they can be emptied, and a statement that names the filled.

    To find the order takes longer than to empty them.
    """
    tables = [table.name for table in reversed(Base.metadata.sorted_tables)]
    asked = (f"SELECT '{table}' WHERE EXISTS (SELECT 1 FROM {table})" for table in tables)
    return tables, " UNION ALL ".join(asked)


@pytest.fixture
def client(app: Flask) -> Browser:
    """A visitor's browser."""
    return app.test_client()  # type: ignore[return-value]


@pytest.fixture
def as_staff(app: Flask) -> Callable[..., Browser]:
    """`as_staff("gate", "oujda-2025")` is the browser of somebody signed in with that role."""

    def sign_in(role: str = "organiser", stop_key: str | None = None) -> Browser:
        browser: Any = app.test_client()
        token = accounts.open_session(makers.make_staff(role, stop_key).id)
        browser.set_cookie(cookie_name(STAFF), token)
        with app.test_request_context(headers={"Cookie": f"{cookie_name(STAFF)}={token}"}):
            find_actor()  # who is signed in is known from the first page on
        return browser

    return sign_in


@pytest.fixture
def queries(app: Flask) -> Callable[[], Any]:
    """`with queries() as seen:` collects the statements that run inside.

    Looking at a version is left out: it happens once a second, not once a page.
    """

    @contextmanager
    def record() -> Iterator[list[str]]:
        seen: list[str] = []

        def note(_c: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
            if not statement.startswith("BEGIN") and "FROM versions" not in statement:
                seen.append(statement)

        event.listen(Engine, "before_cursor_execute", note)
        try:
            yield seen
        finally:
            event.remove(Engine, "before_cursor_execute", note)

    return record


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing leaves the machine."""
    connect = socket.socket.connect

    def only_here(self: socket.socket, address: Any) -> None:
        host = address if isinstance(address, str) else str(address[0])
        if not host.startswith(LOCAL) and not Path(host).exists():
            raise AssertionError(f"a test tried to reach {host}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", only_here)


os.environ.pop("DATABASE_URL", None)
