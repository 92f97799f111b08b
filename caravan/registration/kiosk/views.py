"""Pages of the kiosk, and the lock that keeps a browser on them."""

import secrets

from flask import (
    Blueprint,
    Response,
    current_app,
    g,
    jsonify,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue

from caravan.accounts import actions as accounts
from caravan.kernel import codes, cookies, lanes
from caravan.kernel.clock import now, today
from caravan.kernel.errors import explain
from caravan.kernel.guard import public, staff
from caravan.kernel.i18n import lang
from caravan.kernel.limits import GUESS, OPEN_FORM, limited
from caravan.kernel.purposes import collects
from caravan.kernel.refusal import NotFound
from caravan.kernel.texts import gettext as _
from caravan.registration import queries as registration
from caravan.registration import rules as registering
from caravan.registration import words
from caravan.registration.actions import Registered
from caravan.registration.capacity import queries as places
from caravan.registration.desk import rules as desk
from caravan.registration.families import actions as families
from caravan.registration.kiosk import actions, locks, queries, rules
from caravan.registration.kiosk.forms import KioskForm, LockForm
from caravan.tour import queries as tour

blueprint = Blueprint("kiosk", __name__)
DESK = "/<lang:lang>/staff/stops/<key>/desk"
LOCK = "/<lang:lang>/staff/stops/<key>/kiosk"
KIOSK = "/<lang:lang>/stops/<key>/kiosk"
_STAYS_OPEN = {
    "static",
    "health.healthz",
    "health.readyz",
    "kiosk.kiosk",
    "kiosk.send",
    "kiosk.call_help",
    "kiosk.end",
}


@blueprint.before_app_request
def stay() -> ResponseReturnValue | None:
    """Lead a locked browser back to its kiosk, whatever address it was given."""
    lock = locks.present()
    view = current_app.view_functions.get(request.endpoint or "")
    is_at_home = request.endpoint in _STAYS_OPEN or getattr(view, "is_at_kiosk", False)
    if lock is None or (is_at_home and (request.view_args or {}).get("key", lock.key) == lock.key):
        return None
    return redirect(url_for("kiosk.kiosk", lang=g.get("lang") or lock.lang, key=lock.key), 303)


@blueprint.get(LOCK)
@staff("desk")
def lock(key: str) -> str:
    """What the lock does, and the number that ends it; refused where there is nothing to do."""
    stop = tour.get_stop(key)
    desk.refuse_away(stop, today())
    return render_template("registration/kiosk/lock.html", stop=stop, form=LockForm())


@blueprint.post(LOCK)
@staff("desk")
def begin(key: str) -> ResponseReturnValue:
    """Lock this browser to the kiosk and sign out: nothing of the staff stays behind."""
    stop, form = tour.get_stop(key), LockForm()
    desk.refuse_away(stop, today())
    if not form.validate():
        return render_template("registration/kiosk/lock.html", stop=stop, form=form), 422
    accounts.sign_out(cookies.read(cookies.STAFF))
    answer = redirect(url_for("kiosk.kiosk", key=key), 303)
    cookies.drop(answer, cookies.STAFF)
    locks.put(answer, key, lang(), form.said["kiosk"], form.said["pin"])
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    return answer


@blueprint.get(KIOSK)
@public
def kiosk(key: str) -> ResponseReturnValue:
    """One page for every visitor: it never leads anywhere, and holds nothing once it is cleared.

    Where there is nothing to register for any more, a locked browser can still be opened.
    """
    stop, lock = tour.get_stop(key), locks.present()
    try:
        _refuse_closed(stop)
    except registering.RegistrationClosed as away:
        if lock is None:
            raise
        told = {"stop": stop, "lock": lock, "message": explain(away)}
        return render_template("registration/kiosk/closed.html", **told), 410
    return render_template(
        "registration/kiosk/kiosk.html",
        stop=stop,
        form=KioskForm(),
        categories=[
            (one, words.CATEGORIES[one])
            for one in registering.CATEGORIES
            if one not in registering.INVITED
        ],
        rules=registering,
        silence=rules.SILENCE_SECONDS,
        warning=rules.WARNING_SECONDS,
        lock=lock,
    )


def _refuse_closed(stop: registering.Dated) -> None:
    """Where registration is closed, only a kiosk that staff have locked at the reception goes on.

    This page is open to everybody, and most of them do not stand there.
    """
    refuse = registering.refuse_closed if locks.present() is None else desk.refuse_away
    refuse(stop, today())


@blueprint.post(KIOSK)
@public
@collects("stop")
@limited(OPEN_FORM)
def send(key: str) -> ResponseReturnValue:
    """Register the visitor; the answer is a piece of the page, with number and code."""
    door, form = registration.get_door(key), KioskForm()
    _refuse_closed(door)
    if not queries.is_at_ease() and not _may_pass(key):
        return jsonify(why=[_("Very many forms are coming in at this moment")]), 429
    if not form.validate():
        return jsonify(why=[why for whys in form.errors.values() for why in whys]), 422
    details = form.at_kiosk(secrets.token_hex(16), lang())
    new = families.register(door, details, form.family, now=now())
    return _done(key, details.full_name, new), 201


def _may_pass(key: str) -> bool:
    return lanes.may_pass(request.form, key, cookies.known_visitor())  # no side door for a flood


def _done(key: str, name: str, new: Registered) -> str:
    in_line = places.place_in_line(new.id) if places.is_waiting(new.id) else 0
    return render_template(
        "registration/kiosk/_done.html",
        stop=tour.get_stop(key),
        name=name,
        new=new,
        in_line=in_line,
        payload=codes.entry_payload(key, new.entry_code),
    )


@blueprint.post(f"{KIOSK}/help")
@public
@limited(OPEN_FORM)
def call_help(key: str) -> ResponseReturnValue:
    """Call somebody from the desk to this kiosk; only one that is locked has a number."""
    lock = locks.present()
    if lock is None:
        raise NotFound
    actions.call_help(registration.get_door(key).id, lock.kiosk, now=now())
    return jsonify(kiosk=lock.kiosk), 201


@blueprint.get(f"{DESK}/help")
@staff("desk")
def help_wanted(key: str) -> Response:
    """The piece of the desk's page that says at which kiosks help is wanted."""
    stop = tour.get_stop(key)
    calls = queries.open_calls(stop.id)
    answer = make_response(render_template("registration/kiosk/_help.html", stop=stop, calls=calls))
    answer.add_etag()
    return answer


@blueprint.post(f"{DESK}/help/<int:kiosk>")
@staff("desk")
def answer_help(key: str, kiosk: int) -> ResponseReturnValue:
    """Somebody goes to the kiosk: its call leaves the desk."""
    actions.answer_help(tour.get_stop(key).id, kiosk, now=now())
    return redirect(url_for("desk.desk", key=key), 303)


@blueprint.post(f"{KIOSK}/end")
@public
@limited(GUESS)
def end(key: str) -> ResponseReturnValue:
    """Open the lock with its number; a page without scripts is led on, or back to the kiosk."""
    lock = locks.present()
    is_script = request.accept_mimetypes.best == "application/json"
    if lock is None or lock.key != key or not locks.opens(lock, request.form.get("pin", "")):
        refused = jsonify(why=[explain(rules.WrongPin())]), 422
        return refused if is_script else redirect(url_for("kiosk.kiosk", key=key), 303)
    next_page = url_for("accounts.sign_in")
    answer = jsonify(next=next_page) if is_script else redirect(next_page, 303)
    cookies.drop(answer, cookies.KIOSK)
    return answer
