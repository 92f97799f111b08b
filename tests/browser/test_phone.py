"""The stop on a phone: kept for where there is no network, with one's own sessions, always true."""

import pytest
from playwright.sync_api import Page, expect

from caravan.kernel.db import db
from caravan.tour import actions as tour
from caravan.tour import agenda_file, queries
from caravan.voice.models import Suggestion
from tests import makers
from tests.browser.conftest import MORNING, Site, Visitors

pytestmark = pytest.mark.browser

STOP = "/{lang}/stops/oujda-2025"
IS_KEPT = """async () => (await caches.has('caravan-pages'))
  && (await (await caches.open('caravan-pages')).keys()).length >= 2
  && (await caches.match('/static/vendor/fonts/ibm-plex-sans-arabic-latin-600-normal.woff2'))
  && navigator.serviceWorker.controller !== null"""
# of the faces that the page uses: Latin letters and digits, in two weights
FACES = """() => document.fonts.ready.then((faces) => [...faces]
  .filter((face) => face.unicodeRange.startsWith("U+0-FF") && face.family.includes("Plex"))
  .map((face) => face.status))"""
NO_NETWORK = ["ERR_INTERNET_DISCONNECTED", "Failed to fetch", "ERR_FAILED", "status of 503"]
TITLE = {"ar": "محطة وجدة", "fr": "Étape d’Oujda"}
AS_OF = {"ar": "آخر نسخة: 09:0", "fr": "État à : 09:0"}
NEEDS = {"ar": "هذه الصفحة تحتاج إلى الشبكة", "fr": "Cette page a besoin du réseau"}
STAY = {"ar": "ما كتبتموه باق في هذه الصفحة", "fr": "Votre saisie reste sur cette page"}


def kept(page: Page, address: str) -> Page:
    """The page, once the worker has kept it."""
    page.goto(address)
    for _ in range(100):
        if page.evaluate(IS_KEPT):
            return page
        page.wait_for_timeout(100)
    raise AssertionError(f"{address} was not kept")


def republish(minutes: int) -> None:
    """A release in which the listening desks begin that much later."""
    stop = queries.get_stop("oujda-2025")
    release = queries.find_release(stop.id)
    text = release.plan.replace("starts = 15:00:00", f"starts = 15:{minutes}:00", 1)
    plan = agenda_file.read(text, source="test", known=queries.known_codes())
    tour.publish(plan, text=text)


@pytest.mark.parametrize("lang", ["ar", "fr"])
def test_agenda_is_read_without_network_after_the_first_visit(visitor: Visitors, lang: str) -> None:
    visitor.expected += NO_NETWORK
    page = visitor(lang)
    page.add_init_script(f"Date.now = () => {MORNING.timestamp() * 1000}")
    kept(page, STOP.format(lang=lang))
    expect(page.locator("#net")).to_be_hidden()

    page.context.set_offline(True)
    page.reload()

    expect(page.locator("h1")).to_have_text(TITLE[lang])
    expect(page.locator("#agenda .timed > li")).to_have_count(14)
    expect(page.locator("#net")).to_contain_text(AS_OF[lang])
    assert page.evaluate(FACES) == ["loaded", "loaded"]
    assert page.evaluate("getComputedStyle(document.querySelector('.bar')).position") == "fixed"


def test_kept_page_gives_way_to_the_fresh_one_when_the_network_is_back(
    visitor: Visitors, site: Site
) -> None:
    visitor.expected += NO_NETWORK
    page = kept(visitor(), STOP.format(lang="ar"))
    page.context.set_offline(True)
    page.reload()
    expect(page.locator("#net")).to_contain_text("آخر نسخة: الجمعة، 7 فبراير 09:0")
    republish(30)

    page.context.set_offline(False)

    expect(page.locator("#net")).to_be_hidden()
    expect(page.locator("#s-listening-desks .at")).to_have_text("15:30")


@pytest.mark.parametrize("lang", ["ar", "fr"])
def test_form_says_what_to_do_when_there_is_no_network(visitor: Visitors, lang: str) -> None:
    visitor.expected += NO_NETWORK
    page = kept(visitor(lang), STOP.format(lang=lang))
    page.context.set_offline(True)

    answer = page.goto(f"/{lang}/stops/oujda-2025/register")

    assert answer is not None
    assert answer.status == 503
    expect(page.locator("h1")).to_have_text(NEEDS[lang])
    page.locator("[data-to-stop]").click()
    expect(page.locator("h1")).to_have_text(TITLE[lang])


@pytest.mark.parametrize("lang", ["ar", "fr"])
def test_form_keeps_what_was_typed_until_the_network_is_back(
    visitor: Visitors, site: Site, lang: str
) -> None:
    visitor.expected += NO_NETWORK
    page = kept(visitor(lang), STOP.format(lang=lang))
    page.goto(f"/{lang}/stops/oujda-2025/suggestions")
    page.locator("label:has(input[name=service])").first.click()
    page.fill("#body", "حافلة من جرادة")
    page.context.set_offline(True)
    send = page.locator("main form button").last

    send.click()

    expect(page.locator("#net")).to_contain_text(STAY[lang])
    expect(page.locator("#body")).to_have_value("حافلة من جرادة")
    assert makers.count(Suggestion) == 0

    page.context.set_offline(False)
    expect(page.locator("#net")).to_be_hidden()
    with page.expect_navigation():
        send.click()
    db.session.rollback()  # see what the request has written
    assert makers.count(Suggestion) == 1


def test_nothing_of_a_person_or_of_the_staff_is_kept(visitor: Visitors) -> None:
    page = kept(visitor("ar", role="organiser"), STOP.format(lang="ar"))
    ticket = makers.make_registration(queries.get_stop("oujda-2025"))
    for address in (f"/ar/tickets/{ticket.code}", "/ar/staff/stops", "/gate/oujda-2025"):
        page.goto(address)
    page.goto(STOP.format(lang="ar"))

    addresses = page.evaluate(
        """async () => (await (await caches.open('caravan-pages')).keys()).map((one) =>
           new URL(one.url).pathname).sort()"""
    )

    stop = "/ar/stops/oujda-2025"
    assert addresses == ["/ar/offline", stop, f"{stop}/survey"]  # the same for everybody


def test_an_older_worker_leaves_nothing_behind(visitor: Visitors) -> None:
    page = visitor()
    page.goto("/ar/follow")
    page.evaluate("caches.open('caravan-files-old')")
    kept(page, STOP.format(lang="ar"))

    names = page.evaluate("caches.keys()")

    assert [name for name in names if name.endswith("-old")] == []
    assert len(names) == 2


def test_my_sessions_stay_on_the_phone_and_through_a_release(visitor: Visitors, site: Site) -> None:
    page = visitor()
    page.goto(STOP.format(lang="ar"))
    star = page.locator("#star-listening-desks")
    expect(star).to_have_attribute("aria-pressed", "false")

    star.click()
    republish(30)
    page.reload()

    expect(star).to_have_attribute("aria-pressed", "true")
    page.locator("#my-sessions").click()
    expect(page.locator("#agenda .timed > li:visible h3")).to_have_text(
        ["مكاتب الاستماع والحالات المستعجلة"]
    )
    star.click()
    expect(page.locator("#none-kept")).to_be_visible()


def test_page_needs_no_script(visitor: Visitors) -> None:
    page = visitor(java_script_enabled=False)
    page.goto(f"{STOP.format(lang='ar')}?audience=widow&room=main")

    expect(page.locator("#agenda .timed > li")).to_have_count(6)
    expect(page.locator(".star")).to_have_count(0)
    expect(page.locator("#net")).to_be_hidden()


def test_open_page_tells_a_release_and_keeps_its_place(visitor: Visitors, site: Site) -> None:
    page = visitor("fr")
    haste = "document.querySelector('[data-every]').dataset.every = '0.2'"
    page.add_init_script(f"document.addEventListener('readystatechange', () => {{ {haste} }})")
    page.goto(STOP.format(lang="fr"))
    page.locator("#filter summary").click()
    page.locator("#star-rights-desk").focus()
    page.locator("#s-rights-desk").evaluate("line => scrollTo(0, line.offsetTop)")
    before = page.locator("#s-rights-desk").bounding_box()

    republish(30)

    expect(page.locator(".note.changed h2")).to_contain_text("Changé à 09:0")
    expect(page.locator("#s-listening-desks .flag")).to_have_text("Modifié")
    after = page.locator("#s-rights-desk").bounding_box()
    assert before is not None
    assert after is not None
    assert abs(before["y"] - after["y"]) <= 2
    assert page.evaluate("document.activeElement.id") == "star-rights-desk"
    assert page.evaluate("document.getElementById('filter').open") is True
