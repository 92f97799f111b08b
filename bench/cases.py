"""What is measured over HTTP: one function a case, each giving its scene."""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bench.client import Visitor, hidden_fields
from bench.load import CONNECTIONS, Compose, Scene
from bench.server import Server
from bench.stage import CROWDS, KEY, Stage
from caravan.kernel.clock import today

STOP = f"/ar/stops/{KEY}"
GATE = f"/gate/{KEY}"


@dataclass(frozen=True)
class Case:
    """One line of the bench: `requests` in a round, `target` a share of the bare page.

    A case of one connection tells what a single visitor waits; its value is the median wait.
    """

    name: str
    scene: Callable[[Stage], Scene]
    requests: int
    target: float | None
    connections: int = CONNECTIONS


def bare(server: Server) -> Scene:
    """The baseline: the page of bench/bare.py."""

    async def begin(visitor: Visitor) -> Compose:
        return _always(visitor.compose("/"))

    return Scene(server, begin, lambda answer: answer.status == 200)


def in_app(stage: Stage) -> Scene:
    """The page of the program that does nothing, behind everything that each page goes through."""

    async def begin(visitor: Visitor) -> Compose:
        return _always(visitor.compose("/healthz"))

    return Scene(stage.caravan, begin, lambda answer: answer.status == 200)


def registration(stage: Stage) -> Scene:
    """Each request is another person's form, filled in whole, on a page that was open before."""

    async def begin(visitor: Visitor) -> Compose:
        page = await visitor.ask(f"{STOP}/register")
        hidden = hidden_fields(page.body)
        return lambda number: visitor.compose(f"{STOP}/register", {**hidden, **person(number)})

    return Scene(stage.caravan, begin, lambda answer: answer.status == 303)


def person(number: int) -> Mapping[str, str]:
    """What another person says for each number."""
    return {
        "full_name": f"محمد أمين العلوي {number}",
        "category": "serving",
        "phone": f"06 12 {number % 10**6:06d}",
        "companions": "2",
        "consent": "y",
    }


def arrival(stage: Stage) -> Scene:
    """Each request is another ticket, scanned at the gate page of a signed-in person."""

    async def begin(visitor: Visitor) -> Compose:
        page = await visitor.ask(GATE)
        token = {"csrf_token": hidden_fields(page.body)["csrf_token"], "gate": "1"}
        return lambda number: visitor.compose(
            f"{GATE}/arrivals?fragment=1",
            {
                **token,
                "code": f"C1/{KEY.upper()}/{stage.entry_codes[number]}",
                "arrival_id": str(uuid.uuid4()),
            },
        )

    return Scene(
        stage.caravan, begin, lambda answer: b'data-kind="go"' in answer.body, stage.cookies
    )


def public(address: str) -> Callable[[Stage], Scene]:
    """What is at the address, the same for everybody."""

    def scene(stage: Stage) -> Scene:
        async def begin(visitor: Visitor) -> Compose:
            return _always(visitor.compose(address))

        return Scene(stage.caravan, begin, lambda answer: answer.status == 200)

    return scene


def unchanged(address: str) -> Callable[[Stage], Scene]:
    """What is at the address, asked for by somebody who has it already."""

    def scene(stage: Stage) -> Scene:
        async def begin(visitor: Visitor) -> Compose:
            page = await visitor.ask(address)
            return _always(visitor.compose(address, if_none_match=page.header("etag")))

        return Scene(stage.caravan, begin, lambda answer: answer.status == 304)

    return scene


def crowd(number: int) -> tuple[Case, ...]:
    """A stop with so many sessions: its page, the page of its first day, its calendar file."""
    page, file = f"/ar/stops/{KEY}-{number}", f"/stops/{KEY}-{number}/agenda.ics"
    return (
        Case(f"stop page, {number} sessions", public(page), 2_000, 0.50),
        Case(f"day page, {number} sessions", public(f"{page}/days/{today()}"), 2_000, 0.50),
        Case(f"agenda, {number} sessions", public(file), 2_000, 0.50),
        Case(f"agenda, {number} sessions, 304", unchanged(file), 2_000, 0.80),
    )


def _always(request: bytes) -> Compose:
    return lambda _number: request


CASES = (
    Case("arrival", arrival, 400, 0.10),
    Case("stop page", public(STOP), 2_000, 0.70),
    Case("stop page, 304", unchanged(STOP), 2_000, 0.80),
    Case("stop page, one visitor", public(STOP), 1_000, None, connections=1),
    *(case for number in CROWDS for case in crowd(number)),
)
