"""The way to each page of registration: phone, desk, kiosk, people."""

from collections.abc import Callable

from playwright.sync_api import Page

from caravan.kernel.clock import now
from caravan.registration.kiosk import actions as kiosk
from caravan.tour import queries as tour
from tests.browser.busy import Facts, Visit, send_empty, unfold


def correct_wrongly(page: Page, _facts: Facts) -> None:
    """More companions than one person can bring, and no telephone that exists."""
    page.fill("#phone", "12")
    unfold(page, _facts)
    for kind in ("adults", "helpers"):
        page.locator(f"label:has(input[name={kind}][value='5'])").click()
    send_empty(page, _facts)


def wait_for_network(page: Page, _facts: Facts) -> None:
    """Fill the registration in and send it where there is no network."""
    page.fill("#full_name", "فاطمة الزهراء بنعلي")
    page.locator("label:has(input[value='retired'])").click()
    page.locator("label:has(#consent)").click()
    page.context.set_offline(True)
    page.locator("main form > button").click()
    page.locator("#waiting").wait_for()


def read_back(page: Page, _facts: Facts) -> None:
    """The desk's first tap: everything that was said, in large type."""
    unfold(page, _facts)
    page.fill("#full_name", "فاطمة الزهراء بنعلي")
    page.fill("#minor_names", "آدم بنعلي")
    page.check("#guardian")
    with page.expect_navigation():
        page.click("button[value=widow]")


def stop_at(step: int) -> Callable[[Page, Facts], None]:
    """Answer the kiosk's questions up to that step; after the last stands the ticket."""

    def act(page: Page, _facts: Facts) -> None:
        page.fill("#full_name", "فاطمة الزهراء بنعلي")
        for chosen in ("", "label:has(input[value='widow'])", "label:has(#consent)")[:step]:
            if chosen:
                page.locator(chosen).click()
            page.click("#next")
        page.locator(".no:visible" if step > 2 else "#kiosk").wait_for()

    return act


def tap_nothing(page: Page, _facts: Facts) -> None:
    """A situation without a name."""
    with page.expect_navigation():
        page.click("button[value=widow]")


def lock_and_call(page: Page, _facts: Facts) -> None:
    """Begin the kiosk, go on without a name, call for help."""
    page.fill("#pin", "4711")
    page.locator("main form .primary").click()
    page.wait_for_url("**/kiosk")
    page.click("#next")
    page.click("#help")
    page.locator("#called").wait_for()


def want_help(_facts: Facts) -> None:
    """Somebody has called from a kiosk."""
    kiosk.call_help(tour.get_stop("oujda-2025").id, 3, now=now())


ATTENDEE = {
    "register": Visit("/{lang}{stop}/register"),
    "register with errors": Visit("/{lang}{stop}/register", act=send_empty),
    "register a family": Visit("/{lang}{stop}/register", act=unfold),
    "register without a network": Visit("/{lang}{stop}/register", act=wait_for_network),
    "waiting list": Visit("/{lang}{waits}", act=unfold),
    "correction": Visit("/{lang}{ticket}/correction", act=unfold),
    "correction with errors": Visit("/{lang}{ticket}/correction", act=correct_wrongly),
    "kiosk": Visit("/{lang}{stop}/kiosk"),
    "kiosk: situation": Visit("/{lang}{stop}/kiosk", act=stop_at(1)),
    "kiosk: right?": Visit("/{lang}{stop}/kiosk", act=stop_at(2)),
    "kiosk: ticket": Visit("/{lang}{stop}/kiosk", act=stop_at(3)),
    "registration closed": Visit("/{lang}/stops/tangier-2024/register", status=410),
}
STAFF = {
    "desk": Visit("/{lang}{desk}/desk", "gate", act=unfold),
    "desk with errors": Visit("/{lang}{desk}/desk", "gate", act=tap_nothing),
    "desk: help is wanted": Visit("/{lang}{desk}/desk", "gate", before=want_help),
    "kiosk: help is called": Visit("/{lang}{desk}/kiosk", "gate", act=lock_and_call),
    "kiosk begins": Visit("/{lang}{desk}/kiosk", "gate"),
    "kiosk with errors": Visit("/{lang}{desk}/kiosk", "gate", act=send_empty),
    "desk: read back": Visit("/{lang}{desk}/desk", "gate", act=read_back),
    "requests": Visit("/{lang}{desk}/requests", "organiser", act=unfold),
    "requests with errors": Visit("/{lang}{desk}/requests", "organiser", act=send_empty),
    "no requests": Visit("/{lang}/staff/stops/kenitra-2025/requests", "organiser"),
    "messages": Visit("/{lang}{desk}/messages", "organiser"),
    "no messages": Visit("/{lang}/staff/stops/kenitra-2025/messages", "organiser"),
    "people": Visit("/{lang}{desk}/people", "organiser"),
    "people found": Visit("/{lang}{desk}/people?q=fatima", "organiser"),
    "registered twice": Visit("/{lang}{desk}/duplicates", "organiser"),
    "invitations": Visit("/{lang}{desk}/invitations", "organiser", act=unfold),
    "invitations with errors": Visit("/{lang}{desk}/invitations", "organiser", act=send_empty),
    "lists to take out": Visit("/{lang}{desk}/exports", "organiser", act=unfold),
    "places": Visit("/{lang}{desk}/places", "organiser"),
}
