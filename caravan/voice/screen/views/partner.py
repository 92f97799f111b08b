"""A partner's own queue: what is asked about the partner's services, and "we would answer"."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest

from caravan.kernel.errors import explain
from caravan.kernel.guard import holder
from caravan.kernel.limits import TAP, limited
from caravan.kernel.refusal import Refusal
from caravan.tour import queries as tour
from caravan.tour.models import Partner, Stop
from caravan.voice.screen import actions, queries
from caravan.voice.screen.forms import ReadyForm
from caravan.voice.screen.views import live
from caravan.voice.views.door import STOP, blueprint

QUEUE = f"{STOP}/partner-questions/<partner>"


@blueprint.get(QUEUE)
@holder
def partner_queue(key: str, partner: str) -> ResponseReturnValue:
    """The page that stays open at the stand."""
    return _drawn(key, partner, "voice/screen_partner.html")


@blueprint.get(f"{QUEUE}/state")
@holder
def partner_queue_state(key: str, partner: str) -> ResponseReturnValue:
    """The list alone; 304 as long as nothing changed."""
    _opened(key, partner)
    return live.own(key, lambda: _drawn(key, partner, "voice/_screen_partner.html"))


@blueprint.post(f"{QUEUE}/<question>/readiness")
@holder
@limited(TAP)
def partner_readiness(key: str, partner: str, question: str) -> ResponseReturnValue:
    """Tell the moderator that this stand would answer the question, or no longer."""
    stop, own = _opened(key, partner)
    form = ReadyForm()
    if not form.validate():
        raise BadRequest
    try:
        actions.set_ready(stop, own.key, question, is_ready=form.ready.data == "yes")
    except Refusal as refusal:
        flash(explain(refusal), "warn")
    address = url_for("voice.partner_queue", key=key, partner=partner, token=_token())
    return redirect(f"{address}#q-{question}", 303)


def _opened(key: str, partner: str) -> tuple[Stop, Partner]:
    stop = tour.get_stop(key)
    return stop, queries.get_partner(stop.id, key, partner, _token())


def _token() -> str:
    return request.args.get("token", "")


def _drawn(key: str, partner: str, template: str) -> str:
    stop, own = _opened(key, partner)
    shown = queries.queue(stop.id, own)
    return render_template(template, stop=stop, partner=own, shown=shown, token=_token())
