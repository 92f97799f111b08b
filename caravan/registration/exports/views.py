"""Pages of exports: ask for a list, let somebody else grant it, fetch it within a day."""

from flask import (
    Response,
    current_app,
    flash,
    redirect,
    render_template,
    stream_template,
    url_for,
)
from flask.typing import ResponseReturnValue

from caravan.kernel import guard, sheets
from caravan.kernel.clock import now
from caravan.kernel.guard import staff
from caravan.kernel.texts import gettext as _
from caravan.registration.exports import actions, drawing, queries, rules
from caravan.registration.exports.forms import ExportForm
from caravan.registration.exports.models import ExportRequest
from caravan.registration.views import blueprint
from caravan.tour import queries as tour
from caravan.tour.models import Stop

EXPORTS = "/<lang:lang>/staff/stops/<key>/exports"


@blueprint.get(EXPORTS)
@staff("export")
def exports(key: str) -> str:
    """What was asked for, and the form to ask."""
    return _page(tour.get_stop(key), ExportForm())


@blueprint.post(EXPORTS)
@staff("export")
def ask_export(key: str) -> ResponseReturnValue:
    """Ask for a list."""
    stop, form = tour.get_stop(key), ExportForm()
    if not form.validate():
        return _page(stop, form), 422
    said = (form.content.data, form.form.data, form.said["reason"])
    actions.ask(stop, *said, staff_id=guard.actor().id)
    flash(_("Asked for. Somebody else with this right has to grant it."), "ok")
    return redirect(url_for("registration.exports", key=key), 303)


@blueprint.post(f"{EXPORTS}/<request_id>/grant")
@staff("export")
def grant_export(key: str, request_id: str) -> ResponseReturnValue:
    """Grant what somebody else asked for."""
    stop = tour.get_stop(key)
    actions.decide(stop, request_id, is_granted=True, staff_id=guard.actor().id)
    return redirect(url_for("registration.exports", key=key), 303)


@blueprint.post(f"{EXPORTS}/<request_id>/refusal")
@staff("export")
def refuse_export(key: str, request_id: str) -> ResponseReturnValue:
    """Refuse what somebody else asked for."""
    stop = tour.get_stop(key)
    actions.decide(stop, request_id, is_granted=False, staff_id=guard.actor().id)
    return redirect(url_for("registration.exports", key=key), 303)


@blueprint.post(f"{EXPORTS}/<request_id>/file")
@staff("export")
def fetch_export(key: str, request_id: str) -> ResponseReturnValue:
    """The file itself, for whoever asked; of a long list a page that shows how far it is."""
    stop, host = tour.get_stop(key), current_app.config["SETTINGS"].public_url
    request = queries.get_granted(stop, request_id, guard.actor().id, now())
    every = queries.count_rows(stop, request.content)
    if every >= drawing.LONG:
        work = drawing.LongList(stop, request, every, host)
        shown = stream_template("registration/exports/drawing.html", stop=stop, work=work)
        return Response(shown, mimetype="text/html", headers={"X-Accel-Buffering": "no"})
    return _file(key, *actions.fetch(stop, request_id, host, staff_id=guard.actor().id))


@blueprint.get(f"{EXPORTS}/<request_id>/file")
@staff("export")
def drawn_export(key: str, request_id: str) -> ResponseReturnValue:
    """The file of a long list, once it is drawn; each time leaves an entry."""
    stop = tour.get_stop(key)
    request = queries.get_granted(stop, request_id, guard.actor().id, now())
    drawn = drawing.get_drawn(request)
    actions.note_fetched(stop, request)
    return _file(key, request, drawn)


def _file(key: str, request: ExportRequest, drawn: bytes) -> Response:
    answer = Response(drawn, mimetype=sheets.TYPES[request.form])
    name = f"{key}-{request.content}-{request.id[:8]}.{request.form}"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _page(stop: Stop, form: ExportForm) -> str:
    return render_template(
        "registration/exports/exports.html",
        stop=stop,
        form=form,
        asked=queries.requests(stop.id, now()),
        rules=rules,
    )
