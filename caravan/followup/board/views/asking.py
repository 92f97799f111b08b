"""Asking once more before items are put together of which somebody said they are not the same."""

from dataclasses import dataclass
from datetime import datetime

from caravan.accounts import queries as accounts
from caravan.followup.board import queries, rules
from caravan.followup.board.views.door import Place
from caravan.followup.items.queries import Item
from caravan.kernel import guard
from caravan.kernel.errors import explain


@dataclass(frozen=True)
class Said:
    """Two items said not to be the same, by whom and when, where that was kept.

    None stands for an item of a stop that one does not follow up: its text is not shown.
    """

    items: tuple[Item | None, Item | None]
    by: str | None
    said_at: datetime | None


@dataclass(frozen=True)
class Asking:
    """Why nothing was done, what was said; `marks` and `known` do it when they are sent again."""

    why: str
    said: list[Said]
    marks: dict[str, str]
    known: str


def ask(here: Place, refusal: rules.SaidApart, marks: dict[str, str]) -> Asking:
    """The question for the page: what was ticked stays, and what was said is shown."""
    ids = sorted({one for pair in refusal.pairs for one in (pair.item_id, pair.other_id)})
    found = {one.item.id: one.item for one in queries.entries(ids, guard.actor().id)}
    shown = {one.id: one for one in found.values() if one.stop_id in here.all_ids}
    people = accounts.names_of(pair.staff_id for pair in refusal.pairs)
    said = [
        Said(
            (shown.get(pair.item_id), shown.get(pair.other_id)),
            people.get(pair.staff_id or 0),
            pair.said_at,
        )
        for pair in refusal.pairs
    ]
    return Asking(explain(refusal), said, marks, rules.apart_mark(refusal.pairs))
