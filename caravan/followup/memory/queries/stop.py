"""Reading for everybody: what was asked, answered and promised at a stop."""

from collections import Counter
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from flask_sqlalchemy.pagination import Pagination
from sqlalchemy import Select, func, select

from caravan.followup import rules
from caravan.followup.items.queries import SPOKEN
from caravan.followup.memory.queries.threads import (
    PUBLIC_THREADS,
    Rows,
    Thread,
    alone,
    is_public,
    threads,
)
from caravan.followup.queries.answers import Promised, answers_of, get_promise, promises
from caravan.kernel.db import session
from caravan.tour.models import Service
from caravan.voice.models import Question, Suggestion
from caravan.voice.moderation.queries import suggestions as ideas

PER_PAGE = 50


@dataclass(frozen=True)
class Told:
    """The answers of a stop: a page of threads by service, promises, outcomes of suggestions.

    `counts` are of all shown questions by state, `states` of all promises; `other_promises` are
    those that stand in no thread, `suggestions` those without a written answer.
    """

    page: Pagination
    groups: list[tuple[str, list[Thread]]]
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
    written = answers_of([one.id for one in outcomes.items])
    groups = groupby(threads(shown.items), key=lambda one: one.item.service_code)
    return Told(
        page=shown,
        groups=[(code, list(group)) for code, group in groups],
        other_promises=alone(made),
        suggestions=[one for one in outcomes.items if one.id not in written],
        more_suggestions=outcomes.has_next,
        counts=_counts(stop_id),
        states=dict(Counter(one.state for one in made)),
        answered_about=_answered_about(stop_id),
    )


def page_with(stop_id: int, place: str) -> int:
    """On which page of the stop's answers `place` stands: "q-" and an item, "p-" and a promise.

    What stands on every page, or on none any more, is looked for on the first. NotFound for a
    promise that is none of the stop's.
    """
    kind, _, name = place.partition("-")
    item = get_promise(name, stop_id).item_id if kind == "p" else name
    ordered = _in_order(PUBLIC_THREADS.with_only_columns(SPOKEN.c.id), stop_id)
    ids = list(session().scalars(ordered))
    return ids.index(item) // PER_PAGE + 1 if item in ids else 1


def _in_order(chosen: Select[Any], stop_id: int) -> Select[Any]:
    return (
        chosen.join(Service, Service.code == SPOKEN.c.service_code)
        .where(SPOKEN.c.stop_id == stop_id, is_public())
        .order_by(Service.position, Service.code, SPOKEN.c.voices.desc(), SPOKEN.c.id)
    )


def _answered(stop_id: int, service: str | None, page: int) -> Rows:
    chosen = _in_order(PUBLIC_THREADS, stop_id)
    if service:
        chosen = chosen.where(SPOKEN.c.service_code == service)
    return Rows(select_=chosen, page=page, per_page=PER_PAGE)


def _answered_about(stop_id: int) -> set[str]:
    """The services about which anything is answered."""
    chosen = select(SPOKEN.c.service_code).where(SPOKEN.c.stop_id == stop_id, is_public())
    return set(session().scalars(chosen.distinct()))


def _counts(stop_id: int) -> dict[str, int]:
    """How many shown questions there are by state."""
    chosen = (
        select(Question.state, func.count())
        .where(Question.stop_id == stop_id, Question.state.in_(rules.SHOWN))
        .group_by(Question.state)
    )
    return {**dict.fromkeys(rules.SHOWN, 0), **dict(session().execute(chosen).all())}
