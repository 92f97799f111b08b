"""The evening after a stop and the year of a tour: seconds and memory, beside only reading."""

import os
import resource
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from multiprocessing import get_context
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import insert, select

from bench.measures import ROUNDS, Line
from bench.stage import MODEL, publish
from caravan import create_app
from caravan.checkin.models import Arrival
from caravan.followup import actions as followup
from caravan.followup.across.year import tour_year
from caravan.kernel.db import Base, db, session, transaction
from caravan.kernel.i18n import speaking
from caravan.kernel.migrations import bring_up_to_date
from caravan.press.words import LANGS
from caravan.registration.models import Registration
from caravan.settings import Settings, read
from caravan.tour import actions as tour_actions
from caravan.tour import agenda_file
from caravan.tour import queries as stops
from caravan.tour.models import Stop
from caravan.voice.models import Question, Round

SAID = datetime(2025, 2, 7, 9, 30, tzinfo=UTC)
CATEGORIES = ("serving", "serving", "serving", "retired", "widow")


@dataclass(frozen=True)
class Evening:
    """So many stops with so many people and questions in all; what is done within `most` seconds.

    The summary is promised within five minutes; for the page of the tour somebody waits.
    """

    name: str
    stops: int
    people: int
    questions: int
    most: float
    work: Callable[[], object]


def print_summary() -> None:
    """The summary of the stop, as a PDF in each language."""
    stop = stops.get_stop(key_of(0))
    for lang in LANGS:
        with speaking(lang):
            followup.print_summary(stop, lang, staff_id=None)


def read_year() -> None:
    """All that the page of the tour shows of the year."""
    with speaking("ar"):
        tour_year(SAID.year)


def only_read() -> None:
    """The baseline: every row of people, arrivals and questions, read once."""
    for model in (Registration, Arrival, Question):
        for _row in session().execute(select(model.__table__)):
            pass


SUMMARY = Evening("summary", 1, 5_000, 2_000, 300.0, print_summary)
TOUR = Evening("tour page", 40, 150_000, 20_000, 10.0, read_year)


def measure(share: int, evening: Evening) -> Line:
    """Seconds of the work and of only reading the same rows, each in a process of its own."""
    with _filled(evening, share) as settings:
        ours = [_apart(settings, evening.work) for _ in range(ROUNDS)]
        bare = [_apart(settings, only_read) for _ in range(ROUNDS)]
    value, baseline = (median(seconds for seconds, _ in taken) for taken in (ours, bare))
    memory, bare_memory = (max(size for _, size in taken) for taken in (ours, bare))
    more = {"memory_mb": memory, "baseline_memory_mb": bare_memory}
    ratio, ok = value / baseline, value <= evening.most
    return Line(evening.name, value, "s", baseline, ratio, evening.most, ok, more)


def _apart(settings: Settings, work: Callable[[], object]) -> tuple[float, float]:
    """Seconds that `work` took, and the most megabytes that its process held."""
    with get_context("spawn").Pool(1) as pool:
        return pool.apply(_timed, (settings, work))


def _timed(settings: Settings, work: Callable[[], object]) -> tuple[float, float]:
    with create_app(settings).app_context():
        began = time.perf_counter()
        work()
        took = time.perf_counter() - began
    return took, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6


@contextmanager
def _filled(evening: Evening, share: int) -> Iterator[Settings]:
    """A database with the stops and their rows, in a folder that is thrown away."""
    with TemporaryDirectory(prefix="caravan-bench-") as folder:
        settings = read({**os.environ, "CARAVAN_DATA": folder, "DATABASE_URL": ""})
        app = create_app(settings)
        with app.app_context():
            bring_up_to_date(app)
            publish(settings.events)
            for at, stop in enumerate(stops_like_the_model(evening.stops)):
                people = evening.people // share // evening.stops
                _fill(stop, at * people, people, evening.questions // share // evening.stops)
            db.engine.dispose()
        yield settings


def key_of(at: int) -> str:
    """The key of the stop at that place of the tour."""
    return f"evening-{at}"


def stops_like_the_model(number: int) -> Iterator[Stop]:
    """So many stops like the model, each in the next prefecture."""
    release = stops.get_standing_release(MODEL)
    model = stops.plan_of(release, MODEL)
    places = [one.code for one in stops.commands() if one.until is None]
    for at in range(number):
        plan = replace(model, key=key_of(at), prefecture=places[at % len(places)])
        tour_actions.publish(plan, text=agenda_file.write(plan))
        yield stops.get_stop(plan.key)


def _fill(stop: Stop, first: int, people: int, questions: int) -> None:
    """Add registrations that all came in, and questions that were approved or answered."""
    numbers = range(first + 1, first + people + 1)
    within = {"id": uuid.uuid4().hex, "stop_id": stop.id, "mode": "unnamed", "day": stop.first_day}
    services = [one.code for one in stops.all_services()]
    put(Registration, [_person(stop, number) for number in numbers])
    put(Arrival, [_arrival(stop, number) for number in numbers])
    put(Round, [{**within, "is_open": True}])
    asked = [question(stop, within["id"], services, number) for number in range(questions)]
    put(Question, asked)


def put(model: type[Base], rows: list[dict[str, Any]]) -> None:
    """Add the rows in one statement."""
    with transaction() as writing:
        writing.execute(insert(model), rows)


def _person(stop: Stop, number: int) -> dict[str, Any]:
    return {
        "id": 1_000_000 + number,
        "stop_id": stop.id,
        "code": f"{number:026d}",
        "entry_code": f"{number:08d}",
        "follow_code": f"{number:010d}",
        "once_key": uuid.uuid4().hex,
        "full_name": f"محمد أمين العلوي {number}",
        "name_folded": f"محمد امين علوي {number}",
        "category": CATEGORIES[number % len(CATEGORIES)],
        "companions": 0,
        "language": "ar",
        "channel": "file",
        "registered_at": SAID,
    }


def _arrival(stop: Stop, number: int) -> dict[str, Any]:
    return {
        "id": str(uuid.uuid4()),
        "stop_id": stop.id,
        "registration_id": 1_000_000 + number,
        "day": stop.first_day,
        "round": 0,
        "arrived_at": SAID,
        "gate": "1",
    }


def question(stop: Stop, within: Any, services: list[str], number: int) -> dict[str, Any]:
    """A question of the stop, asked in the round `within`."""
    return {
        "id": uuid.uuid4().hex,
        "stop_id": stop.id,
        "round_id": within,
        "mode": "unnamed",
        "service_code": services[number % len(services)],
        "body": f"متى تُسلَّم مساكن المدينة وكم الثمن؟ {number}",
        "language": "ar",
        "state": "answered" if number % 3 else "approved",
        "day": stop.first_day,
        "half_day": "am",
        "text_mark": uuid.uuid4().hex,
        "me_too": number % 40,
        "channel": "phone",
    }
