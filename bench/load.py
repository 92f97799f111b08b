"""Many visitors at once: the same request on several connections, timed."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass, field

from bench.client import Answer, Visitor
from bench.server import Server

CONNECTIONS = 8

Compose = Callable[[int], bytes]


class WrongAnswer(Exception):
    """The server answered something else than what is measured."""


@dataclass(frozen=True)
class Scene:
    """What visitors do: `begin` prepares a connection and gives a request for each number.

    `is_right` says whether an answer is the one expected.
    """

    server: Server
    begin: Callable[[Visitor], Awaitable[Compose]]
    is_right: Callable[[Answer], bool]
    cookies: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Burst:
    """What a number of requests took; `waits` and `seconds` on the clock, `cpu` of the server."""

    seconds: float
    cpu: float
    waits: list[float]

    @property
    def per_second(self) -> float:
        """Answers in a second, over all connections."""
        return len(self.waits) / self.seconds

    @property
    def cpu_us(self) -> float:
        """Microseconds of the server's CPU for one answer."""
        return self.cpu / len(self.waits) * 1e6

    def wait_ms(self, share: float) -> float:
        """Milliseconds that this share of the answers stayed under."""
        return sorted(self.waits)[int(share * (len(self.waits) - 1))] * 1000


async def play(scene: Scene, numbers: range, connections: int = CONNECTIONS) -> Burst:
    """Send one request for each of `numbers`; what prepares the connections is not counted.

    Raises WrongAnswer at the first answer that is not the one expected.
    """
    async with AsyncExitStack() as open_until_the_end:
        visitors = [
            await open_until_the_end.enter_async_context(Visitor(scene.server.port, scene.cookies))
            for _ in range(connections)
        ]
        ready = [(visitor, await scene.begin(visitor)) for visitor in visitors]
        waiting, waits = iter(numbers), list[float]()
        began, cpu = time.perf_counter(), scene.server.cpu()
        await asyncio.gather(
            *(_repeat(scene, visitor, compose, waiting, waits) for visitor, compose in ready)
        )
        return Burst(time.perf_counter() - began, scene.server.cpu() - cpu, waits)


async def _repeat(
    scene: Scene, visitor: Visitor, compose: Compose, waiting: Iterator[int], waits: list[float]
) -> None:
    """Take the next number that waits, until there is none."""
    for number in waiting:
        request = compose(number)
        began = time.perf_counter()
        answer = await visitor.send(request)
        waits.append(time.perf_counter() - began)
        if not scene.is_right(answer):
            raise WrongAnswer(f"{answer.status} to {request[:200]!r}: {answer.body[:2000]!r}")
