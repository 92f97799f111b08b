"""Registrations: against the bare page and the engine's own commits, and as the table grows."""

import asyncio
from contextlib import ExitStack
from statistics import median

from bench import cases
from bench.durable import commits_per_second
from bench.load import Burst, play
from bench.measures import ROUNDS, WARM_UP, Line
from bench.stage import Stage, opened
from tools import cluster

REQUESTS = {8: 400, 64: 1_200}  # in a round, by clients
HELLOS = 2_000
OF_BARE, OF_COMMITS, TAIL = 0.12, 0.25, 2.0
GROWN = (1_000, 100_000, 1_000_000)
COST = 1.1  # of a registration at a million rows, by one at a thousand


def clients(stage: Stage, share: int, number: int, suffix: str = "") -> Line:
    """Registrations a second of `number` clients; bare page and raw commits in the same rounds."""
    ours, bare, in_app, commits = asyncio.run(
        _rounds(stage, REQUESTS[number] // share, number, share)
    )
    value, baseline = (median(burst.per_second for burst in bursts) for bursts in (ours, bare))
    ratio = median(one.per_second / two.per_second for one, two in zip(ours, bare, strict=True))
    of_commits = median(one.per_second / two for one, two in zip(ours, commits, strict=True))
    tail = median(burst.wait_ms(0.99) / burst.wait_ms(0.5) for burst in ours)
    cpu, bare_cpu = (median(burst.cpu_us for burst in bursts) for bursts in (ours, bare))
    more = {
        "commits_per_second": median(commits),
        "of_commits": of_commits,
        "of_commits_target": OF_COMMITS,
        "p50_ms": median(burst.wait_ms(0.5) for burst in ours),
        "p99_ms": median(burst.wait_ms(0.99) for burst in ours),
        "p99_by_p50": tail,
        "cpu_us": cpu,
        "baseline_cpu_us": bare_cpu,
        "cpu_ratio": bare_cpu / cpu,
        "in_app_ratio": median(
            one.per_second / two.per_second for one, two in zip(ours, in_app, strict=True)
        ),
    }
    ok = ratio >= OF_BARE and of_commits >= OF_COMMITS and (number < 64 or tail < TAIL)
    name = f"registration, {number} clients{suffix}"
    return Line(name, value, "requests/s", baseline, ratio, OF_BARE, ok, more)


def on_postgres(share: int) -> Line:
    """The same of eight clients on a PostgreSQL server of its own, started and thrown away."""
    with cluster.postgres(durable=True) as url, opened(1, url=url) as stage:
        return clients(stage, share, 8, " on PostgreSQL")


async def _rounds(
    stage: Stage, requests: int, number: int, share: int
) -> tuple[list[Burst], list[Burst], list[Burst], list[float]]:
    """Registrations, the bare page, the program's empty one in turn; raw commits a second."""
    scene, bare_scene = cases.registration(stage), cases.bare(stage.bare)
    empty_scene = cases.in_app(stage)
    await play(scene, range(WARM_UP), number)
    ours, bare, in_app = list[Burst](), list[Burst](), list[Burst]()
    commits = list[float]()
    settings = stage.settings
    for start in range(WARM_UP, WARM_UP + ROUNDS * requests, requests):
        ours.append(await play(scene, range(start, start + requests), number))
        bare.append(await play(bare_scene, range(HELLOS // share), number))
        in_app.append(await play(empty_scene, range(HELLOS // share), number))
        commits.append(commits_per_second(settings.database_url, settings.data, number))
    return ours, bare, in_app, commits


def growth(share: int) -> Line:
    """Registrations into tables of a thousand, a hundred thousand and a million rows, in turn.

    `value` is a second's at a million, `baseline` at a thousand; `ratio` is what one costs there in
    processor time by what it costs here.
    """
    requests = REQUESTS[8] // share
    with ExitStack() as open_until_the_end:
        stages = [open_until_the_end.enter_context(opened(1, more=number)) for number in GROWN]
        bursts = asyncio.run(_in_turn(stages, requests))
    small, middle, large = bursts
    ratio = median(big.cpu_us / one.cpu_us for big, one in zip(large, small, strict=True))
    more = {
        "middle": median(burst.per_second for burst in middle),
        "middle_ratio": median(
            one.cpu_us / two.cpu_us for one, two in zip(middle, small, strict=True)
        ),
        "small_cpu_us": median(burst.cpu_us for burst in small),
        "large_cpu_us": median(burst.cpu_us for burst in large),
        "small_p50_ms": median(burst.wait_ms(0.5) for burst in small),
        "large_p50_ms": median(burst.wait_ms(0.5) for burst in large),
    }
    value, baseline = (median(one.per_second for one in burst) for burst in (large, small))
    ok = ratio <= COST
    return Line("registration, million rows", value, "requests/s", baseline, ratio, COST, ok, more)


async def _in_turn(stages: list[Stage], requests: int) -> list[list[Burst]]:
    scenes = [cases.registration(stage) for stage in stages]
    for scene in scenes:
        await play(scene, range(WARM_UP))
    bursts: list[list[Burst]] = [[] for _ in scenes]
    for start in range(WARM_UP, WARM_UP + (ROUNDS + 2) * requests, requests):
        for taken, scene in zip(bursts, scenes, strict=True):
            taken.append(await play(scene, range(start, start + requests)))
    return bursts
