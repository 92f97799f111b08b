"""Reading by the follow-up code: what its holder asked and suggested, and what became of it."""

from dataclasses import dataclass

from caravan.followup.models import Answer
from caravan.followup.queries.answers import Promised, answers_of, promises_of
from caravan.kernel import codes
from caravan.registration import queries as registration
from caravan.tour import queries as tour
from caravan.tour.models import Stop
from caravan.voice import queries as voice
from caravan.voice.models import Question, Suggestion


@dataclass(frozen=True)
class Followed:
    """What was said with a code (ten digits) at its stop, and nothing of who said it."""

    code: str
    stop: Stop
    questions: list[Question]
    suggestions: list[Suggestion]
    answers: dict[str, Answer]
    promises: dict[str, list[Promised]]


def followed(typed: str) -> Followed | None:
    """What became of what was said with the follow-up code `typed`; None where it is no code.

    A code is one of a registration; whether that was withdrawn does not matter here.
    """
    code = codes.read_follow_code(typed)
    holder = registration.find_by_follow_code(code) if code else None
    if code is None or holder is None:
        return None
    mark = voice.follow_mark(holder.stop_id, code)
    questions = voice.find_by_follow_mark(mark)
    ids = [question.id for question in questions]
    return Followed(
        code=code,
        stop=tour.get_stop_by_id(holder.stop_id),
        questions=questions,
        suggestions=voice.suggestions_by_follow_mark(mark),
        answers=answers_of(ids),
        promises=promises_of(ids),
    )
