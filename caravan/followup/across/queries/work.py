"""Reading the work of the tour: how long answers took, what was promised by whom."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Subquery, func, select

from caravan.followup import rules
from caravan.followup.items.models import Assignment
from caravan.followup.items.queries import SPOKEN
from caravan.followup.models import Answer, Promise, PromiseKept
from caravan.followup.promises.models import Commitment
from caravan.followup.promises.rules import GIVEN_UP
from caravan.kernel.clock import to_wall
from caravan.kernel.db import session
from caravan.tour.duties.models import AnsweringBody

NOBODY = ""
"""The body of an item that was given to none."""


@dataclass(frozen=True)
class Made:
    """A promise of the tour and where it stands; `partner` names the organisation that owes it."""

    id: str
    stop_id: int
    item_id: str | None
    service_code: str
    body: dict[str, str]
    owner: dict[str, str]
    partner: dict[str, str] | None
    due: date
    state: str


def _holders() -> Subquery:
    """Which body has each item now."""
    newest = select(func.max(Assignment.id)).group_by(Assignment.item_id)
    chosen = select(Assignment.item_id, Assignment.body_code).where(Assignment.id.in_(newest))
    return chosen.subquery("holders")


def answered(stop_ids: Collection[int]) -> list[tuple[str, date, date]]:
    """Body, day of the question and day of its first answer, of what was said at these stops."""
    first = (
        select(Answer.item_id, func.min(Answer.answered_at).label("at"))
        .group_by(Answer.item_id)
        .subquery("first")
    )
    holders = _holders()
    chosen = (
        select(func.coalesce(holders.c.body_code, NOBODY), SPOKEN.c.day, first.c.at)
        .join(first, first.c.item_id == SPOKEN.c.id)
        .outerjoin(holders, holders.c.item_id == SPOKEN.c.id)
        .where(SPOKEN.c.stop_id.in_(stop_ids))
    )
    return [(body, day, to_wall(at).date()) for body, day, at in session().execute(chosen)]


def promised(stop_ids: Collection[int], today: date) -> list[Made]:
    """The promises made at these stops, the first due first."""
    holders = _holders()
    owes = func.coalesce(Commitment.body_code, holders.c.body_code)
    chosen = (
        select(
            Promise,
            PromiseKept.promise_id,
            Commitment.stage,
            AnsweringBody.organisation,
            AnsweringBody.name,
        )
        .outerjoin(PromiseKept, PromiseKept.promise_id == Promise.id)
        .outerjoin(Commitment, Commitment.promise_id == Promise.id)
        .outerjoin(holders, holders.c.item_id == Promise.item_id)
        .outerjoin(AnsweringBody, AnsweringBody.code == owes)
        .where(Promise.stop_id.in_(stop_ids))
        .order_by(Promise.due, Promise.id)
    )
    return [
        Made(
            id=one.id,
            stop_id=one.stop_id,
            item_id=one.item_id,
            service_code=one.service_code,
            body=one.body,
            owner=one.owner,
            partner=name if organisation else None,
            due=one.due,
            state=rules.promise_state(
                one.due, today, is_kept=kept is not None, is_given_up=stage == GIVEN_UP
            ),
        )
        for one, kept, stage, organisation, name in session().execute(chosen)
    ]
