"""The pages of the stands and their signs: who may print, what the code leads to."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from caravan.kernel import clock
from caravan.tour.models import Partner, Stop
from tests import makers, offer_makers, pages
from tests.conftest import Browser
from tests.press import papers

STANDS = "/ar/stops/oujda-2025/stands"


@pytest.fixture
def stop(app: Any) -> Stop:
    return makers.make_stop()


@pytest.fixture
def bank(stop: Stop) -> Partner:
    offer_makers.make_organisation()
    return makers.make_partner(
        stop,
        key="bank",
        stand="A-04",
        organisation="bank",
        note={"ar": "مرحبا بكم.", "fr": "Bienvenue."},
    )


def test_stands_are_listed_as_one_walks_along_them(client: Browser, stop: Stop) -> None:
    for key, code in (("c", "A-10"), ("b", None), ("a", "A-02")):
        makers.make_partner(stop, key=key, stand=code)
    page = pages.read(client.get(STANDS))
    links = [link for link in page.links if link.startswith(f"{STANDS}/")]
    assert [link[-1] for link in links] == ["a", "c", "b"]


def test_stop_without_partners_says_so(client: Browser, stop: Stop) -> None:
    assert "لم تُنشر الأروقة بعد" in pages.read(client.get(STANDS)).main


def test_stand_tells_who_where_when_and_what_is_offered(
    client: Browser, stop: Stop, bank: Partner
) -> None:
    makers.make_session(stop, title={"ar": "أجوبة الشركاء"}, partners=["bank"])
    makers.make_session(stop, title={"ar": "جلسة أخرى"})
    makers.make_session(stop, title={"ar": "اجتماع داخلي"}, partners=["bank"], is_internal=True)
    offer_makers.make_offer(title={"ar": "قرض", "fr": "Prêt"})
    offer_makers.make_offer(title={"ar": "في فاس فقط"}, stops=["fes-2025"])
    offer_makers.make_offer(title={"ar": "فات"}, until=clock.today() - timedelta(days=1))
    page = pages.read(client.get(f"{STANDS}/bank"))
    assert (page.heading, page.all("//p[@class='hero__when']")) == (
        "بنك متعاقد",
        ["بنك، الرواق A-04"],
    )
    assert page.all("//article//h3") == ["قرض"]
    assert page.all("//figure/*")[:2] == ["بكلمات الشريك", "مرحبا بكم."]
    assert page.all("//ul[@class='tiles']//b") == ["السكن"]
    assert "أجوبة الشركاء" in page.main
    assert not {"جلسة أخرى", "اجتماع داخلي"} & set(page.all("//ul[@class='rows']/li/b"))
    assert "من 08:30 إلى 18:00" in page.main


def test_stand_shows_nobody_of_its_shifts(client: Browser, stop: Stop, bank: Partner) -> None:
    offer_makers.make_shift(stop, "bank", "09:00", "12:00", phone="+212612345678")
    for address in (STANDS, f"{STANDS}/bank", "/ar/stops/oujda-2025", "/ar/services/housing"):
        body = client.get(address).get_data(as_text=True)
        assert "فاطمة" not in body
        assert "612345678" not in body


def test_stand_without_an_offer_says_so(client: Browser, bank: Partner) -> None:
    page = pages.read(client.get(f"{STANDS}/bank"))
    assert "لا عرض متاح حاليا" in page.main


def test_stop_page_leads_to_its_stands(client: Browser, bank: Partner) -> None:
    links = pages.read(client.get("/ar/stops/oujda-2025")).links
    assert {STANDS, f"{STANDS}/bank", "/ar/services"} <= set(links)


def test_unknown_stand_is_not_found(client: Browser, stop: Stop) -> None:
    assert client.get(f"{STANDS}/nobody").status_code == 404


def test_code_on_the_sign_leads_to_the_stand_in_the_visitor_s_language(
    client: Browser, as_staff: Callable[..., Browser], bank: Partner
) -> None:
    answer = as_staff().get("/stops/oujda-2025/stands/bank/sign.pdf")
    (address,) = papers.codes(answer.data)
    led = client.get(address, headers={"Accept-Language": "fr"}, follow_redirects=True)
    assert answer.mimetype == "application/pdf"
    assert led.request.path == "/fr/stops/oujda-2025/stands/bank"
    assert pages.read(led).heading == "Banque conventionnée"


def test_all_signs_print_in_the_order_of_the_stands(
    as_staff: Callable[..., Browser], stop: Stop, bank: Partner
) -> None:
    makers.make_partner(stop, key="builder", stand="A-01")
    makers.make_partner(stop, key="late", stand=None)
    paper = as_staff("organiser", stop.key).get("/stops/oujda-2025/stands/signs.pdf").data
    read = [papers.codes(paper, number) for number in range(papers.page_count(paper))]
    assert [codes[0].rpartition("/")[2] for codes in read] == ["builder", "bank"]


def test_signs_are_refused_where_no_stand_has_a_code(
    as_staff: Callable[..., Browser], stop: Stop
) -> None:
    makers.make_partner(stop, key="late", stand=None)
    answer = as_staff().get("/stops/oujda-2025/stands/signs.pdf")
    assert answer.status_code == 409
    assert "لا رواق في هذه المحطة له رمز بعد" in pages.read(answer).text


@pytest.mark.parametrize("role", ["gate", "moderator", "feedback"])
def test_signs_are_for_those_who_print_badges(
    as_staff: Callable[..., Browser], bank: Partner, role: str
) -> None:
    browser = as_staff(role, "oujda-2025")
    assert browser.get("/stops/oujda-2025/stands/bank/sign.pdf").status_code == 403


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("address", "count"), {STANDS: 4, f"{STANDS}/bank": 6}.items())
def test_pages_ask_as_often_for_three_rows_as_for_one(
    client: Browser,
    queries: Callable[[], Any],
    stop: Stop,
    bank: Partner,
    address: str,
    count: int,
    rows: int,
) -> None:
    for number in range(rows):
        makers.make_partner(stop, key=f"more-{number}")
        makers.make_session(stop, partners=["bank"])
        offer_makers.make_offer()
    with queries() as seen:
        assert client.get(address).status_code == 200
    assert len(seen) == count
