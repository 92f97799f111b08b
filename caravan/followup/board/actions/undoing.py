"""Taking back an act of the board, as far as nobody went on since."""

from collections.abc import Callable, Collection, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from caravan.followup.answering.models import Reply
from caravan.followup.board import queries, rules
from caravan.followup.board.actions.coding import set_own
from caravan.followup.board.actions.grouping import set_group
from caravan.followup.board.actions.keeping import note
from caravan.followup.board.models import DeskAct, DeskActChange, ItemGroup
from caravan.followup.items.models import Assignment, FeedbackItem
from caravan.kernel.clock import now
from caravan.kernel.db import transaction
from caravan.kernel.refusal import NotFound

_Undo = Callable[[Session, DeskActChange, int], bool]


def undo(act_id: int, *, stop_ids: Collection[int], staff_id: int) -> rules.Done:
    """Take back one's own act: each item stands as before, unless somebody went on with it since.

    Only items of these stops: rights may have changed.

    Refused when it was taken back before, and when nothing of it stands as the act left it.
    """
    with transaction() as writing:
        act = writing.get(DeskAct, act_id, with_for_update=True)
        if act is None or act.staff_id != staff_id:
            raise NotFound
        if act.undone_at is not None:
            raise rules.NothingToUndo
        chosen = select(DeskActChange).where(DeskActChange.act_id == act_id)
        changes = list(writing.scalars(chosen.order_by(DeskActChange.item_id)))
        held = set(_held(writing, [one.item_id for one in changes], stop_ids))
        ours = [one for one in changes if one.item_id in held]
        back = [one.item_id for one in ours if _UNDO[act.kind](writing, one, staff_id)]
        if not back:
            raise rules.NothingToUndo
        act.undone_at = now()
        writing.flush()
        note("followup.undo", queries.entries(back, staff_id), staff_id)
        return rules.Done(len(back), len(changes) - len(back))


def _held(writing: Session, item_ids: list[str], stop_ids: Collection[int]) -> Sequence[str]:
    """Those of the items that are of these stops; nobody else changes them until the end."""
    chosen = select(FeedbackItem.id).where(
        FeedbackItem.id.in_(item_ids), FeedbackItem.stop_id.in_(stop_ids)
    )
    return writing.scalars(chosen.order_by(FeedbackItem.id).with_for_update()).all()


def _take_back_giving(writing: Session, change: DeskActChange, _staff_id: int) -> bool:
    """The row goes: nobody has gone by it yet. That it was there is in the audit.

    Where the body has begun its answer, it stays.
    """
    newest = select(Assignment).where(Assignment.item_id == change.item_id)
    given = writing.scalar(newest.order_by(Assignment.id.desc()).limit(1))
    if given is None or str(given.id) != change.after:
        return False
    reply = writing.get(Reply, change.item_id)
    if reply and reply.body_code == given.body_code and reply.changed_at >= given.assigned_at:
        return False
    writing.delete(given)
    writing.flush()
    return True


def _take_back_coding(writing: Session, change: DeskActChange, staff_id: int) -> bool:
    given = queries.codings_of([change.item_id]).get(change.item_id, {})
    if len(given) >= rules.CODERS or given.get(staff_id) != change.after:
        return False
    set_own(writing, change.item_id, staff_id, change.before)
    return True


def _take_back_grouping(writing: Session, change: DeskActChange, _staff_id: int) -> bool:
    """Out of the group, or back into it; it stays where somebody put more to it since.

    Also where somebody said that it is not the same as one of that group: since then, or of one
    that came to the group since.
    """
    row = writing.get(ItemGroup, change.item_id, populate_existing=True)
    if change.before and _is_kept_apart(writing, change):
        return False
    if change.after and _has_grown(writing, change):
        return False
    if (row.group_id if row else None) != change.after:
        return False
    set_group(writing, change.item_id, change.before)
    return True


def _is_kept_apart(writing: Session, change: DeskActChange) -> bool:
    found = select(ItemGroup.item_id).where(ItemGroup.group_id == change.before)
    members = set(writing.scalars(found))
    came = members.intersection(_put_since(writing, change, change.before))
    act = writing.get_one(DeskAct, change.act_id)
    return bool(
        queries.kept_apart([change.item_id], members, since=act.acted_at)
        or queries.kept_apart([change.item_id], came)
    )


def _has_grown(writing: Session, change: DeskActChange) -> bool:
    """Whether a later act that stands put another item into the group of this one."""
    return bool(_put_since(writing, change, change.after))


def _put_since(writing: Session, change: DeskActChange, group_id: str | None) -> Sequence[str]:
    """The items that later acts which stand put into a group."""
    later = (
        select(DeskActChange.item_id)
        .join(DeskAct, DeskAct.id == DeskActChange.act_id)
        .where(DeskAct.id > change.act_id, DeskAct.undone_at.is_(None))
        .where(DeskActChange.after == group_id)
    )
    return writing.scalars(later).all()


_UNDO: dict[str, _Undo] = {
    rules.GIVE: _take_back_giving,
    rules.CODE: _take_back_coding,
    rules.GROUP: _take_back_grouping,
    rules.PART: _take_back_grouping,
}
