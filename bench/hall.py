"""A full hall: a thousand phones and ten screens that ask for news, while others register."""

import asyncio
import itertools
import random
import secrets
import time
from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from bench.cases import STOP, person
from bench.client import Answer, Visitor, hidden_fields
from bench.measures import Line
from bench.stage import KEY, Stage, opened
from caravan import create_app
from caravan.accounts import actions as accounts
from caravan.kernel.clock import now
from caravan.kernel.cookies import STAFF, cookie_name
from caravan.kernel.db import db
from caravan.tour import queries as tour
from caravan.voice import actions as voice
from caravan.voice import queries as said
from caravan.voice import rules

PHONES, SCREENS, DESKS, REGISTRARS, QUESTIONS = 1_000, 10, 3, 4, 30
SECONDS, WARM_UP = 60.0, 10.0  # while it warms up, each process draws its first pages
EVERY = {
    "phone": 3.0,
    "screen": 3.0,  # between two words of its stream
    "desk": 3.0,
    "registration": 0.4,
    "me too": 0.2,
    "change": 3.0,
}
PATIENCE = 10.0  # seconds; who waits longer counts as dropped
MOST_WAIT = 300.0  # milliseconds that 95 of 100 answers to phones and screens stay under
MOST_DELAY = 1_000.0  # milliseconds until the slowest screen shows what the desk decided
BACKSTAGE = f"/ar/staff/stops/{KEY}/backstage"


@dataclass
class Watch:
    """What everybody waited after `since`, by kind; what was dropped; what each screen shows."""

    since: float
    until: float
    waits: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    dropped: Counter[str] = field(default_factory=Counter)
    shown: list[bytes] = field(default_factory=lambda: [b""] * SCREENS)
    delays: list[float] = field(default_factory=list)

    def p95(self, *kinds: str) -> float:
        """Milliseconds that 95 of 100 answers of these kinds stayed under."""
        waits = sorted(itertools.chain(*(self.waits[kind] for kind in kinds)))
        return waits[int(0.95 * (len(waits) - 1))] * 1000


@dataclass(frozen=True)
class Hall:
    """Who is there: the address of the screens, the questions, the cookies of a moderator."""

    screen: str
    questions: list[str]
    cookies: dict[str, str]


Look = Callable[[Visitor], Awaitable[Answer]]
People = list[Coroutine[Any, Any, None]]


def hall(share: int) -> Line:
    """Phones, screens and desks ask while others register, support and change the picture.

    `value` is what 95 of 100 answers to phones and screens stay under, `baseline` the same crowd
    before the bare page. Met where nothing is dropped and every screen shows a change in time.
    """
    seconds = SECONDS / share
    with opened(1) as stage:
        place = _prepare(stage)
        bare = asyncio.run(_crowd(seconds / 2, lambda watch: _bare_crowd(stage, watch)))
        cpu, began = stage.caravan.cpu(), time.perf_counter()
        watch = asyncio.run(_crowd(seconds, lambda watch: _whole_hall(stage, place, watch)))
        cpu, took = stage.caravan.cpu() - cpu, time.perf_counter() - began
    value, baseline = watch.p95("phone", "screen"), bare.p95("phone", "screen")
    kinds = ("phone", "screen", "desk", "registration", "me too")
    answers = sum(map(len, watch.waits.values()))
    more = {
        **{f"{kind.replace(' ', '_')}_p95_ms": watch.p95(kind) for kind in kinds},
        "longest_ms": max(map(max, watch.waits.values())) * 1000,
        "dropped": float(watch.dropped.total()),
        "baseline_dropped": float(bare.dropped.total()),
        "registrations": float(len(watch.waits["registration"])),
        "answers_per_second": answers / seconds,
        "changes": float(len(watch.delays)),
        "change_median_ms": sorted(watch.delays)[len(watch.delays) // 2] * 1000,
        "slowest_change_ms": max(watch.delays) * 1000,
        "cores": cpu / took,
    }
    in_time = max(watch.delays) * 1000 < MOST_DELAY
    ok = value < MOST_WAIT and in_time and not watch.dropped
    return Line("hall", value, "ms at p95", baseline, value / baseline, MOST_WAIT, ok, more)


def _prepare(stage: Stage) -> Hall:
    """Approved questions, a moderator, the token of the screen."""
    app = create_app(stage.settings)
    with app.app_context():
        stop = tour.get_stop(KEY)
        staff = accounts.add_staff("moderator@caravan.local", "moderator", KEY)
        subject = said.subjects(stop.id)[0].code
        for number in range(QUESTIONS):
            body = f"متى تُفتح الطلبات الجديدة للسكن في الحي رقم {number} من المدينة؟"
            voice.ask(stop, rules.Words(body, subject), now=now())
        ids = [one.id for one in said.questions(stop.id, (rules.RECEIVED,))]
        for question_id in ids:
            voice.approve(question_id, staff.id)
        screen = f"{STOP}/screen/state?token={voice.open_screen(stop).token}"
        cookies = {cookie_name(STAFF): accounts.open_session(staff.id)}
        db.engine.dispose()
    return Hall(screen, ids, cookies)


async def _crowd(seconds: float, people: Callable[[Watch], People]) -> Watch:
    since = time.perf_counter() + WARM_UP
    watch = Watch(since, since + seconds)
    await asyncio.gather(*people(watch))
    return watch


def _bare_crowd(stage: Stage, watch: Watch) -> People:
    port = stage.bare.port

    async def look(visitor: Visitor) -> Answer:
        return await visitor.ask("/")

    return [
        *(_come(watch, "phone", port, look) for _ in range(PHONES)),
        *(_come(watch, "screen", port, look) for _ in range(SCREENS)),
    ]


def _whole_hall(stage: Stage, place: Hall, watch: Watch) -> People:
    port, cookies = stage.caravan.port, place.cookies
    numbers = itertools.count(10**6)
    return [
        *(_come(watch, "phone", port, _news(f"{STOP}/questions/news")) for _ in range(PHONES)),
        *itertools.chain(*(_screen(watch, port, place, at) for at in range(SCREENS))),
        *itertools.chain(*(_desk(watch, port, cookies) for _ in range(DESKS))),
        *(_come(watch, "registration", port, _register(numbers)) for _ in range(REGISTRARS)),
        _come(watch, "me too", port, _support(place)),
        _moderate(watch, port, place),
    ]


def _screen(watch: Watch, port: int, place: Hall, at: int) -> People:
    """A screen that is told by its stream, and then asks for the picture."""
    told = asyncio.Event()
    return [
        _listen(watch, port, f"{place.screen}&stream=1", told),
        _come(watch, "screen", port, _picture(place, watch, at), told=told),
    ]


def _desk(watch: Watch, port: int, cookies: dict[str, str]) -> People:
    """A page of backstage, in the same way."""
    told, state = asyncio.Event(), f"{BACKSTAGE}/state"
    return [
        _listen(watch, port, f"{state}?stream=1", told, cookies),
        _come(watch, "desk", port, _news(state), cookies, told),
    ]


async def _listen(
    watch: Watch,
    port: int,
    address: str,
    told: asyncio.Event,
    cookies: dict[str, str] | None = None,
) -> None:
    """Hold a stream open; one that ends is opened anew, as browsers do."""
    while time.perf_counter() < watch.until:
        try:
            async with Visitor(port, cookies) as visitor:
                left = watch.until - time.perf_counter()
                await asyncio.wait_for(visitor.listen(address, told.set), left)
        except TimeoutError:
            return
        except (OSError, EOFError) as fault:
            watch.dropped[f"stream: {type(fault).__name__}"] += 1
        await asyncio.sleep(0.5)


async def _pause(seconds: float, told: asyncio.Event | None) -> None:
    """Wait so long, or until one is told that there is news."""
    if told is None:
        await asyncio.sleep(seconds)
        return
    with suppress(TimeoutError):
        await asyncio.wait_for(told.wait(), seconds)
    told.clear()


async def _come(
    watch: Watch,
    kind: str,
    port: int,
    look: Look,
    cookies: dict[str, str] | None = None,
    told: asyncio.Event | None = None,
) -> None:
    """Ask again and again with jitter on one kept connection; one that broke is opened anew."""
    await asyncio.sleep(random.random() * EVERY[kind])
    while time.perf_counter() < watch.until:
        try:
            async with Visitor(port, cookies) as visitor:
                while time.perf_counter() < watch.until:
                    began = time.perf_counter()
                    answer = await asyncio.wait_for(look(visitor), PATIENCE)
                    if began > watch.since:
                        watch.waits[kind].append(time.perf_counter() - began)
                    if answer.status not in (200, 303, 304):
                        watch.dropped[f"{kind}: {answer.status}"] += 1
                    await _pause(EVERY[kind] * random.uniform(0.8, 1.2), told)
        except (OSError, EOFError, TimeoutError) as fault:
            watch.dropped[f"{kind}: {type(fault).__name__}"] += 1


def _news(address: str) -> Look:
    """Ask for what is at the address, naming what one has already."""
    etag = ""

    async def look(visitor: Visitor) -> Answer:
        nonlocal etag
        answer = await visitor.ask(address, if_none_match=etag)
        etag = answer.header("etag")
        return answer

    return look


def _picture(place: Hall, watch: Watch, at: int) -> Look:
    look_for_news = _news(place.screen)

    async def look(visitor: Visitor) -> Answer:
        answer = await look_for_news(visitor)
        watch.shown[at] = answer.body or watch.shown[at]
        return answer

    return look


def _register(numbers: "itertools.count[int]") -> Look:
    hidden: dict[str, str] = {}

    async def look(visitor: Visitor) -> Answer:
        if not hidden:
            page = await visitor.ask(f"{STOP}/register")
            hidden.update(hidden_fields(page.body))
        return await visitor.ask(f"{STOP}/register", {**hidden, **person(next(numbers))})

    return look


def _support(place: Hall) -> Look:
    async def look(visitor: Visitor) -> Answer:
        visitor.cookies["caravan_phone"] = secrets.token_hex(16)  # another phone each time
        question = random.choice(place.questions)
        return await visitor.ask(f"{STOP}/questions/{question}/me-too", {})

    return look


async def _moderate(watch: Watch, port: int, place: Hall) -> None:
    """Put a question on the screen, empty it, and so on; how long until all screens show it."""
    async with Visitor(port, place.cookies) as visitor:
        page = await visitor.ask(BACKSTAGE)
        token = {"csrf_token": hidden_fields(page.body)["csrf_token"]}
        await asyncio.sleep(watch.since - time.perf_counter())
        for turn in itertools.count():
            await asyncio.sleep(EVERY["change"] * random.uniform(0.8, 1.2))
            if time.perf_counter() > watch.until - 1.0:
                return
            question = place.questions[turn // 2 % len(place.questions)]
            path, sign = f"questions/{question}/screen", b'class="h-q'
            if turn % 2:
                path, sign = "blank", b"hall blank"
            began = time.perf_counter()
            await visitor.ask(f"{BACKSTAGE}/{path}", token)
            while not all(sign in body for body in watch.shown):
                await asyncio.sleep(0.005)
                if time.perf_counter() - began > PATIENCE:
                    watch.dropped["change"] += 1
                    break
            watch.delays.append(time.perf_counter() - began)
