"""What the desk forgets of a question that became a case for the private desk."""

from sqlalchemy import delete, or_

from caravan.followup.board.models import DeskActChange, ItemApart, ItemGroup, ItemTheme
from caravan.followup.items.models import ItemCoding
from caravan.kernel.db import transaction

_BESIDE = (ItemGroup, ItemTheme, ItemCoding, DeskActChange)


def forget(question_id: str) -> tuple[str, ...]:
    """Delete themes and groups of the question; gives the names of the tables that held them.

    What it was said to be the same as would tell what it said.
    """
    with transaction() as writing:
        for model in _BESIDE:
            writing.execute(delete(model).where(model.item_id == question_id))
        either = or_(ItemApart.item_id == question_id, ItemApart.other_id == question_id)
        writing.execute(delete(ItemApart).where(either))
    return (*(model.__tablename__ for model in _BESIDE), ItemApart.__tablename__)
