"""The feedback desk with thousands of items: the wait for its slowest page, beside only reading."""

import os
import resource
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import product
from multiprocessing import get_context
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import select

from bench.evening import SAID, put, question, stops_like_the_model
from bench.measures import ROUNDS, Line
from bench.stage import publish
from caravan import create_app
from caravan.accounts import actions as accounts
from caravan.followup.items.models import Assignment, DeskNote, FeedbackItem, ItemCoding
from caravan.kernel.clock import today
from caravan.kernel.cookies import STAFF, cookie_name
from caravan.kernel.db import db, session
from caravan.kernel.migrations import bring_up_to_date
from caravan.settings import Settings, read
from caravan.tour import queries as stops
from caravan.tour.duties import queries as duties
from caravan.tour.models import Stop
from caravan.voice.models import Question, Round
from tools import cluster

ITEMS, STOPS = 5_000, 10
MOST = 5.0  # times only reading: somebody waits
EVERYWHERE = "/ar/staff/feedback"
ASKED = {
    "board": "",
    "page 40": "?state=all&page=40",
    "by state": "?state=all&by=state",
    "by body": "?by=body",
    "late": "?state=late",
    "kind": "?kind=note&state=all",
    "service": "?service=housing&state=all",
    "theme": "?theme=housing&state=all",
    "uncoded": "?theme=-",
    "differ": "?theme=?",
    "search": "?q=الإسكان+وجدة&state=all",
    "search that finds all": "?q=ل&state=all",
}
TEXTS = [
    " ".join(parts)
    for parts in product(
        ("متى", "كيف", "هل يمكن أن", "لماذا لا", "quand", "comment", "imta", "wach"),
        (
            "تُفتح لائحة السكن",
            "تُؤدّى تعويضات التعاضدية",
            "يُسلَّم سكن المدينة",
            "تُفتح المخيمات الصيفية",
            "نستفيد من قرض السكن",
            "ouvre la liste du logement",
            "sont remboursés les dossiers médicaux",
            "nstafdo mn lcredit dyal sakan",
            "تُصرف منحة التمدرس",
            "يشتغل النقل المدرسي",
        ),
        ("للأرامل", "للمتقاعدين", "لأبناء الموظفين", "aux retraités", "pour les veuves", "lwlad"),
        ("بوجدة", "في فاس", "بالناظور", "à Oujda", "في مكناس", "b Tanja", "بالمدينة الجديدة"),
    )
]


def measure(share: int, url: str = "") -> Line:
    """Seconds of the slowest page of the board, and of only reading every row."""
    with _filled(ITEMS // share, url) as settings:
        rounds = [_apart(settings) for _ in range(ROUNDS)]
    waits = {name: median(one[name] for one in rounds) for name in rounds[0]}
    baseline, memory = waits.pop("only read"), waits.pop("memory_mb")
    value = max(waits.values())
    more = {"memory_mb": memory, **waits}
    name = "board on PostgreSQL" if url else "board"
    ratio = value / baseline
    return Line(name, value, "s", baseline, ratio, MOST, ratio <= MOST, more)


def on_postgres(share: int) -> Line:
    """The same on a PostgreSQL server of its own, started and thrown away."""
    with cluster.postgres() as url:
        return measure(share, url)


def _apart(settings: Settings) -> dict[str, float]:
    """What `_timed` finds, in a process of its own."""
    with get_context("spawn").Pool(1) as pool:
        return pool.apply(_timed, (settings,))


def _timed(settings: Settings) -> dict[str, float]:
    """Seconds of each page and of reading all rows; the most megabytes that the process held."""
    app = create_app(settings)
    with app.app_context():
        browser = app.test_client()
        person = accounts.add_staff(f"{uuid.uuid4().hex}@caravan.local", "organiser", None)
        browser.set_cookie(cookie_name(STAFF), accounts.open_session(person.id))
        _open(browser, EVERYWHERE)  # templates are made
        found = {"only read": _seconds(_only_read)}
        for name, address in _pages().items():
            found[name] = _seconds(lambda address=address: _open(browser, address))
    size = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6
    return {**found, "memory_mb": size}


def _pages() -> dict[str, str]:
    """Every filter over all stops; of one stop what resembles others, one line, the coding."""
    stop = stops.get_stop("evening-0")
    item = session().scalar(select(Question.id).where(Question.stop_id == stop.id).limit(1))
    at = f"/ar/staff/stops/{stop.key}/feedback"
    of_stop = {"said elsewhere": f"{at}/alike", "one line": f"{at}/{item}"}
    asked = {name: EVERYWHERE + words for name, words in ASKED.items()}
    return {**asked, **of_stop, "coding": f"{at}/coding"}


def _open(browser: FlaskClient, address: str) -> None:
    if browser.get(address).status_code != 200:
        raise SystemExit(f"bench: {address} was not answered")


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _only_read() -> None:
    """The baseline: every row that the board is made of, read once."""
    for model in (Question, DeskNote, Assignment, ItemCoding):
        for _row in session().execute(select(model.__table__)):
            pass


@contextmanager
def _filled(items: int, url: str) -> Iterator[Settings]:
    """A database with the stops and their items, in a folder that is thrown away."""
    with TemporaryDirectory(prefix="caravan-bench-") as folder:
        settings = read({**os.environ, "CARAVAN_DATA": folder, "DATABASE_URL": url})
        app = create_app(settings)
        with app.app_context():
            bring_up_to_date(app)
            publish(settings.events)
            emails = (f"coder-{at}@caravan.local" for at in (1, 2))
            coders = [accounts.add_staff(one, "organiser", None).id for one in emails]
            for stop in stops_like_the_model(STOPS):
                _fill(stop, items // STOPS, coders)
            db.engine.dispose()
        yield settings


def _fill(stop: Stop, number: int, coders: list[int]) -> None:
    """Add questions and a tenth of notes; two thirds have an owner, half are coded."""
    services = [one.code for one in stops.all_services()]
    within = {"id": uuid.uuid4().hex, "stop_id": stop.id, "mode": "unnamed", "day": stop.first_day}
    put(Round, [{**within, "is_open": True}])
    numbers = range(stop.id * number, (stop.id + 1) * number)
    asked = [
        {**question(stop, within["id"], services, one), "body": _text(one), "state": "approved"}
        for one in numbers
        if one % 10
    ]
    notes = [_note(stop, services, one) for one in numbers if not one % 10]
    put(Question, asked)
    put(DeskNote, notes)
    items = [_item(stop, "question", one["id"]) for one in asked]
    items += [_item(stop, "note", one["id"]) for one in notes]
    put(FeedbackItem, items)
    ids = [one["id"] for one in items]
    put(Assignment, list(_given(ids, coders[0])))
    put(ItemCoding, list(_coded(ids, coders)))


def _text(number: int) -> str:
    return TEXTS[91 * number % len(TEXTS)]


def _note(stop: Stop, services: list[str], number: int) -> dict[str, Any]:
    return {
        "id": uuid.uuid4().hex,
        "stop_id": stop.id,
        "service_code": services[number % len(services)],
        "body": _text(number),
        "language": "ar",
        "people": 3,
        "day": stop.first_day,
    }


def _item(stop: Stop, kind: str, item_id: str) -> dict[str, Any]:
    links = {"question_id": None, "suggestion_id": None, "note_id": None, f"{kind}_id": item_id}
    return {"id": item_id, "kind": kind, "stop_id": stop.id, **links}


def _given(ids: list[str], staff_id: int) -> Iterator[dict[str, Any]]:
    bodies = duties.bodies()
    for at, item_id in enumerate(ids):
        if at % 3:
            yield {
                "item_id": item_id,
                "body_code": bodies[at % len(bodies)].code,
                "due": today() + timedelta(days=at % 40 - 10),
                "reason": None,
                "staff_id": staff_id,
                "assigned_at": SAID,
            }


def _coded(ids: list[str], coders: list[int]) -> Iterator[dict[str, Any]]:
    """Half of the items by the first coder, half of these by the second, not always the same."""
    themes = duties.themes()
    for at, item_id in enumerate(ids):
        for turn, coder in enumerate(coders[: (0, 1, 0, 2)[at % 4]]):
            theme = themes[(at + turn * (at % 5 == 0)) % len(themes)].code
            told = {"item_id": item_id, "staff_id": coder, "theme_code": theme}
            yield {**told, "coded_at": SAID}
