"""What moderators decide; every decision holds only while the state is still the one they saw."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import update

from caravan.kernel import audit, versions
from caravan.kernel.db import transaction
from caravan.tour import queries as tour
from caravan.voice import queries, rules, words
from caravan.voice.models import Question, Screen, Suggestion
from caravan.voice.moderation import queries as beside
from caravan.voice.moderation.queries import suggestions as ideas


def approve(question_id: str, staff_id: int, *, mark: str | None = None) -> None:
    """Show the question to everybody; refused when somebody decided about it before.

    Also when a colleague changed its wording since the moderator read it: `mark` says what was read
    (None: nobody looked).
    """
    decision = _Decision("voice.approve", rules.RECEIVED, rules.APPROVED, mark=mark)
    _decide(question_id, staff_id, decision)


def reject(
    question_id: str,
    reason: str,
    staff_id: int,
    *,
    seen: str = rules.RECEIVED,
    mark: str | None = None,
) -> None:
    """Keep the question from everybody, for one of rules.REJECTIONS; it leaves list and screen.

    `seen` is the state that the moderator saw: "received", or "approved" to take back an approval.
    Refused without a reason, when the state is another one by now, and as `approve` by `mark`.
    """
    rules.check_rejection(reason)
    decision = _Decision("voice.reject", seen, rules.REJECTED, reason, mark)
    _decide(question_id, staff_id, decision)


def mark_answered(question_id: str, staff_id: int, *, mark: str | None = None) -> None:
    """The question has its answer; a second time changes nothing.

    Refused while it is not approved, when it was rejected, and as `approve` by `mark`.
    """
    with transaction():
        question = queries.get_question(question_id)
        if question.state == rules.ANSWERED:
            return
        if question.state == rules.RECEIVED:
            raise rules.NotApproved
        act = _Decision("voice.mark_answered", rules.APPROVED, rules.ANSWERED, mark=mark)
        _decide(question_id, staff_id, act)


def set_suggestion_state(
    suggestion_id: str, state: str, staff_id: int, *, reason: str = "", mark: str | None = None
) -> None:
    """Give the suggestion another state; everything but "received" is public.

    Refused without a reason for "declined" and with one for any other, while it is in a group, and
    when a colleague changed it since `mark` (None: nobody looked).
    """
    rules.check_reason(state, reason)
    _set_state(suggestion_id, state, reason, staff_id, mark)


def decline(suggestion_id: str, refusal: Mapping[str, str], staff_id: int) -> None:
    """Decline the suggestion for everybody to read, with the published `refusal` by language.

    Kept beside it is the reason in the language of its own text, Arabic for any but French.
    Refused as `set_suggestion_state`.
    """
    with transaction():
        suggestion = queries.get_suggestion(suggestion_id, to_change=True)
        reason = refusal["fr" if suggestion.language == "fr" else "ar"]
        rules.check_reason(rules.DECLINED, reason)
        _set_state(suggestion_id, rules.DECLINED, reason, staff_id, None)
        suggestion.refusal = dict(refusal)


def propose_refusal(suggestion_id: str, reason: str, staff_id: int, *, mark: str | None) -> None:
    """A moderator would decline the suggestion: it is "being studied" until its refusal is out.

    The `reason` is for colleagues alone: the feedback desk words the refusal from it in both
    languages, and a second person reads it. Refused as `set_suggestion_state`, and for what is
    declined already: everybody would read of it that it is studied, beside its refusal.
    """
    rules.check_reason(rules.DECLINED, reason)
    with transaction():
        if queries.get_suggestion(suggestion_id, to_change=True).state == rules.DECLINED:
            raise rules.AlreadyDeclined
        _set_state(suggestion_id, rules.STUDIED, reason, staff_id, mark)


def _set_state(
    suggestion_id: str, state: str, reason: str, staff_id: int, mark: str | None
) -> None:
    with transaction():
        suggestion = queries.get_suggestion(suggestion_id, to_change=True)
        ideas.check_unchanged(suggestion, mark)
        if suggestion.state not in rules.SUGGESTION_STATES:
            raise rules.SuggestionChanged
        suggestion.state, suggestion.reason = state, reason.strip() or None
        suggestion.refusal = None
        _note("voice.set_suggestion_state", suggestion, staff_id, state=state)


@dataclass(frozen=True)
class _Decision:
    """An act of the audit that leads from the state `seen` to another one."""

    action: str
    seen: str
    state: str
    reason: str | None = None
    mark: str | None = None


def _decide(question_id: str, staff_id: int, decision: _Decision) -> None:
    with transaction() as writing:
        question = queries.get_question(question_id, to_change=True)
        if question.state != decision.seen:
            raise rules.already(question.state, words.reason(question.reason))
        beside.check_unchanged(question, decision.mark)
        question.state, question.reason = decision.state, decision.reason
        writing.flush()
        if decision.state != rules.APPROVED:
            writing.execute(
                update(Screen).where(Screen.question_id == question_id).values(question_id=None)
            )
        _note(decision.action, question, staff_id)


def _note(action: str, row: Question | Suggestion, staff_id: int, **details: str) -> None:
    """Who decided what, never the text; and every page that shows it is drawn anew."""
    stop = tour.get_stop_by_id(row.stop_id)
    audit.record(action, staff_id=staff_id, stop_key=stop.key, subject=row.id, **details)
    versions.bump(queries.topic(stop.key))
