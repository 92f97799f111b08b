"""Invented forms from thousands of addresses, and what real visitors wait meanwhile."""

import asyncio
import itertools
import random
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor

from bench.cases import STOP, person
from bench.client import Answer, Visitor, hidden_fields
from bench.load import WrongAnswer
from bench.measures import Line
from bench.stage import opened
from caravan.kernel import work as rules

POSTS, ATTACKERS, REAL = 50_000, 32, 8
MOST_WAIT = 1_000.0  # milliseconds that 95 of 100 requests of real visitors stay under
PAUSE = 0.5  # seconds between two requests of one visitor
SETTINGS = {"CARAVAN_RATE_LIMITS": "on", "CARAVAN_TRUSTED_PROXIES": "1"}


def flood(share: int) -> Line:
    """Page, form and ticket of real visitors while invented forms come in as fast as they can.

    The invented ones have cookies and tokens of ours and come from ever new addresses, but nobody
    works for them. `baseline` is what the same visitors wait without a flood.
    """
    with opened(1, **SETTINGS) as stage:
        asyncio.run(_visit_for(stage.caravan.port, seconds=6.0))  # each process draws a first page
        calm, _ = asyncio.run(_visit_for(stage.caravan.port, seconds=8.0))
        cpu, began = stage.caravan.cpu(), time.perf_counter()
        waits, answers, visits = asyncio.run(_both(stage.caravan.port, POSTS // share))
        seconds, cpu = time.perf_counter() - began, stage.caravan.cpu() - cpu
    value, baseline = _p95(waits), _p95(calm)
    more = {
        "posts": float(POSTS // share),
        "posts_per_second": POSTS / share / seconds,
        "registered_of_them": float(answers[303]),
        "refused": float(answers[429]),
        "visits": float(visits),
        "p50_ms": sorted(waits)[len(waits) // 2] * 1000,
        "longest_ms": max(waits) * 1000,
        "cpu_us": cpu / (POSTS / share) * 1e6,
    }
    ok = value < MOST_WAIT
    return Line("flood", value, "ms at p95", baseline, value / baseline, MOST_WAIT, ok, more)


def _p95(waits: list[float]) -> float:
    return sorted(waits)[int(0.95 * (len(waits) - 1))] * 1000


async def _both(port: int, posts: int) -> tuple[list[float], Counter[int], int]:
    """Attack and visits side by side until the last invented form is answered."""
    numbers, answers, over = iter(range(posts)), Counter[int](), asyncio.Event()
    real = asyncio.create_task(_visit(port, over))
    await asyncio.gather(*(_attack(port, numbers, answers) for _ in range(ATTACKERS)))
    over.set()
    waits, visits = await real
    return waits, answers, visits


async def _attack(port: int, numbers: Iterator[int], answers: Counter[int]) -> None:
    async with Visitor(port) as visitor:
        page = await visitor.ask(f"{STOP}/register", x_forwarded_for="203.0.113.1")
        hidden = hidden_fields(page.body)
        for number in numbers:
            fields = {**hidden, **person(number)}
            answer = await visitor.ask(f"{STOP}/register", fields, x_forwarded_for=_address(number))
            answers[answer.status] += 1


def _address(number: int) -> str:
    return f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"


async def _visit_for(port: int, seconds: float) -> tuple[list[float], int]:
    over = asyncio.Event()
    asyncio.get_running_loop().call_later(seconds, over.set)
    return await _visit(port, over)


async def _visit(port: int, over: asyncio.Event) -> tuple[list[float], int]:
    """Real visitors, one after the other on each connection: how long each request took."""
    waits, numbers = list[float](), itertools.count(10**6)

    async def come() -> int:
        visits = 0
        while not over.is_set():
            async with Visitor(port) as visitor:
                await _one_visit(visitor, next(numbers), waits, telephones)
            visits += 1
        return visits

    with ProcessPoolExecutor(1) as telephones:
        return waits, sum(await asyncio.gather(*(come() for _ in range(REAL))))


async def _one_visit(
    visitor: Visitor, number: int, waits: list[float], telephones: Executor
) -> None:
    """The page, the form with the work done, the ticket; one hall's address, some time to read."""
    own = {"x_forwarded_for": "198.51.100.7"}

    async def timed(address: str, fields: dict[str, str] | None = None) -> Answer:
        await asyncio.sleep(PAUSE * (0.5 + random.random()))
        began = time.perf_counter()
        answer = await visitor.ask(address, fields, **own)
        waits.append(time.perf_counter() - began)
        return answer

    page = await timed(f"{STOP}/register")
    hidden = hidden_fields(page.body)
    loop = asyncio.get_running_loop()  # each telephone works for itself: not in this process
    answer = await loop.run_in_executor(telephones, _solve, hidden["work"])
    sent = await timed(f"{STOP}/register", {**hidden, **person(number), "work_answer": answer})
    if sent.status != 303:
        raise WrongAnswer(f"a real visitor was answered {sent.status}")
    ticket = await timed(sent.header("location"))
    if ticket.status != 200:
        raise WrongAnswer(f"a ticket was answered {ticket.status}")


def _solve(task: str) -> str:
    return next(str(number) for number in itertools.count() if rules.is_solved(task, str(number)))
