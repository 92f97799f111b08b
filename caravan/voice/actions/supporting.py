"""Counting "mine too": once a phone, without knowing the phone."""

from typing import Any

from sqlalchemy import Select, bindparam, select, update
from sqlalchemy.dialects import postgresql, sqlite

from caravan.kernel import versions
from caravan.kernel.db import transaction
from caravan.kernel.refusal import NotFound
from caravan.kernel.seal import seal
from caravan.tour.models import Stop
from caravan.voice import queries, rules
from caravan.voice.models import MeToo, Question

_OPEN: Select[Any, Any] = select(Question.id, bindparam("mark")).where(
    Question.id == bindparam("question"),
    Question.stop_id == bindparam("stop"),
    Question.state == rules.APPROVED,
)
# Built once: only an approved question of this stop takes a mark, and each mark once.
_ONCE = {
    name: dialect.insert(MeToo.__table__)
    .from_select(["question_id", "mark"], _OPEN)
    .on_conflict_do_nothing()
    .returning(MeToo.question_id)
    for name, dialect in (("sqlite", sqlite), ("postgresql", postgresql))
}
_COUNT = (
    update(Question).where(Question.id == bindparam("question")).values(me_too=Question.me_too + 1)
)


def add_me_too(stop: Stop, question_id: str, phone: str) -> int:
    """How many share the question, this phone included; a second time changes nothing.

    `phone` is the random value of the phone's cookie: only its seal for this one question is
    kept. Refused when the question is not (or no longer) open to support.
    """
    marks = {"question": question_id, "stop": stop.id, "mark": seal("me-too", question_id, phone)}
    with transaction() as writing:
        if writing.scalar(_ONCE[writing.get_bind().dialect.name], marks):
            writing.execute(_COUNT, {"question": question_id})
            versions.bump(queries.topic(stop.key))
        question = queries.get_question(question_id, stop.id)
        if question.state == rules.ANSWERED:
            raise rules.AlreadyAnswered
        if question.state != rules.APPROVED:
            raise NotFound  # whether such a question was asked is nobody's business
        return question.me_too
