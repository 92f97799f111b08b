"""Turning a personal case into a numbered appointment: the text is gone from that moment on."""

from sqlalchemy import delete, func, select

from caravan.kernel import audit, versions
from caravan.kernel.db import transaction
from caravan.kernel.scrub import scrub_erased
from caravan.tour import queries as tour
from caravan.tour.models import Stop
from caravan.voice import queries as voice
from caravan.voice.forgetting import forget_above
from caravan.voice.models import MeToo, Question, QuestionAuthor, SuggestionAuthor
from caravan.voice.moderation import queries, rules
from caravan.voice.moderation.actions.grouping import take_apart
from caravan.voice.moderation.actions.hand import Hand, in_hand
from caravan.voice.moderation.actions.suggesting import leave_groups
from caravan.voice.moderation.models import (
    DeskAppointment,
    QuestionEdit,
    QuestionLabel,
    QuestionStar,
    SuggestionDetail,
    SuggestionSupport,
)
from caravan.voice.moderation.queries import suggestions

_BESIDE = (QuestionEdit, QuestionLabel, QuestionStar, QuestionAuthor, MeToo)
_SCRUBBED = ("questions", *(model.__tablename__ for model in _BESIDE))
_BESIDE_IDEAS = (SuggestionDetail, SuggestionSupport, SuggestionAuthor)
_SCRUBBED_IDEAS = ("suggestions", *(model.__tablename__ for model in _BESIDE_IDEAS))
_KEPT = (
    "id",
    "stop_id",
    "round_id",
    "mode",
    "service_code",
    "language",
    "channel",
    "day",
    "half_day",
    "text_mark",
    "follow_mark",
)


def make_private(question_id: str, staff_id: int, *, mark: str | None = None) -> int:
    """Erase the text, every wording, label and author; gives the number at the private desk.

    The service, the half-day and the seals stay: the theme is counted, the asker finds the number
    by the code, and the same text sent once more is not taken anew. Nothing brings the text back,
    nor the session or stand it was about. Refused when it was made private before, and when a
    colleague changed it since `mark`.
    """
    others = queries.grouped_with([question_id])
    with in_hand(question_id, "voice.make_private", staff_id, mark=mark, others=others) as hand:
        take_apart(hand.writing, question_id)
        for model in _BESIDE:
            hand.writing.execute(delete(model).where(model.question_id == question_id))
        above = forget_above(hand.question.stop_id, [question_id])
        _empty(hand.question)
        number = _appoint(hand)
    scrub_erased([*_SCRUBBED, *above])
    return number


def make_suggestion_private(suggestion_id: str, staff_id: int, *, mark: str | None = None) -> int:
    """Do the same with a personal case that came as a suggestion; gives its number.

    It is one of the questions from then on, without any text: numbered, counted and followed as
    those are. What is left of the suggestion is its seal, so that it is not taken anew.
    """
    with transaction() as writing:
        made = voice.get_suggestion(suggestion_id, to_change=True)
        suggestions.check_unchanged(made, mark)
        leave_groups(writing, made.id)
        for model in _BESIDE_IDEAS:
            writing.execute(delete(model).where(model.suggestion_id == made.id))
        above = forget_above(made.stop_id, [made.id])
        kept = {name: getattr(made, name) for name in _KEPT}
        case = Question(**kept, body="", state=rules.PRIVATE, me_too=0)
        made.body, made.follow_mark, made.state = "", None, rules.PRIVATE
        made.reason = made.refusal = None
        writing.add(case)
        writing.flush()
        stop = tour.get_stop_by_id(made.stop_id)
        number = _appoint(Hand(writing, case, stop.key))
        audit.record("voice.make_private", staff_id=staff_id, stop_key=stop.key, subject=made.id)
    scrub_erased([*_SCRUBBED_IDEAS, *above])
    return number


def set_heard(stop: Stop, number: int, staff_id: int, *, heard: bool) -> None:
    """The person with that number was heard at the private desk, or after all not yet."""
    with transaction():
        queries.get_appointment(stop.id, number).is_heard = heard
        audit.record("voice.set_heard", staff_id=staff_id, stop_key=stop.key, subject=number)
        versions.bump(voice.topic(stop.key))


def _empty(question: Question) -> None:
    question.body, question.reason, question.me_too = "", None, 0
    question.session_key = question.stand_key = None
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
