"""Reading for everybody: what was asked, answered and promised at a stop."""

from collections import Counter
from dataclasses import dataclass
from itertools import groupby

from flask_sqlalchemy.pagination import Pagination
from sqlalchemy import func, select

from caravan.followup import rules
from caravan.followup.models import Answer
from caravan.followup.queries.answers import Promised, answers_of, promises
from caravan.kernel.db import db, session
from caravan.tour.models import Service
from caravan.voice.models import Question, Suggestion
from caravan.voice.moderation.queries import suggestions as ideas

PER_PAGE = 50


@dataclass(frozen=True)
class Told:
    """The answers of a stop: a page of questions by service, promises, outcomes of suggestions.

    `counts` are of all shown questions by state, `states` of all promises; `other_promises` are
    those that belong to no question.
    """

    page: Pagination
    groups: list[tuple[str, list[Question]]]
    answers: dict[str, Answer]
    promises: dict[str, list[Promised]]
    other_promises: list[Promised]
    suggestions: list[Suggestion]
    more_suggestions: bool
    counts: dict[str, int]
    states: dict[str, int]
    answered_about: set[str]


def told(stop_id: int, service: str | None, page: int) -> Told:
    """What everybody may read of the stop, about `service` or all; never what is not shown."""
    shown = _answered(stop_id, service, page)
    made = [one for one in promises(stop_id) if service in (None, one.service_code)]
    outcomes = ideas.public_suggestions(stop_id, service, 1)
    counts = _counts(stop_id)
    return Told(
        page=shown,
        groups=[
            (code, list(group))
            for code, group in groupby(shown.items, key=lambda one: one.service_code)
        ],
        answers=answers_of([question.id for question in shown.items]),
        promises=_by_item(made),
        other_promises=[one for one in made if one.item_id is None],
        suggestions=list(outcomes.items),
        more_suggestions=outcomes.has_next,
        counts={
            state: sum(number for (_, one), number in counts.items() if one == state)
            for state in rules.SHOWN
        },
        states=dict(Counter(one.state for one in made)),
        answered_about={code for code, state in counts if state == rules.ANSWERED},
    )


def _answered(stop_id: int, service: str | None, page: int) -> Pagination:
    chosen = (
        select(Question)
        .join(Service, Service.code == Question.service_code)
        .where(Question.stop_id == stop_id, Question.state == rules.ANSWERED)
        .order_by(Service.position, Service.code, Question.me_too.desc(), Question.id)
    )
    if service:
        chosen = chosen.where(Question.service_code == service)
    return db.paginate(chosen, page=page, per_page=PER_PAGE)


def _counts(stop_id: int) -> dict[tuple[str, str], int]:
    """How many shown questions there are by service and state."""
    chosen = (
        select(Question.service_code, Question.state, func.count())
        .where(Question.stop_id == stop_id, Question.state.in_(rules.SHOWN))
        .group_by(Question.service_code, Question.state)
    )
    return {(code, state): number for code, state, number in session().execute(chosen)}


def _by_item(made: list[Promised]) -> dict[str, list[Promised]]:
    by_item: dict[str, list[Promised]] = {}
    for one in made:
        if one.item_id is not None:
            by_item.setdefault(one.item_id, []).append(one)
    return by_item
