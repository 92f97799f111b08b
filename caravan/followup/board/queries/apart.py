"""Reading which items somebody said not to be the same."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import and_, or_, select

from caravan.followup.board.models import ItemApart
from caravan.followup.board.rules import Apart
from caravan.kernel.db import session


def kept_apart(
    item_ids: Collection[str], others: Collection[str], since: datetime | None = None
) -> list[Apart]:
    """Of which of the items and of the `others` it was said; `since` only what was said later."""
    one, other = ItemApart.item_id, ItemApart.other_id
    chosen = select(one, other, ItemApart.staff_id, ItemApart.said_at).where(
        or_(
            and_(one.in_(item_ids), other.in_(others)),
            and_(other.in_(item_ids), one.in_(others)),
        )
    )
    if since is not None:
        chosen = chosen.where(ItemApart.said_at > since)
    return [Apart(*row) for row in session().execute(chosen)]
