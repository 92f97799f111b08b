"""The tour over a year: a stop that many came to, themes, a late promise, a line's wordings."""

from datetime import timedelta

from caravan.followup.models import KeptHeadcount
from caravan.kernel import clock
from caravan.tour import queries as tour
from caravan.tour.duties import queries as duties
from tests import makers
from tests.browser.busy import Facts, Visit

TOUR = "/{lang}/staff/tour"


def fill(facts: Facts) -> None:
    """People, questions about two services and a promise of the stop a year before; once."""
    if "wording" in facts.names:
        return
    stop = tour.get_stop("tangier-2024")
    counts = {"hours": [], "came": {"serving": 120}, "away": {}, "kept_at": clock.now()}
    makers.save(KeptHeadcount(stop_id=stop.id, **counts))
    asked, _other = (
        makers.make_question(
            stop, state="approved", service_code=service, me_too=people, day=stop.first_day
        )
        for service, people in (("housing", 40), ("health", 30))
    )
    makers.make_promise(
        stop, item_id=makers.take_up(asked.id), due=clock.today() - timedelta(days=3)
    )
    facts.names.update(wording=asked.id, line=duties.plan_lines()[0].code)


STAFF = {
    "year of the tour": Visit(f"{TOUR}/themes?year=2024", "organiser", before=fill),
    "line of the plan": Visit(f"{TOUR}/plan-lines/{{line}}", "organiser", before=fill),
    "wording": Visit(f"{TOUR}/wordings/{{wording}}", "organiser", before=fill),
    "report of a year": Visit(f"{TOUR}/years/2024", "organiser", before=fill),
    "report of 2019": Visit(f"{TOUR}/years/2019", "organiser", before=fill),
}
