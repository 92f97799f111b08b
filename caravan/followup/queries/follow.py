"""Reading by the follow-up code: what its holder asked and suggested, and what became of it."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select

from caravan.followup import rules
from caravan.followup.models import Answer
from caravan.followup.promises.models import PromiseVerdict
from caravan.followup.promises.rules import occasion
from caravan.followup.queries.answers import Promised, answers_of, promises_of
from caravan.kernel import codes
from caravan.kernel.clock import today
from caravan.kernel.db import session
from caravan.kernel.seal import seal
from caravan.registration import queries as registration
from caravan.tour import queries as tour
from caravan.tour.models import Stop
from caravan.voice import queries as voice
from caravan.voice.models import Question, Suggestion
from caravan.voice.moderation import queries as moderation
from caravan.voice.moderation.models import DeskAppointment
from caravan.voice.moderation.queries import suggestions as ideas


@dataclass(frozen=True)
class Followed:
    """What was said with a code, and nothing of who said it: ten digits, or twelve of one text.

    `leads` are the questions with which some of these are answered, `idea_leads` the suggestions
    with which some are followed, `appointments` the numbers at
    the private desk, both by the ids of what was asked. `asks` holds the promises of which it is
    time to ask whether they are solved, with the occasion; `mark` is the seal of the code.
    """

    code: str
    mark: str
    stop: Stop
    questions: list[Question]
    suggestions: list[Suggestion]
    answers: dict[str, Answer]
    promises: dict[str, list[Promised]]
    leads: dict[str, Question]
    idea_leads: dict[str, Suggestion]
    appointments: dict[str, DeskAppointment]
    asks: dict[str, str]


def followed(typed: str) -> Followed | None:
    """What became of what was said with the follow-up code `typed`; None where it is no code.

    A code is one of a registration, whether or not that was withdrawn, or the code of a text that
    was sent without a name.
    """
    if question_code := codes.read_question_code(typed):
        return _of_text(question_code)
    code = codes.read_follow_code(typed)
    if code is None:
        return None
    if holder := registration.find_by_follow_code(code):
        return _found(code, holder.stop_id, voice.follow_mark(holder.stop_id, code))
    return _of_old_stub(code)


def _of_old_stub(code: str) -> Followed | None:
    """What was said with a stub whose registration is erased by now; texts keep its seal longer.

    The seal is of one stop, and the stub does not say of which: all are tried.
    """
    marks = {voice.follow_mark(stop.id, code): stop.id for stop in tour.stops()}
    for model in (Question, Suggestion):
        chosen = select(model.follow_mark).where(model.follow_mark.in_(marks)).limit(1)
        if mark := session().scalar(chosen):
            return _found(code, marks[mark], mark)
    return None


def _of_text(code: str) -> Followed | None:
    mark = voice.question_mark(code)
    stops = [
        *(one.stop_id for one in voice.find_by_follow_mark(mark)),
        *(one.stop_id for one in voice.suggestions_by_follow_mark(mark)),
    ]
    return _found(code, stops[0], mark) if stops else None


def _found(code: str, stop_id: int, mark: str) -> Followed:
    questions = voice.find_by_follow_mark(mark)
    suggestions = voice.suggestions_by_follow_mark(mark)
    stop, ids = tour.get_stop_by_id(stop_id), [question.id for question in questions]
    leads = moderation.leads_of(ids)
    idea_leads = ideas.leads_of([suggestion.id for suggestion in suggestions])
    answered = [leads[one].id if one in leads else one for one in ids]
    answered += [idea_leads.get(one.id, one).id for one in suggestions]
    made = promises_of(answered)
    return Followed(
        code=code,
        mark=mark,
        stop=stop,
        questions=questions,
        suggestions=suggestions,
        answers=answers_of(answered),
        promises=made,
        leads=leads,
        idea_leads=idea_leads,
        appointments=moderation.appointments_of(ids),
        asks=_asks(stop, mark, (one for several in made.values() for one in several)),
    )


def verdict_mark(promise: Promised, mark: str, asked_on: str) -> str:
    """The seal of what the holder of the code sealed in `mark` says of a promise on an occasion.

    One that was kept anew, on another day, is another one.
    """
    return seal("verdict", promise.id, promise.kept_on, mark, asked_on)


def _asks(stop: Stop, mark: str, made: Iterable[Promised]) -> dict[str, str]:
    """The kept promises of which the holder is asked today, and has not spoken on this occasion."""
    kept = [one for one in made if one.state == rules.KEPT and one.kept_on]
    if not kept:
        return {}
    here, day = running_later(stop), today()
    asked = {one.id: occasion(one.kept_on, day, here) for one in kept if one.kept_on}
    marks = {
        verdict_mark(one, mark, on): (one.id, on)
        for one in kept
        if (on := asked[one.id]) is not None
    }
    chosen = select(PromiseVerdict.mark).where(PromiseVerdict.mark.in_(marks))
    spoken = set(session().scalars(chosen))
    return dict(due for seen, due in marks.items() if seen not in spoken)


def running_later(stop: Stop) -> str | None:
    """The key of a later stop in the same prefecture that runs today."""
    day = today()
    chosen = select(Stop.key).where(
        Stop.prefecture_code == stop.prefecture_code,
        Stop.first_day > stop.last_day,
        Stop.first_day <= day,
        Stop.last_day >= day,
        Stop.status.not_in(("cancelled", "moved")),
        Stop.is_rehearsal.is_(stop.is_rehearsal),
    )
    return session().scalar(chosen.limit(1))
