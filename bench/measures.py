"""How a case becomes a line: rounds of the case and of its raw baseline in turn, their medians."""

import asyncio
from dataclasses import asdict, dataclass
from statistics import median
from typing import Any

from bench import cases, paper
from bench.cases import Case
from bench.load import Burst, play
from bench.stage import Stage

ROUNDS = 3
WARM_UP = 40  # requests
BADGES = 1_000
BARE = 2_000  # requests to the bare page in a round
PEOPLE = WARM_UP + ROUNDS * BADGES  # registered, and as many arrivals can be made
LEAST_BADGES = 2_000  # a second
MOST_MEMORY = 150  # megabytes, idle


@dataclass(frozen=True)
class Line:
    """What the bench prints of a case; docs/performance.md explains the fields.

    `ratio` is value by baseline; `ok` says whether the target is met, None where there is none.
    """

    case: str
    value: float
    unit: str
    baseline: float
    ratio: float
    target: float | None
    ok: bool | None
    more: dict[str, float]

    def flat(self) -> dict[str, Any]:
        """All fields on one level, numbers with four significant digits."""
        fields = asdict(self)
        more = fields.pop("more")
        return {name: _short(value) for name, value in {**fields, **more}.items()}


def _short(value: Any) -> Any:
    return float(f"{value:.4g}") if isinstance(value, float) else value


def over_http(stage: Stage, share: int, case: Case) -> Line:
    """Requests a second over all connections, the bare page likewise."""
    ours, bare, in_app = asyncio.run(_take_turns(stage, case, share))
    value, baseline = (median(burst.per_second for burst in bursts) for bursts in (ours, bare))
    ratio = _ratio(ours, bare)
    cpu, bare_cpu = (median(burst.cpu_us for burst in bursts) for bursts in (ours, bare))
    more = {
        "p50_ms": median(burst.wait_ms(0.5) for burst in ours),
        "p95_ms": median(burst.wait_ms(0.95) for burst in ours),
        "cpu_us": cpu,
        "baseline_p50_ms": median(burst.wait_ms(0.5) for burst in bare),
        "baseline_p95_ms": median(burst.wait_ms(0.95) for burst in bare),
        "baseline_cpu_us": bare_cpu,
        "cpu_ratio": bare_cpu / cpu,
        "in_app_ratio": _ratio(ours, in_app),
        "in_app_cpu_us": median(burst.cpu_us for burst in in_app),
    }
    ok = None if case.target is None else ratio >= case.target
    return Line(case.name, value, "requests/s", baseline, ratio, case.target, ok, more)


def _ratio(ours: list[Burst], theirs: list[Burst]) -> float:
    """The median of the rounds' ratios: what disturbs a round disturbs both of its halves."""
    pairs = zip(ours, theirs, strict=True)
    return median(one.per_second / other.per_second for one, other in pairs)


async def _take_turns(stage: Stage, case: Case, share: int) -> list[list[Burst]]:
    """The bursts of the case, of the bare page and of the page in the program that does nothing."""
    requests, hellos = case.requests // share, range(BARE // share)
    scenes = (case.scene(stage), cases.bare(stage.bare), cases.in_app(stage))
    for scene in scenes:
        await play(scene, range(WARM_UP), case.connections)
    bursts: list[list[Burst]] = [[], [], []]
    for start in range(WARM_UP, WARM_UP + ROUNDS * requests, requests):
        for taken, scene, numbers in zip(
            bursts, scenes, (range(start, start + requests), hellos, hellos), strict=True
        ):
            taken.append(await play(scene, numbers, case.connections))
    return bursts


def badges(stage: Stage, share: int) -> Line:
    """Badges a second, other people in each round; pages of one string likewise."""
    number = BADGES // share
    ours, bare = [], []
    for turn in range(ROUNDS):
        bare.append(paper.pages_per_second(number))
        ours.append(paper.badges_per_second(stage.faces[turn::ROUNDS][:number]))
    value, ratio = median(ours), median(one / other for one, other in zip(ours, bare, strict=True))
    ok = value >= LEAST_BADGES
    return Line("badges", value, "badges/s", median(bare), ratio, LEAST_BADGES, ok, {})


def idle_memory(stage: Stage, _share: int) -> Line:
    """Memory of the whole server once it has answered a page; the bare page's server likewise."""
    for scene in (cases.public(cases.STOP)(stage), cases.bare(stage.bare)):
        asyncio.run(play(scene, range(1), connections=1))
    value, baseline = stage.caravan.memory(), stage.bare.memory()
    ok, ratio = value <= MOST_MEMORY, value / baseline
    return Line("idle memory", value, "MB", baseline, ratio, MOST_MEMORY, ok, {})
