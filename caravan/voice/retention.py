"""How long authors, seals, marks of support and replaced wordings stay."""

from datetime import date

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import InstrumentedAttribute

from caravan.kernel.db import Base
from caravan.kernel.retention import Rule
from caravan.tour import queries as tour
from caravan.voice.models import MeToo, Question, QuestionAuthor, Suggestion, SuggestionAuthor
from caravan.voice.moderation.models import QuestionEdit, SuggestionSupport
from caravan.voice.rounds.queries import Spoken

# What hangs on what was said, by the column that names it.
_HANGING: tuple[tuple[InstrumentedAttribute[str], Spoken], ...] = (
    (QuestionAuthor.question_id, Question),
    (SuggestionAuthor.suggestion_id, Suggestion),
    (MeToo.question_id, Question),
    (QuestionEdit.question_id, Question),
    (SuggestionSupport.suggestion_id, Suggestion),
)

_SEALED: tuple[Spoken, ...] = (Question, Suggestion)


def _is_old(model: Spoken, day: date) -> ColumnElement[bool]:
    """What was said at a stop that ended before `day`."""
    return model.stop_id.in_(tour.ids_ended_before(day))


def _let_go(model: Spoken, purpose: str, told: ColumnElement[bool]) -> Rule:
    """The seal of the follow-up code goes; the text stays. `told`: of whom that is the purpose."""
    return Rule(
        purpose,
        Base.metadata.tables[model.__tablename__],
        lambda limit: model.follow_mark.is_not(None) & told & _is_old(model, limit.day),
        change={"follow_mark": None},
    )


def _take_away(of: InstrumentedAttribute[str], model: Spoken) -> Rule:
    """What hangs on the text goes."""
    return Rule(
        "voice",
        Base.metadata.tables[of.class_.__tablename__],
        lambda limit: of.in_(select(model.id).where(_is_old(model, limit.day))),
    )


RETENTION = (
    *(_take_away(of, model) for of, model in _HANGING),
    *(_let_go(model, "voice", model.notice.is_(None)) for model in _SEALED),
    *(_let_go(model, "askers", model.notice.is_not(None)) for model in _SEALED),
)
