"""Pages of registration: the form, the ticket, what becomes of personal data, the people."""

from flask import (
    Blueprint,
    Response,
    current_app,
    flash,
    jsonify,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue

from caravan.kernel import codes, lanes, pages, purposes
from caravan.kernel.clock import now, today
from caravan.kernel.cookies import known_visitor
from caravan.kernel.errors import explain
from caravan.kernel.forms import RoomForm, is_only_redrawn, keep_typed
from caravan.kernel.guard import holder, public, staff
from caravan.kernel.i18n import lang
from caravan.kernel.limits import OPEN_FORM, limited
from caravan.kernel.purposes import collects
from caravan.kernel.seal import seal
from caravan.registration import actions, calendar_file, forms, paper, queries, rules, words
from caravan.registration.capacity import queries as places
from caravan.registration.capacity.rules import StillWaiting
from caravan.registration.families import actions as families
from caravan.registration.families import queries as family_queries
from caravan.registration.families import words as family_words
from caravan.registration.models import Registration
from caravan.tour import queries as tour
from caravan.tour.models import Stop

blueprint = Blueprint("registration", __name__)


@blueprint.errorhandler(rules.RegistrationClosed)
def closed(refusal: rules.RegistrationClosed) -> ResponseReturnValue:
    """Why the stop takes no registrations, and where to go instead."""
    stop = tour.get_stop((request.view_args or {})["key"])
    page = render_template("registration/closed.html", stop=stop, message=explain(refusal))
    return page, refusal.status


@blueprint.get("/<lang:lang>/stops/<key>/register")
@public
@collects("stop")
def register(key: str) -> str:
    """The form, empty."""
    rules.refuse_closed(queries.get_door(key), today())
    return register_page(key, forms.RegistrationForm(once=_once()))


@blueprint.post("/<lang:lang>/stops/<key>/register")
@public
@collects("stop")
@limited(OPEN_FORM)
def send(key: str) -> ResponseReturnValue:
    """Register, and on to the ticket; sent again, it is the same ticket."""
    door = queries.get_door(key)
    rules.refuse_closed(door, today())
    if not is_only_redrawn() and not lanes.may_pass(request.form, key, known_visitor()):
        return _ask_sum(key)
    sent = forms.read_sent(request.form)
    if sent is None:
        return faulty_page(key), 422
    details = sent.details(_once(), lang())
    registration = families.register(door, details, sent.family, now=now())
    if registration.is_other:
        flash("again", "ticket")
    return registered(url_for("registration.ticket", code=registration.code))


def registered(ticket: str) -> ResponseReturnValue:
    """On to the ticket; a page that keeps the form until we have it is told where the ticket is."""
    if request.accept_mimetypes.best == "application/json":
        return jsonify(ticket=ticket), 201
    return redirect(ticket, 303)


def _ask_sum(key: str) -> ResponseReturnValue:
    """The form with a plain sum; in the thick of a flood a short page, drawn once."""
    if lanes.may_ask():
        keep_typed()
        return register_page(key, forms.RegistrationForm(), lanes.new_sum(known_visitor())), 429
    return lanes.busy()


def _once() -> str:
    """The mark of this sitting, always the same for one browser; see rules.once_key."""
    return seal("once", known_visitor())


def faulty_page(key: str) -> str:
    """The whole form as it was sent, with what is to mend."""
    form = forms.RegistrationForm()
    form.validate()
    return register_page(key, form)


def register_page(
    key: str, form: forms.RegistrationForm, plain_sum: lanes.Sum | None = None
) -> str:
    """The form of the stop, filled as `form` is; with a sum where there are too many of them."""
    stop = tour.get_stop(key)
    hall = places.hall_of(stop) if stop.safety_limit else None
    return render_template(
        "registration/register.html",
        stop=stop,
        form=form,
        rules=rules,
        hall=hall,
        work=lanes.new_task(key, known_visitor()),
        plain_sum=plain_sum,
    )


@blueprint.get("/<lang:lang>/tickets/<code>")
@holder
def ticket(code: str) -> str:
    """The ticket of whoever has its address."""
    registration = queries.get_by_code(code)
    return _ticket_page(registration, forms.NameForm(obj=registration))


@blueprint.post("/<lang:lang>/tickets/<code>")
@holder
@collects("stop")
@limited(OPEN_FORM)
def rename(code: str) -> ResponseReturnValue:
    """Correct the name on the ticket."""
    registration = queries.get_by_code(code)
    form = forms.NameForm()
    if not form.validate():
        return _ticket_page(registration, form), 422
    actions.correct_name(registration, **form.said, now=now())
    flash("renamed", "ticket")
    return redirect(url_for("registration.ticket", code=code), 303)


def _ticket_page(registration: Registration, form: forms.NameForm) -> str:
    stop = tour.get_stop_by_id(registration.stop_id)
    if places.is_waiting(registration.id) and not queries.is_withdrawn(registration.id):
        return _waiting_page(registration, stop, form)
    return render_template(
        "registration/withdrawn.html"
        if queries.is_withdrawn(registration.id)
        else "registration/ticket.html",
        admission=places.find_admission(registration.id),
        registration=registration,
        stop=stop,
        form=form,
        is_open=rules.is_open(stop, today()),
        category=words.CATEGORIES[registration.category],
        phone=rules.masked(registration.phone),
        family=family_words.counted(
            family_queries.told_of(registration.id, registration.companions)
        ),
        payload=codes.entry_payload(stop.key, registration.entry_code),
    )


def _waiting_page(registration: Registration, stop: Stop, form: forms.NameForm) -> str:
    return render_template(
        "registration/capacity/waiting.html",
        registration=registration,
        stop=stop,
        in_line=places.place_in_line(registration.id),
        form=form,
    )


@blueprint.get("/<lang:lang>/tickets/<code>/withdrawal")
@holder
def withdrawal(code: str) -> ResponseReturnValue:
    """Ask once more before a registration is withdrawn."""
    registration = queries.get_by_code(code)
    if queries.is_withdrawn(registration.id):
        return redirect(url_for("registration.ticket", code=code), 303)
    stop = tour.get_stop_by_id(registration.stop_id)
    return render_template(
        "registration/withdrawal.html", registration=registration, stop=stop, form=RoomForm()
    )


@blueprint.post("/<lang:lang>/tickets/<code>/withdrawal")
@holder
@collects("requests")
@limited(OPEN_FORM)
def withdraw(code: str) -> ResponseReturnValue:
    """Withdraw the registration; the ticket's page says so from now on."""
    actions.withdraw(queries.get_by_code(code), now=now())
    return redirect(url_for("registration.ticket", code=code), 303)


@blueprint.get("/<lang:lang>/tickets/<code>/ticket.ics")
@holder
def ticket_calendar(code: str) -> Response:
    """The days of the stop as a calendar file."""
    registration = _valid(code)
    stop = tour.get_stop_by_id(registration.stop_id)
    public_url = current_app.config["SETTINGS"].public_url
    address = public_url + url_for("registration.ticket", code=code)
    written = calendar_file.write(stop, registration, lang(), address)
    return _file(written, "text/calendar", f"{stop.key}.ics")


@blueprint.get("/<lang:lang>/tickets/<code>/ticket.pdf")
@holder
def ticket_paper(code: str) -> Response:
    """The ticket to print."""
    registration = _valid(code)
    stop = tour.get_stop_by_id(registration.stop_id)
    drawn = paper.draw_ticket(stop, registration, lang())
    return _file(drawn, "application/pdf", f"{stop.key}-{registration.entry_code}.pdf")


def _valid(code: str) -> Registration:
    registration = queries.get_by_code(code)
    if queries.is_withdrawn(registration.id):
        raise rules.TicketWithdrawn
    if places.is_waiting(registration.id):
        raise StillWaiting
    return registration


def _file(content: bytes, mimetype: str, name: str) -> Response:
    answer = Response(content, mimetype=mimetype)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@blueprint.get("/<lang:lang>/privacy")
@public
def privacy() -> Response:
    """What is kept of people, why, for how long, and what they can do about it."""

    def draw() -> str:
        return render_template("registration/privacy.html", register=purposes.register())

    return pages.kept((purposes.TOPIC,), draw)


@blueprint.get("/<lang:lang>/staff/stops/<key>/people")
@staff("people")
def people(key: str) -> str:
    """The stop's people, by pages; `q` looks for a name or an entry code."""
    stop = tour.get_stop(key)
    typed = request.args.get("q", "")
    page = queries.people(stop.id, request.args.get("page", 1, type=int), typed)
    return render_template(
        "registration/people.html",
        stop=stop,
        page=page,
        typed=typed,
        most=queries.MOST_FOUND,
        withdrawn=queries.withdrawn_among(one.id for one in page.items),
        number=queries.count_registered(stop.id),
        categories=words.CATEGORIES,
        masked=rules.masked,
    )
