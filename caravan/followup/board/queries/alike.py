"""Which items seem to say the same, at whichever stops: proposed, for a person to decide."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import islice

from sqlalchemy import select

from caravan.followup.board.models import ItemApart, ItemGroup
from caravan.followup.items.queries import SPOKEN, Item, read
from caravan.kernel.db import session
from caravan.voice import queries as voice

MOST = 6
_READ = 2000  # of the same services, those of most voices
_LOOKED, _LINES = 200, 20  # so many lines of a stop are compared, so many are shown


@dataclass(frozen=True)
class Proposal:
    """An item and those that seem to say the same, the most alike first."""

    item: Item
    others: list[Item]


def alike(item: Item, stop_ids: Collection[int]) -> list[Item]:
    """Items of these stops that seem to say what `item` says; not those decided about already."""
    among = _among(stop_ids, [item.service_code])
    return _alike(item, among, _decided([item.id]).get(item.id, set()))


def proposals(stop_id: int, stop_ids: Collection[int]) -> list[Proposal]:
    """For what was said at one stop and is in no group: what other stops may have said before.

    Those of most voices come first; what resembles nothing is left out, and takes nobody's place.
    """
    chosen = select(SPOKEN).where(
        SPOKEN.c.stop_id == stop_id, SPOKEN.c.id.not_in(select(ItemGroup.item_id))
    )
    ordered = chosen.order_by(SPOKEN.c.voices.desc(), SPOKEN.c.id).limit(_LOOKED)
    found = [read(row) for row in session().execute(ordered).mappings()]
    others = set(stop_ids) - {stop_id}
    among = _among(others, {one.service_code for one in found})
    decided = _decided([one.id for one in found])
    made = (Proposal(one, _alike(one, among, decided.get(one.id, set()))) for one in found)
    return list(islice((one for one in made if one.others), _LINES))


def _among(stop_ids: Collection[int], services: Collection[str]) -> list[Item]:
    here, about = SPOKEN.c.stop_id.in_(stop_ids), SPOKEN.c.service_code.in_(services)
    chosen = select(SPOKEN).where(here, about)
    ordered = chosen.order_by(SPOKEN.c.voices.desc(), SPOKEN.c.id).limit(_READ)
    return [read(row) for row in session().execute(ordered).mappings()]


def _alike(item: Item, among: Iterable[Item], decided: set[str]) -> list[Item]:
    others = (
        one
        for one in among
        if one.service_code == item.service_code and one.id not in {item.id, *decided}
    )
    return voice.alike(item.body, others, MOST)


def _decided(item_ids: Collection[str]) -> dict[str, set[str]]:
    """With which others each item is grouped already, or said not to be the same."""
    found: dict[str, set[str]] = {}
    own = select(ItemGroup.group_id).where(ItemGroup.item_id.in_(item_ids))
    members = select(ItemGroup.group_id, ItemGroup.item_id).where(ItemGroup.group_id.in_(own))
    groups: dict[str, set[str]] = {}
    for group_id, item_id in session().execute(members):
        groups.setdefault(group_id, set()).add(item_id)
    for group in groups.values():
        for item_id in group.intersection(item_ids):
            found.setdefault(item_id, set()).update(group)
    apart = select(ItemApart.item_id, ItemApart.other_id).where(
        ItemApart.item_id.in_(item_ids) | ItemApart.other_id.in_(item_ids)
    )
    for one, other in session().execute(apart):
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    return found
