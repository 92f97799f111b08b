"""Reading what somebody did last at the board."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from caravan.followup.board.models import DeskAct, DeskActChange
from caravan.kernel.db import session


@dataclass(frozen=True)
class LastAct:
    """The last act of a person that stands: which, when, of how many items."""

    id: int
    kind: str
    acted_at: datetime
    number: int


def find_last(staff_id: int, since: datetime) -> LastAct | None:
    """What the person did last since then and has not taken back."""
    chosen = (
        select(DeskAct.id, DeskAct.kind, DeskAct.acted_at, func.count(DeskActChange.item_id))
        .join(DeskActChange, DeskActChange.act_id == DeskAct.id)
        .where(DeskAct.staff_id == staff_id, DeskAct.undone_at.is_(None), DeskAct.acted_at >= since)
        .group_by(DeskAct.id, DeskAct.kind, DeskAct.acted_at)
        .order_by(DeskAct.id.desc())
    )
    found = session().execute(chosen.limit(1)).first()
    return LastAct(*found) if found else None
