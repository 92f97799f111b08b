"""The closing of a stop: figures that do not add up, a text, a draft, a stop that was closed."""

from datetime import timedelta

from playwright.sync_api import Page

from caravan.followup.closing import actions, queries
from caravan.followup.closing.models import StopClosing
from caravan.kernel import clock
from caravan.tour import queries as tour
from tests import makers
from tests.browser.busy import Facts, Visit


def fill(facts: Facts) -> None:
    """Figures, a text and a draft of the stop, and an earlier stop that is closed; once."""
    if queries.figures(facts.stop.id):
        return
    staff_id = facts.staff_id
    for key, value in (("expected", 101), ("expected.widow", 14), ("expected.retired", 86)):
        actions.save_figure(facts.stop, key, value, "Bilan de 2019", staff_id=staff_id)
    actions.save_text(
        facts.stop, "overview", "fr", "{came} personnes.", number=0, staff_id=staff_id
    )
    list(actions.draw(actions.prepare_draft(facts.stop), staff_id=staff_id))
    earlier = tour.get_stop("tangier-2024")
    makers.make_promise(earlier, due=clock.today() - timedelta(days=3))
    counts = {"open": 0, "owned": 0, "answered": 3, "refused": 1}
    makers.save(
        StopClosing(
            stop_id=earlier.id, counts=counts, version=1, staff_id=None, closed_at=clock.now()
        )
    )


def name_no_number(page: Page, _facts: Facts) -> None:
    """Send a text that names a number which there is not."""
    page.fill("[name=body]", "{names}")
    with page.expect_navigation():
        page.click("main form .primary")


def make(page: Page, _facts: Facts) -> None:
    """Make every file, and wait until the last one is told."""
    page.click("form[action$=papers] button")
    page.wait_for_selector(".made .primary")


STAFF = {
    "closing": Visit("/{lang}{desk}/closing", "organiser", before=fill),
    "closed stop": Visit("/{lang}/staff/stops/tangier-2024/closing", "feedback", before=fill),
    "recap": Visit("/{lang}{desk}/recap", "organiser", before=fill),
    "no recap": Visit("/{lang}/staff/stops/tangier-2024/recap", "organiser"),
    "figures": Visit("/{lang}{desk}/summary/figures", "feedback", before=fill),
    "no figures": Visit("/{lang}/staff/stops/kenitra-2025/summary/figures", "feedback"),
    "texts": Visit("/{lang}{desk}/summary/texts", "feedback", before=fill),
    "text": Visit("/{lang}{desk}/summary/texts/overview/fr", "feedback", before=fill),
    "text with errors": Visit(
        "/{lang}{desk}/summary/texts/overview/ar", "feedback", before=fill, act=name_no_number
    ),
    "summary being made": Visit("/{lang}{desk}/summary", "feedback", act=make),
    "draft of the summary": Visit("/{lang}{desk}/summary/versions/0", "feedback", before=fill),
}
