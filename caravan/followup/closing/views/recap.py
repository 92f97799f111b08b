"""The recap with which a stop opens, as a page and in large letters."""

from flask import Response, render_template

from caravan.followup import words
from caravan.followup.closing import recap as recaps
from caravan.followup.closing.queries.recap import recap as earlier_stops
from caravan.followup.views.door import DESK, blueprint
from caravan.followup.views.summary import printed
from caravan.kernel.guard import staff
from caravan.tour import queries as tour


@blueprint.get(f"{DESK}/recap")
@staff("summary")
def recap(key: str) -> str:
    """What became of the stops that were closed before this one."""
    stop = tour.get_stop(key)
    return render_template(
        "followup/closing/recap.html",
        stop=stop,
        earlier=earlier_stops(stop),
        recaps=recaps,
        printed=printed(),
        words=words,
    )


@blueprint.get(f"{DESK}/recap.pdf")
@staff("summary")
def recap_paper(key: str) -> Response:
    """The same to read out."""
    stop = tour.get_stop(key)
    answer = Response(recaps.print_recap(stop, printed()), mimetype="application/pdf")
    name = f"recap-{stop.key}-{printed()}.pdf"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
