"""Where the speakers and partners of a stop are written to when the agenda changes."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from caravan.kernel import guard, outbox, post
from caravan.kernel.guard import staff
from caravan.kernel.purposes import collects
from caravan.kernel.refusal import NotAllowed
from caravan.kernel.texts import gettext as _
from caravan.tour import actions, queries
from caravan.tour.forms.contacts import ContactForm
from caravan.tour.publication import office_names
from caravan.tour.views.door import STOP, blueprint

EVERY_STOP = ""


@blueprint.get(f"{STOP}/contacts")
@staff("tour")
def contacts(key: str) -> str:
    """The addresses, and a form for one more."""
    return _contacts_page(key, ContactForm())


@blueprint.post(f"{STOP}/contacts")
@staff("tour")
@collects("offices")
def add_contact(key: str) -> ResponseReturnValue:
    """Keep one more address, for this stop or for every one."""
    form = ContactForm().offer(office_names(queries.plan_for_staff(key)).items())
    if not form.validate():
        return _contacts_page(key, form), 422
    _check_scope(is_for_all=form.everywhere.data)
    actions.add_contact(
        EVERY_STOP if form.everywhere.data else key,
        form.chosen(),
        form.email.data,
        form.language.data,
        staff_id=guard.actor().id,
    )
    flash(_("The address is kept."), "ok")
    return redirect(url_for("tour.contacts", key=key), 303)


@blueprint.post(f"{STOP}/contacts/<int:contact_id>/removal")
@staff("tour")
def remove_contact(key: str, contact_id: int) -> ResponseReturnValue:
    """Write to that address no longer."""
    contact = queries.get_contact(contact_id, key)
    _check_scope(is_for_all=contact.stop_key == EVERY_STOP)
    actions.remove_contact(contact_id, key, staff_id=guard.actor().id)
    flash(_("The address is gone."), "ok")
    return redirect(url_for("tour.contacts", key=key), 303)


def _check_scope(*, is_for_all: bool) -> None:
    """What holds for every stop is for those who organise every stop."""
    if is_for_all and not guard.actor().may("tour", EVERY_STOP):
        raise NotAllowed


def _contacts_page(key: str, form: ContactForm) -> str:
    plan = queries.plan_for_staff(key)
    names = office_names(plan)
    return render_template(
        "tour/contacts.html",
        stop=plan if plan.days else None,
        plan=plan,
        names=names,
        contacts=queries.contacts_for(key),
        form=form.offer(names.items()),
        may_give_all=guard.actor().may("tour", EVERY_STOP),
        has_post=post.is_open(),
        messages=outbox.tally(key),
    )
