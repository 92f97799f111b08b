"""Reading codings: what two coders gave, how far they agree, the theme that holds."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Subquery, func, or_, select

from caravan.followup.board import rules
from caravan.followup.board.agreement import Coders, by_coders
from caravan.followup.board.models import ItemTheme
from caravan.followup.items.models import FeedbackItem, ItemCoding
from caravan.kernel.db import session
from caravan.tour.duties import queries as duties
from caravan.tour.duties.models import Theme


@dataclass(frozen=True)
class Branch:
    """An uppermost theme and all that stand below it, each with how deep it stands."""

    theme: Theme
    below: list[tuple[Theme, int]]


def tree() -> list[Branch]:
    """The themes as the file orders them, by their uppermost ones."""
    children: dict[str | None, list[Theme]] = {}
    for theme in duties.themes():
        children.setdefault(theme.parent, []).append(theme)

    def under(code: str, depth: int) -> list[tuple[Theme, int]]:
        found = []
        for theme in children.get(code, []):
            found += [(theme, depth), *under(theme.code, depth + 1)]
        return found

    return [Branch(theme, under(theme.code, 1)) for theme in children.get(None, [])]


def codings_of(item_ids: Collection[str]) -> dict[str, dict[int, str]]:
    """Which theme each coder gave, by item and by the coder's id. For acts, not for pages."""
    chosen = select(ItemCoding).where(ItemCoding.item_id.in_(item_ids)).order_by(ItemCoding.id)
    found: dict[str, dict[int, str]] = {}
    for one in session().scalars(chosen) if item_ids else ():
        found.setdefault(one.item_id, {})[one.staff_id] = one.theme_code
    return found


def seen_codings(item_id: str) -> dict[int, str]:
    """The themes of both coders once there are two; before, nobody sees another's."""
    found = codings_of([item_id]).get(item_id, {})
    return found if len(found) >= rules.CODERS else {}


def agreements(stop_ids: Collection[int]) -> list[Coders]:
    """How far every two coders agree on the items of these stops that both have coded."""
    chosen = (
        select(ItemCoding.item_id, ItemCoding.staff_id, ItemCoding.theme_code)
        .join(FeedbackItem, FeedbackItem.id == ItemCoding.item_id)
        .where(FeedbackItem.stop_id.in_(stop_ids))
        .order_by(ItemCoding.id)
    )
    parents = {theme.code: theme.parent for theme in duties.themes()}
    rows = [(item_id, staff_id, theme) for item_id, staff_id, theme in session().execute(chosen)]
    return by_coders(rows, lambda code: rules.top_of(code, parents))


def holding() -> Subquery:
    """The theme that holds for each item: settled, else what the coders gave, if they agree.

    One coder alone is enough; where two differ and nothing is settled, or nobody coded, the item
    is left out.
    """
    settled = func.max(ItemTheme.theme_code)
    first, last = func.min(ItemCoding.theme_code), func.max(ItemCoding.theme_code)
    return (
        select(ItemCoding.item_id, func.coalesce(settled, first).label("theme_code"))
        .outerjoin(ItemTheme, ItemTheme.item_id == ItemCoding.item_id)
        .group_by(ItemCoding.item_id)
        .having(or_(settled.is_not(None), first == last))
        .subquery("holding")
    )
