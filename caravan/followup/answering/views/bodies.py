"""The answering bodies: what each owes, where it is reminded, the link of its own page."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest

from caravan.followup.answering import actions, queries, rules, words
from caravan.followup.answering.cover import mark, refusal_of
from caravan.followup.answering.forms import BodyContactForm, DoorForm
from caravan.followup.views.door import blueprint
from caravan.kernel import guard, post
from caravan.kernel.errors import explain
from caravan.kernel.guard import staff
from caravan.kernel.purposes import collects
from caravan.kernel.texts import gettext as _
from caravan.tour import queries as tour
from caravan.tour.duties import queries as duties

BODIES = "/<lang:lang>/staff/answering-bodies"


@blueprint.get(BODIES)
@staff("answer", everywhere=True)
def bodies() -> str:
    """All bodies with what they owe."""
    return render_template(
        "followup/answering/bodies.html",
        lines=queries.body_lines(),
        uncovered=queries.uncovered(),
        mark=mark,
        has_post=post.is_open(),
    )


@blueprint.get(f"{BODIES}/<body>")
@staff("answer", everywhere=True)
def body(body: str) -> str:
    """One body: its addresses, its link, which texts come to it."""
    return _page(body, BodyContactForm(None))


@blueprint.post(f"{BODIES}/<body>/contacts")
@staff("answer", everywhere=True)
@collects("offices")
def add_body_contact(body: str) -> ResponseReturnValue:
    """Remind the body at one more address."""
    form = BodyContactForm()
    if not form.validate():
        return _page(body, form), 422
    staff_id = guard.actor().id
    actions.add_contact(body, form.email.data, form.language.data, staff_id=staff_id)
    flash(_("The address is kept."), "ok")
    return redirect(url_for("followup.body", body=body), 303)


@blueprint.post(f"{BODIES}/<body>/contacts/<int:contact_id>/removal")
@staff("answer", everywhere=True)
def remove_body_contact(body: str, contact_id: int) -> ResponseReturnValue:
    """Remind the body at that address no longer."""
    actions.remove_contact(contact_id, staff_id=guard.actor().id)
    flash(_("The address is gone."), "ok")
    return redirect(url_for("followup.body", body=body), 303)


@blueprint.post(f"{BODIES}/<body>/link")
@staff("answer", everywhere=True)
def body_link(body: str) -> ResponseReturnValue:
    """Make a new link for the body, or end the one it has."""
    form = DoorForm()
    if not form.validate():
        raise BadRequest
    is_new, seen, staff_id = form.link.data == "new", form.mark.data or "", guard.actor().id
    act = actions.make_door if is_new else actions.close_door
    try:
        act(body, seen=seen, staff_id=staff_id)
    except rules.LinkChanged as refusal:
        flash(explain(refusal), "warn")
    else:
        made = _("A new link is made. The one before opens nothing any more.")
        flash(made if is_new else _("The link opens nothing any more."), "ok")
    return redirect(url_for("followup.body", body=body), 303)


def _page(code: str, form: BodyContactForm) -> str:
    found = duties.get_body(code)
    door = queries.door_of(code)
    cover = queries.cover_of(found)
    context: dict[str, Any] = {
        "body": found,
        "form": form,
        "contacts": queries.contacts_by_body().get(code, []),
        "token": door.token if door else None,
        "mark": queries.door_mark(door),
        "is_mine": door is not None and door.staff_id == guard.actor().id,
        "is_known": door is not None and guard.actor().id in queries.who_knows(door),
        "routes": [pair for pair, answers in duties.routes().items() if answers == code],
        "services": {one.code: one.name for one in tour.all_services()},
        "commands": {one.code: one.name for one in tour.commands()},
        "why_not": explain(refusal_of(cover)) if cover else "",
        "has_post": post.is_open(),
        "words": words,
    }
    return render_template("followup/answering/body.html", **context)
