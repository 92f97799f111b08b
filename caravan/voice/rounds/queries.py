"""Reading rounds: which one is open, what waits in it, what was gathered."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Select, exists, func, select

from caravan.kernel.db import Base, session
from caravan.registration.models import Registration
from caravan.voice import rules as voice
from caravan.voice.models import MeToo, Question, QuestionAuthor, Round, Suggestion
from caravan.voice.rounds import rules

_WRITTEN = ("answers", "promises")  # tables of the room above, which this one may not import
Spoken = type[Question] | type[Suggestion]
SPOKEN: tuple[Spoken, ...] = (Question, Suggestion)


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
    """What was said in a round; `waits`: some of it has not come out of its batch yet.

    How much of it waits is not told: who watches a number grow sees when somebody asked.
    """

    questions: int
    suggestions: int
    waits: bool
    is_answered: bool


def find_open(stop_id: int) -> Round | None:
    """The open round of the stop, if there is one."""
    chosen = select(Round).where(Round.stop_id == stop_id, Round.is_open.is_(True))
    return session().scalar(chosen)


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
        waits=any(waiting(model, round_id) for model in SPOKEN),
        is_answered=_is_answered(round_id),
    )


def waiting(model: Spoken, round_id: str) -> list[rules.HalfDay]:
    """The half-day of each text of the round that waits for its batch."""
    chosen = select(model.day, model.half_day).where(
        model.round_id == round_id, model.state == voice.WAITING
    )
    return [(day, half) for day, half in session().execute(chosen)]


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


def authors_of(question_ids: Collection[str]) -> dict[str, str]:
    """Who asked, by question; only questions of rounds with names have an author."""
    if not question_ids:
        return {}
    chosen = (
        select(QuestionAuthor.question_id, Registration.full_name)
        .join(Registration, Registration.id == QuestionAuthor.registration_id)
        .where(QuestionAuthor.question_id.in_(question_ids))
    )
    return dict(session().execute(chosen).all())


def said() -> tuple[int, ...]:
    """How many texts of each kind the database holds: whether something is new since last time."""
    counts = (session().scalar(select(func.count()).select_from(model)) for model in SPOKEN)
    return tuple(count or 0 for count in counts)


def _is_answered(round_id: str) -> bool:
    """Also where a moderator took the state back: what was written to the public stays."""
    of_round = select(Question.id).where(Question.round_id == round_id)
    answered = select(
        exists().where(Question.round_id == round_id, Question.state == voice.ANSWERED)
    )
    written = (Base.metadata.tables[name].c.item_id for name in _WRITTEN)
    chosen = [answered, *(select(exists().where(one.in_(of_round))) for one in written)]
    return any(session().scalar(one) for one in chosen)


def _shown(model: Spoken, round_id: str) -> int:
    chosen = select(func.count()).where(model.round_id == round_id, model.state != voice.WAITING)
    return session().scalar(chosen) or 0
