"""Where items stand, in one statement: outcome, who has it until when, group, the theme seen."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, and_, case, func, literal, select

from caravan.followup.board import rules
from caravan.followup.board.models import ItemGroup, ItemTheme
from caravan.followup.items import rules as items
from caravan.followup.items.models import Assignment, ItemCoding
from caravan.followup.items.queries import SPOKEN, Item, read
from caravan.followup.models import Answer
from caravan.kernel.clock import today
from caravan.kernel.db import session
from caravan.voice.models import Question


@dataclass(frozen=True)
class Entry:
    """An item as the board shows it to one coder.

    `heap` is one of rules.DUE_HEAPS. `theme` is the one that this person may see: settled, the
    same of two coders, else the own; `coders` is how many have coded it, `differs` whether two saw
    different themes and none is settled.
    """

    item: Item
    outcome: str
    heap: str
    assignment_id: int | None
    body_code: str | None
    due: date | None
    group_id: str | None
    theme: str | None
    coders: int
    differs: bool
    is_paper: bool
    mark: str

    @property
    def kind(self) -> str:
        """Its kind among items, or that it came on paper (rules.PAPER)."""
        return rules.PAPER if self.is_paper else self.item.kind


def _last(model: Any) -> Subquery:
    newest = select(model.item_id, func.max(model.id).label("id")).group_by(model.item_id)
    return newest.subquery(f"last_{model.__tablename__}")


_GIVEN, _SAID = _last(Assignment), _last(Answer)
_CODED = (
    select(
        ItemCoding.item_id,
        func.count().label("number"),
        func.min(ItemCoding.theme_code).label("first"),
        func.max(ItemCoding.theme_code).label("last"),
    )
    .group_by(ItemCoding.item_id)
    .subquery("coded")
)
_OWN = select(ItemCoding.item_id, ItemCoding.staff_id, ItemCoding.theme_code).subquery("own")

OUTCOME: ColumnElement[str] = case(
    (Answer.is_refusal, items.REFUSED),
    (Answer.id.is_not(None), items.ANSWERED),
    (
        and_(SPOKEN.c.state.in_(items.SAID_NO), func.coalesce(SPOKEN.c.reason, "") != ""),
        items.REFUSED,
    ),
    (SPOKEN.c.state.in_(items.SAID_YES), items.ANSWERED),
    (Assignment.id.is_not(None), items.OWNED),
    else_=items.OPEN,
)
"""The same as items.queries.outcomes, within a statement; a test compares the two."""
IS_PAPER: ColumnElement[bool] = func.coalesce(Question.channel == rules.PAPER, literal(value=False))
_CODERS = func.coalesce(_CODED.c.number, 0)
_IS_SEEN = _CODERS >= rules.CODERS
DIFFERS: ColumnElement[bool] = and_(
    ItemTheme.theme_code.is_(None), _IS_SEEN, _CODED.c.first != _CODED.c.last
)
THEME: ColumnElement[str | None] = case(
    (ItemTheme.theme_code.is_not(None), ItemTheme.theme_code),
    (and_(_IS_SEEN, _CODED.c.first == _CODED.c.last), _CODED.c.first),
    else_=_OWN.c.theme_code,
)
IS_MINE: ColumnElement[bool] = _OWN.c.theme_code.is_not(None)
OPEN_TO_ME: ColumnElement[bool] = and_(~IS_MINE, _CODERS < rules.CODERS)
"""What this person may still code."""


def over(chosen: Select[*tuple[Any, ...]], staff_id: int) -> Select[*tuple[Any, ...]]:
    """`chosen` with every table that the expressions of this file speak of joined to SPOKEN."""
    return (
        chosen.select_from(SPOKEN)
        .outerjoin(_GIVEN, _GIVEN.c.item_id == SPOKEN.c.id)
        .outerjoin(Assignment, Assignment.id == _GIVEN.c.id)
        .outerjoin(_SAID, _SAID.c.item_id == SPOKEN.c.id)
        .outerjoin(Answer, Answer.id == _SAID.c.id)
        .outerjoin(ItemGroup, ItemGroup.item_id == SPOKEN.c.id)
        .outerjoin(ItemTheme, ItemTheme.item_id == SPOKEN.c.id)
        .outerjoin(_CODED, _CODED.c.item_id == SPOKEN.c.id)
        .outerjoin(_OWN, and_(_OWN.c.item_id == SPOKEN.c.id, _OWN.c.staff_id == staff_id))
        .outerjoin(Question, Question.id == SPOKEN.c.id)
    )


_ENTRY = select(
    SPOKEN,
    OUTCOME.label("outcome"),
    Assignment.id.label("assignment_id"),
    Assignment.body_code,
    Assignment.due,
    Answer.id.label("answer_id"),
    ItemGroup.group_id,
    THEME.label("theme"),
    _CODERS.label("coders"),
    DIFFERS.label("differs"),
    IS_PAPER.label("is_paper"),
)


def entries(item_ids: Collection[str], staff_id: int) -> list[Entry]:
    """The items of these ids as they stand now, in the order of the ids; others are left out."""
    if not item_ids:
        return []
    chosen = over(_ENTRY, staff_id).where(SPOKEN.c.id.in_(item_ids))
    found = {row["id"]: _entry(row) for row in session().execute(chosen).mappings()}
    return [found[one] for one in item_ids if one in found]


def of_group(group_id: str, staff_id: int) -> list[Entry]:
    """All items of a group, those of most voices first."""
    chosen = over(_ENTRY, staff_id).where(ItemGroup.group_id == group_id)
    ordered = chosen.order_by(SPOKEN.c.voices.desc(), SPOKEN.c.id)
    return [_entry(row) for row in session().execute(ordered).mappings()]


def mine_to_code(staff_id: int, stop_ids: Collection[int]) -> list[str]:
    """The ids of what this person may still code: what one colleague has coded comes first."""
    chosen = over(select(SPOKEN.c.id), staff_id)
    chosen = chosen.where(SPOKEN.c.stop_id.in_(stop_ids), OPEN_TO_ME)
    return list(session().scalars(chosen.order_by(_CODERS.desc(), SPOKEN.c.id)))


def _entry(row: Any) -> Entry:
    item = read(row)
    return Entry(
        item=item,
        outcome=row["outcome"],
        heap=rules.due_heap(row["outcome"], row["due"], today()),
        assignment_id=row["assignment_id"],
        body_code=row["body_code"],
        due=row["due"],
        group_id=row["group_id"],
        theme=row["theme"],
        coders=row["coders"],
        differs=bool(row["differs"]),
        is_paper=bool(row["is_paper"]),
        mark=rules.mark_of(
            item.state,
            item.title,
            item.body,
            item.reason,
            row["assignment_id"],  # SQLite gives the number of a row that went to the next one
            row["body_code"],
            row["due"],
            row["answer_id"],
            row["group_id"],
        ),
    )
