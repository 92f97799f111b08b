"""Giving items to an answering body, many at once."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import func, select

from caravan.followup.answering import queries as answering
from caravan.followup.answering.actions import check_open
from caravan.followup.board import rules
from caravan.followup.board.actions.keeping import Marks, in_hand
from caravan.followup.items import actions as items
from caravan.followup.items.models import Assignment
from caravan.kernel.clock import today
from caravan.tour.duties import queries as duties


def give(
    seen: Marks,
    body_code: str,
    due: date | None,
    reason: str,
    *,
    stop_ids: Iterable[int],
    staff_id: int,
) -> rules.Done:
    """Give the items to a body until `due`; what a colleague changed since is left alone.

    Without `due` until the day that the body's working days reach from today. Refused for a day
    that has passed, without a reason where another body has one of them, to a withdrawn body, and
    for a partner without an agreement in force, or where no moderator has let one of them through.
    """
    body, why = duties.get_body(body_code), reason.strip()
    check_open(body)
    day = due or answering.due_for([body])[body.code]
    with in_hand(rules.GIVE, seen, stop_ids, staff_id) as hand:
        held = [one.body_code for one in hand.entries if one.body_code]
        rules.check_giving(day, today(), why, held, body.code)
        if not all(answering.may_have(body, one.item) for one in hand.entries):
            raise rules.NotRead
        for one in hand.entries:
            items.assign(one.item, body.code, day, reason=why or None, staff_id=staff_id)
        hand.writing.flush()
        for one in hand.entries:
            newest = select(func.max(Assignment.id)).where(Assignment.item_id == one.item.id)
            before = str(one.assignment_id) if one.assignment_id else None
            hand.changed[one.item.id] = before, str(hand.writing.scalar(newest))
    return hand.done
