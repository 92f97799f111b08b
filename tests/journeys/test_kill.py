"""The power fails in the midst of a burst: whoever was told "registered" is registered."""

import asyncio
import sys
from collections import Counter
from collections.abc import Callable
from contextlib import AbstractContextManager, AsyncExitStack
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text

from bench.client import Visitor, hidden_fields
from bench.server import Server, free_port, serving
from caravan.demo.plan import rehearse
from caravan.kernel.clock import today
from caravan.settings import ROOT
from caravan.tour import agenda_file
from caravan.tour.folder import read_folder

KEY = "rehearsal"
FORM = f"/ar/stops/{KEY}/register"
PEOPLE, BEFORE_THE_CUT, CONNECTIONS = 200, 100, 8
Tickets = dict[int, str]  # the address of the ticket by the number of the person
Start = Callable[[], AbstractContextManager[Server]]


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database of this test's own."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'caravan.sqlite'}"
    server = create_engine(request.getfixturevalue("postgres"), isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(text("CREATE DATABASE power_cut"))
    server.dispose()
    return make_url(server.url).set(database="power_cut").render_as_string(hide_password=False)


@pytest.fixture
def start(database: str, tmp_path: Path) -> Start:
    """Starts the program, with two processes that serve, on a stop that is open today."""
    _write_events(tmp_path / "events")

    def serve() -> AbstractContextManager[Server]:
        port = free_port()
        environment = {
            "CARAVAN_DATA": str(tmp_path),
            "CARAVAN_EVENTS": str(tmp_path / "events"),
            "CARAVAN_RATE_LIMITS": "off",  # two hundred people behind one address
            "CARAVAN_WORKERS": "2",
            "DATABASE_URL": database,
            "PORT": str(port),
        }
        command = [sys.executable, "-m", "caravan", "serve"]
        return serving(command, port, environment, tmp_path / "log")

    return serve


def _write_events(events: Path) -> None:
    known = read_folder(ROOT / "events")
    model = next(file.plan for file in known.stops if file.plan.key == "oujda-2025")
    events.mkdir()
    for name, content in known.catalogue.items():
        (events / name).write_bytes(content)
    plan = rehearse(model, KEY, today())
    (events / f"{today()}-{KEY}.toml").write_text(agenda_file.write(plan), encoding="utf-8")


def test_acknowledged_registrations_stand_once_when_all_processes_are_killed(
    start: Start, database: str
) -> None:
    with start() as server:
        told = asyncio.run(register_everybody(server, cut_after=BEFORE_THE_CUT))
    stored = codes_in(database)
    with start() as server:
        again = asyncio.run(register_everybody(server))
        pages = asyncio.run(open_tickets(server, told))

    assert BEFORE_THE_CUT <= len(told) <= len(stored) < PEOPLE
    assert {Counter(stored)[address.split("/")[-1]] for address in told.values()} == {1}
    assert {number: again[number] for number in told} == told
    assert len(set(again.values())) == len(codes_in(database)) == PEOPLE
    assert [number for number, page in pages.items() if name(number) not in page] == []


def name(number: int) -> str:
    """The name of that person; each has another."""
    return f"فاطمة الزهراء {number}"


def form(number: int) -> dict[str, str]:
    """What that person's phone sends, and would send again."""
    return {
        "full_name": name(number),
        "category": "serving",
        "consent": "y",
        "once": f"{number:032x}",
    }


async def register_everybody(server: Server, cut_after: int | None = None) -> Tickets:
    """Post every form; the tickets answered. Kills the server at `cut_after` of them."""
    waiting, told = iter(range(PEOPLE)), Tickets()
    async with AsyncExitStack() as end:
        visitors = [await end.enter_async_context(Visitor(server.port)) for _ in range(CONNECTIONS)]
        tokens = [hidden_fields((await visitor.ask(FORM)).body) for visitor in visitors]

        async def post(visitor: Visitor, token: dict[str, str]) -> None:
            for number in waiting:
                answer = await visitor.ask(FORM, {**token, **form(number)})
                assert answer.status == 303
                told[number] = answer.header("location")
                if len(told) == cut_after:
                    server.kill()

        posts = [post(*each) for each in zip(visitors, tokens, strict=True)]
        ends = await asyncio.gather(*posts, return_exceptions=True)
    cut = [type(one) for one in ends if not isinstance(one, OSError | EOFError)]
    assert cut == ([] if cut_after else [type(None)] * CONNECTIONS)
    return told


async def open_tickets(server: Server, told: Tickets) -> dict[int, str]:
    """The pages behind the addresses of the tickets."""
    async with Visitor(server.port) as visitor:
        return {
            number: (await visitor.ask(address)).body.decode() for number, address in told.items()
        }


def codes_in(database: str) -> list[str]:
    """The codes of all registrations; on SQLite after the file was checked."""
    engine = create_engine(database)
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            assert connection.scalar(text("PRAGMA integrity_check")) == "ok"
        codes = list(connection.scalars(text("SELECT code FROM registrations")))
    engine.dispose()
    return codes
