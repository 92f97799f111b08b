"""Reading rounds: which one is open, what waits in it, what was gathered."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, Table, exists, func, select

from caravan.kernel.db import Base, session
from caravan.registration.models import Registration
from caravan.voice import rules as voice
from caravan.voice.models import (
    MeToo,
    Question,
    QuestionAuthor,
    Round,
    Suggestion,
    SuggestionAuthor,
)
from caravan.voice.rounds import rules

# What people were told of a suggestion; that it is being studied is no answer yet.
_DECIDED = (voice.ACCEPTED, voice.DECLINED, voice.DONE)
_WRITTEN = ("answers", "promises")  # tables of the room above, which this one may not import
# What people say and moderators erase: an order of these rows, or a rest of them, would tell.
UNORDERED = (
    "questions",
    "suggestions",
    "me_toos",
    "question_edits",
    "desk_appointments",
    "question_authors",
    "suggestion_authors",
    "suggestion_details",
    "suggestion_supports",
    "survey_seals",  # of rooms beside and above, which this one may not import
    "promise_verdicts",
)
Spoken = type[Question] | type[Suggestion]
SPOKEN: tuple[Spoken, ...] = (Question, Suggestion)
_SIGNED = {
    Question: (QuestionAuthor.question_id, QuestionAuthor.registration_id),
    Suggestion: (SuggestionAuthor.suggestion_id, SuggestionAuthor.registration_id),
}


@dataclass(frozen=True)
class Standing:
    """How a stop takes questions now, for its pages: open or not, with names or without.

    Before any round was opened, one without names opens by itself with the first thing said.
    """

    mode: str
    is_open: bool

    @property
    def is_named(self) -> bool:
        return self.mode == rules.NAMED


@dataclass(frozen=True)
class Gathered:
    """What was said in a round, as far as it came out of its batch.

    Whether something waits is not told: who watches that change sees when somebody asked.
    """

    questions: int
    suggestions: int
    is_answered: bool


NOTHING = Gathered(0, 0, is_answered=False)
"""What was gathered before any round was opened."""


def find_open(stop_id: int) -> Round | None:
    """The open round of the stop, if there is one."""
    return session().scalar(_open(stop_id))


def hold_open(stop_id: int, *, to_change: bool = False) -> Round | None:
    """The same, and nobody ends it or changes its mode until the open transaction is over.

    Many may hold it to speak in it; whoever holds it `to_change` waits for them, and they for it.
    """
    return session().scalar(_open(stop_id).with_for_update(read=not to_change))


def was_opened(stop_id: int) -> bool:
    """Whether the stop ever had a round."""
    return bool(session().scalar(select(exists().where(Round.stop_id == stop_id))))


def standing(stop_id: int) -> Standing:
    """How the stop takes questions now."""
    found = find_open(stop_id)
    if found:
        return Standing(found.mode, is_open=True)
    return Standing(rules.UNNAMED, is_open=not was_opened(stop_id))


def gathered(round_id: str) -> Gathered:
    """What came out of the round so far; what still waits is not counted."""
    numbers = [_shown(model, round_id) for model in SPOKEN]
    return Gathered(
        questions=numbers[0],
        suggestions=numbers[1],
        is_answered=_is_answered(round_id),
    )


def waiting(model: Spoken, round_id: str) -> list[rules.HalfDay]:
    """The half-day of each text of the round that waits for its batch."""
    chosen = select(model.day, model.half_day).where(
        model.round_id == round_id, model.state == voice.WAITING
    )
    return [(day, half) for day, half in session().execute(chosen)]


def may_wait(said: datetime, *, now: datetime) -> bool:
    """Whether a text of that instant can wait still: by the clock, not by whether one does."""
    return voice.half_day(said) == voice.half_day(now)


def with_waiting() -> list[Round]:
    """The rounds of all stops in which something waits."""
    ids = {
        found
        for model in SPOKEN
        for found in session().scalars(
            select(model.round_id).where(model.state == voice.WAITING).distinct()
        )
    }
    return list(session().scalars(select(Round).where(Round.id.in_(ids)))) if ids else []


def has_marks(question_ids: Select[str]) -> bool:
    """Whether marks of "mine too" are kept for any of these questions."""
    return bool(session().scalar(select(exists().where(MeToo.question_id.in_(question_ids)))))


def authors_of(said: Iterable[Question] | Iterable[Suggestion]) -> dict[str, str]:
    """The names of those who asked these questions, or made these suggestions, by their ids.

    Only what was said in rounds with names has an author, until the registration is erased.
    """
    named = [one for one in said if one.mode == rules.NAMED]
    if not named:
        return {}
    text_id, author_id = _SIGNED[type(named[0])]
    chosen = select(text_id, Registration.full_name).where(
        text_id.in_([one.id for one in named]), author_id == Registration.id
    )
    return dict(session().execute(chosen).all())


def said_by(registration_ids: Collection[int]) -> dict[str, list[dict[str, Any]]]:
    """What these people said with a name, by table: the own words, the subject, the half-day."""
    asked = select(QuestionAuthor.question_id).where(
        QuestionAuthor.registration_id.in_(registration_ids)
    )
    suggested = select(SuggestionAuthor.suggestion_id).where(
        SuggestionAuthor.registration_id.in_(registration_ids)
    )
    rows = {"questions": _told(Question, asked), "suggestions": _told(Suggestion, suggested)}
    return {table: found for table, found in rows.items() if found}


def _told(model: Spoken, ids: Select[str]) -> list[dict[str, Any]]:
    chosen = select(model.body.label("words"), model.service_code, model.day, model.half_day)
    found = session().execute(chosen.where(model.id.in_(ids)).order_by(model.id))
    return [dict(row) for row in found.mappings()]


def laid_down() -> tuple[int, ...]:
    """How many rows each of the UNORDERED tables has: whether one came or went since last time."""
    counts = [select(func.count()).select_from(one).scalar_subquery() for one in unordered()]
    return tuple(session().execute(select(*counts)).one())


def unordered() -> list[Table]:
    """The UNORDERED tables."""
    return [Base.metadata.tables[name] for name in UNORDERED]


def _open(stop_id: int) -> Select[Round]:
    return select(Round).where(Round.stop_id == stop_id, Round.is_open.is_(True))


def _is_answered(round_id: str) -> bool:
    """Also where a moderator took the state back: what was written to the public stays."""
    of_round = select(Question.id).where(Question.round_id == round_id)
    answered = select(
        exists().where(Question.round_id == round_id, Question.state == voice.ANSWERED)
    )
    decided = select(
        exists().where(Suggestion.round_id == round_id, Suggestion.state.in_(_DECIDED))
    )
    written = (Base.metadata.tables[name].c.item_id for name in _WRITTEN)
    chosen = [answered, decided, *(select(exists().where(one.in_(of_round))) for one in written)]
    return any(session().scalar(one) for one in chosen)


def _shown(model: Spoken, round_id: str) -> int:
    chosen = select(func.count()).where(model.round_id == round_id, model.state != voice.WAITING)
    return session().scalar(chosen) or 0
