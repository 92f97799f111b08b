"""The desk of suggestions: what came in, and what becomes of it."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from caravan.kernel import guard
from caravan.kernel.errors import explain
from caravan.kernel.guard import staff
from caravan.kernel.refusal import Refusal
from caravan.kernel.texts import gettext as _
from caravan.tour import queries as tour
from caravan.tour.models import Stop
from caravan.voice import actions, queries, rules
from caravan.voice.forms import SuggestionStateForm
from caravan.voice.models import Suggestion
from caravan.voice.moderation.flags import flags
from caravan.voice.moderation.queries import suggestions as ideas
from caravan.voice.views import door
from caravan.voice.views.door import DESK, blueprint


@blueprint.get(f"{DESK}/suggestions")
@staff("moderate")
def desk_suggestions(key: str) -> ResponseReturnValue:
    """All suggestions of the stop, those just received first."""
    return _desk(tour.get_stop(key))


@blueprint.post(f"{DESK}/suggestions/<suggestion>/state")
@staff("moderate")
def set_suggestion_state(key: str, suggestion: str) -> ResponseReturnValue:
    """Say what becomes of a suggestion."""
    stop = tour.get_stop(key)
    made = queries.get_suggestion(suggestion, stop.id)
    form = SuggestionStateForm()
    if not form.validate():
        return _desk(stop, made.id, form), 422
    state, reason, mark = form.state.data, form.reason.data or "", form.mark.data or ""
    try:
        _keep(made.id, state, reason, mark)
    except Refusal as refusal:
        form.reason.errors = [explain(refusal)]
        return _desk(stop, made.id, form), refusal.status
    is_proposed = state == rules.DECLINED
    told = _(
        "The feedback desk words the refusal. "
        "Until it is published, everybody reads “being studied”."
    )
    flash(told if is_proposed else _("The state is kept."), "ok")
    return redirect(url_for("voice.desk_suggestions", key=key, page=request.args.get("page")), 303)


def _keep(suggestion_id: str, state: str, reason: str, mark: str) -> None:
    """A decline is only proposed here: a refusal is worded in both languages and read by two."""
    staff_id = guard.actor().id
    if state == rules.DECLINED:
        actions.propose_refusal(suggestion_id, reason, staff_id, mark=mark)
    else:
        actions.set_suggestion_state(suggestion_id, state, staff_id, reason=reason, mark=mark)


def _state_shown(made: Suggestion) -> str:
    """What the list has chosen: where a refusal is proposed, that it is to be declined."""
    return rules.DECLINED if rules.is_to_be_declined(made.state, made.reason) else made.state


def _desk(stop: Stop, faulty: str = "", form: SuggestionStateForm | None = None) -> str:
    """The desk; the `form` of the suggestion `faulty` keeps what was typed, beside what is now."""
    found = queries.desk_suggestions(stop.id, door.page_number())
    beside = ideas.beside(found.items)
    forms = {
        one.id: SuggestionStateForm(formdata=None, state=_state_shown(one), reason=one.reason)
        for one in found
    }
    if form and faulty in forms:
        forms[faulty] = form
    for one in found:
        forms[one.id].mark.data = beside.mark(one)
    return render_template(
        "voice/desk_suggestions.html",
        stop=stop,
        suggestions=found,
        beside=beside,
        forms=forms,
        faulty=form,
        flags={one.id: flags(one.body) for one in found},
        services={one.code: one.name for one in tour.all_services()},
    )
