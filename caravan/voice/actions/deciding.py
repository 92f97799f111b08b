"""What moderators decide; every decision holds only while the state is still the one they saw."""

from sqlalchemy import update

from caravan.kernel import audit, versions
from caravan.kernel.db import transaction
from caravan.tour import queries as tour
from caravan.voice import queries, rules
from caravan.voice.models import Question, Screen, Suggestion


def approve(question_id: str, staff_id: int) -> None:
    """Show the question to everybody; refused when somebody decided about it before."""
    _decide(question_id, staff_id, "voice.approve", rules.RECEIVED, rules.APPROVED)


def reject(question_id: str, reason: str, staff_id: int, *, seen: str = rules.RECEIVED) -> None:
    """Keep the question from everybody, for a `reason`; it leaves the list and the hall screen.

    `seen` is the state that the moderator saw: "received", or "approved" to take back an approval.
    Refused without a reason, and when the state is another one by now.
    """
    rules.check_reason(rules.REJECTED, reason)
    _decide(question_id, staff_id, "voice.reject", seen, rules.REJECTED, reason=reason.strip())


def mark_answered(question_id: str, staff_id: int) -> None:
    """The question has its answer; a second time changes nothing.

    Refused while it is not approved, and when it was rejected.
    """
    with transaction():
        question = queries.get_question(question_id)
        if question.state == rules.ANSWERED:
            return
        if question.state == rules.RECEIVED:
            raise rules.NotApproved
        _decide(question_id, staff_id, "voice.mark_answered", rules.APPROVED, rules.ANSWERED)


def set_suggestion_state(
    suggestion_id: str, state: str, staff_id: int, *, reason: str = "", seen: str
) -> None:
    """Give the suggestion another state; everything but "received" is public.

    Refused without a reason for "declined", and when the state is no longer `seen`.
    """
    rules.check_reason(state, reason)
    with transaction() as writing:
        is_done = writing.scalar(
            update(Suggestion)
            .where(Suggestion.id == suggestion_id, Suggestion.state == seen)
            .values(state=state, reason=reason.strip() or None)
            .returning(Suggestion.id)
        )
        suggestion = queries.get_suggestion(suggestion_id)
        writing.refresh(suggestion)
        if is_done is None:
            raise rules.SuggestionChanged
        _note("voice.set_suggestion_state", suggestion, staff_id, state=state)


def _decide(
    question_id: str,
    staff_id: int,
    action: str,
    seen: str,
    state: str,
    *,
    reason: str | None = None,
) -> None:
    with transaction() as writing:
        is_done = writing.scalar(
            update(Question)
            .where(Question.id == question_id, Question.state == seen)
            .values(state=state, reason=reason)
            .returning(Question.id)
        )
        question = queries.get_question(question_id)
        writing.refresh(question)
        if is_done is None:
            raise rules.already(question.state, question.reason)
        if state != rules.APPROVED:
            writing.execute(
                update(Screen).where(Screen.question_id == question_id).values(question_id=None)
            )
        _note(action, question, staff_id)


def _note(action: str, row: Question | Suggestion, staff_id: int, **details: str) -> None:
    """Who decided what, never the text; and every page that shows it is drawn anew."""
    stop = tour.get_stop_by_id(row.stop_id)
    audit.record(action, staff_id=staff_id, stop_key=stop.key, subject=row.id, **details)
    versions.bump(queries.topic(stop.key))
