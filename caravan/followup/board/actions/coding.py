"""Coding items by the theme tree: two coders, neither of whom sees the other's before."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from caravan.followup.board import queries, rules
from caravan.followup.board.actions.keeping import Marks, in_hand, note
from caravan.followup.board.models import ItemTheme
from caravan.followup.items.actions import take_up
from caravan.followup.items.models import ItemCoding
from caravan.followup.items.queries import get_item
from caravan.kernel.clock import now
from caravan.kernel.db import transaction
from caravan.tour.duties import queries as duties


def code(seen: Marks, theme: str, *, stop_ids: Iterable[int], staff_id: int) -> rules.Done:
    """Give the items a theme, as this coder sees it; one's own is changed until a second came.

    Of many, those that two have coded are left alone; of one, that is refused.
    """
    with in_hand(rules.CODE, seen, stop_ids, staff_id) as hand:
        _check_theme(theme)
        given = queries.codings_of([one.item.id for one in hand.entries])
        for one in hand.entries:
            codings = given.get(one.item.id, {})
            if len(codings) >= rules.CODERS:
                hand.left += 1
                continue
            set_own(hand.writing, one.item.id, staff_id, theme)
            hand.changed[one.item.id] = codings.get(staff_id), theme
        if not hand.changed:
            raise rules.CodedByTwo
    return hand.done


def settle(item_id: str, theme: str, *, seen: str = "", staff_id: int) -> None:
    """Say which theme holds where two coders saw different ones; what they gave stays.

    `seen` is the theme that held on the page, "" for none; the same once more changes nothing.
    Refused where two have not coded, or see the same, and when a colleague settled since.
    """
    with transaction() as writing:
        _check_theme(theme)
        take_up(get_item(item_id))
        given = queries.codings_of([item_id]).get(item_id, {})
        if len(given) < rules.CODERS or len(set(given.values())) == 1:
            raise rules.NothingToSettle
        settled = writing.get(ItemTheme, item_id, populate_existing=True)
        standing = settled.theme_code if settled else ""
        if standing == theme:
            return
        if standing != seen:
            raise rules.SettledMeanwhile
        if settled is None:
            settled = ItemTheme(
                item_id=item_id, theme_code=theme, staff_id=staff_id, settled_at=now()
            )
            writing.add(settled)
        settled.theme_code, settled.staff_id, settled.settled_at = theme, staff_id, now()
        writing.flush()
        note("followup.settle", queries.entries([item_id], staff_id), staff_id)


def set_own(writing: Session, item_id: str, staff_id: int, theme: str | None) -> None:
    """Write, change or (None) take away the theme that this coder gave the item."""
    chosen = select(ItemCoding).where(
        ItemCoding.item_id == item_id, ItemCoding.staff_id == staff_id
    )
    own = writing.scalar(chosen)
    if theme is None:
        if own is not None:
            writing.delete(own)
    elif own is None:
        writing.add(
            ItemCoding(item_id=item_id, staff_id=staff_id, theme_code=theme, coded_at=now())
        )
    else:
        own.theme_code, own.coded_at = theme, now()
    writing.flush()


def _check_theme(theme: str) -> None:
    if all(one.code != theme for one in duties.themes()):
        raise rules.NoSuchTheme
