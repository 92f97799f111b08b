"""Reading items: questions, suggestions and notes in one list, and where each stands.

`SPOKEN` is the one way to them: what was not brought before the moderators, what is answered with
another one (a member of a group) and what is heard at the private desk is no item.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, Subquery, func, literal, null, select, union_all

from caravan.followup.items import rules
from caravan.followup.items.models import Assignment, DeskNote
from caravan.followup.models import Answer
from caravan.kernel.db import session
from caravan.kernel.refusal import NotFound
from caravan.tour.models import Stop
from caravan.voice.models import Question, Suggestion
from caravan.voice.moderation.models import QuestionGroup, SuggestionDetail, SuggestionGroup


@dataclass(frozen=True)
class Item:
    """One item: `kind` of rules.KINDS, `state` as its own room keeps it (a note: "told").

    `voices` is how many people say it: who asked, and who said "mine too". `prefecture_code` is
    what a suggestion is about, else the prefecture of the stop. `title` is "" but for suggestions.
    """

    id: str
    kind: str
    stop_id: int
    service_code: str
    prefecture_code: str
    title: str
    body: str
    language: str
    state: str
    reason: str | None
    voices: int
    day: date


def spoken() -> Subquery:
    """All items of all stops as a table with the columns of `Item`."""
    return union_all(_questions(), _suggestions(), _notes()).subquery("spoken")


def _questions() -> Select[*tuple[Any, ...]]:
    is_led = Question.id.in_(select(QuestionGroup.member_id))
    chosen = select(
        Question.id.label("id"),
        literal(rules.QUESTION).label("kind"),
        Question.stop_id.label("stop_id"),
        Question.service_code.label("service_code"),
        Stop.prefecture_code.label("prefecture_code"),
        literal("").label("title"),
        Question.body.label("body"),
        Question.language.label("language"),
        Question.state.label("state"),
        Question.reason.label("reason"),
        (Question.me_too + 1).label("voices"),
        Question.day.label("day"),
    ).join(Stop, Stop.id == Question.stop_id)
    return chosen.where(Question.state.in_(rules.QUESTION_STATES), ~is_led)


def _suggestions() -> Select[*tuple[Any, ...]]:
    is_led = Suggestion.id.in_(select(SuggestionGroup.member_id))
    chosen = (
        select(
            Suggestion.id,
            literal(rules.SUGGESTION),
            Suggestion.stop_id,
            Suggestion.service_code,
            func.coalesce(SuggestionDetail.prefecture_code, Stop.prefecture_code),
            func.coalesce(SuggestionDetail.title, ""),
            Suggestion.body,
            Suggestion.language,
            Suggestion.state,
            Suggestion.reason,
            func.coalesce(SuggestionDetail.support, 0) + 1,
            Suggestion.day,
        )
        .join(Stop, Stop.id == Suggestion.stop_id)
        .outerjoin(SuggestionDetail, SuggestionDetail.suggestion_id == Suggestion.id)
    )
    return chosen.where(Suggestion.state.in_(rules.SUGGESTION_STATES), ~is_led)


def _notes() -> Select[*tuple[Any, ...]]:
    return select(
        DeskNote.id,
        literal(rules.NOTE),
        DeskNote.stop_id,
        DeskNote.service_code,
        Stop.prefecture_code,
        literal(""),
        DeskNote.body,
        DeskNote.language,
        literal(rules.TOLD),
        null(),
        DeskNote.people,
        DeskNote.day,
    ).join(Stop, Stop.id == DeskNote.stop_id)


SPOKEN = spoken()


def items(stop_id: int) -> list[Item]:
    """The items of a stop, those of most voices first, then in a fixed random order."""
    chosen = select(SPOKEN).where(SPOKEN.c.stop_id == stop_id)
    found = session().execute(chosen.order_by(SPOKEN.c.voices.desc(), SPOKEN.c.id)).mappings()
    return [read(row) for row in found]


def get_item(item_id: str, stop_id: int | None = None) -> Item:
    """The item; with `stop_id`, only if it belongs to that stop. NotFound otherwise."""
    row = session().execute(select(SPOKEN).where(SPOKEN.c.id == item_id)).mappings().first()
    if row is None or stop_id not in (None, row["stop_id"]):
        raise NotFound
    return read(row)


def read(row: Mapping[Any, Any]) -> Item:
    """The item in a row of SPOKEN, by column; further columns are left out."""
    return Item(**{column.key: row[column.key] for column in SPOKEN.c})


def assignments_of(item_ids: Collection[str]) -> dict[str, Assignment]:
    """Who has each of these items now; an item that nobody was given is left out."""
    if not item_ids:
        return {}
    chosen = select(Assignment).where(Assignment.item_id.in_(item_ids)).order_by(Assignment.id)
    return {one.item_id: one for one in session().scalars(chosen)}


def outcomes(found: Collection[Item]) -> dict[str, str]:
    """Where each of the items stands (rules.OUTCOMES), in as many statements for many as for one.

    A question that was answered in the hall counts as answered, one that the moderators rejected
    with a reason as refused; so does a suggestion that was declined.
    """
    ids = [one.id for one in found]
    owned = assignments_of(ids)
    said = dict[str, bool]()
    if ids:
        chosen = select(Answer.item_id, Answer.is_refusal).where(Answer.item_id.in_(ids))
        said = dict(session().execute(chosen.order_by(Answer.id)).all())
    return {
        one.id: rules.outcome(
            is_refused=said.get(one.id, one.state in rules.SAID_NO and bool(one.reason)),
            is_answered=one.id in said or one.state in rules.SAID_YES,
            is_owned=one.id in owned,
        )
        for one in found
    }
