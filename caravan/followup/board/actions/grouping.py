"""Items of whichever stops that say the same: a person puts them together, and takes them apart.

Each keeps its own wording, outcome and answer at its own stop; the group tells where else it was
said.
"""

from collections.abc import Iterable
from secrets import token_hex

from sqlalchemy import select
from sqlalchemy.orm import Session

from caravan.followup.board import queries, rules
from caravan.followup.board.actions.keeping import Marks, in_hand
from caravan.followup.board.models import ItemApart, ItemGroup
from caravan.followup.items.actions import take_up
from caravan.followup.items.queries import get_item
from caravan.kernel import audit
from caravan.kernel.clock import now
from caravan.kernel.db import transaction
from caravan.tour import queries as tour


def group(seen: Marks, *, stop_ids: Iterable[int], staff_id: int, known: str = "") -> rules.Done:
    """Put the items together, in the group that one of them is in already, if one is.

    Refused for fewer than two, and where they are in two groups; also (SaidApart) where somebody
    said that one is not the same as another of the group, unless `known` is the mark of that. What
    a colleague changed since it was seen is left alone, unless fewer than two remain.
    """
    if len(seen) < 2:
        raise rules.TooFewToGroup
    with in_hand(rules.GROUP, seen, stop_ids, staff_id) as hand:
        if len(hand.entries) < 2:
            raise rules.ChangedMeanwhile
        groups = {one.group_id for one in hand.entries if one.group_id}
        if len(groups) > 1:
            raise rules.TwoGroups
        whole = groups.pop() if groups else token_hex(16)
        added = [one.item.id for one in hand.entries if one.group_id is None]
        rules.check_apart(queries.kept_apart(added, [*added, *_held(hand.writing, whole)]), known)
        for item_id in added:
            set_group(hand.writing, item_id, whole)
            hand.changed[item_id] = None, whole
    return hand.done


def _held(writing: Session, group_id: str) -> list[str]:
    """The members of a group, held until the act ends: two who add to it wait for each other."""
    members = select(ItemGroup.item_id).where(ItemGroup.group_id == group_id)
    writing.execute(members.order_by(ItemGroup.item_id).with_for_update())
    return list(writing.scalars(members))  # once more: of what came while one waited too


def part(item_id: str, mark: str, *, stop_ids: Iterable[int], staff_id: int) -> rules.Done:
    """Take an item out of its group; refused when a colleague changed it since it was seen."""
    with in_hand(rules.PART, {item_id: mark}, stop_ids, staff_id) as hand:
        [one] = hand.entries
        if one.group_id is None:
            raise rules.NothingToUndo
        set_group(hand.writing, item_id, None)
        hand.changed[item_id] = one.group_id, None
    return hand.done


def keep_apart(item_id: str, other_id: str, *, staff_id: int) -> None:
    """Say that two items are not the same: they are proposed no more. Said twice, it stays said.

    Refused where a colleague has put them together meanwhile.
    """
    first, second = sorted((item_id, other_id))
    with transaction() as writing:
        for one in (first, second):
            take_up(get_item(one))
        groups = [writing.get(ItemGroup, one, populate_existing=True) for one in (first, second)]
        if groups[0] and groups[1] and groups[0].group_id == groups[1].group_id:
            raise rules.ChangedMeanwhile
        if writing.get(ItemApart, (first, second)) is None:
            apart = ItemApart(item_id=first, other_id=second, staff_id=staff_id, said_at=now())
            writing.add(apart)
            stop = tour.get_stop_by_id(get_item(item_id).stop_id)
            audit.record("followup.apart", staff_id=staff_id, stop_key=stop.key, subject=item_id)


def set_group(writing: Session, item_id: str, group_id: str | None) -> None:
    """Put the item into a group, or (None) into none."""
    row = writing.get(ItemGroup, item_id)
    if group_id is None:
        if row is not None:
            writing.delete(row)
    elif row is None:
        writing.add(ItemGroup(item_id=item_id, group_id=group_id))
    else:
        row.group_id = group_id
    writing.flush()
