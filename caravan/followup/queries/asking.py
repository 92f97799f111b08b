"""Whom a short message asks whether a promise is solved: who asked with a name, and agreed."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, select

from caravan.followup.models import Promise, PromiseKept
from caravan.followup.promises.models import PromiseVerdict
from caravan.followup.promises.rules import asks_by_message
from caravan.followup.queries.answers import Promised, promised
from caravan.followup.queries.follow import Followed, running_later, verdict_mark
from caravan.kernel import outbox, post
from caravan.kernel.clock import today
from caravan.kernel.db import session
from caravan.registration import queries as registration
from caravan.registration.messages import queries as messages
from caravan.registration.models import Registration
from caravan.tour.models import Stop
from caravan.voice import queries as voice
from caravan.voice.models import Question, QuestionAuthor, Suggestion, SuggestionAuthor
from caravan.voice.moderation.models import QuestionGroup, SuggestionGroup

_SIGNED = (
    (QuestionAuthor, QuestionAuthor.question_id, QuestionGroup),
    (SuggestionAuthor, SuggestionAuthor.suggestion_id, SuggestionGroup),
)


@dataclass(frozen=True)
class Asked:
    """Somebody to be asked about a kept promise, and on which occasion."""

    holder: Registration
    stop: Stop
    promise: Promised
    occasion: str


def find_askable(found: Followed) -> Registration | None:
    """Who could be asked by short message about what was said with a code; mostly nobody.

    Only who asked in a round with names, gave a number and wants messages; nobody without a gateway
    and at a rehearsal.
    """
    said: list[Question | Suggestion] = [*found.questions, *found.suggestions]
    is_named = any(one.mode == "named" for one in said)
    if not is_named or found.stop.is_rehearsal or not post.is_open(outbox.SMS):
        return None
    holder = registration.find_by_follow_code(found.code)
    return holder if holder and messages.may_be_asked(holder.id) else None


def to_ask() -> list[Asked]:
    """Who is to be asked today, has agreed to it and has not spoken yet."""
    rows = [row for signed in _SIGNED for row in session().execute(_kept_for(*signed)).all()]
    known = {one.id: one for one in promised({promise_id for _, _, promise_id in rows})}
    due = {
        verdict_mark(one.promise, _mark_of(one), one.occasion): one
        for one in _on_occasion(rows, known)
    }
    chosen = select(PromiseVerdict.mark).where(PromiseVerdict.mark.in_(due))
    spoken = set(session().scalars(chosen)) if due else set()
    return [one for mark, one in due.items() if mark not in spoken]


def _kept_for(author: Any, item: Any, group: Any) -> Select[Registration, Stop, str]:
    """Those who agreed, and the kept promises about what they said, or what theirs goes with."""
    answered = func.coalesce(group.lead_id, item)
    return (
        select(Registration, Stop, Promise.id)
        .select_from(author)
        .join(Registration, Registration.id == author.registration_id)
        .join(Stop, Stop.id == Registration.stop_id)
        .outerjoin(group, group.member_id == item)
        .join(Promise, Promise.item_id == answered)
        .join(PromiseKept, PromiseKept.promise_id == Promise.id)
        .where(messages.ASKABLE, Registration.id.in_(messages.AGREED))
        .where(Stop.is_rehearsal.is_(False))
    )


def _on_occasion(rows: list[Any], known: dict[str, Promised]) -> Iterator[Asked]:
    stops = {stop.id: stop for _, stop, _ in rows}
    here = {stop_id: running_later(stop) for stop_id, stop in stops.items()}
    for holder, stop, promise_id in rows:
        one = known[promise_id]
        if one.kept_on and (on := asks_by_message(one.kept_on, today(), here[stop.id])):
            yield Asked(holder, stop, one, on)


def _mark_of(one: Asked) -> str:
    return voice.follow_mark(one.stop.id, one.holder.follow_code)
