"""Pages of invitations: send a list, see what will happen, take it; the form behind a link."""

from typing import Any

from flask import (
    Response,
    current_app,
    flash,
    redirect,
    render_template,
    request,
    stream_template,
    url_for,
)
from flask.typing import ResponseReturnValue

from caravan.kernel import guard
from caravan.kernel.clock import now, today
from caravan.kernel.errors import explain
from caravan.kernel.guard import holder, staff, takes_file
from caravan.kernel.i18n import lang
from caravan.kernel.limits import GUESS, OPEN_FORM, limited
from caravan.kernel.phones import spoken
from caravan.kernel.purposes import collects
from caravan.kernel.refusal import Refusal
from caravan.kernel.seal import seal
from caravan.kernel.texts import ngettext
from caravan.registration import queries as people
from caravan.registration import rules as registration
from caravan.registration import words
from caravan.registration.forms import RegistrationForm, read_sent
from caravan.registration.imports import actions, queries, reading, rules, sending
from caravan.registration.imports.forms import ListForm
from caravan.registration.imports.models import Invitation
from caravan.registration.views import blueprint, register_page, registered
from caravan.tour import queries as tour
from caravan.tour.models import Stop

_MOST_SHOWN = 200
LISTS = "/<lang:lang>/staff/stops/<key>/invitations/lists"


@blueprint.get("/<lang:lang>/staff/stops/<key>/invitations")
@staff("people")
def invitations(key: str) -> str:
    """Who is invited; `q` looks for a name; a list can be sent."""
    return _page(tour.get_stop(key), ListForm())


@blueprint.post(LISTS)
@staff("people")
@takes_file(rules.MOST_BYTES + 100_000)
def send_list(key: str) -> ResponseReturnValue:
    """Read a list: with a fault the faults are shown, else what will become of each row."""
    stop, form, sent = tour.get_stop(key), ListForm(), request.files.get("file")
    content = sent.read() if sent else b""
    if len(content) >= sending.LONG:
        return _read_long(stop, content)
    try:
        read = reading.read(content)
    except Refusal as refusal:
        form.file.errors = [explain(refusal)]
        return _page(stop, form), refusal.status
    if read.faults:
        return _page(stop, form, read), 422
    kept = actions.keep_list(stop, read, staff_id=guard.actor().id, now=now())
    return redirect(url_for("registration.invitation_list", key=key, list_id=kept), 303)


def _read_long(stop: Stop, content: bytes) -> ResponseReturnValue:
    """A page that goes out while the list is read; which way it ends, it says at its end."""
    work = sending.LongList(stop, content, staff_id=guard.actor().id, now=now())
    page = "registration/imports/reading.html"
    shown = stream_template(page, stop=stop, work=work, most=_MOST_SHOWN, explain=explain)
    return Response(shown, mimetype="text/html", headers={"X-Accel-Buffering": "no"})


def _page(stop: Stop, form: ListForm, read: rules.Reading | None = None) -> str:
    typed = request.args.get("q", "")
    page = queries.invitations(stop.id, request.args.get("page", 1, type=int), typed)
    host = current_app.config["SETTINGS"].public_url
    return render_template(
        "registration/imports/invitations.html",
        stop=stop,
        form=form,
        read=read,
        most=_MOST_SHOWN,
        page=page,
        typed=typed,
        tally=queries.tally(stop.id),
        links={one.id: host + queries.link_of(one, stop.key) for one in page.items},
        **_words(),
    )


def _words() -> dict[str, Any]:
    shared = {"categories": words.CATEGORIES, "masked": registration.masked, "explain": explain}
    return {**shared, "today": today()}


@blueprint.get(f"{LISTS}/<list_id>")
@staff("people")
def invitation_list(key: str, list_id: str) -> str:
    """What will become of each row of a list that waits."""
    stop = tour.get_stop(key)
    seen = queries.foresee(stop.id, queries.rows_of(queries.get_list(stop, list_id)))
    fates = [one.fate for one in seen]
    return render_template(
        "registration/imports/list.html",
        stop=stop,
        list_id=list_id,
        page=queries.in_pages(seen, request.args.get("page", 1, type=int)),
        counts={fate: fates.count(fate) for fate in ("new", "known", "again")},
        **_words(),
    )


@blueprint.post(f"{LISTS}/<list_id>")
@staff("people")
def take_list(key: str, list_id: str) -> ResponseReturnValue:
    """Invite everybody of the list, or let the list go."""
    stop = tour.get_stop(key)
    if "drop" in request.form:
        actions.drop_list(stop, list_id)
    else:
        added = actions.take_list(stop, list_id, staff_id=guard.actor().id, now=now())
        sentence = ngettext("%(num)s person is invited.", "%(num)s people are invited.", added)
        flash(sentence, "ok")
    return redirect(url_for("registration.invitations", key=key), 303)


@blueprint.post("/<lang:lang>/staff/stops/<key>/invitations/<int:invitation_id>/withdrawal")
@staff("people")
def take_back(key: str, invitation_id: int) -> ResponseReturnValue:
    """Take an invitation back."""
    actions.take_back(tour.get_stop(key), invitation_id, staff_id=guard.actor().id)
    return redirect(url_for("registration.invitations", key=key), 303)


def _is_wrong(answer: Response) -> bool:
    """Whether it is a try: a whole hall, or a telephone company, may share one address."""
    return answer.status_code >= 400


@blueprint.get("/<lang:lang>/stops/<key>/invitations/<token>")
@holder
@limited(OPEN_FORM)
@limited(GUESS, deduct_when=_is_wrong)
def invitation(key: str, token: str) -> ResponseReturnValue:
    """The form, filled in for the one person of the link; who has registered gets the ticket."""
    door = people.get_door(key)
    invited = queries.get_by_token(door.id, token, today())
    if (code := queries.ticket_of(invited)) is not None:
        return redirect(url_for("registration.ticket", code=code), 303)
    registration.refuse_closed(door, today())
    return register_page(key, RegistrationForm(data=_known(invited)))


def _known(invited: Invitation) -> dict[str, Any]:
    names = ("full_name", "category")
    known = {name: getattr(invited, name) for name in names}
    told = {"phone": spoken(invited.phone), "companions": str(invited.companions)}
    return {**known, **told, "once": _once(invited)}


def _once(invited: Invitation) -> str:
    return seal("once", "invitation", invited.code)


@blueprint.post("/<lang:lang>/stops/<key>/invitations/<token>")
@holder
@collects("stop")
@limited(OPEN_FORM)
def accept(key: str, token: str) -> ResponseReturnValue:
    """Register whoever is invited; sent again, it is the same ticket."""
    door = people.get_door(key)
    invited = queries.get_by_token(door.id, token, today())
    registration.refuse_closed(door, today())
    sent = read_sent(request.form)
    if sent is None:
        whole = RegistrationForm()
        whole.validate()
        return register_page(key, whole), 422
    details = sent.details(_once(invited), lang())
    code = actions.accept(door, invited, details, sent.family, now=now())
    return registered(url_for("registration.ticket", code=code))
