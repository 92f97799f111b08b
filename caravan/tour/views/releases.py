"""The releases of a stop: the list, two of them side by side, one of them again, its file."""

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from caravan.kernel import guard
from caravan.kernel.errors import explain
from caravan.kernel.guard import staff
from caravan.kernel.refusal import Refusal
from caravan.kernel.texts import gettext as _
from caravan.tour import actions, history, queries
from caravan.tour.aspects import ASPECTS, ITEMS
from caravan.tour.forms.publication import RestoringForm
from caravan.tour.models import Stop
from caravan.tour.views.door import STOP, blueprint


@blueprint.get(f"{STOP}/releases")
@staff("tour")
def releases(key: str) -> str:
    """Every release; `earlier` and `later` name two to be compared."""
    stop = queries.get_stop(key)
    earlier, later = (request.args.get(name, type=int) for name in ("earlier", "later"))
    both = history.compare_releases(key, earlier, later) if earlier and later else None
    return render_template(
        "tour/releases.html",
        stop=stop,
        releases=history.past_releases(stop),
        both=both,
        items=ITEMS,
        aspects=ASPECTS,
    )


@blueprint.get(f"{STOP}/releases/<int:number>")
@staff("tour")
def release(key: str, number: int) -> str:
    """One release: what it told, and what restoring it would change."""
    return _release_page(queries.get_stop(key), number, RestoringForm())


@blueprint.post(f"{STOP}/releases/<int:number>")
@staff("tour")
def restore(key: str, number: int) -> ResponseReturnValue:
    """Put the release into the draft, to be looked at and published."""
    form = RestoringForm()
    try:
        actions.restore_release(
            key, number, staff_id=guard.actor().id, over_draft=bool(form.replace.data)
        )
    except Refusal as refusal:
        form.replace.errors = [explain(refusal)]
        return _release_page(queries.get_stop(key), number, form), refusal.status
    flash(_("Release %(number)s is in the draft. Look at it, then publish.", number=number), "ok")
    return redirect(url_for("tour.publication", key=key), 303)


@blueprint.get(f"{STOP}/releases/<int:number>/stop-file.toml")
@staff("tour")
def release_file(key: str, number: int) -> Response:
    """The stop file of the release, to keep."""
    answer = Response(queries.get_release(key, number).plan, mimetype="application/toml")
    name = f"{key}-release-{number}.toml"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _release_page(stop: Stop, number: int, form: RestoringForm) -> str:
    both = history.compare_restored(stop, number)
    past = {one.number: one for one in history.past_releases(stop)}
    return render_template(
        "tour/release.html",
        stop=stop,
        release=past[number],
        both=both,
        draft=queries.find_draft(stop.key),
        form=form,
        items=ITEMS,
        aspects=ASPECTS,
    )
