"""The evening of a stop in a browser: answer, make, sign, close; the next stop opens with it."""

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from caravan.followup.answering.models import Reply
from caravan.kernel import clock
from caravan.kernel.db import db
from caravan.tour import queries as tour
from caravan.voice.rounds import actions as rounds
from tests import makers
from tests.browser.conftest import Visitors

pytestmark = pytest.mark.browser

TANGIER = "/staff/stops/tangier-2024"
WORDS = {
    "ar": ("إغلاق المحطة", "اكتبوا الجواب", "المحطة مغلقة"),
    "fr": ("Clore l’étape", "Écrire la réponse", "L’étape est close"),
}


def answer(page: Page) -> None:
    """Write the answer to the question at hand, with a promise."""
    page.locator("details > summary").click()
    for name in ("body", "promise", "owner"):
        page.fill(f"[name={name}_ar]", "في شهر ماي")
        page.fill(f"[name={name}_fr]", "Au mois de mai")
    page.fill("[name=due]", "2025-03-01")
    with page.expect_navigation():
        page.click("main form .primary")


def publish(page: Page, lang: str) -> None:
    """A second person finds the answer right and publishes it."""
    (reply,) = db.session.scalars(select(Reply.item_id))
    page.goto(f"/{lang}{TANGIER}/replies/{reply}")
    for _step in ("right", "published"):
        with page.expect_navigation():
            page.locator("#verdict .primary").click()


@pytest.mark.parametrize("lang", ["ar", "fr"])
def test_evening_ends_with_a_closed_stop_and_the_next_one_opens_with_it(
    visitor: Visitors, lang: str
) -> None:
    close, write, closed = WORDS[lang]
    stop = tour.get_stop("tangier-2024")
    makers.make_question(stop, "متى تُسلَّم الشقق؟")
    rounds.close_round(stop, makers.make_staff().id, now=clock.now())
    page = visitor(lang, "desktop", role="organiser")
    page.goto(f"/{lang}{TANGIER}/closing")
    page.get_by_role("button", name=close).click()
    expect(page.locator(".toast")).to_be_visible()

    page.get_by_role("link", name=write).click()
    answer(page)
    publish(visitor(lang, "desktop", role="feedback"), lang)
    page.goto(f"/{lang}{TANGIER}/summary")
    page.locator("form[action$=papers] button").click()
    expect(page.locator(".made li")).to_have_count(11)
    page.goto(f"/{lang}{TANGIER}/summary")
    page.locator("form[action$=versions] button").click()
    page.locator(".made .primary").click()
    digest = page.locator("code.digest").inner_text()
    assert len(digest) == 64

    page.goto(f"/{lang}{TANGIER}/closing")
    page.get_by_role("button", name=close).click()
    expect(page.locator(".alert.ok")).to_contain_text(closed)
    page.goto(f"/{lang}/staff/stops/oujda-2025/recap")
    expect(page.locator("main")).to_contain_text({"ar": "في شهر ماي", "fr": "Au mois de mai"}[lang])
