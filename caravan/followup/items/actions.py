"""Writing items: take one up, write down what was told at a desk, give it to a body."""

from collections.abc import Collection, Iterable
from datetime import date

from sqlalchemy import select, update
from sqlalchemy.dialects import postgresql, sqlite

from caravan.followup.items import queries, rules
from caravan.followup.items.models import Assignment, DeskNote, FeedbackItem
from caravan.followup.models import Promise
from caravan.kernel import audit, holdings
from caravan.kernel.clock import now, today
from caravan.kernel.db import Base, transaction
from caravan.kernel.names import is_arabic
from caravan.tour.models import Stop

_TAKE = {
    name: dialect.insert(FeedbackItem).on_conflict_do_nothing()
    for name, dialect in (("sqlite", sqlite), ("postgresql", postgresql))
}
_WRITE = {
    name: dialect.insert(DeskNote).on_conflict_do_nothing().returning(DeskNote.id)
    for name, dialect in (("sqlite", sqlite), ("postgresql", postgresql))
}
_LINKS = {
    rules.QUESTION: "question_id",
    rules.SUGGESTION: "suggestion_id",
    rules.NOTE: "note_id",
}


def take_up(item: queries.Item) -> None:
    """Make the row that all follow-up of `item` refers to; it may stand there already.

    Inside the transaction that writes about it: whoever else takes it up waits until that ends.
    """
    links: dict[str, str | None] = dict.fromkeys(_LINKS.values())
    links[_LINKS[item.kind]] = item.id
    row = {"id": item.id, "kind": item.kind, "stop_id": item.stop_id, **links}
    with transaction() as writing:
        writing.execute(_TAKE[writing.get_bind().dialect.name], row)
        held = select(FeedbackItem.id).where(FeedbackItem.id == item.id)
        writing.execute(held.with_for_update())


def write_note(
    stop: Stop, service_code: str, body: str, *, people: int = 1, note_id: str, staff_id: int
) -> None:
    """Keep what `people` said at a desk; the same form sent again (`note_id`) is the same note.

    Refused when it is empty.
    """
    rules.check_note(body)
    row = {
        "id": note_id,
        "stop_id": stop.id,
        "service_code": service_code,
        "body": body.strip(),
        "language": "ar" if is_arabic(body) else "fr",
        "people": people,
        "day": today(),
    }
    with transaction() as writing:
        making = _WRITE[writing.get_bind().dialect.name]
        if writing.execute(making, row).first() is None:
            return  # it is there, also where the same form came in the same instant
        audit.record("followup.note", staff_id=staff_id, stop_key=stop.key, subject=note_id)


def assign(
    item: queries.Item, body_code: str, due: date, *, reason: str | None, staff_id: int | None
) -> None:
    """Give the item to an answering body until `due`; what it had before stays as history."""
    with transaction() as writing:
        take_up(item)
        writing.add(
            Assignment(
                item_id=item.id,
                body_code=body_code,
                due=due,
                reason=reason,
                staff_id=staff_id,
                assigned_at=now(),
            )
        )


def forget(_stop_id: int, ids: Collection[str]) -> Iterable[str]:
    """Erase all that follow-up wrote about texts which are to be gone; the names of its tables.

    A promise that was made with its answer stands by itself from then on.
    """
    with transaction() as writing:
        writing.execute(update(Promise).where(Promise.item_id.in_(ids)).values(item_id=None))
        gone = holdings.erase(
            Base.metadata.tables[FeedbackItem.__tablename__], FeedbackItem.id.in_(ids)
        )
    return gone.keys()
