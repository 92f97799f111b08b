"""The pages of services: every one, one with its offers, and what is no longer offered."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from caravan.kernel import clock
from tests import makers, offer_makers, pages
from tests.conftest import Browser

HOUSING = "/ar/services/housing"


def soon(days: int) -> Any:
    return clock.today() + timedelta(days=days)


def test_services_tell_how_many_offers_hold_today(client: Browser) -> None:
    makers.make_service("other")
    makers.make_service("health", name={"ar": "الصحة", "fr": "Santé"}, position=2)
    for until in (None, soon(0), soon(-1)):
        offer_makers.make_offer(until=until)
    page = pages.read(client.get("/ar/services"))
    assert page.all("//ul[@class='tiles']//b") == ["السكن", "الصحة"]
    assert page.all("//ul[@class='tiles']//span") == ["عرضان اليوم"]


@pytest.mark.parametrize(
    ("lang", "said"), [("ar", "لا عرض متاح حاليا"), ("fr", "Aucune offre n’est ouverte")]
)
def test_services_without_an_offer_say_so(client: Browser, lang: str, said: str) -> None:
    makers.make_service()
    assert said in pages.read(client.get(f"/{lang}/services")).main
    assert said in pages.read(client.get(f"/{lang}/services/housing")).main


def test_empty_catalogue_says_so(client: Browser) -> None:
    assert "لم تُنشر أي خدمة بعد" in pages.read(client.get("/ar/services")).main


def test_offer_tells_whom_papers_until_when_and_whose_words(client: Browser) -> None:
    makers.make_service(about={"ar": "اقتناء مسكن.", "fr": "Acheter un logement."})
    offer_makers.make_offer(
        until=soon(30),
        audience=["widow", "serving", "guest"],
        title={"ar": "شقق", "fr": "Appartements"},
    )
    page = pages.read(client.get("/fr/services/housing"))
    assert page.all("//p[@class='hero__where']") == ["Acheter un logement."]
    assert page.all("//article//h3") == ["Appartements"]
    assert page.all("//ul[@class='whom']/li") == [
        "les veuves et veufs, les personnels en activité",
        "les invités",
    ]
    assert page.all("//dl//dt") == ["Pour qui", "Pièces à fournir", "Jusqu’à quand"]
    assert page.all("//figure/*") == ["Selon les mots du partenaire", "Texte du partenaire."]


def test_offer_to_everybody_without_end_or_papers_says_so(client: Browser) -> None:
    offer_makers.make_offer(audience=[], papers=[], text={})
    page = pages.read(client.get(HOUSING))
    assert page.all("//dl//dd") == [
        "الجميع",
        "لم تُذكر أي وثيقة. اسألوا في الرواق.",
        "لم تُحدد له نهاية.",
    ]
    assert page.all("//figure") == []


def test_what_is_over_is_not_shown_and_what_ends_first_comes_first(client: Browser) -> None:
    for days in (20, -1, 5):
        offer_makers.make_offer(title={"ar": f"{days}", "fr": f"{days}"}, until=soon(days))
    offer_makers.make_organisation("gone", until=soon(-1))
    offer_makers.make_offer(title={"ar": "شريك سابق"}, partner="gone")
    assert pages.read(client.get(HOUSING)).all("//article//h3") == ["5", "20"]


def test_offer_of_some_stops_names_them_and_goes_with_the_last(client: Browser) -> None:
    makers.make_stop()
    makers.make_stop("fes", first_day=soon(-9), title={"ar": "محطة فاس"})
    offer_makers.make_offer(stops=["oujda-2025", "fes"], title={"ar": "هنا"})
    offer_makers.make_offer(stops=["fes"], title={"ar": "فات"})
    page = pages.read(client.get(HOUSING))
    assert page.all("//article//h3") == ["هنا"]
    assert page.all("//dl/div[4]/dd") == ["محطة وجدة، محطة فاس"]


def test_next_stops_that_show_the_service_are_listed_with_their_stands(client: Browser) -> None:
    makers.make_stop("past", first_day=soon(-9))
    makers.make_stop("off", status="cancelled")
    later = makers.make_stop("fes", first_day=soon(9), title={"ar": "محطة فاس"})
    makers.make_stop("nador", first_day=soon(3), title={"ar": "محطة الناظور"})
    makers.make_partner(later, key="bank", stand="A-12")
    makers.make_partner(later, services=["health"])
    page = pages.read(client.get(HOUSING))
    assert page.all("//*[@id='stops']//li/b") == ["محطة الناظور", "محطة فاس"]
    assert "/ar/stops/fes/stands/bank" in page.links


def test_stop_that_is_moved_says_so_beside_its_days(client: Browser) -> None:
    makers.make_stop("fes", first_day=soon(9), status="moved")
    page = pages.read(client.get(HOUSING))
    assert page.all("//*[@id='stops']//li/p[contains(@class,'flag')]") == ["مؤجلة"]


def test_no_stop_to_come_is_said(client: Browser) -> None:
    makers.make_service()
    assert "لا محطة مقبلة تعرضها بعد" in pages.read(client.get(HOUSING)).main


def test_unknown_service_is_not_found(client: Browser) -> None:
    assert client.get("/ar/services/nothing").status_code == 404


def test_page_is_kept_until_an_offer_changes(
    client: Browser, as_staff: Callable[..., Browser]
) -> None:
    offer = offer_makers.make_offer()
    first = client.get(HOUSING)
    again = client.get(HOUSING, headers={"If-None-Match": first.headers["ETag"]})
    as_staff().fill(
        f"/ar/staff/catalogue/offers/{offer.code}", {"title_ar": "عنوان آخر"}, having=("title_ar",)
    )
    assert again.status_code == 304
    assert pages.read(client.get(HOUSING)).all("//article//h3") == ["عنوان آخر"]


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("address", "count"), {"/ar/services": 3, HOUSING: 7}.items())
def test_pages_ask_as_often_for_three_rows_as_for_one(
    client: Browser, queries: Callable[[], Any], address: str, count: int, rows: int
) -> None:
    for key in ("oujda-2025", "fes", "nador")[:rows]:
        stop = makers.make_stop(key)
        makers.make_partner(stop)
        offer_makers.make_offer(partner=f"bank-{key}", stops=[key])
    with queries() as seen:
        assert client.get(address).status_code == 200
    assert len(seen) == count
