"""Turning a personal case into a numbered appointment: the text is gone from that moment on."""

from sqlalchemy import delete, func, select

from caravan.kernel import audit, versions
from caravan.kernel.db import transaction
from caravan.kernel.scrub import scrub_erased
from caravan.tour.models import Stop
from caravan.voice import queries as voice
from caravan.voice.copies import forget_copies
from caravan.voice.models import MeToo, Question, QuestionAuthor
from caravan.voice.moderation import queries, rules
from caravan.voice.moderation.actions.grouping import take_apart
from caravan.voice.moderation.actions.hand import Hand, in_hand
from caravan.voice.moderation.models import (
    DeskAppointment,
    QuestionEdit,
    QuestionLabel,
    QuestionStar,
)

_BESIDE = (QuestionEdit, QuestionLabel, QuestionStar, QuestionAuthor, MeToo)
_COPIES = ("summary_versions", "summary_papers")  # of the room above, not to be imported here
_SCRUBBED = ("questions", *(model.__tablename__ for model in _BESIDE), *_COPIES)


def make_private(question_id: str, staff_id: int, *, mark: str | None = None) -> int:
    """Erase the text, every wording, label and author; gives the number at the private desk.

    The service, the half-day and the seals stay: the theme is counted, the asker finds the number
    by the code, and the same text sent once more is not taken anew. Nothing brings the text
    back. Refused when it was made private before, and when a colleague changed it since `mark`.
    """
    others = queries.grouped_with([question_id])
    with in_hand(question_id, "voice.make_private", staff_id, mark=mark, others=others) as hand:
        take_apart(hand.writing, question_id)
        forget_copies(hand.question.stop_id, [question_id])
        for model in _BESIDE:
            hand.writing.execute(delete(model).where(model.question_id == question_id))
        _empty(hand.question)
        number = _appoint(hand)
    scrub_erased(_SCRUBBED)
    return number


def set_heard(stop: Stop, number: int, staff_id: int, *, heard: bool) -> None:
    """The person with that number was heard at the private desk, or after all not yet."""
    with transaction():
        queries.get_appointment(stop.id, number).is_heard = heard
        audit.record("voice.set_heard", staff_id=staff_id, stop_key=stop.key, subject=number)
        versions.bump(voice.topic(stop.key))


def _empty(question: Question) -> None:
    question.body, question.reason, question.me_too = "", None, 0
    question.state = rules.PRIVATE


def _appoint(hand: Hand) -> int:
    """The next number of the stop. Its counter is held, so that no two cases get the same."""
    stop_id = hand.question.stop_id
    versions.bump(voice.topic(hand.stop_key))
    last = select(func.max(DeskAppointment.number)).where(DeskAppointment.stop_id == stop_id)
    number = (hand.writing.scalar(last) or 0) + 1
    hand.writing.add(
        DeskAppointment(
            question_id=hand.question.id,
            stop_id=stop_id,
            number=number,
            service_code=hand.question.service_code,
        )
    )
    return number
