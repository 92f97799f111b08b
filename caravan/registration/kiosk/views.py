"""Pages of the kiosk, and the lock that keeps a browser on them."""

import hmac
import secrets

from flask import Blueprint, g, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from caravan.accounts import actions as accounts
from caravan.kernel import codes, cookies
from caravan.kernel.clock import now, today
from caravan.kernel.errors import explain
from caravan.kernel.guard import public, staff
from caravan.kernel.i18n import lang
from caravan.kernel.limits import GUESS, OPEN_FORM, has_room, limited
from caravan.kernel.purposes import collects
from caravan.kernel.seal import seal
from caravan.kernel.texts import gettext as _
from caravan.registration import queries as registration
from caravan.registration import rules as registering
from caravan.registration import words
from caravan.registration.desk import rules as desk
from caravan.registration.families import actions as families
from caravan.registration.floods import lanes
from caravan.registration.kiosk import rules
from caravan.registration.kiosk.forms import KioskForm, LockForm
from caravan.tour import queries as tour

blueprint = Blueprint("kiosk", __name__)
LOCK = "/<lang:lang>/staff/stops/<key>/kiosk"
KIOSK = "/<lang:lang>/stops/<key>/kiosk"
VISITORS = "20 per minute"  # at one kiosk
_STAYS_OPEN = {
    "static",
    "health.healthz",
    "health.readyz",
    "kiosk.kiosk",
    "kiosk.send",
    "kiosk.end",
}


@blueprint.before_app_request
def stay() -> ResponseReturnValue | None:
    """Lead a locked browser back to its kiosk, whatever address it was given."""
    lock = _lock()
    is_at_home = request.endpoint in _STAYS_OPEN
    if lock is None or (is_at_home and (request.view_args or {}).get("key", lock.key) == lock.key):
        return None
    return redirect(url_for("kiosk.kiosk", lang=g.get("lang") or "ar", key=lock.key), 303)


def _lock() -> rules.Lock | None:
    """The lock of this browser, if we have locked it."""
    lock = rules.read_lock(cookies.read(cookies.KIOSK))
    is_ours = lock is not None and hmac.compare_digest(lock.seal, seal("kiosk-lock", *lock[:3]))
    return lock if is_ours else None


def _new_lock(key: str, pin: str) -> rules.Lock:
    kiosk = secrets.token_hex(8)
    sealed = _sealed(key, kiosk, pin)
    return rules.Lock(key, kiosk, sealed, seal("kiosk-lock", key, kiosk, sealed))


def _sealed(key: str, kiosk: str, pin: str) -> str:
    return seal("kiosk", key, kiosk, pin)


@blueprint.get(LOCK)
@staff("desk")
def lock(key: str) -> str:
    """What the lock does, and the number that ends it."""
    return render_template("registration/kiosk/lock.html", stop=tour.get_stop(key), form=LockForm())


@blueprint.post(LOCK)
@staff("desk")
def begin(key: str) -> ResponseReturnValue:
    """Lock this browser to the kiosk and sign out: nothing of the staff stays behind."""
    stop, form = tour.get_stop(key), LockForm()
    if not form.validate():
        return render_template("registration/kiosk/lock.html", stop=stop, form=form), 422
    accounts.sign_out(cookies.read(cookies.STAFF))
    answer = redirect(url_for("kiosk.kiosk", key=key), 303)
    cookies.drop(answer, cookies.STAFF)
    cookies.put(answer, cookies.KIOSK, str(_new_lock(key, form.said["pin"])))
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    return answer


@blueprint.get(KIOSK)
@public
def kiosk(key: str) -> str:
    """One page for every visitor: it never leads anywhere, and holds nothing once it is cleared."""
    stop = tour.get_stop(key)
    _refuse_closed(stop)
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
        is_locked=_lock() is not None,
    )


def _refuse_closed(stop: registering.Dated) -> None:
    """Where registration is closed, only a kiosk that staff have locked at the reception goes on.

    This page is open to everybody, and most of them do not stand there.
    """
    refuse = registering.refuse_closed if _lock() is None else desk.refuse_away
    refuse(stop, today())


@blueprint.post(KIOSK)
@public
@collects("stop")
@limited(OPEN_FORM)
def send(key: str) -> ResponseReturnValue:
    """Register the visitor; the answer is a piece of the page, with number and code."""
    door, form = registration.get_door(key), KioskForm()
    _refuse_closed(door)
    if not _is_at_ease() and not lanes.may_pass(request.form, key):  # no side door for a flood
        return jsonify(why=[_("Very many forms are coming in at this moment")]), 429
    if not form.validate():
        return jsonify(why=[why for whys in form.errors.values() for why in whys]), 422
    details = form.at_kiosk(secrets.token_hex(16), lang())
    new = families.register(door, details, form.family, now=now())
    return render_template(
        "registration/kiosk/_done.html",
        stop=tour.get_stop(key),
        name=details.full_name,
        new=new,
        payload=codes.entry_payload(key, new.entry_code),
    ), 201


def _is_at_ease() -> bool:
    """Whether one of our kiosks sends, no faster than people stand before it.

    Beyond that its lock was copied to a program, which is one of a flood.
    """
    lock = _lock()
    return lock is not None and has_room(VISITORS, "kiosk", lock.kiosk)


@blueprint.post(f"{KIOSK}/end")
@public
@limited(GUESS)
def end(key: str) -> ResponseReturnValue:
    """Open the lock with its number."""
    lock = _lock()
    pin = request.form.get("pin", "")
    if lock is None or not hmac.compare_digest(lock.pin, _sealed(key, lock.kiosk, pin)):
        return jsonify(why=[explain(rules.WrongPin())]), 422
    answer = jsonify(next=url_for("accounts.sign_in"))
    cookies.drop(answer, cookies.KIOSK)
    return answer
