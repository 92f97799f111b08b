"""All rows that hang on a row: found and erased by the keys of the tables themselves.

Whatever table comes to refer to a person, its rows are shown with the person's, and go with them.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import (
    ColumnElement,
    ForeignKeyConstraint,
    Table,
    delete,
    func,
    not_,
    or_,
    select,
    tuple_,
)

from caravan.kernel.db import Base, session, transaction

Condition = ColumnElement[bool]
Row = Mapping[str, Any]


def hanging(root: Table, chosen: Condition) -> dict[Table, Condition]:
    """The tables with rows that hang on the `chosen` rows of `root`, itself first; which rows."""
    found: dict[Table, Condition] = {root: _with_own(root, chosen)}
    for table in Base.metadata.sorted_tables:  # a table comes after those that it refers to
        links = [
            _refers(link, found[link.referred_table])
            for link in table.foreign_key_constraints
            if table is not root and link.referred_table in found
        ]
        if links:
            found[table] = or_(*links)
    return found


def _refers(link: ForeignKeyConstraint, condition: Condition) -> Condition:
    """Whose whole key, of however many columns, is one of a row that meets `condition`."""
    keys = [(one.parent, one.column) for one in link.elements]
    if len(keys) == 1:
        [(parent, column)] = keys
        return parent.in_(select(column).where(condition))
    parents, columns = zip(*keys, strict=True)
    return tuple_(*parents).in_(select(*columns).where(condition))


def _with_own(root: Table, chosen: Condition) -> Condition:
    """The chosen rows, and those of the same table that refer to them: a child to its guardian."""
    own = [link for link in root.foreign_keys if link.column.table is root]
    return or_(chosen, *(link.parent.in_(select(link.column).where(chosen)) for link in own))


def held(root: Table, chosen: Condition) -> dict[str, list[Row]]:
    """All columns of all rows that hang on the chosen ones, by the names of their tables.

    Left out are numbers of rows and of the staff: they say nothing about the person.
    """
    rows: dict[str, list[Row]] = {}
    for table, condition in hanging(root, chosen).items():
        columns = [column for column in table.columns if tells(column)]
        if columns:
            found = session().execute(select(*columns).where(condition)).mappings()
            rows[table.name] = [dict(row) for row in found]
    return {name: found for name, found in rows.items() if found}


def tells(column: ColumnElement[Any]) -> bool:
    """Whether a column says something: not if it is the row's number or refers to another row."""
    is_number = column.name == "id" and column.type.python_type is int
    return not column.foreign_keys and not is_number


def erase(root: Table, chosen: Condition) -> dict[str, int]:
    """Delete the chosen rows and all that hang on them; how many rows went, by table."""
    gone: dict[str, int] = {}
    with transaction() as writing:
        for table, condition in reversed(hanging(root, chosen).items()):
            done: Any = writing.execute(delete(table).where(condition))
            gone[table.name] = done.rowcount
    return {name: number for name, number in gone.items() if number}


def count(table: Table, condition: Condition, beside: Iterable[Condition] = ()) -> int:
    """How many rows of one table meet `condition` and none of those `beside` it."""
    chosen = select(func.count()).select_from(table).where(condition, *map(not_, beside))
    return session().scalar(chosen) or 0
