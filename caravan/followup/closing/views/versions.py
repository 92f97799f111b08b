"""The versions of a summary: made in one press while the page tells of each file, and signed."""

from collections.abc import Iterator

from flask import Response, flash, redirect, render_template, stream_template, url_for
from flask.typing import ResponseReturnValue

from caravan.followup.closing import actions, content, papers, queries, rules
from caravan.followup.closing.forms import SeenForm
from caravan.followup.views.door import DESK, blueprint
from caravan.followup.views.summary import draw, printed
from caravan.kernel import guard
from caravan.kernel.errors import explain
from caravan.kernel.guard import staff
from caravan.kernel.refusal import NotFound, Refusal
from caravan.tour import queries as tour
from caravan.tour.models import Stop

VERSIONS = f"{DESK}/summary/versions"


@blueprint.post(f"{DESK}/summary/papers")
@staff("summary")
def make_summary(key: str) -> ResponseReturnValue:
    """Every file as things stand now; the page tells of each as it is drawn."""
    stop = tour.get_stop(key)
    return _making(stop, actions.prepare_draft(stop))


@blueprint.post(VERSIONS)
@staff("summary")
def sign_summary(key: str) -> ResponseReturnValue:
    """Sign what was seen as the next version."""
    stop, form = tour.get_stop(key), SeenForm()
    try:
        if not form.validate():
            raise rules.ChangedSinceSeen
        making = actions.prepare_signature(stop, form.seen.data or "")
    except Refusal as refusal:
        flash(explain(refusal), "warn")
        return redirect(url_for("followup.summary", key=key), 303)
    return _making(stop, making)


def _making(stop: Stop, making: actions.Making) -> ResponseReturnValue:
    steps = _told(making, guard.actor().id)
    return stream_template(
        "followup/closing/making.html", stop=stop, making=making, steps=steps
    ), 200


def _told(making: actions.Making, staff_id: int) -> Iterator[actions.Step | str]:
    """The files as they are drawn; a refusal at the end is the last thing told."""
    try:
        yield from actions.draw(making, staff_id=staff_id)
    except Refusal as refusal:
        yield str(explain(refusal))


@blueprint.get(f"{VERSIONS}/<int:number>")
@staff("summary")
def version(key: str, number: int) -> str:
    """One version as it was: its figures, its files with their digests."""
    stop = tour.get_stop(key)
    found = queries.get_version(stop.id, number)
    facts = content.from_json(found.content)[printed()] if found.content else None
    return render_template(
        "followup/closing/version.html",
        stop=stop,
        version=found,
        drawn=draw(facts) if facts else None,
        files=queries.papers(found.id),
        kinds=papers.KINDS,
        is_intact=content.is_intact(found.content, found.digest),
    )


@blueprint.get(f"{VERSIONS}/<int:number>/<kind>")
@staff("summary")
def paper(key: str, number: int, kind: str) -> Response:
    """One file, byte for byte as it was drawn."""
    stop = tour.get_stop(key)
    known = papers.BY_CODE.get(kind)
    if known is None:
        raise NotFound
    file = queries.get_paper(queries.get_version(stop.id, number), kind)
    answer = Response(file, mimetype=known.mimetype)
    name = f"{stop.key}-{kind}-{number or 'draft'}.{known.ending}"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
