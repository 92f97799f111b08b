"""Rows of what people say; tests ask for them by way of tests/makers.py."""

import uuid
from typing import Any

from sqlalchemy import select

from caravan.kernel.db import db
from caravan.tour.models import Stop
from caravan.voice.models import Question, Round, Suggestion
from tests.rows import save


def make_round(stop: Stop, mode: str = "unnamed", **values: Any) -> Round:
    """The open round of the stop, made once."""
    found = db.session.scalar(select(Round).where(Round.stop_id == stop.id, Round.is_open))
    return found or save(
        Round(
            **{
                "id": uuid.uuid4().hex,
                "stop_id": stop.id,
                "mode": mode,
                "day": stop.first_day,
                "is_open": True,
                **values,
            }
        )
    )


def make_question(stop: Stop, body: str = "متى تُسلَّم مساكن وجدة؟", **values: Any) -> Question:
    """A question about housing, approved unless `state` says otherwise."""
    within = make_round(stop)
    return save(
        Question(
            **{
                "id": uuid.uuid4().hex,
                "stop_id": stop.id,
                "round_id": within.id,
                "mode": within.mode,
                "service_code": "housing",
                "body": body,
                "language": "ar",
                "state": "approved",
                "reason": None,
                "day": stop.first_day,
                "half_day": "am",
                "text_mark": uuid.uuid4().hex,
                "follow_mark": None,
                "me_too": 0,
                **values,
            }
        )
    )


def make_suggestion(stop: Stop, body: str = "حافلة من جرادة إلى وجدة", **values: Any) -> Suggestion:
    """A suggestion just received."""
    within = make_round(stop)
    return save(
        Suggestion(
            **{
                "id": uuid.uuid4().hex,
                "stop_id": stop.id,
                "round_id": within.id,
                "mode": within.mode,
                "service_code": "housing",
                "body": body,
                "language": "ar",
                "state": "received",
                "reason": None,
                "day": stop.first_day,
                "half_day": "am",
                "text_mark": uuid.uuid4().hex,
                "follow_mark": None,
                **values,
            }
        )
    )
