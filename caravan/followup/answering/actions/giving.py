"""Giving items to answering bodies: by the rules, or by hand with a reason."""

from datetime import date

from caravan.followup.answering import queries, rules
from caravan.followup.answering.cover import refusal_of
from caravan.followup.items import actions as items
from caravan.followup.items.models import Assignment
from caravan.followup.items.queries import Item, assignments_of, get_item
from caravan.kernel import audit
from caravan.kernel.clock import today
from caravan.kernel.db import transaction
from caravan.tour import queries as tour
from caravan.tour.duties import queries as duties
from caravan.tour.duties.models import AnsweringBody

_AT_ONCE = 25


def check_open(body: AnsweringBody) -> None:
    """Refuse to give to a withdrawn body, or to a partner without an agreement in force today."""
    rules.check_body(is_withdrawn=body.is_withdrawn)
    if cover := queries.cover_of(body):
        raise refusal_of(cover)


def route(stop_id: int | None = None, *, staff_id: int | None) -> int:
    """Give what nobody has to the body that a rule names, until the day its working days reach.

    All stops without `stop_id`; `staff_id` None: the program did it by itself. What somebody has
    by now is left alone. Gives how many were given out.
    """
    pairs = queries.unrouted(stop_id)
    if not pairs:
        return 0
    named = {code for _, code in pairs}
    due = queries.due_for([body for body in duties.bodies() if body.code in named])
    return sum(
        _give_some(pairs[start : start + _AT_ONCE], due, staff_id)
        for start in range(0, len(pairs), _AT_ONCE)
    )


def _give_some(pairs: list[tuple[Item, str]], due: dict[str, date], staff_id: int | None) -> int:
    """So few in one write that nobody else waits long for their turn."""
    with transaction():
        given = [item for item, body in pairs if _give_first(item, body, due[body], staff_id)]
        for one in {item.stop_id for item in given}:
            number = sum(item.stop_id == one for item in given)
            key = tour.get_stop_by_id(one).key
            audit.record("followup.route", staff_id=staff_id, stop_key=key, number=number)
    return len(given)


def route_by_itself() -> None:
    """The chore: what a moderator has let through goes to its body within the minute."""
    route(staff_id=None)


def _give_first(item: Item, body_code: str, due: date, staff_id: int | None) -> bool:
    items.take_up(item)  # from here on another one who does the same waits
    if assignments_of([item.id]):
        return False
    items.assign(item, body_code, due, reason=None, staff_id=staff_id)
    return True


def hand_over(
    item_id: str,
    body_code: str,
    *,
    reason: str,
    due: date | None = None,
    seen: str | None = None,
    staff_id: int,
) -> None:
    """Give the item to a body, whoever has it now; the same body again is another due day.

    Without `due` until the day that the body's working days reach from today. `seen` is the mark of
    who had it on the page (None: it was not looked at); the same once more changes nothing. Refused
    when a colleague gave it since, without a reason once somebody has it, with a day that is over,
    to a withdrawn body, and for a partner without an agreement in force or while no moderator
    has let the text through.
    """
    body = duties.get_body(body_code)
    check_open(body)
    day = due or queries.due_for([body])[body.code]
    with transaction():
        items.take_up(get_item(item_id))  # from here on another one who hands it over waits
        standing = assignments_of([item_id]).get(item_id)
        if seen not in (None, queries.owner_mark(standing)):
            if standing and _is_given(standing, body_code, day, reason, staff_id):
                return
            raise rules.OwnerChanged
        owed = queries.get_owed(item_id)
        if not queries.may_have(body, owed.item):
            raise rules.NotRead
        is_owned = owed.body_code is not None
        rules.check_given(is_owned=is_owned, reason=reason, due=due, today=today())
        items.assign(owed.item, body.code, day, reason=reason.strip() or None, staff_id=staff_id)
        key = tour.get_stop_by_id(owed.item.stop_id).key
        audit.record("followup.hand_over", staff_id=staff_id, stop_key=key, subject=item_id)


def _is_given(standing: Assignment, body_code: str, due: date, reason: str, staff_id: int) -> bool:
    """Whether the same form came before: a button pressed twice, a page that was sent again."""
    given = (standing.body_code, standing.due, standing.reason or "", standing.staff_id)
    return given == (body_code, due, reason.strip(), staff_id)
