"""An earlier release of a stop, back as work in progress."""

from caravan.kernel import audit
from caravan.kernel.db import transaction
from caravan.tour import drafting, history, queries
from caravan.tour.actions.drafting import change_draft


def restore_release(key: str, number: int, *, staff_id: int, over_draft: bool = False) -> None:
    """Put release `number` of the stop into the draft, from where it is published as any other.

    A draft that is there already is let go with `over_draft` only. Refused: DraftInTheWay, NotFound
    for an unknown release, BadStopFile where its file names what is no longer known.
    """
    with transaction():
        if queries.find_draft(key, to_change=True) and not over_draft:
            raise drafting.DraftInTheWay
        plan = history.restored_plan(key, number)
        change_draft(key, lambda _draft: plan, staff_id=staff_id)
        audit.record("tour.restore", staff_id=staff_id, stop_key=key, subject=f"release {number}")
