"""Pages of check-in: the gate, and the printing of badges."""

import uuid
from typing import Any

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from caravan.checkin import actions, queries, rules
from caravan.checkin.forms import ArrivalForm, PrintForm, read_scan
from caravan.kernel import guard
from caravan.kernel.clock import now, today
from caravan.kernel.guard import staff
from caravan.kernel.headers import allow_wasm
from caravan.registration import queries as registration
from caravan.registration.desk import queries as desk
from caravan.tour import queries as tour
from caravan.tour.models import Stop

blueprint = Blueprint("checkin", __name__)


@blueprint.get("/gate/<key>")
@staff("checkin")
def gate(key: str) -> ResponseReturnValue:
    """The gate: camera, typed code, search by name."""
    allow_wasm()
    form = ArrivalForm(data={"gate": _gate(), "arrival_id": str(uuid.uuid4())})
    return _gate_page(tour.get_stop(key), form)


@blueprint.post("/gate/<key>/arrivals")
@staff("checkin")
def create_arrival(key: str) -> ResponseReturnValue:
    """Record an arrival and show the verdict: a fragment for the camera page, else a whole page."""
    stop, scan = queries.get_gate_stop(key), read_scan(request.form)
    if scan is None:
        form = ArrivalForm()
        form.tell()
        allow_wasm()
        return _gate_page(stop, form), 422
    verdict = actions.record_arrival(
        stop,
        scan.code,
        arrival_id=scan.arrival_id,
        gate=scan.gate,
        staff_id=guard.actor().id,
    )
    page = "checkin/_verdict.html" if "fragment" in request.args else "checkin/verdict.html"
    return render_template(page, verdict=verdict, **_around(stop, scan.gate))


@blueprint.post("/gate/<key>/arrivals/<arrival_id>/undo")
@staff("checkin")
def undo(key: str, arrival_id: str) -> ResponseReturnValue:
    """Take an arrival back, and be ready for the next person."""
    actions.undo_arrival(tour.get_stop(key), arrival_id, staff_id=guard.actor().id)
    return redirect(url_for("checkin.gate", key=key, gate=_gate()), 303)


@blueprint.get("/gate/<key>/people")
@staff("checkin")
def search(key: str) -> ResponseReturnValue:
    """People of this stop whose name holds at least three of the letters typed."""
    stop, typed = tour.get_stop(key), request.args.get("q", "")
    people = registration.search_people(stop.id, typed)
    inside = queries.arrived_among([person.id for person in people], today())
    page = "checkin/_people.html" if "fragment" in request.args else "checkin/people.html"
    facts = {"people": people, "inside": inside, "typed": typed, "new_id": uuid.uuid4}
    return render_template(page, **facts, **_around(stop))


@blueprint.get("/<lang:lang>/staff/stops/<key>/badges")
@staff("badges")
def badges(key: str) -> ResponseReturnValue:
    """How many badges are printed and how many wait."""
    return _badges_page(tour.get_stop(key), PrintForm())


@blueprint.post("/<lang:lang>/staff/stops/<key>/badges/sheets")
@staff("badges")
def print_sheets(key: str) -> ResponseReturnValue:
    """A4 sheets of eight for everybody, or for those whose badge was not printed yet."""
    stop, form = tour.get_stop(key), PrintForm()
    if not form.validate():
        return _badges_page(stop, form), 422
    ids = queries.badge_ids(stop.id, form.choice.data)
    if not ids:
        return _badges_page(stop, form, nothing=True), 422
    pdf = actions.print_sheets(stop, ids, staff_id=guard.actor().id)
    return _pdf(pdf, f"badges-{key}.pdf")


@blueprint.post("/<lang:lang>/staff/stops/<key>/badges/<int:registration_id>")
@staff("badges")
def print_single(key: str, registration_id: int) -> ResponseReturnValue:
    """One badge on A6, in large type where the person asks for it."""
    large = "large" in request.form
    pdf = actions.print_single(
        tour.get_stop(key), registration_id, large_type=large, staff_id=guard.actor().id
    )
    return _pdf(pdf, f"badge-{key}-{registration_id}.pdf")


@blueprint.post("/<lang:lang>/staff/stops/<key>/desk/<int:registration_id>/badge")
@staff("desk")
def print_at_desk(key: str, registration_id: int) -> Response:
    """The badge of somebody who stands at the desk; it opens the print dialogue by itself."""
    desk.refuse_unshown(guard.actor(), key, registration_id, request.args.get("shown", ""))
    pdf = actions.print_single(
        tour.get_stop(key),
        registration_id,
        large_type="large" in request.form,
        staff_id=guard.actor().id,
        at_once=True,
    )
    return Response(pdf, mimetype="application/pdf")


def _gate() -> str:
    asked = request.values.get("gate", rules.GATES[0])
    return asked if asked in rules.GATES else rules.GATES[0]


def _around(stop: Stop | queries.GateStop, gate: str = "") -> dict[str, Any]:
    """What every state of the gate shows: the stop, which gate, what time."""
    return {
        "stop": stop,
        "is_off": stop.status in rules.OFF,
        "gate": gate or _gate(),
        "gates": rules.GATES,
        "now": now(),
    }


def _gate_page(stop: Stop | queries.GateStop, form: ArrivalForm) -> str:
    day = today()
    facts = {
        "last": queries.find_last_arrival(stop.id, day, guard.actor().id),
        "inside_count": queries.arrived_count(stop.id, day),
    }
    return render_template("checkin/gate.html", form=form, **facts, **_around(stop))


def _badges_page(stop: Stop, form: PrintForm, *, nothing: bool = False) -> str:
    registered, printed = registration.count_registered(stop.id), len(queries.printed(stop.id))
    return render_template(
        "checkin/badges.html",
        stop=stop,
        form=form,
        registered=registered,
        printed=printed,
        nothing=nothing,
    )


def _pdf(content: bytes, name: str) -> Response:
    answer = Response(content, mimetype="application/pdf")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
