"""One question in a moderator's hand: nobody else changes it, and it is what the moderator saw."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from caravan.kernel import audit, versions
from caravan.kernel.db import transaction
from caravan.tour import queries as tour
from caravan.voice import queries as voice
from caravan.voice import rules as said
from caravan.voice.models import Question, Screen
from caravan.voice.moderation import queries, rules


@dataclass(frozen=True)
class Hand:
    """The question and the session to write with; `stop_key` is its stop's."""

    writing: Session
    question: Question
    stop_key: str


@contextmanager
def in_hand(
    question_id: str,
    action: str,
    staff_id: int | None,
    *,
    mark: str | None,
    others: Iterable[str] = (),
) -> Iterator[Hand]:
    """Hold the question until the act is done, write down who did it, draw its pages anew.

    `others` are questions that the act changes too: all are held in one order, so that two
    moderators wait for each other and never for ever. Refused when it is a private case, and when
    it is not what `mark` says that was seen (None: nobody looked). On the hall screen it stays
    only while it is approved.
    """
    with transaction() as writing:
        _hold(writing, [question_id, *others])
        question = voice.get_question(question_id, to_change=True)
        if question.state == rules.PRIVATE:
            raise rules.IsPrivate
        queries.check_unchanged(question, mark)
        stop = tour.get_stop_by_id(question.stop_id)
        yield Hand(writing, question, stop.key)
        writing.flush()
        if question.state != said.APPROVED:
            leave_screen(writing, question_id)
        audit.record(action, staff_id=staff_id, stop_key=stop.key, subject=question_id)
        versions.bump(voice.topic(stop.key))


def _hold(writing: Session, ids: Iterable[str]) -> None:
    chosen = select(Question.id).where(Question.id.in_(list(ids))).order_by(Question.id)
    writing.execute(chosen.with_for_update(key_share=True))


def leave_screen(writing: Session, question_id: str) -> None:
    """The hall sees the list again where it saw this question."""
    shown = update(Screen).where(Screen.question_id == question_id)
    writing.execute(shown.values(question_id=None))
