"""Items of whichever stops that say the same: a person puts them together, and takes them apart.

Each keeps its own wording, outcome and answer at its own stop; the group tells where else it was
said.
"""

from collections.abc import Iterable
from secrets import token_hex

from sqlalchemy.orm import Session

from caravan.followup.board import rules
from caravan.followup.board.actions.keeping import Marks, in_hand
from caravan.followup.board.models import ItemApart, ItemGroup
from caravan.followup.items.actions import take_up
from caravan.followup.items.queries import get_item
from caravan.kernel import audit
from caravan.kernel.db import transaction
from caravan.tour import queries as tour


def group(seen: Marks, *, stop_ids: Iterable[int], staff_id: int) -> rules.Done:
    """Put the items together, in the group that one of them is in already, if one is.

    Refused for fewer than two, and where they are in two groups. What a colleague changed since it
    was seen is left alone, unless fewer than two remain.
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
        for one in hand.entries:
            if one.group_id is None:
                set_group(hand.writing, one.item.id, whole)
                hand.changed[one.item.id] = None, whole
    return hand.done


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
            writing.add(ItemApart(item_id=first, other_id=second))
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
