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
from caravan.voice.moderation import queries as moderation
from caravan.voice.moderation.models import DeskAppointment
from caravan.voice.moderation.queries import suggestions as ideas


@dataclass(frozen=True)
class Followed:
    """What was said with a code, and nothing of who said it: ten digits, or twelve of one text.

    `leads` are the questions with which some of these are answered, `idea_leads` the suggestions
    with which some are followed, `appointments` the numbers at
    the private desk, both by the ids of what was asked.
    """

    code: str
    stop: Stop
    questions: list[Question]
    suggestions: list[Suggestion]
    answers: dict[str, Answer]
    promises: dict[str, list[Promised]]
    leads: dict[str, Question]
    idea_leads: dict[str, Suggestion]
    appointments: dict[str, DeskAppointment]


def followed(typed: str) -> Followed | None:
    """What became of what was said with the follow-up code `typed`; None where it is no code.

    A code is one of a registration, whether or not that was withdrawn, or the code of a text that
    was sent without a name.
    """
    if question_code := codes.read_question_code(typed):
        return _of_text(question_code)
    code = codes.read_follow_code(typed)
    holder = registration.find_by_follow_code(code) if code else None
    if code is None or holder is None:
        return None
    return _found(code, holder.stop_id, voice.follow_mark(holder.stop_id, code))


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
    ids = [question.id for question in questions]
    leads = moderation.leads_of(ids)
    answered = [leads[one].id if one in leads else one for one in ids]
    return Followed(
        code=code,
        stop=tour.get_stop_by_id(stop_id),
        questions=questions,
        suggestions=suggestions,
        answers=answers_of(answered),
        promises=promises_of(answered),
        leads=leads,
        idea_leads=ideas.leads_of([suggestion.id for suggestion in suggestions]),
        appointments=moderation.appointments_of(ids),
    )
