"""How long authors, seals, marks of support and replaced wordings stay."""

from sqlalchemy import select

from caravan.kernel.db import Base
from caravan.kernel.retention import Rule
from caravan.tour import queries as tour
from caravan.voice.models import MeToo, Question, QuestionAuthor, Suggestion, SuggestionAuthor
from caravan.voice.moderation.models import QuestionEdit, SuggestionSupport

_TABLES = Base.metadata.tables

RETENTION = (
    Rule(
        "voice",
        _TABLES["question_authors"],
        lambda limit: QuestionAuthor.question_id.in_(
            select(Question.id).where(Question.stop_id.in_(tour.ids_ended_before(limit.day)))
        ),
    ),
    Rule(
        "voice",
        _TABLES["suggestion_authors"],
        lambda limit: SuggestionAuthor.suggestion_id.in_(
            select(Suggestion.id).where(Suggestion.stop_id.in_(tour.ids_ended_before(limit.day)))
        ),
    ),
    Rule(
        "voice",
        _TABLES["questions"],
        lambda limit: (
            Question.follow_mark.is_not(None)
            & Question.stop_id.in_(tour.ids_ended_before(limit.day))
        ),
        change={"follow_mark": None},
    ),
    Rule(
        "voice",
        _TABLES["suggestions"],
        lambda limit: (
            Suggestion.follow_mark.is_not(None)
            & Suggestion.stop_id.in_(tour.ids_ended_before(limit.day))
        ),
        change={"follow_mark": None},
    ),
    Rule(
        "voice",
        _TABLES["me_toos"],
        lambda limit: MeToo.question_id.in_(
            select(Question.id).where(Question.stop_id.in_(tour.ids_ended_before(limit.day)))
        ),
    ),
    Rule(
        "voice",
        _TABLES["question_edits"],
        lambda limit: QuestionEdit.question_id.in_(
            select(Question.id).where(Question.stop_id.in_(tour.ids_ended_before(limit.day)))
        ),
    ),
    Rule(
        "voice",
        _TABLES["suggestion_supports"],
        lambda limit: SuggestionSupport.suggestion_id.in_(
            select(Suggestion.id).where(Suggestion.stop_id.in_(tour.ids_ended_before(limit.day)))
        ),
    ),
)
