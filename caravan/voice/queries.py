"""Reading what people say: the public lists, the moderators' desk."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TypeVar

from flask_sqlalchemy.pagination import Pagination
from sqlalchemy import Select, func, select

from caravan.kernel.db import db, session
from caravan.kernel.refusal import NotFound
from caravan.kernel.seal import seal
from caravan.tour import queries as tour
from caravan.tour.models import AgendaSession, Service
from caravan.voice import rules, similar, words
from caravan.voice.models import Question, Screen, Suggestion

PER_PAGE = 50
_HELD = {"key_share": True}  # support and places in an order may refer to it meanwhile
Said = TypeVar("Said", Question, Suggestion)


is_to_be_declined = rules.is_to_be_declined
DECLINED = rules.DECLINED


def topic(key: str) -> str:
    """The name under which the public questions of the stop `key` are counted."""
    return f"questions:{key}"


def follow_mark(stop_id: int, code: str) -> str:
    """The sealed form of a follow-up code (ten digits), as kept beside what its holder said."""
    return seal("follow", stop_id, code)


def question_mark(code: str) -> str:
    """The sealed form of the code (twelve digits) that a text without a name was given."""
    return seal("question-code", code)


def get_question(
    question_id: str, stop_id: int | None = None, *, to_change: bool = False
) -> Question:
    """The question; with `stop_id`, only if it belongs to that stop.

    `to_change`: whoever else changes it waits until the open transaction ends. One that waits for
    its batch is not found: nobody sees it yet, moderators neither.
    """
    found = session().get(Question, question_id, with_for_update=_HELD if to_change else None)
    return _seen(found, stop_id)


def get_suggestion(
    suggestion_id: str, stop_id: int | None = None, *, to_change: bool = False
) -> Suggestion:
    """The suggestion, as `get_question` finds questions; one made private is a question now."""
    found = session().get(Suggestion, suggestion_id, with_for_update=_HELD if to_change else None)
    if found and not found.body:
        raise NotFound
    return _seen(found, stop_id)


def told_reason(suggestion: Suggestion) -> dict[str, str]:
    """Why it is declined, by language; what a moderator wrote for colleagues alone is left out."""
    if suggestion.state != DECLINED:
        return {}
    return words.refusal(suggestion.refusal, suggestion.reason)


def alike(body: str, among: Iterable[similar.Text], most: int) -> list[similar.Text]:
    """Of thousands of texts those that seem to say the same as `body`, the most alike first."""
    return similar.nearest(body, among, most)


def _seen(found: Said | None, stop_id: int | None) -> Said:
    if found is None or stop_id not in (None, found.stop_id) or found.state == rules.WAITING:
        raise NotFound
    return found


def questions(
    stop_id: int, states: Iterable[str] = rules.PUBLIC, *, most: int | None = None
) -> list[Question]:
    """The questions of the stop in `states`: the most shared first, then in random fixed order.

    All of them, or the first so many: a flood of thousands must not make a page as long.
    """
    return list(session().scalars(_questions(stop_id, states).limit(most)))


def suggestions(stop_id: int, states: Iterable[str] = rules.SUGGESTION_STATES) -> list[Suggestion]:
    """All suggestions of the stop in `states`, in a random order that stays the same."""
    return list(session().scalars(_suggestions(stop_id, states)))


def are_kept(ids: Collection[str]) -> bool:
    """Whether every question and suggestion with these ids still has its text."""
    kept = {
        one
        for model in (Question, Suggestion)
        for one in session().scalars(select(model.id).where(model.id.in_(ids), model.body != ""))
    }
    return kept.issuperset(ids)


def spoken_about(stop_id: int) -> frozenset[str]:
    """The keys of the stop's sessions that questions or suggestions may be about.

    What waits for its batch does not count: the answer would tell that somebody asked.
    """
    said = [
        rules.Speech(*row)
        for model in (Question, Suggestion)
        for row in session().execute(
            select(model.day, model.half_day, model.service_code)
            .where(model.stop_id == stop_id, model.state != rules.WAITING)
            .distinct()
        )
    ]
    lines = tour.agenda(stop_id)
    return frozenset(line.key for line in lines if rules.is_spoken_about(line, said))


def find_by_follow_mark(mark: str) -> list[Question]:
    """The questions asked with the follow-up code sealed in `mark`; none is an empty list."""
    return list(
        session().scalars(
            select(Question).where(Question.follow_mark == mark).order_by(Question.id)
        )
    )


def suggestions_by_follow_mark(mark: str) -> list[Suggestion]:
    """The suggestions made with the follow-up code sealed in `mark`."""
    return list(
        session().scalars(
            select(Suggestion).where(Suggestion.follow_mark == mark).order_by(Suggestion.id)
        )
    )


def subjects(stop_id: int) -> list[Service]:
    """What one may speak about at the stop: its services, and "other" where the tour has it."""
    shown = tour.services_of(stop_id)
    known = {service.code for service in shown}
    rest = [one for one in tour.all_services() if one.code not in known]
    return shown + [one for one in rest if one.code == "other" or not shown]


def sessions(stop_id: int) -> list[AgendaSession]:
    """What of the stop's agenda one may ask about: all that is held, without pauses."""
    lines = tour.agenda(stop_id)
    return [one for one in lines if one.kind not in rules.SILENT_KINDS and not one.is_withdrawn]


def similar_to(stop_id: int, body: str) -> list[Question]:
    """The public questions of the stop that seem to ask the same as `body`, the most alike first.

    What waits or was rejected is not looked at: the answer would tell that somebody asked it.
    """
    return similar.similar(body, session().scalars(_questions(stop_id, rules.PUBLIC)))


def public_questions(stop_id: int, service: str | None, page: int) -> Pagination:
    """A page of approved and answered questions about `service` (None: about anything)."""
    statement = _questions(stop_id, rules.PUBLIC)
    if service:
        statement = statement.where(Question.service_code == service)
    return db.paginate(statement, page=page, per_page=PER_PAGE)


def asked_about(stop_id: int) -> set[str]:
    """The codes of the services about which there are public questions."""
    chosen = select(Question.service_code).where(
        Question.stop_id == stop_id, Question.state.in_(rules.PUBLIC)
    )
    return set(session().scalars(chosen.distinct()))


def desk_suggestions(stop_id: int, page: int) -> Pagination:
    """A page of all suggestions for the desk, those just received first."""
    statement = _suggestions(stop_id, rules.SUGGESTION_STATES)
    is_new = Suggestion.state == rules.RECEIVED
    ordered = statement.order_by(None).order_by(is_new.desc(), Suggestion.id)
    return db.paginate(ordered, page=page, per_page=PER_PAGE)


@dataclass(frozen=True)
class Board:
    """The moderators' desk: lanes of questions, how many there are, and what the hall sees."""

    lanes: dict[str, list[Question]]
    counts: dict[str, int]
    screen: Screen | None
    on_air: Question | None
    page: int
    pages: int


def board(stop_id: int, page: int = 1) -> Board:
    """The desk of the stop; every lane shows its `page`, 50 questions long."""
    states = (rules.RECEIVED, rules.APPROVED, rules.ANSWERED)
    counts = dict.fromkeys((*states, rules.REJECTED), 0) | _counts(stop_id)
    lanes = {
        state: list(session().scalars(_cut(_questions(stop_id, (state,)), page)))
        for state in states
    }
    longest = max(counts[state] for state in states)
    screen = find_screen(stop_id)
    on_air = session().get(Question, screen.question_id) if screen and screen.question_id else None
    return Board(lanes, counts, screen, on_air, page, -(-longest // PER_PAGE) or 1)


def find_screen(stop_id: int) -> Screen | None:
    """The hall screen of the stop, once its desk was opened."""
    return session().get(Screen, stop_id)


def _questions(stop_id: int, states: Iterable[str]) -> Select[Question]:
    return (
        select(Question)
        .where(Question.stop_id == stop_id, Question.state.in_(list(states)))
        .order_by(Question.me_too.desc(), Question.id)  # ids are random: no order of arrival
    )


def _suggestions(stop_id: int, states: Iterable[str]) -> Select[Suggestion]:
    return (
        select(Suggestion)
        .where(Suggestion.stop_id == stop_id, Suggestion.state.in_(list(states)))
        .order_by(Suggestion.id)
    )


def _cut(statement: Select[Question], page: int) -> Select[Question]:
    return statement.limit(PER_PAGE).offset((page - 1) * PER_PAGE)


def _counts(stop_id: int) -> dict[str, int]:
    """By state; what waits for its batch is not counted: a growing number tells when one asked."""
    statement = (
        select(Question.state, func.count())
        .where(Question.stop_id == stop_id, Question.state != rules.WAITING)
        .group_by(Question.state)
    )
    return dict(session().execute(statement).all())
