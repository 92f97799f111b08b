"""The way to the pages of the hall: what the screen shows, the tablet, a queue, backstage."""

from playwright.sync_api import Page

from caravan.voice import actions as voice
from caravan.voice.screen import actions
from tests.browser.busy import Facts, Visit


def show(facts: Facts) -> None:
    voice.put_on_screen(facts.stop, facts.names["asked"], facts.staff_id)


def now_and_next(facts: Facts) -> None:
    actions.show(facts.stop, "agenda", facts.staff_id)


def announce(facts: Facts) -> None:
    texts = {"ar": "الغداء في القاعة الثانية", "fr": "Le déjeuner est servi en salle deux"}
    actions.announce(facts.stop, texts, facts.staff_id)


def tell(facts: Facts) -> None:
    show(facts)
    actions.tell_speaker(facts.stop, "بقيت دقيقتان", facts.staff_id)
    actions.set_ready(facts.stop, "builder", facts.names["asked"], is_ready=True)


def announce_nothing(page: Page, _facts: Facts) -> None:
    with page.expect_navigation():
        page.locator("form[action$=announcement] button").click()


ATTENDEE = {
    "screen with the list": Visit(
        "/{lang}{screen}", before=lambda facts: voice.show_list(facts.stop, facts.staff_id)
    ),
    "screen with a question": Visit("/{lang}{screen}", before=show),
    "screen at rest": Visit(
        "/{lang}{screen}", before=lambda facts: voice.blank_screen(facts.stop, facts.staff_id)
    ),
    "screen with the agenda": Visit("/{lang}{screen}", before=now_and_next),
    "screen with an announcement": Visit("/{lang}{screen}", before=announce),
    "speaker’s tablet": Visit("/{lang}{speaker}", before=tell),
    "partner’s queue": Visit("/{lang}{queue}", before=tell),
}
STAFF = {
    "backstage": Visit("/{lang}{desk}/backstage", "moderator", before=tell),
    "backstage with errors": Visit("/{lang}{desk}/backstage", "moderator", act=announce_nothing),
}
