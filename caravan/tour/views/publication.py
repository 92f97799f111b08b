"""Publishing the draft of a stop: what blocks, what differs, who is told; or letting it go."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from caravan.kernel import guard, outbox, post
from caravan.kernel.errors import explain
from caravan.kernel.guard import staff
from caravan.kernel.refusal import Refusal
from caravan.kernel.texts import gettext as _
from caravan.tour import actions, queries
from caravan.tour.aspects import ASPECTS, ITEMS, editor_home
from caravan.tour.forms.publication import PublicationForm, SeenForm
from caravan.tour.publication import find_publication
from caravan.tour.views.door import STOP, blueprint


@blueprint.get(f"{STOP}/publication")
@staff("tour")
def publication(key: str) -> str:
    """The draft as it would be published."""
    return _publication_page(key, PublicationForm())


@blueprint.post(f"{STOP}/publication")
@staff("tour")
def publish(key: str) -> ResponseReturnValue:
    """Publish exactly the edit that was looked at."""
    form = PublicationForm()
    if not form.validate():
        return _publication_page(key, form), 422
    try:
        done = actions.publish_draft(
            key,
            number=form.edit.data,
            over=form.over.data,
            headline=form.headline(),
            staff_id=guard.actor().id,
        )
    except Refusal as refusal:
        form.form_errors = [explain(refusal)]
        return _publication_page(key, form), refusal.status
    flash(_("Release %(number)s is published: everybody sees it.", number=done.number), "ok")
    return redirect(url_for("tour.releases", key=key), 303)


@blueprint.get(f"{STOP}/draft/removal")
@staff("tour")
def draft_removal(key: str) -> str:
    """Ask whether the work in progress may go."""
    return _removal_page(key, SeenForm())


@blueprint.post(f"{STOP}/draft/removal")
@staff("tour")
def discard(key: str) -> ResponseReturnValue:
    """Let the work in progress go, as it was looked at."""
    form = SeenForm()
    if not form.validate():
        return _removal_page(key, form), 422
    try:
        actions.discard_draft(key, staff_id=guard.actor().id, number=form.edit.data)
    except Refusal as refusal:
        form.form_errors = [explain(refusal)]
        return _removal_page(key, form), refusal.status
    flash(_("The draft is gone. What is published stays as it is."), "ok")
    is_public = queries.find_stop(key) is not None
    home = url_for("tour.publication", key=key) if is_public else url_for("tour.staff_stops")
    return redirect(home, 303)


def _publication_page(key: str, form: PublicationForm) -> str:
    look = find_publication(key)
    if look is None:
        return render_template(
            "tour/published.html",
            stop=queries.get_stop(key),
            form=form,
            editor=editor_home(key),
        )
    return render_template(
        "tour/publication.html",
        stop=look.plan if look.plan.days else None,
        look=look,
        form=form,
        editor=editor_home(key),
        items=ITEMS,
        aspects=ASPECTS,
        has_post=post.is_open(),
        messages=outbox.tally(key),
    )


def _removal_page(key: str, form: SeenForm) -> str:
    draft = queries.get_draft(key)
    plan = queries.plan_in(draft)
    return render_template(
        "tour/draft_removal.html",
        stop=plan if plan.days else None,
        plan=plan,
        form=form,
        edit=draft.number,
        is_published=draft.base_release > 0,
    )
