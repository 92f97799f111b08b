"""For whatever watches the server: is the process up, is the database there and migrated."""

from flask import Blueprint, Response
from sqlalchemy import text

from caravan.kernel.db import session
from caravan.kernel.guard import public

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
@public
def alive() -> Response:
    """The process answers."""
    return Response("ok\n", mimetype="text/plain")


@blueprint.get("/readyz")
@public
def ready() -> Response:
    """The database answers and has been migrated; a fault otherwise."""
    session().execute(text("SELECT version_num FROM alembic_version"))
    return Response("ok\n", mimetype="text/plain")
