"""What the surveys of a stop have brought, for staff, as it grows."""

from flask import make_response, render_template, request
from flask.typing import ResponseReturnValue

from caravan.kernel import guard
from caravan.kernel.guard import staff
from caravan.survey import queries, rules, words
from caravan.survey.views import door
from caravan.survey.views.door import DESK, blueprint
from caravan.tour import queries as tour
from caravan.tour.models import Stop


@blueprint.get(f"{DESK}/survey")
@staff("answer")
def results(key: str) -> str:
    """Every survey of the stop with its figures; those that are not open yet by name."""
    stop = tour.get_stop(key)
    return render_template(
        "survey/results.html",
        may_open=guard.actor().may("moderate", key),
        may_help=guard.actor().may("desk", key),
        **_shown(stop),
    )


@blueprint.get(f"{DESK}/survey/figures")
@staff("answer")
def results_now(key: str) -> ResponseReturnValue:
    """The figures alone, for pages that keep themselves up to date; 304 while nothing changed."""
    answer = make_response(render_template("survey/_results.html", **_shown(tour.get_stop(key))))
    answer.add_etag()
    answer.cache_control.no_cache = True
    answer.cache_control.private = True
    return answer.make_conditional(request)


def _shown(stop: Stop) -> dict[str, object]:
    sessions = [one for one in tour.agenda(stop.id) if not one.is_withdrawn]
    named = [(rules.WHOLE_STOP, stop.title), *((one.key, one.title) for one in sessions)]
    shown = queries.results(queries.surveys(stop.id).values(), is_over=door.is_over(stop))
    return {
        "stop": stop,
        "open": [(key, title, shown[key]) for key, title in named if key in shown],
        "closed": [(key, title) for key, title in named if key not in shown],
        "words": words,
    }
