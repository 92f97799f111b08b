"""Data for other programs: the answers for everybody, the figures for staff, as the pages do."""

from flask import Response

from caravan.followup import queries
from caravan.followup.across.views.tour import asked_year
from caravan.followup.across.year import tour_year
from caravan.followup.api import answers as data
from caravan.followup.api import figures
from caravan.followup.memory import queries as memory
from caravan.followup.views.door import blueprint, page_number
from caravan.followup.views.public import chosen_service
from caravan.followup.views.summary import printed
from caravan.kernel.api.answering import STAFF, VERSION, for_everybody, for_staff, gives
from caravan.kernel.clock import today
from caravan.kernel.guard import public, staff
from caravan.kernel.refusal import NotFound
from caravan.tour import queries as tour
from caravan.tour.duties import queries as duties
from caravan.voice import queries as voice
from caravan.voice.moderation.queries import suggestions as ideas


@blueprint.get(f"{VERSION}/stops/<key>/answers")
@public
@gives(data.StopAnswers, asked=("service", "page"))
def answers_data(key: str) -> Response:
    """What was asked, answered and promised at a stop; about one service, or all."""

    def make() -> data.StopAnswers:
        stop = tour.get_stop(key)
        return data.stop_answers(
            key, memory.told(stop.id, chosen_service(_services()), page_number())
        )

    return for_everybody(_topics(key), make, timed=True)


@blueprint.get(f"{VERSION}/stops/<key>/suggestions")
@public
@gives(data.StopSuggestions, asked=("service", "page"))
def suggestions_data(key: str) -> Response:
    """What became of the suggestions of a stop; about one service, or all."""

    def make() -> data.StopSuggestions:
        stop = tour.get_stop(key)
        found = ideas.public_suggestions(stop.id, chosen_service(_services()), page_number())
        return data.stop_suggestions(key, found)

    return for_everybody(_topics(key), make)


@blueprint.get(f"{VERSION}/answers")
@public
@gives(data.TourAnswers, asked=("page",))
def tour_answers_data() -> Response:
    """What was asked, answered and promised at all stops; a change is seen within a minute."""
    return for_everybody(
        (), lambda: data.tour_answers(memory.remembered(None, page_number())), timed=True
    )


@blueprint.get(f"{VERSION}/services/<service>/answers")
@public
@gives(data.TourAnswers, asked=("page",))
def service_answers_data(service: str) -> Response:
    """The same about one service; a change is seen within a minute."""

    def make() -> data.TourAnswers:
        if service not in _services():
            raise NotFound
        return data.tour_answers(memory.remembered(service, page_number()))

    return for_everybody((), make, timed=True)


@blueprint.get(f"{STAFF}/tour")
@staff("summary", everywhere=True)
@gives(figures.TourYear, asked=("year",))
def tour_year_data() -> Response:
    """A year of the tour: themes by prefecture and category, promises by office, late ones."""
    return for_staff(
        lambda: figures.tour_year(
            tour_year(asked_year()), duties.themes(), duties.bodies(), today()
        )
    )


@blueprint.get(f"{STAFF}/stops/<key>/summary")
@staff("summary")
@gives(figures.StopSummary)
def summary_data(key: str) -> Response:
    """The main figures of a stop as they stand: people by day, hour and category, what was said."""
    return for_staff(lambda: figures.stop_summary(queries.material(tour.get_stop(key), printed())))


def _services() -> set[str]:
    return {one.code for one in tour.all_services()}


def _topics(key: str) -> tuple[str, ...]:
    return (queries.topic(key), voice.topic(key), tour.topic(key))
