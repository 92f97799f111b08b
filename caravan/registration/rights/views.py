"""Pages of the person's rights: everything that is held, requests, messages, erasing; the desk."""

import json
from datetime import date, datetime
from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from caravan.kernel import guard, outbox, purposes
from caravan.kernel.clock import now, today
from caravan.kernel.errors import explain
from caravan.kernel.forms import RoomForm
from caravan.kernel.guard import holder, staff
from caravan.kernel.i18n import in_lang
from caravan.kernel.limits import GUESS, OPEN_FORM, limited
from caravan.kernel.purposes import collects
from caravan.kernel.refusal import NotFound
from caravan.kernel.texts import gettext as _
from caravan.registration import queries as registration
from caravan.registration.messages.words import KINDS as MESSAGE_KINDS
from caravan.registration.models import Registration
from caravan.registration.people import queries as people
from caravan.registration.rights import actions, queries, rules, shown, words
from caravan.registration.rights.forms import (
    AnswerForm,
    DeskRequestForm,
    OtherTicketForm,
    RequestForm,
)
from caravan.tour import queries as tour

TICKET = "/<lang:lang>/tickets/<code>"
DESK = "/<lang:lang>/staff/stops/<key>/requests"
blueprint = Blueprint("rights", __name__)


@blueprint.get(f"{TICKET}/data")
@holder
def data(code: str) -> str:
    """All that is held of whoever has the ticket, in words, and what can be done about it."""
    return _data_page(registration.get_by_code(code), RequestForm())


@blueprint.get(f"{TICKET}/data.json")
@holder
def data_file(code: str) -> Response:
    """The same as a file for other programs: tables, rows, columns as they are kept."""
    person = registration.get_by_code(code)
    stop = tour.get_stop_by_id(person.stop_id)
    whole = shown.person_of(person)
    held: dict[str, Any] = {"stop": stop.key, **queries.held_of(whole.ids)}
    held["messages"] = [_message(one) for one in _messages(whole)]
    written = json.dumps(held, ensure_ascii=False, indent=2, default=_plain)
    answer = Response(written, mimetype="application/json")
    answer.headers["Content-Disposition"] = f'attachment; filename="{stop.key}-data.json"'
    return answer


def _messages(person: shown.Person) -> list[outbox.Message]:
    marks = [outbox.person_mark(one.code) for one in person.shown]
    return [message for mark in marks for message in outbox.messages_to(mark)]


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, date | datetime) else str(value)


def _message(one: outbox.Message) -> dict[str, Any]:
    names = ("about", "channel", "recipient", "body", "queued_at", "sent_at", "given_up_at")
    return {name: getattr(one, name) for name in names}


def _is_wrong(answer: Response) -> bool:
    return answer.status_code >= 400


@blueprint.get(f"{TICKET}/other")
@blueprint.get(f"{TICKET}/requests")
@holder
def asked(code: str) -> ResponseReturnValue:
    """The address of a form that had a fault, opened again or in another language."""
    return redirect(url_for("rights.data", code=code))


@blueprint.post(f"{TICKET}/other")
@holder
@collects("requests")
@limited(OPEN_FORM)
@limited(GUESS, deduct_when=_is_wrong)
def show_other(code: str) -> ResponseReturnValue:
    """Show the other ticket of whoever is registered twice: what is held under both is one."""
    person, form = registration.get_by_code(code), OtherTicketForm()
    try:
        if form.validate():
            shown.show(person, form.said["follow_code"])
            flash("shown", "data")
            return redirect(url_for("rights.data", code=code), 303)
    except rules.NotTheOther as refusal:
        form.follow_code.errors = [explain(refusal)]
    return _data_page(person, RequestForm(formdata=None), form), 422


@blueprint.post(f"{TICKET}/requests")
@holder
@collects("requests")
@limited(OPEN_FORM)
def ask(code: str) -> ResponseReturnValue:
    """Hand a request to the staff of the stop."""
    person, form = registration.get_by_code(code), RequestForm()
    if not form.validate():
        return _data_page(person, form), 422
    try:
        actions.ask(person, form.kind.data, form.words.data, now=now())
    except rules.TooManyOpen as refusal:
        form.form_errors.append(explain(refusal))
        return _data_page(person, form), refusal.status
    flash("asked", "data")
    return redirect(url_for("rights.data", code=code), 303)


@blueprint.post(f"{TICKET}/opposition")
@holder
@collects("messages")
@limited(OPEN_FORM)
def oppose(code: str) -> ResponseReturnValue:
    """No more messages; with `lift`, messages again."""
    person = registration.get_by_code(code)
    if "lift" in request.form:
        actions.lift_opposition(shown.person_of(person).shown, now=now())
    else:
        actions.oppose(person, now=now())
    return redirect(url_for("rights.data", code=code), 303)


@blueprint.get(f"{TICKET}/erasure")
@holder
def erasure(code: str) -> str:
    """Ask once more before everything is erased."""
    person = registration.get_by_code(code)
    stop = tour.get_stop_by_id(person.stop_id)
    return render_template(
        "registration/rights/erasure.html",
        registration=person,
        person=shown.person_of(person),
        stop=stop,
        form=RoomForm(),
    )


@blueprint.post(f"{TICKET}/erasure")
@holder
@collects("requests")
@limited(OPEN_FORM)
def erase(code: str) -> str:
    """Erase everything of whoever showed the tickets, for good; tapped twice, it is said again."""
    try:
        person = registration.get_by_code(code)
    except NotFound:
        return render_template("registration/rights/erased.html", stop=None)
    stop = tour.get_stop_by_id(person.stop_id)
    actions.erase(*shown.person_of(person).shown, why="asked", now=now())
    return render_template("registration/rights/erased.html", stop=stop)


def _purpose_names() -> dict[str, str]:
    return {one.code: in_lang(one.name) for one in purposes.register()}


def _service_names() -> dict[str, str]:
    return {one.code: in_lang(one.name) for one in tour.all_services()}


def _data_page(
    person: Registration, form: RequestForm, other_form: OtherTicketForm | None = None
) -> str:
    whole = shown.person_of(person)
    return render_template(
        "registration/rights/data.html",
        registration=person,
        person=whole,
        stop=tour.get_stop_by_id(person.stop_id),
        parts=words.told(queries.held_of(whole.ids), _purpose_names(), _service_names()),
        messages=_messages(whole),
        message_kinds=MESSAGE_KINDS,
        is_opposed=queries.is_opposed(person.id),
        is_said_here=bool(queries.opposed_among(whole.ids)),
        is_withdrawn=registration.is_withdrawn(person.id),
        requests=[
            (one, rules.clock(one.asked_on, today())) for one in queries.requests_of(whole.ids)
        ],
        kinds=words.KINDS,
        outcomes=words.OUTCOMES,
        form=form,
        other_form=other_form or OtherTicketForm(formdata=None),
        most=rules.WORDS_LENGTH,
    )


@blueprint.get(DESK)
@staff("people")
def requests(key: str) -> str:
    """The requests about a stop, the most urgent first."""
    return _desk(key, AnswerForm())


@blueprint.post(DESK)
@staff("people")
@collects("requests")
def record(key: str) -> ResponseReturnValue:
    """Write down what somebody without the ticket asks in person."""
    form, stop = DeskRequestForm(), tour.get_stop(key)
    if not form.validate():
        return _desk(key, AnswerForm(None), desk_form=form), 422
    said = (form.said["code"], form.kind.data, form.words.data)
    try:
        actions.record(stop.id, key, *said, staff_id=guard.actor().id, now=now())
    except (rules.NoSuchCode, rules.TooManyOpen) as refusal:
        form.form_errors.append(explain(refusal))
        return _desk(key, AnswerForm(None), desk_form=form), refusal.status
    flash(_("The request is written down; its ten days have begun."), "ok")
    return redirect(url_for("rights.requests", key=key), 303)


@blueprint.post(f"{DESK}/<int:request_id>")
@staff("people")
@collects("requests")
def answer(key: str, request_id: int) -> ResponseReturnValue:
    """Say what became of a request."""
    form, stop = AnswerForm(), tour.get_stop(key)
    queries.get_request(request_id, stop.id)
    if not form.validate():
        return _desk(key, form, request_id), 422
    actions.answer(
        request_id,
        stop.id,
        key,
        form.outcome.data,
        form.answer.data,
        staff_id=guard.actor().id,
        now=now(),
    )
    flash(_("The answer stands on the person’s page."), "ok")
    return redirect(url_for("rights.requests", key=key), 303)


def _desk(
    key: str,
    form: AnswerForm,
    answered: int | None = None,
    desk_form: DeskRequestForm | None = None,
) -> str:
    stop = tour.get_stop(key)
    asked = queries.requests_of_stop(stop.id)
    return render_template(
        "registration/rights/requests.html",
        stop=stop,
        asked=[(*one, rules.clock(one.request.asked_on, today())) for one in asked],
        form=form,
        empty_form=AnswerForm(None),
        desk_form=desk_form or DeskRequestForm(formdata=None),
        purged=queries.last_purge(),
        certificate=queries.last_certificate(),
        twice=people.part_of_pairs([one.registration.id for one in asked]),
        answered=answered,
        kinds=words.KINDS,
        outcomes=words.OUTCOMES,
        most=rules.WORDS_LENGTH,
    )
