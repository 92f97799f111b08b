"""Saying something at a stop, for the tests of rounds; and how often the files hold it."""

import re
from pathlib import Path
from typing import Any

from sqlalchemy import select

from caravan.kernel import clock
from caravan.kernel.db import db
from caravan.tour.models import Stop
from caravan.voice import actions as voice
from caravan.voice import rules as speaking
from caravan.voice.models import Question
from caravan.voice.rounds import actions
from tests import makers


def ask(stop: Stop, body: str = "متى تُفتح طلبات السكن؟", code: str = "", **more: Any) -> Any:
    now = more.pop("now", None) or clock.now()
    return voice.ask(stop, speaking.Words(body, "housing", code, **more), now=now)


def ask_many(stop: Stop, count: int) -> list[str]:
    bodies = [f"سؤال {number:02d} للجميع" for number in range(count)]
    for body in bodies:
        ask(stop, body)
    return bodies


def states() -> list[str]:
    return sorted(db.session.scalars(select(Question.state)))


def open_named(stop: Stop) -> None:
    actions.open_round(stop, "named", makers.make_staff().id, now=clock.now())


def occurrences(body: str) -> int:
    """How often the text stands in the database's file and all files beside it."""
    file = Path(db.engine.url.database or "")
    beside = file.parent.glob(f"{file.name}*")
    return sum(len(re.findall(re.escape(body.encode()), one.read_bytes())) for one in beside)
