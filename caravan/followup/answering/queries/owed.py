"""Reading what is owed an answer: on the board of a stop, by the rules, by one body.

An item is owed while it waits for words: no answer is published, or a correction is on its way.
"""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_sqlalchemy.pagination import Pagination
from sqlalchemy import ColumnElement, Select, and_, case, exists, func, or_, select, tuple_
from sqlalchemy.orm import aliased

from caravan.followup.answering import rules, workdays
from caravan.followup.answering.models import Reply
from caravan.followup.answering.queries.cover import open_routes
from caravan.followup.items.models import Assignment
from caravan.followup.items.queries import SPOKEN, Item, read
from caravan.followup.models import Answer
from caravan.kernel.clock import to_wall, today
from caravan.kernel.db import db, session
from caravan.kernel.refusal import NotFound
from caravan.tour import queries as tour
from caravan.tour.duties.models import AnsweringBody

PER_PAGE = 50
_MOST_AT_ONCE = 500
_ON_ITS_WAY = (rules.DRAFT, rules.REVIEW, rules.CHECKED)


@dataclass(frozen=True)
class Owed:
    """An item, which body has it until when, and how far its reply is (rules.STAGES).

    `author` is the code of the body that wrote the reply by its own link; `group` is one of
    rules.GROUPS.
    """

    item: Item
    body_code: str | None
    due: date | None
    stage: str
    author: str | None
    group: str


@dataclass(frozen=True)
class Board:
    """What a stop owes: a page of it, those without an owner first, then by due day.

    `counts` are of all that the stop owes, by group; `page.items` are the ids of `rows`.
    """

    page: Pagination
    rows: list[Owed]
    counts: dict[str, int]

    @property
    def total(self) -> int:
        """How many items are owed an answer."""
        return sum(self.counts.values())


# The newest row of an item, found by the index on its id: a joined list of all newest ones would be
# read through for every item.
_NEWER = aliased(Assignment)
_NEWEST = (
    select(func.max(_NEWER.id)).where(_NEWER.item_id == SPOKEN.c.id).correlate(SPOKEN)
).scalar_subquery()


def board(stop_id: int, *, body: str | None, stage: str | None, page: int) -> Board:
    """What the stop owes; only what `body` has ("" for nobody), or what is at `stage`."""
    chosen = _owed(SPOKEN.c.id).where(SPOKEN.c.stop_id == stop_id)
    if body is not None:
        chosen = chosen.where(
            Assignment.body_code == body if body else Assignment.body_code.is_(None)
        )
    if stage:
        chosen = chosen.where(_at(stage))
    is_given = Assignment.due.is_not(None)
    ordered = chosen.order_by(is_given, Assignment.due, SPOKEN.c.voices.desc(), SPOKEN.c.id)
    return Board(*_turned(ordered, page), _counts(stop_id))


def _turned(ordered: Select[str], page: int) -> tuple[Pagination, list[Owed]]:
    """A page of the ids in `ordered`, and what is owed there."""
    shown = db.paginate(ordered, page=page, per_page=PER_PAGE, error_out=False)
    found = {one.item.id: one for one in _read(SPOKEN.c.id.in_(shown.items))}
    return shown, [found[item_id] for item_id in shown.items if item_id in found]


def _at(stage: str) -> ColumnElement[bool]:
    if stage == rules.WAITING:
        return or_(Reply.state.is_(None), Reply.state == rules.PUBLISHED)
    return Reply.state == stage


def _counts(stop_id: int) -> dict[str, int]:
    counted = _owed(Assignment.due, func.count()).where(SPOKEN.c.stop_id == stop_id)
    day, counts = today(), Counter[str]()
    for due, number in session().execute(counted.group_by(Assignment.due)):
        counts[rules.group_of(due, day)] += number
    return {group: counts[group] for group in rules.GROUPS}


def get_owed(item_id: str, stop_id: int | None = None) -> Owed:
    """The item as it is owed; with `stop_id`, only there. NotFound where nothing is owed."""
    found = next(iter(_read(SPOKEN.c.id == item_id)), None)
    if found is None or stop_id not in (None, found.item.stop_id):
        raise NotFound
    return found


def own(body_code: str, page: int = 1) -> tuple[Pagination, list[Owed]]:
    """A page of what a body has to answer, of all stops, the first due first; nobody else's."""
    chosen = _owed(SPOKEN.c.id).where(Assignment.body_code == body_code, _is_read())
    ordered = chosen.order_by(Assignment.due, SPOKEN.c.voices.desc(), SPOKEN.c.id)
    return _turned(ordered, page)


def get_own(body_code: str, item_id: str) -> Owed:
    """One of these; NotFound for what the body does not have."""
    for one in _read(and_(Assignment.body_code == body_code, _is_read(), SPOKEN.c.id == item_id)):
        return one
    raise NotFound


def unrouted(stop_id: int | None = None) -> list[tuple[Item, str]]:
    """What a rule gives to a body and nobody has yet: pairs of item and body, at most 500 at once.

    Nothing that nobody of the staff has read. A rule for the prefecture goes before the general;
    one whose partner is under no agreement sleeps, as if it were not there.
    """
    routes = open_routes()
    if not routes:
        return []
    chosen = _owed(SPOKEN).where(*_unrouted(stop_id), _is_served(routes))
    ordered = chosen.order_by(SPOKEN.c.id).limit(_MOST_AT_ONCE)
    items = [read(row) for row in session().execute(ordered).mappings()]
    pairs = [(one, body_for(one, routes)) for one in sorted(items, key=lambda one: one.id)]
    return [(one, body) for one, body in pairs if body]


def count_unrouted(stop_id: int) -> int:
    """How many items of the stop a rule could give out now."""
    return len(unrouted(stop_id))


def _is_served(routes: Collection[tuple[str, str]]) -> ColumnElement[bool]:
    """Whether a rule is about the item: what none gives out must not stand in the others' way."""
    everywhere = [service for service, place in routes if not place]
    here = tuple_(SPOKEN.c.service_code, SPOKEN.c.prefecture_code)
    return or_(SPOKEN.c.service_code.in_(everywhere), here.in_(list(routes)))


def body_for(item: Item, routes: dict[tuple[str, str], str]) -> str | None:
    """The body that one of the routes names for the item: its prefecture goes first."""
    service = item.service_code
    return routes.get((service, item.prefecture_code)) or routes.get((service, ""))


def _unrouted(stop_id: int | None) -> list[ColumnElement[bool]]:
    there = [SPOKEN.c.stop_id == stop_id] if stop_id is not None else []
    return [Assignment.body_code.is_(None), _is_read(), *there]


def owed_by_bodies() -> dict[str, list[tuple[date, date]]]:
    """For each body the days given and due of what it owes, on Moroccan clocks."""
    chosen = _owed(Assignment.body_code, Assignment.assigned_at, Assignment.due)
    found: dict[str, list[tuple[date, date]]] = {}
    for body, given, due in session().execute(chosen.where(Assignment.body_code.is_not(None))):
        found.setdefault(body, []).append((to_wall(given).date(), due))
    return found


def owed_numbers(stop_ids: Collection[int] | None = None) -> dict[str, tuple[int, int]]:
    """How much each body owes of these stops (of all without them), and how much is late."""
    late = func.sum(case((Assignment.due < today(), 1), else_=0))
    chosen = _owed(Assignment.body_code, func.count(), late)
    if stop_ids is not None:
        chosen = chosen.where(SPOKEN.c.stop_id.in_(stop_ids))
    counted = chosen.where(Assignment.body_code.is_not(None)).group_by(Assignment.body_code)
    return {body: (owed, late) for body, owed, late in session().execute(counted)}


def closed_days(first: date, last: date) -> set[date]:
    """The public holidays from `first` to `last`."""
    return {day for day, found in tour.season_between(first, last).holidays.items() if found}


def due_for(bodies: Collection[AnsweringBody]) -> dict[str, date]:
    """Until when each of these bodies has to answer what it is given today, by code."""
    day = today()
    longest = max((body.days for body in bodies), default=0)
    holidays = closed_days(day, day + workdays.horizon(longest))
    return {body.code: workdays.due_day(day, body.days, holidays) for body in bodies}


def may_have(body: AnsweringBody, item: Item) -> bool:
    """Whether the item may be given to the body: a partner gets what a moderator let through."""
    return body.organisation is None or item.state not in rules.UNREAD


def _owed(*columns: Any) -> Select[*tuple[Any, ...]]:
    is_answered = exists().where(Answer.item_id == SPOKEN.c.id)
    return (
        select(*columns)
        .select_from(SPOKEN)
        .outerjoin(Assignment, and_(Assignment.item_id == SPOKEN.c.id, Assignment.id == _NEWEST))
        .outerjoin(Reply, Reply.item_id == SPOKEN.c.id)
        .where(or_(and_(_waits(), ~is_answered), _is_corrected()))
    )


def _waits() -> ColumnElement[bool]:
    states = rules.OWED.items()
    return or_(*((SPOKEN.c.kind == kind) & SPOKEN.c.state.in_(those) for kind, those in states))


def _is_corrected() -> ColumnElement[bool]:
    return Reply.state.in_(_ON_ITS_WAY) & (SPOKEN.c.state != rules.REJECTED)


def _is_read() -> ColumnElement[bool]:
    return SPOKEN.c.state.not_in(rules.UNREAD)


def _read(condition: ColumnElement[bool]) -> list[Owed]:
    columns = (SPOKEN, Assignment.body_code, Assignment.due, Reply.state.label("stage"))
    chosen = _owed(*columns, Reply.body_code.label("author")).where(condition)
    day = today()
    return [
        Owed(
            item=read(row),
            body_code=row["body_code"],
            due=row["due"],
            stage=row["stage"] if row["stage"] in _ON_ITS_WAY else rules.WAITING,
            author=row["author"],
            group=rules.group_of(row["due"], day),
        )
        for row in session().execute(chosen).mappings()
    ]
