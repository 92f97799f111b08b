"""Deciding who is who: one person or two, and taking that back."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from caravan.kernel import audit
from caravan.kernel.clock import now
from caravan.kernel.db import transaction
from caravan.kernel.refusal import NotFound
from caravan.registration import queries as registration
from caravan.registration.capacity import actions as places
from caravan.registration.capacity.queries import waiting_among
from caravan.registration.capacity.rules import MERGED
from caravan.registration.models import Registration
from caravan.registration.people import queries, rules
from caravan.registration.people.models import Merge, MergeUndo
from caravan.tour.models import Stop


def merge(stop: Stop, kept_id: int, other_id: int, *, staff_id: int) -> int:
    """Decide that the two are one person, of whom `kept_id` counts; the id of the decision.

    Refused: NotFound for somebody of another stop; AlreadyDecided where one of the two is gone, or
    stands for a third person; KeepsWhoWaits where the place of the other would be lost. Places that
    become free are given to those who wait for one.
    """
    with transaction() as writing:
        places.take_turn(stop.id)
        _lock(writing, stop, kept_id, other_id)
        if registration.withdrawn_among((kept_id, other_id)):
            raise rules.AlreadyDecided
        standing = writing.execute(queries.STANDING.where(Merge.stop_id == stop.id)).all()
        others = {row.other_id for row in standing}
        if {kept_id, other_id} & others or other_id in {row.kept_id for row in standing}:
            raise rules.AlreadyDecided
        if waiting_among((kept_id, other_id)) == {kept_id}:
            raise rules.KeepsWhoWaits
        decided = _decide(writing, stop, (kept_id, other_id), True, staff_id)  # noqa: FBT003 - one person
        places.fill_places(stop.id, cause=MERGED, now=now())
        return decided


def keep_apart(stop: Stop, first_id: int, second_id: int, *, staff_id: int) -> int:
    """Decide that the two are two persons: they are not proposed again."""
    with transaction() as writing:
        _lock(writing, stop, first_id, second_id)
        return _decide(writing, stop, (first_id, second_id), False, staff_id)  # noqa: FBT003 - two


def undo(stop: Stop, merge_id: int, *, staff_id: int) -> None:
    """Take a decision back; twice is once. Refused (NotFound) for another stop's.

    Who withdrew with the one ticket stays so; the other one counts again. Where the hall has no
    place for one more, who counts again waits for one.
    """
    with transaction() as writing:
        places.take_turn(stop.id)
        decision = writing.get(Merge, merge_id, with_for_update=True)
        if decision is None or decision.stop_id != stop.id:
            raise NotFound
        if writing.get(MergeUndo, merge_id) is None:
            pair = (decision.kept_id, decision.other_id)
            counted = queries.counting_among(pair)
            writing.add(MergeUndo(merge_id=merge_id, staff_id=staff_id, undone_at=now()))
            writing.flush()
            audit.record(
                "registration.undo_merge", staff_id=staff_id, stop_key=stop.key, subject=merge_id
            )
            back = queries.counting_among(pair) - counted
            places.settle(stop.id, back, cause=MERGED, now=now())


def _lock(writing: Session, stop: Stop, *ids: int) -> None:
    """Hold both registrations until the end, so that nobody decides about them meanwhile."""
    chosen = select(Registration.id).where(Registration.stop_id == stop.id)
    chosen = chosen.where(Registration.id.in_(ids)).order_by(Registration.id)
    if len(writing.scalars(chosen.with_for_update()).all()) != 2:
        raise NotFound


def _decide(
    writing: Session, stop: Stop, pair: tuple[int, int], is_same: bool, staff_id: int
) -> int:
    decision = Merge(
        stop_id=stop.id,
        kept_id=pair[0],
        other_id=pair[1],
        is_same=is_same,
        staff_id=staff_id,
        decided_at=now(),
    )
    writing.add(decision)
    writing.flush()
    action = "registration.merge" if is_same else "registration.keep_apart"
    audit.record(action, staff_id=staff_id, stop_key=stop.key, subject=decision.id)
    return decision.id
