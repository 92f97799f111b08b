"""What many tests begin with, made once for each database: from then on its rows are copied."""

from collections.abc import Callable
from typing import Any

from flask import current_app
from sqlalchemy import Connection

from caravan.kernel import versions
from caravan.kernel.db import Base, db
from caravan.settings import ROOT
from caravan.tour import actions
from caravan.tour.catalogue import FILES

_SEQUENCES = "SELECT sequencename, last_value FROM pg_sequences WHERE last_value IS NOT NULL"


def begin_with(make: Callable[[], Any]) -> None:
    """The database as `make` leaves it, which always makes the same: called on an empty one.

    There may be rows already (as the register of purposes) in tables that `make` leaves alone.
    """
    kept: dict[Any, _Kept] = current_app.extensions.setdefault("tests.standing", {})
    if make in kept:
        with db.engine.begin() as connection:
            kept[make].put_back(connection)
        versions.forget_all()
    else:
        with db.engine.connect() as connection:
            before = _filled(connection)
        make()
        with db.engine.begin() as connection:
            kept[make] = _Kept(connection, before, f"standing_{len(kept)}")
    db.session.rollback()


def load_real_lists() -> None:
    """The lists of `events/`: commands, services, tours and all that stops refer to."""
    actions.load_catalogue({name: (ROOT / "events" / name).read_bytes() for name in FILES})
    db.session.rollback()


class _Kept:
    """Rows beside the tables that they are put back into, and how far their numbers had come."""

    def __init__(self, connection: Connection, before: dict[str, int], name: str) -> None:
        after = _filled(connection)
        self.tables = {one: f"{name}_{one}" for one in after if after[one] != before.get(one)}
        assert before.keys().isdisjoint(self.tables), "rows were added to a table that had some"
        for table, beside in self.tables.items():
            connection.exec_driver_sql(f"CREATE TABLE {beside} AS SELECT * FROM {table}")
        is_sqlite = connection.dialect.name == "sqlite"
        counted = () if is_sqlite else connection.exec_driver_sql(_SEQUENCES).all()
        self.numbers = [(name, number) for name, number in counted]

    def put_back(self, connection: Connection) -> None:
        for table, beside in self.tables.items():
            connection.exec_driver_sql(f"INSERT INTO {table} SELECT * FROM {beside}")
        for name, number in self.numbers:
            connection.exec_driver_sql(f"SELECT setval('{name}', {number})")


def _filled(connection: Connection) -> dict[str, int]:
    """How many rows each table has that has any, in the order in which they refer to each other."""
    names = [table.name for table in Base.metadata.sorted_tables]
    asked = (f"SELECT '{name}', count(*) FROM {name}" for name in names)
    found = connection.exec_driver_sql(" UNION ALL ".join(asked))
    counts = {str(name): int(number) for name, number in found if number}
    return {name: counts[name] for name in names if name in counts}
