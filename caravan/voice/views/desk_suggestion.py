"""One suggestion on its desk: title, prefecture, what it is grouped with."""

from collections.abc import Callable

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from caravan.kernel import guard
from caravan.kernel.errors import explain
from caravan.kernel.guard import staff
from caravan.kernel.i18n import in_lang
from caravan.kernel.refusal import Refusal
from caravan.kernel.texts import gettext as _
from caravan.tour import queries as tour
from caravan.tour.models import Stop
from caravan.voice import queries
from caravan.voice.models import Suggestion
from caravan.voice.moderation import actions
from caravan.voice.moderation.forms import DetailsForm, GroupForm
from caravan.voice.moderation.queries import suggestions as ideas
from caravan.voice.views.desk import seen
from caravan.voice.views.door import DESK, blueprint


@blueprint.get(f"{DESK}/suggestions/<suggestion>")
@staff("moderate")
def desk_suggestion(key: str, suggestion: str) -> ResponseReturnValue:
    """All of one suggestion: to name it, to say where it belongs, to group it."""
    stop = tour.get_stop(key)
    return _page(stop, queries.get_suggestion(suggestion, stop.id))


@blueprint.post(f"{DESK}/suggestions/<suggestion>/details")
@staff("moderate")
def detail_suggestion(key: str, suggestion: str) -> ResponseReturnValue:
    """Give a suggestion title and prefecture."""
    stop = tour.get_stop(key)
    made, form = queries.get_suggestion(suggestion, stop.id), DetailsForm()
    form.prefecture.choices = _prefectures()
    if not form.validate():
        return _page(stop, made, form), 422
    title, place, mark = form.title.data or "", form.prefecture.data or None, form.mark.data or ""
    staff_id, act = guard.actor().id, actions.set_details
    return _done(
        key,
        made.id,
        lambda: act(made.id, title, place, staff_id, mark=mark),
        _("Title and prefecture are kept."),
    )


@blueprint.post(f"{DESK}/suggestions/<suggestion>/group")
@staff("moderate")
def group_suggestions(key: str, suggestion: str) -> ResponseReturnValue:
    """Put other suggestions under this one."""
    made = queries.get_suggestion(suggestion, tour.get_stop(key).id)
    form, staff_id, act = GroupForm(), guard.actor().id, actions.group_suggestions
    return _done(
        key,
        made.id,
        lambda: act(made.id, form.marks(), staff_id, mark=form.mark.data or ""),
        _("Grouped: each text is kept, and whoever made it is told what becomes of it."),
    )


@blueprint.post(f"{DESK}/suggestions/<suggestion>/separation")
@staff("moderate")
def separate_suggestion(key: str, suggestion: str) -> ResponseReturnValue:
    """Take a suggestion out of its group."""
    made = queries.get_suggestion(suggestion, tour.get_stop(key).id)
    lead, mark, staff_id = ideas.lead_of(made.id), seen(), guard.actor().id
    return _done(
        key,
        lead.id if lead else made.id,
        lambda: actions.separate_suggestion(made.id, staff_id, mark=mark),
        _("Taken out of the group: it stands where it stood before."),
    )


def _done(key: str, suggestion: str, act: Callable[[], None], said: str) -> ResponseReturnValue:
    try:
        act()
    except Refusal as refusal:
        flash(explain(refusal), "warn")
    else:
        flash(said, "ok")
    return redirect(url_for("voice.desk_suggestion", key=key, suggestion=suggestion), 303)


def _prefectures() -> list[tuple[str, str]]:
    """The commands that stand, by name; first the stop's own, whichever that is."""
    named = sorted((in_lang(one.name), one.code) for one in tour.commands() if not one.until)
    return [("", _("that of the stop")), *((code, name) for name, code in named)]


def _page(stop: Stop, made: Suggestion, form: DetailsForm | None = None) -> str:
    candidates = ideas.candidates(made)
    beside = ideas.beside([made, *candidates])
    details = beside.details.get(made.id)
    if form is None:
        place = details.prefecture_code or "" if details else ""
        form = DetailsForm(formdata=None, title=beside.title(made), prefecture=place)
        form.prefecture.choices = _prefectures()
    return render_template(
        "voice/desk_suggestion.html",
        stop=stop,
        suggestion=made,
        beside=beside,
        lead=ideas.lead_of(made.id),
        candidates=candidates,
        form=form,
        services={one.code: one.name for one in tour.all_services()},
    )
