"""The grid of a day: what stands where, what clashes, what blocks the release; and its moves."""

from typing import Any

from flask import flash, jsonify, redirect, render_template, request
from flask.typing import ResponseReturnValue

from caravan.kernel import guard
from caravan.kernel.clock import to_wall
from caravan.kernel.guard import staff
from caravan.kernel.i18n import in_lang
from caravan.kernel.texts import gettext as _
from caravan.tour import actions
from caravan.tour.clashes import Clash, clashes_of
from caravan.tour.drafting import find_part, get_part
from caravan.tour.editor import changes, parts, steps
from caravan.tour.editor.board import board_of, news_of
from caravan.tour.editor.changes import Differs, Edit
from caravan.tour.editor.lines import BadLines, Lines, pack
from caravan.tour.editor.obstacles import Obstacle, obstacles
from caravan.tour.editor.said import message_of
from caravan.tour.forms.editor import PlaceForm, label_of
from caravan.tour.plan_faults import faults_of
from caravan.tour.stop_plan import Day, SessionPlan, StopPlan
from caravan.tour.views.door import blueprint
from caravan.tour.views.editor.door import (
    AGENDA,
    Desk,
    address_of,
    changed_by,
    desk_of,
    form_of,
    grid_at,
)
from caravan.tour.views.editor.saving import difference

_SHORT = ("title_ar", "title_fr", "day", "starts", "ends", "room")


@blueprint.get(AGENDA)
@staff("tour")
def agenda(key: str) -> str:
    """One day of the draft as a grid, or on a narrow screen as a list."""
    desk = desk_of(key)
    chosen: SessionPlan | None = find_part(desk.plan, "sessions", request.args.get("session"))
    return render_template("tour/editor/agenda.html", **_shown(desk, chosen))


@blueprint.post(f"{AGENDA}/sessions/<session>/place")
@staff("tour")
def move_session(key: str, session: str) -> ResponseReturnValue:
    """Put a session elsewhere; for the script the grid anew, or why it stays where it was."""
    desk, form = desk_of(key), PlaceForm()
    try:
        plan = actions.change_draft(
            key,
            lambda plan: _moved(plan, session, form, desk.rules),
            staff_id=guard.actor().id,
        )
    except Differs as conflict:
        return difference(desk, "sessions", session, conflict), 409
    except BadLines as refusal:
        return _stays(desk, session, refusal)
    if request.form.get("fragment"):
        desk = desk_of(key)
        shown = _shown(desk, find_part(plan, "sessions", request.form.get("chosen")))
        return render_template("tour/editor/_moved.html", said=_said(desk, session), **shown)
    flash(_said(desk_of(key), session), "ok")
    return redirect(grid_at(desk, session), 303)


def _moved(plan: StopPlan, key: str, form: PlaceForm, rules: changes.Desk) -> StopPlan:
    session = get_part(plan, "sessions", key)
    opened, wanted = form.opened_lines(), form.sent_lines()
    if (which := form.step.data or "") in steps.STEPS:
        wanted = steps.step(plan, steps.seen_at(session, opened), which)
    return changes.save(plan, "sessions", key, Edit(opened, wanted), rules)


def _stays(desk: Desk, session: str, refusal: BadLines) -> ResponseReturnValue:
    """Why the session stays where it was, in the first sentence that says it."""
    fault = next(iter(refusal.faults.values()))[0]
    sentence = str(_(message_of(fault), **fault.params))
    if request.form.get("fragment"):
        return jsonify(message=sentence), 422
    flash(sentence, "warn")
    return redirect(grid_at(desk, session), 303)


def _said(desk: Desk, key: str) -> str:
    """Where a session stands now, as it is spoken: «Ateliers, 14:00, conflit»."""
    session: SessionPlan = get_part(desk.plan, "sessions", key)
    words = [
        in_lang(desk.plan.place_of(session)) or str(_("No room yet")),
        f"{session.starts:%H:%M}",
    ]
    if any(key in clash.sessions for clash in clashes_of(desk.plan)):
        words.append(str(_("clash")))
    return str(_(", ")).join(words)


def _shown(desk: Desk, chosen: SessionPlan | None) -> dict[str, Any]:
    """What the page of the grid is drawn from."""
    plan, place = desk.plan, desk.place
    day = _day(plan, chosen)
    clashes = clashes_of(plan)
    return {
        "stop": plan,
        "day": day,
        "board": board_of(plan, day),
        "news": news_of(plan, place.released),
        "chosen": chosen,
        "form": _short_form(desk, chosen),
        "sessions": {session.key: session for session in plan.sessions},
        "clashes": clashes,
        "briefs": _briefs(clashes),
        "obstacles": [
            (one, *_told(desk, one)) for one in obstacles(plan, faults_of(plan, desk.known))
        ],
        "place_of": lambda session: pack(steps.place_of(session)),
        "release": place.release,
        "released_at": to_wall(place.release.published_at) if place.release else None,
        "changed_at": to_wall(place.draft.changed_at) if place.draft else None,
        "changed_by": changed_by(desk),
    }


def _day(plan: StopPlan, chosen: SessionPlan | None) -> Day:
    """The day in the address, else that of the chosen session, else the first."""
    asked = request.values.get("day") or (chosen.day.isoformat() if chosen else "")
    return next((day for day in plan.days if day.date.isoformat() == asked), plan.days[0])


def _short_form(desk: Desk, chosen: SessionPlan | None) -> Any:
    """The form beside the grid: the lines that are mended most often."""
    if chosen is None:
        return None
    standing = parts.lines_of(desk.plan, "sessions", chosen.key)
    lines: Lines = {name: standing[name] for name in _SHORT}
    return form_of("sessions", desk, lines, lines)


def _briefs(clashes: list[Clash]) -> dict[str, list[str]]:
    """What the card of each session says of its clashes, each thing once."""
    found: dict[str, dict[str, None]] = {}
    for clash in clashes:
        for key in clash.sessions:
            found.setdefault(key, {})[str(_(clash.brief, what=in_lang(clash.what)))] = None
    return {key: list(words) for key, words in found.items()}


def _told(desk: Desk, obstacle: Obstacle) -> tuple[str, str, str]:
    """Of an obstacle: the line in words, what is wrong with it, where it is mended."""
    fault = obstacle.fault
    label = label_of(obstacle.kind, obstacle.line) if obstacle.line else ""
    anchor = f"#{obstacle.line}" if obstacle.line else ""
    address = address_of(desk, obstacle.kind, obstacle.name or None)
    return label, str(_(message_of(fault), **fault.params)), address + anchor
