"""How Alembic reaches the database: through the application that runs it."""

from typing import Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from flask import current_app

from caravan.kernel.db import Instant

database = current_app.extensions["migrate"].db


def name_type(kind: str, item: object, _context: AutogenContext) -> str | Literal[False]:
    """Write our own types as the plain ones beneath, so that old migrations never need our code."""
    return "sa.DateTime()" if kind == "type" and isinstance(item, Instant) else False


with database.engine.begin() as connection:
    context.configure(
        connection=connection,
        target_metadata=database.metadata,
        render_as_batch=True,
        render_item=name_type,
    )
    with context.begin_transaction():
        context.run_migrations()
