"""The place that is measured: a database of its own with a rehearsal stop taking place today."""

import os
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from bench import crowd
from bench.server import Server, free_port, granian, serving
from caravan import create_app
from caravan.accounts import actions as accounts
from caravan.demo import rules as invention
from caravan.demo.plan import rehearse
from caravan.kernel.clock import now, today
from caravan.kernel.cookies import STAFF, cookie_name
from caravan.kernel.db import db, transaction
from caravan.kernel.migrations import bring_up_to_date
from caravan.press.badges import BadgeFace
from caravan.registration import actions as registration
from caravan.registration import queries as registered
from caravan.registration.rules import Details
from caravan.settings import Settings, read
from caravan.tour import actions as tour
from caravan.tour import agenda_file, folder
from caravan.tour import queries as stops
from caravan.tour.stop_plan import StopPlan

KEY = "bench"
MODEL = "oujda-2025"  # the stop whose agenda is rehearsed
CROWDS = (5, 50, 300)  # sessions of the stops `bench-5` and so on
SEED = 2027


@dataclass(frozen=True)
class Stage:
    """Two servers with the same settings, the program and the bare page; what is in the database.

    `cookies` are those of somebody signed in for the gate; nobody of `entry_codes` has arrived;
    `faces` are these people's badges.
    """

    caravan: Server
    bare: Server
    cookies: dict[str, str]
    entry_codes: list[str]
    faces: list[BadgeFace]
    settings: Settings


@contextmanager
def opened(people: int, *, more: int = 0, url: str = "", **own: str) -> Iterator[Stage]:
    """A stage with `people` registered, in a folder that is thrown away afterwards.

    `more` registrations are added in bulk. `url` is an empty database other than the SQLite file.
    CARAVAN_WORKERS and CARAVAN_THREADS of the environment hold for both servers; `own` are settings
    of the program's alone.
    """
    with TemporaryDirectory(prefix="caravan-bench-") as name:
        fixed = {"CARAVAN_DATA": name, "CARAVAN_RATE_LIMITS": "off", "DATABASE_URL": url}
        own = {**fixed, **own}
        settings = read({**os.environ, **own})
        cookies, codes, faces = _fill(settings, people, more)
        with _caravan(settings, own) as caravan, _bare(settings) as bare:
            yield Stage(caravan, bare, cookies, codes, faces, settings)


def _caravan(settings: Settings, own: dict[str, str]) -> AbstractContextManager[Server]:
    port = free_port()
    command = [sys.executable, "-m", "caravan", "serve"]
    return serving(command, port, {**own, "PORT": str(port)}, settings.data / "caravan.log")


def _bare(settings: Settings) -> AbstractContextManager[Server]:
    port = free_port()
    command = granian("bench.bare:app", port, settings.workers, settings.threads)
    return serving(command, port, {}, settings.data / "bare.log")


def _fill(
    settings: Settings, people: int, more: int
) -> tuple[dict[str, str], list[str], list[BadgeFace]]:
    """Make the tables, publish the stops, register the people, sign somebody in."""
    app = create_app(settings)
    with app.app_context():
        bring_up_to_date(app)
        publish(settings.events)
        person = accounts.add_staff("gate@caravan.local", "gate", KEY)
        cookies = {cookie_name(STAFF): accounts.open_session(person.id)}
        codes = _register(people)
        if more:
            crowd.fill(KEY, more)
        faces = [] if more else registered.badge_faces(stops.get_stop(KEY))
        db.engine.dispose()
        return cookies, codes, faces


def publish(events: Path) -> None:
    """Every stop of the folder, and one that takes place today."""
    read_now = folder.read_folder(events)
    with transaction():
        tour.load_catalogue(read_now.catalogue)
        for file in read_now.stops:
            tour.publish(file.plan, text=file.text)
        model = next(file.plan for file in read_now.stops if file.plan.key == MODEL)
        plan = rehearse(model, KEY, today())
        for one in (plan, *(crowded(plan, number) for number in CROWDS)):
            tour.publish(one, text=agenda_file.write(one))


def crowded(plan: StopPlan, number: int) -> StopPlan:
    """The plan with so many sessions: its own again and again, under the key `bench-NUMBER`."""
    own = [session for session in plan.sessions if not session.internal]
    sessions = (replace(own[at % len(own)], key=f"session-{at}") for at in range(number))
    return replace(plan, key=f"{KEY}-{number}", sessions=tuple(sessions))


def _register(number: int) -> list[str]:
    """Register invented people, as the form does; gives their entry codes."""
    stop, codes = stops.get_stop(KEY), []
    with transaction():
        for person in invention.people(number, SEED, [], now()):
            details = Details(
                full_name=person.full_name,
                category=person.category,
                once=person.once,
                phone=person.phone,
                companions=person.companions,
                latin_name=person.latin_name,
            )
            codes.append(registration.register(stop, details, now=now()).entry_code)
    return codes
