"""The blueprint of the room, and what its pages share."""

from flask import Blueprint, request

blueprint = Blueprint("followup", __name__)

DESK = "/<lang:lang>/staff/stops/<key>"
_LAST_PAGE = 9999  # beyond it, counting rows to leave out is more than databases can


def page_number() -> int:
    """The page in the address; the first where there is none."""
    return min(max(request.args.get("page", 1, type=int), 1), _LAST_PAGE)
