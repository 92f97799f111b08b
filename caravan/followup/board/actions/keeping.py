"""What every act at the board shares: items in hand as they were seen, and a way back."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from caravan.followup.board import queries, rules
from caravan.followup.board.models import DeskAct, DeskActChange
from caravan.followup.board.queries import Entry
from caravan.followup.items import actions as items
from caravan.kernel import audit
from caravan.kernel.clock import now
from caravan.kernel.db import transaction
from caravan.tour import queries as tour

_ENTRIES = {
    rules.GIVE: "followup.give",
    rules.CODE: "followup.code",
    rules.GROUP: "followup.group",
    rules.PART: "followup.part",
}
Marks = Mapping[str, str]
"""The marks that the person saw, by the items' ids."""


@dataclass
class Hand:
    """The items of an act that stand as they were seen; `left` is how many do not.

    `changed` takes, by item, what was there before and after.
    """

    writing: Session
    entries: list[Entry]
    left: int
    changed: dict[str, tuple[str | None, str | None]] = field(default_factory=dict)
    act_id: int | None = None

    @property
    def done(self) -> rules.Done:
        """What is told afterwards."""
        return rules.Done(len(self.changed), self.left, self.act_id)


@contextmanager
def in_hand(kind: str, seen: Marks, stop_ids: Iterable[int], staff_id: int) -> Iterator[Hand]:
    """Hold the items of these stops until the act is done; then keep what undoes it.

    Nobody else changes them meanwhile: rows are taken in the order of their ids, so two acts wait
    for each other and never for ever. What a colleague changed since it was seen is left alone.
    Refused when nothing is left of what was ticked.
    """
    if not seen:
        raise rules.NothingTicked
    within = set(stop_ids)
    with transaction() as writing:
        for entry in queries.entries(sorted(seen), staff_id):
            if entry.item.stop_id in within:
                items.take_up(entry.item)
        found = [one for one in _fresh(writing, seen, staff_id) if one.item.stop_id in within]
        same = [one for one in found if one.mark == seen[one.item.id]]
        if not same:
            raise rules.ChangedMeanwhile
        hand = Hand(writing, same, len(seen) - len(same))
        yield hand
        hand.act_id = _keep(writing, kind, hand.changed, staff_id)
        note(_ENTRIES[kind], [one for one in same if one.item.id in hand.changed], staff_id)


def note(action: str, entries: Iterable[Entry], staff_id: int) -> None:
    """Write down who did it, a line for each item."""
    for entry in entries:
        key = tour.get_stop_by_id(entry.item.stop_id).key
        audit.record(action, staff_id=staff_id, stop_key=key, subject=entry.item.id)


def _fresh(writing: Session, seen: Marks, staff_id: int) -> list[Entry]:
    writing.expire_all()
    return queries.entries(sorted(seen), staff_id)


def _keep(
    writing: Session,
    kind: str,
    changed: Mapping[str, tuple[str | None, str | None]],
    staff_id: int,
) -> int | None:
    if not changed:
        return None
    act = DeskAct(staff_id=staff_id, kind=kind, acted_at=now(), undone_at=None)
    writing.add(act)
    writing.flush()
    for item_id, (before, after) in sorted(changed.items()):
        writing.add(DeskActChange(act_id=act.id, item_id=item_id, before=before, after=after))
    return act.id
