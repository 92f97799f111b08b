"""Where items stand, in one statement: outcome, who has it until when, group, the theme seen."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, select
from sqlalchemy.orm import aliased

from caravan.followup.board import rules
from caravan.followup.board.models import ItemGroup, ItemTheme
from caravan.followup.items import rules as items
from caravan.followup.items.models import Assignment, ItemCoding
from caravan.followup.items.queries import SPOKEN, Item, read
from caravan.followup.models import Answer
from caravan.kernel.clock import today
from caravan.kernel.db import session
from caravan.voice.models import Question, Suggestion


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


def _of_item(model: Any, column: Any) -> ColumnElement[Any]:
    """`column` over an item's rows, looked up by their index: few of all items are asked for."""
    chosen = select(column).where(model.item_id == SPOKEN.c.id).correlate(SPOKEN)
    return chosen.scalar_subquery()


_NEWER, _SAID, _CODED = aliased(Assignment), aliased(Answer), aliased(ItemCoding)
_CODERS = _of_item(_CODED, func.count())
_FIRST, _LAST = (_of_item(_CODED, most(_CODED.theme_code)) for most in (func.min, func.max))
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
IS_PAPER: ColumnElement[bool] = (
    func.coalesce(Question.channel, Suggestion.channel, "") == rules.PAPER
)
_IS_SEEN = _CODERS >= rules.CODERS
DIFFERS: ColumnElement[bool] = and_(ItemTheme.theme_code.is_(None), _IS_SEEN, _FIRST != _LAST)
THEME: ColumnElement[str | None] = case(
    (ItemTheme.theme_code.is_not(None), ItemTheme.theme_code),
    (and_(_IS_SEEN, _FIRST == _LAST), _FIRST),
    else_=_OWN.c.theme_code,
)
IS_MINE: ColumnElement[bool] = _OWN.c.theme_code.is_not(None)
OPEN_TO_ME: ColumnElement[bool] = and_(~IS_MINE, _CODERS < rules.CODERS)
"""What this person may still code."""


def over(chosen: Select[Any], staff_id: int) -> Select[Any]:
    """`chosen` with every table that the expressions of this file speak of joined to SPOKEN."""
    is_given = and_(
        Assignment.item_id == SPOKEN.c.id, Assignment.id == _of_item(_NEWER, func.max(_NEWER.id))
    )
    joined = (
        chosen.select_from(SPOKEN)
        .outerjoin(Assignment, is_given)
        .outerjoin(
            Answer,
            and_(Answer.item_id == SPOKEN.c.id, Answer.id == _of_item(_SAID, func.max(_SAID.id))),
        )
        .outerjoin(ItemGroup, ItemGroup.item_id == SPOKEN.c.id)
        .outerjoin(Question, Question.id == SPOKEN.c.id)
        .outerjoin(Suggestion, Suggestion.id == SPOKEN.c.id)
    )
    return _with_codings(joined, staff_id)


def _with_codings(chosen: Select[Any], staff_id: int) -> Select[Any]:
    return chosen.outerjoin(ItemTheme, ItemTheme.item_id == SPOKEN.c.id).outerjoin(
        _OWN, and_(_OWN.c.item_id == SPOKEN.c.id, _OWN.c.staff_id == staff_id)
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


def count_to_code(staff_id: int, stop_ids: Collection[int]) -> int:
    """How many items of these stops this person may still code."""
    return session().scalar(_to_code(func.count(), staff_id, stop_ids)) or 0


def next_to_code(staff_id: int, stop_ids: Collection[int]) -> str | None:
    """The id of the next one; what one colleague has coded comes first."""
    ordered = _to_code(SPOKEN.c.id, staff_id, stop_ids).order_by(_CODERS.desc(), SPOKEN.c.id)
    found: str | None = session().scalar(ordered.limit(1))
    return found


def _to_code(column: Any, staff_id: int, stop_ids: Collection[int]) -> Select[Any]:
    chosen = _with_codings(select(column).select_from(SPOKEN), staff_id)
    return chosen.where(SPOKEN.c.stop_id.in_(stop_ids), OPEN_TO_ME)


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
