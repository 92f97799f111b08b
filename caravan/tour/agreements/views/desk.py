"""The register of agreements for staff: the list, a new agreement, one with all its rows."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from caravan.accounts import queries as accounts
from caravan.kernel import guard
from caravan.kernel.clock import to_wall, today
from caravan.kernel.guard import staff
from caravan.kernel.texts import gettext as _
from caravan.tour.agreements import actions, queries, rules, words
from caravan.tour.agreements.forms import RowForm, create_form, title_of
from caravan.tour.agreements.views.saving import ONE, REGISTER, refuse
from caravan.tour.views.door import blueprint


@blueprint.get(REGISTER)
@staff("tour")
def staff_agreements() -> str:
    """The register with its drafts; who organises all stops may enter an agreement."""
    return _list_page(create_form())


@blueprint.post(REGISTER)
@staff("tour", everywhere=True)
def enter_agreement() -> ResponseReturnValue:
    """Enter an agreement, not shown to the public yet."""
    form = create_form()
    key, who = form.key.data, guard.actor().id
    refused = refuse(
        form, lambda: actions.create(key, title_of(form), staff_id=who), lambda: _list_page(form)
    )
    if refused:
        return refused
    flash(_("The agreement is entered. It is not shown to the public yet."), "ok")
    return redirect(url_for("tour.staff_agreement", agreement=key), 303)


@blueprint.get(ONE)
@staff("tour", everywhere=True)
def staff_agreement(agreement: str) -> str:
    """One agreement with all its rows, each with the way to edit it."""
    entry = queries.get_agreement(agreement, drafts=True)
    return render_template(
        "tour/staff_agreement.html",
        agreement=entry.plan,
        sites=rules.lines_by_site(entry.plan, today()),
        changed_at=to_wall(entry.changed_at),
        changed_by=accounts.get_staff(entry.staff_id).name if entry.staff_id else "",
        rules=rules,
        words=words,
    )


def _list_page(form: RowForm) -> str:
    return render_template(
        "tour/staff_agreements.html",
        agreements=queries.agreements(drafts=True),
        may_edit=guard.actor().may_everywhere("tour"),
        form=form,
        rules=rules,
        words=words,
    )
