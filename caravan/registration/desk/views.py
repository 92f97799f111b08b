"""Pages of the desk: ask, read back, register and print."""

import secrets

from flask import Blueprint, Response, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from caravan.kernel import guard
from caravan.kernel.clock import now, today
from caravan.kernel.guard import staff
from caravan.kernel.i18n import lang
from caravan.registration import paper, words
from caravan.registration import queries as registration
from caravan.registration import rules as registering
from caravan.registration.capacity import queries as places
from caravan.registration.desk import actions, queries, rules
from caravan.registration.desk.forms import DeskForm
from caravan.registration.families import words as family_words
from caravan.registration.kiosk import queries as kiosk
from caravan.tour import queries as tour

blueprint = Blueprint("desk", __name__)
DESK = "/<lang:lang>/staff/stops/<key>/desk"


@blueprint.get(DESK)
@staff("desk")
def desk(key: str) -> str:
    """A name and one button for each situation; below, who was registered here last."""
    return _desk_page(key, DeskForm(once=secrets.token_hex(16)))


@blueprint.post(f"{DESK}/reading")
@staff("desk")
def read_back(key: str) -> ResponseReturnValue:
    """Everything that was said, in large type, to be read aloud; `correct` leads back."""
    rules.refuse_away(registration.get_door(key), today())
    form = DeskForm()
    is_whole = form.validate()
    if "correct" in request.form or not is_whole:
        return _desk_page(key, form), 200 if is_whole else 422
    stop = tour.get_stop(key)
    namesakes = queries.namesakes(stop.id, form.said["full_name"])
    return render_template(
        "registration/desk/reading.html",
        stop=stop,
        namesakes=namesakes,
        shown=queries.shown,
        waiting=places.waiting_among(one.id for one in namesakes),
        categories=words.CATEGORIES,
        form=form,
        said=form.said,
        category=words.CATEGORIES[form.said["category"]],
        coming=form.coming(),
        family=family_words.counted(form.family),
    )


@blueprint.post(DESK)
@staff("desk")
def register(key: str) -> ResponseReturnValue:
    """Register whom everything was read back to, and on to the paper that was asked for.

    The page's script is only told that it is done, and asks for the paper then.
    """
    door, form = registration.get_door(key), DeskForm()
    rules.refuse_away(door, today())
    if not form.validate():
        return _desk_page(key, form), 422
    details = form.spoken(secrets.token_hex(16), lang())
    new = actions.register(door, details, form.family, staff_id=guard.actor().id, now=now())
    done = url_for("desk.desk", key=key, done=new.entry_code)
    if request.accept_mimetypes.best == "application/json":
        return jsonify(next=done), 201
    return _to_paper(key, new.id, rules.read_paper(request.form.get("paper"))) or redirect(
        done, 303
    )


def _to_paper(key: str, registration_id: int, asked: str) -> ResponseReturnValue | None:
    """To badge or stub; who waits for a place has no badge yet, and gets the stub that says so."""
    if asked == "badge" and not places.is_waiting(registration_id):
        # printed, and so written down, elsewhere: sent on as it came
        address = url_for("checkin.print_at_desk", key=key, registration_id=registration_id)
        return redirect(address, 307)
    if asked:
        return redirect(url_for("desk.stub", key=key, registration_id=registration_id), 303)
    return None


@blueprint.get(f"{DESK}/<int:registration_id>/stub.pdf")
@staff("desk")
def stub(key: str, registration_id: int) -> Response:
    """The stub on a roll of 80 mm; it opens the print dialogue by itself."""
    stop = tour.get_stop(key)
    queries.refuse_unshown(guard.actor(), key, registration_id, request.args.get("shown", ""))
    drawn = paper.draw_stub(stop, queries.get_standing(stop.id, registration_id), lang())
    return Response(drawn, mimetype="application/pdf")


def _desk_page(key: str, form: DeskForm) -> str:
    stop = tour.get_stop(key)
    rules.refuse_away(stop, today())
    last = queries.last_helped(stop.id, guard.actor().id)
    return render_template(
        "registration/desk/desk.html",
        stop=stop,
        form=form,
        rules=registering,
        categories=words.CATEGORIES,
        last=last,
        waiting=places.waiting_among(one.id for one in last),
        calls=kiosk.open_calls(stop.id),
        shown=queries.shown,
        done=queries.find_done(stop.id, request.args.get("done", "")),
    )
