"""The form of a session: a new one, change, remove."""

from flask import request
from flask.typing import ResponseReturnValue

from caravan.kernel.guard import staff
from caravan.tour.editor import parts
from caravan.tour.views.door import blueprint
from caravan.tour.views.editor import saving
from caravan.tour.views.editor.door import AGENDA, desk_of, form_of, page_of

_KIND = "sessions"


@blueprint.get(f"{AGENDA}/new-session")
@staff("tour")
def new_session(key: str) -> str:
    """The form of a new session, on the day that was looked at."""
    desk = desk_of(key)
    day = request.args.get("day") or desk.plan.first_day.isoformat()
    return page_of(desk, _KIND, None, form_of(_KIND, desk, {"day": day, "kind": "plenary"}))


@blueprint.post(f"{AGENDA}/new-session")
@staff("tour")
def add_session(key: str) -> ResponseReturnValue:
    """Add a session to the draft."""
    return saving.add(desk_of(key), _KIND)


@blueprint.get(f"{AGENDA}/sessions/<session>")
@staff("tour")
def session(key: str, session: str) -> str:
    """The form of a session."""
    desk = desk_of(key)
    lines = parts.lines_of(desk.plan, _KIND, session)
    return page_of(desk, _KIND, session, form_of(_KIND, desk, lines, lines))


@blueprint.post(f"{AGENDA}/sessions/<session>")
@staff("tour")
def change_session(key: str, session: str) -> ResponseReturnValue:
    """Change a session of the draft."""
    return saving.save(desk_of(key), _KIND, session)


@blueprint.get(f"{AGENDA}/sessions/<session>/removal")
@staff("tour")
def session_removal(key: str, session: str) -> str:
    """What removing a session means, before it is done."""
    return saving.removal(desk_of(key), _KIND, session)


@blueprint.post(f"{AGENDA}/sessions/<session>/removal")
@staff("tour")
def remove_session(key: str, session: str) -> ResponseReturnValue:
    """Remove a session; one that was released before stays, marked withdrawn."""
    return saving.remove(desk_of(key), _KIND, session)
