"""Pages of the desk: ask, read back, register and print."""

import secrets

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from caravan.kernel import codes, guard
from caravan.kernel.clock import now, today
from caravan.kernel.guard import staff
from caravan.kernel.i18n import lang
from caravan.registration import paper, words
from caravan.registration import queries as registration
from caravan.registration import rules as registering
from caravan.registration.desk import actions, queries, rules
from caravan.registration.desk.forms import DeskForm
from caravan.registration.families import words as family_words
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
    return render_template(
        "registration/desk/reading.html",
        stop=tour.get_stop(key),
        form=form,
        said=form.said,
        category=words.CATEGORIES[form.said["category"]],
        coming=form.coming(),
        family=family_words.counted(form.family),
    )


@blueprint.post(DESK)
@staff("desk")
def register(key: str) -> ResponseReturnValue:
    """Register whom everything was read back to, and on to the paper that was asked for."""
    door, form = registration.get_door(key), DeskForm()
    rules.refuse_away(door, today())
    if not form.validate():
        return _desk_page(key, form), 422
    details = form.spoken(secrets.token_hex(16), lang())
    new = actions.register(door, details, form.family, staff_id=guard.actor().id, now=now())
    asked = rules.read_paper(request.form.get("paper"))
    if asked == "badge":  # printed, and so written down, elsewhere: sent on as it came
        return redirect(url_for("checkin.print_at_desk", key=key, registration_id=new.id), 307)
    if asked == "stub":
        return redirect(url_for("desk.stub", key=key, registration_id=new.id), 303)
    return redirect(url_for("desk.desk", key=key, done=new.entry_code), 303)


@blueprint.get(f"{DESK}/<int:registration_id>/stub.pdf")
@staff("desk")
def stub(key: str, registration_id: int) -> Response:
    """The stub on a roll of 80 mm; it opens the print dialogue by itself."""
    stop = tour.get_stop(key)
    queries.refuse_unhelped(guard.actor(), key, registration_id)
    drawn = paper.draw_stub(stop, queries.get_standing(stop.id, registration_id), lang())
    return Response(drawn, mimetype="application/pdf")


def _desk_page(key: str, form: DeskForm) -> str:
    stop = tour.get_stop(key)
    rules.refuse_away(stop, today())
    return render_template(
        "registration/desk/desk.html",
        stop=stop,
        form=form,
        rules=registering,
        categories=words.CATEGORIES,
        last=queries.last_helped(stop.id, guard.actor().id),
        done=codes.read_entry_code(request.args.get("done", "")),
    )
