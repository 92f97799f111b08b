"""The data block in the page of a stop: read by programs, run by no browser."""

import pytest

from caravan.kernel import versions
from caravan.kernel.db import transaction
from caravan.tour import queries as tour
from tests.browser.conftest import Site, Visitors

pytestmark = pytest.mark.browser

HOSTILE = "</script><script>console.error('it ran')</script><!--<script>"
NAME = (
    """JSON.parse(document.querySelector('script[type="application/ld+json"]').textContent).name"""
)


def test_hostile_title_stays_data_and_breaks_no_policy(visitor: Visitors, site: Site) -> None:
    with transaction() as writing:
        writing.merge(tour.get_stop("oujda-2025")).title = {"ar": HOSTILE, "fr": HOSTILE}
        versions.bump("stop:oujda-2025")
    page = visitor("fr")

    page.goto("/fr/stops/oujda-2025")

    assert page.evaluate(NAME) == HOSTILE
    assert page.locator("h1").inner_text() == HOSTILE
