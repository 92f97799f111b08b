"""Changing the wording, the subjects and the place of a question; nothing of it is lost."""

from collections.abc import Iterable

from sqlalchemy import delete
from sqlalchemy.dialects import postgresql, sqlite

from caravan.kernel import versions
from caravan.kernel.db import transaction
from caravan.tour.models import Stop
from caravan.voice import queries as voice
from caravan.voice.moderation import queries, rules
from caravan.voice.moderation.actions.hand import in_hand
from caravan.voice.moderation.models import QuestionEdit, QuestionLabel, QuestionStar


def edit(question_id: str, body: str, staff_id: int, *, mark: str | None = None) -> None:
    """Show another wording, for privacy; the one that it replaces is kept for the moderators.

    The same wording changes nothing. Refused when it says nothing, and when a colleague changed
    the question since `mark`.
    """
    wording = rules.check_wording(body)
    with in_hand(question_id, "voice.edit", staff_id, mark=mark) as hand:
        if wording == hand.question.body:
            return
        number = len(queries.wordings(question_id)) + 1
        hand.writing.add(
            QuestionEdit(question_id=question_id, number=number, body=hand.question.body)
        )
        hand.question.body = wording


def set_labels(
    question_id: str, codes: Iterable[str], staff_id: int, *, mark: str | None = None
) -> None:
    """Say which further services the question is about; `codes` replaces what was said before."""
    with in_hand(question_id, "voice.set_labels", staff_id, mark=mark) as hand:
        wanted = sorted(set(codes) - {hand.question.service_code})
        hand.writing.execute(delete(QuestionLabel).where(QuestionLabel.question_id == question_id))
        for code in wanted:
            hand.writing.add(QuestionLabel(question_id=question_id, service_code=code))


def set_star(stop: Stop, question_id: str, *, starred: bool) -> None:
    """Put the question first on the desk, or back among the others; twice is once."""
    with transaction() as writing:
        if voice.get_question(question_id, stop.id).state == rules.PRIVATE:
            raise rules.IsPrivate
        if starred:
            dialect = postgresql if writing.get_bind().dialect.name == "postgresql" else sqlite
            star = dialect.insert(QuestionStar.__table__).values(question_id=question_id)
            writing.execute(star.on_conflict_do_nothing())
        else:
            writing.execute(delete(QuestionStar).where(QuestionStar.question_id == question_id))
        versions.bump(voice.topic(stop.key))


def give_back(question_id: str, staff_id: int, *, mark: str | None = None) -> None:
    """Take the last decision back: answered is approved again; approved or rejected is received.

    Refused where nothing was decided, and when a colleague changed the question since `mark`.
    """
    with in_hand(question_id, "voice.give_back", staff_id, mark=mark) as hand:
        hand.question.state = rules.state_before(hand.question.state)
        hand.question.reason = None
