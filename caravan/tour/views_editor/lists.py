"""What the agenda stands on: rooms, speakers, partners and days, each with its form."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from caravan.kernel import guard
from caravan.kernel.guard import staff
from caravan.tour import actions
from caravan.tour.editor import changes, parts
from caravan.tour.forms import words
from caravan.tour.views import blueprint
from caravan.tour.views_editor import saving
from caravan.tour.views_editor.door import AGENDA, desk_of, form_of, listed, page_of, part_named

PLACES = f"{AGENDA}/places"
_SHIFTS = {"forward": -1, "back": 1}


@blueprint.get(PLACES)
@staff("tour")
def places(key: str) -> str:
    """The lists of the stop, and its facts."""
    desk = desk_of(key)
    services = {code: service.name for code, service in desk.known.services.items()}
    return render_template(
        "tour/editor/places.html", stop=desk.plan, services=services, words=words
    )


@blueprint.get(f"{PLACES}/<kind>")
@staff("tour")
def new_part(key: str, kind: str) -> str:
    """The form of a new room, speaker, partner or day."""
    desk, kind = desk_of(key), listed(kind)
    return page_of(desk, kind, None, form_of(kind, desk, {}))


@blueprint.post(f"{PLACES}/<kind>")
@staff("tour")
def add_part(key: str, kind: str) -> ResponseReturnValue:
    """Add a room, speaker, partner or day to the draft."""
    return saving.add(desk_of(key), listed(kind))


@blueprint.get(f"{PLACES}/<kind>/<part>")
@staff("tour")
def part(key: str, kind: str, part: str) -> str:
    """The form of a room, speaker, partner or day."""
    desk, name = desk_of(key), part_named(kind, part)
    lines = parts.lines_of(desk.plan, kind, name)
    return page_of(desk, kind, name, form_of(kind, desk, lines, lines))


@blueprint.post(f"{PLACES}/<kind>/<part>")
@staff("tour")
def change_part(key: str, kind: str, part: str) -> ResponseReturnValue:
    """Change a room, speaker, partner or day of the draft."""
    return saving.save(desk_of(key), kind, part_named(kind, part))


@blueprint.post(f"{PLACES}/<kind>/<part>/place")
@staff("tour")
def shift_part(key: str, kind: str, part: str) -> ResponseReturnValue:
    """Put a room, speaker or partner one place forward or back in its list."""
    name, by = part_named(kind, part), _SHIFTS.get(request.form.get("to", ""), 0)
    actions.change_draft(
        key, lambda plan: changes.shift(plan, kind, name, by), staff_id=guard.actor().id
    )
    return redirect(url_for("tour.places", key=key, _anchor=kind), 303)


@blueprint.get(f"{PLACES}/<kind>/<part>/removal")
@staff("tour")
def part_removal(key: str, kind: str, part: str) -> str:
    """What removing a room, speaker, partner or day means, before it is done."""
    return saving.removal(desk_of(key), kind, part_named(kind, part))


@blueprint.post(f"{PLACES}/<kind>/<part>/removal")
@staff("tour")
def remove_part(key: str, kind: str, part: str) -> ResponseReturnValue:
    """Remove a room, speaker, partner or day that no session needs."""
    return saving.remove(desk_of(key), kind, part_named(kind, part))
