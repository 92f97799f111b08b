"""The lists on screen: add, change, end, move; what was typed stays; two editors lose nothing."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from caravan.kernel import clock
from caravan.tour import queries as tour
from caravan.tour.offers import queries as lists
from caravan.tour.offers.models import Offer
from tests import makers, offer_makers, pages
from tests.conftest import Browser

DESK, NEW = "/ar/staff/partners", "/ar/staff/catalogue"
OFFER = {
    "partner": "bank",
    "service": "housing",
    "title_ar": "قرض",
    "title_fr": "Prêt",
    "text_ar": "نص الشريك.",
    "text_fr": "Texte du partenaire.",
    "audience": ["retired", "widow"],
    "papers_ar": "شهادة العمل\r\nآخر ورقة أداء\r\n",
    "papers_fr": "Attestation de travail\nDernier bulletin de paie",
    "until": "2027-06-30",
}
As = Callable[..., Browser]


@pytest.fixture
def browser(as_staff: As) -> Browser:
    makers.make_service()
    offer_makers.make_organisation()
    return as_staff()


def test_offer_is_added_once_and_seen_by_everybody(browser: Browser, client: Browser) -> None:
    form = pages.read(browser.get(f"{NEW}/offers?partner=bank")).form("title_ar")
    for _ in range(2):
        answer = browser.post(f"{NEW}/offers", data={**form.fields, **OFFER})
        assert answer.status_code == 303
    assert makers.count(Offer) == 1
    page = pages.read(client.get("/fr/services/housing"))
    assert page.all("//article//h3") == ["Prêt"]
    assert page.all("//article//dd//li")[1:] == [
        "Attestation de travail",
        "Dernier bulletin de paie",
    ]
    assert page.all("//article//dd")[2] == "Jusqu’au 30 juin 2027 inclus"


@pytest.mark.parametrize(
    ("wrong", "field", "said"),
    [
        ({"title_fr": ""}, "title_fr", "اكتبوه بالفرنسية."),
        ({"title_ar": "ن" * 121}, "title_ar", "النص طويل: 120 حرف على الأكثر."),
        ({"text_ar": "ن" * 1001}, "text_ar", "النص طويل: 1000 حرف على الأكثر."),
        ({"text_fr": ""}, "text_fr", "اكتبوه باللغتين، أو اتركوه فارغا فيهما."),
        ({"papers_fr": "Une seule"}, "papers_fr", "اكتبوا عدد الأسطر نفسه"),
        ({"papers_ar": "ن" * 121, "papers_fr": "x"}, "papers_ar", "اسم وثيقة طويل"),
        ({"papers_ar": "ن\n" * 13, "papers_fr": "x\n" * 13}, "papers_fr", "يمكن ذكر 12 وثيقة"),
        ({"until": "غدا"}, "until", "هذا ليس تاريخا."),
        ({"partner": "nobody"}, "partner", "اختاروا من اللائحة."),
    ],
)
def test_fault_stands_beside_its_field_and_what_was_typed_stays(
    browser: Browser, wrong: dict[str, str], field: str, said: str
) -> None:
    answer = browser.fill(f"{NEW}/offers", {**OFFER, **wrong}, having=("title_ar",))
    page = pages.read(answer)
    assert page.status == 422
    assert page.all(f"//*[@id='{field}-error']")[0].startswith(said)
    assert page.form("title_ar").fields["text_ar"].strip() == {**OFFER, **wrong}["text_ar"]
    assert makers.count(Offer) == 0


def test_partner_is_added_with_a_code_that_nobody_has(browser: Browser) -> None:
    typed = {"code": "bank", "kind": "credit", "name_ar": "شركة", "name_fr": "Société"}
    taken = pages.read(browser.fill(f"{NEW}/organisations", typed))
    added = browser.fill(f"{NEW}/organisations", {**typed, "code": "credit"})
    assert (taken.status, taken.all("//*[@id='code-error']")) == (
        409,
        ["bank مستعمل من قبل في هذه اللائحة. اختاروا اسما قصيرا آخر."],
    )
    assert added.status_code == 303
    assert [one.code for one in lists.organisations()] == ["bank", "credit"]


@pytest.mark.parametrize("code", ["", "Bank", "بنك", "a b", "x" * 41])
def test_code_that_is_none_is_refused(browser: Browser, code: str) -> None:
    typed = {"code": code, "kind": "bank", "name_ar": "بنك", "name_fr": "Banque"}
    assert browser.fill(f"{NEW}/organisations", typed).status_code == 422


def test_service_is_added_with_a_drawn_picture(browser: Browser) -> None:
    typed = {"code": "culture", "name_ar": "الثقافة", "name_fr": "Culture"}
    without = browser.fill(f"{NEW}/services", typed)
    added = browser.fill(f"{NEW}/services", {**typed, "pictogram": "sun"})
    assert (without.status_code, added.status_code) == (422, 303)
    assert [one.pictogram for one in tour.all_services() if one.code == "culture"] == ["sun"]


def test_services_are_moved_without_scripts(browser: Browser) -> None:
    makers.make_service("health", name={"ar": "الصحة"}, position=2)
    page = pages.read(browser.get("/ar/staff/services"))
    up = [form for form in page.forms if form.fields.get("step") == "up"][1]
    browser.post(up.action, data=up.fields)
    assert [one.code for one in tour.all_services()] == ["health", "housing"]


def test_second_editor_sees_the_difference_and_chooses(browser: Browser, as_staff: As) -> None:
    offer = offer_makers.make_offer(title={"ar": "قديم", "fr": "Ancien", "en": "Old"})
    address = f"{NEW}/offers/{offer.code}"
    mine = pages.read(browser.get(address)).form("title_ar")
    theirs = {"title_ar": "عنوانهم", "until": "2027-01-01", "audience": ["serving", "widow"]}
    as_staff().fill(address, theirs, having=("title_ar",))

    typed = {**mine.fields, "audience": ["widow"], "title_ar": "عنواني"}
    page = pages.read(browser.post(address, data=typed))
    assert page.status == 409
    assert page.all("//*[@class='clash']/h3") == ["العرض بالعربية", "لفائدة", "آخر يوم يسري فيه"]
    assert page.all("//*[@class='clash'][1]//dd") == ["عنوانهم", "عنواني"]
    assert page.form("title_ar").fields["title_ar"] == "عنواني"

    again = {**page.form("title_ar").fields, "audience": ["widow"], "taken": ["until"]}
    assert browser.post(address, data=again).status_code == 303
    row = lists.get_entry("offers", offer.code)
    assert (row.title, row.audience, str(row.until)) == (
        {"ar": "عنواني", "fr": "Ancien", "en": "Old"},
        ["widow"],
        "2027-01-01",
    )


def test_list_tells_what_holds_what_ends_soon_and_what_is_over(browser: Browser) -> None:
    for days in (30, 14, -1):
        until = clock.today() + timedelta(days=days)
        offer_makers.make_offer(title={"ar": str(days)}, until=until)
    page = pages.read(browser.get(DESK))
    assert page.all("//tbody//th") == ["30", "14", "-1"]
    assert page.all("//tbody//td[3]") == ["سارٍ", "ينتهي قريبا", "انتهت صلاحيته"]
    assert page.all("//*[@class='alert warn']//h2") == ["عرض واحد ينتهي خلال 14 يوما"]
    assert len([form for form in page.forms if form.action.endswith("/closure")]) == 2


def test_offer_is_ended_at_once(browser: Browser, client: Browser) -> None:
    offer_makers.make_offer()
    form = next(
        one for one in pages.read(browser.get(DESK)).forms if one.action.endswith("/closure")
    )
    browser.post(form.action, data=form.fields)
    assert pages.read(client.get("/ar/services/housing")).all("//article") == []


def test_empty_lists_say_what_to_do(as_staff: As) -> None:
    browser = as_staff()
    assert "أضيفوا أول شريك" in pages.read(browser.get(DESK)).main
    assert "لا خدمة في اللائحة بعد" in pages.read(browser.get("/ar/staff/services")).main


@pytest.mark.parametrize("address", ["nothing", "nothing/bank", "offers/nothing"])
def test_unknown_list_or_entry_is_not_found(browser: Browser, address: str) -> None:
    assert browser.get(f"{NEW}/{address}").status_code == 404


def test_lists_belong_to_organisers_of_all_stops(as_staff: As) -> None:
    makers.make_stop()
    offer = offer_makers.make_offer()
    of_one = as_staff("organiser", "oujda-2025")
    form = pages.read(of_one.get("/ar/staff/stops")).forms[0].fields
    assert DESK not in pages.read(of_one.get("/ar/staff/stops")).links
    assert DESK in pages.read(as_staff().get("/ar/staff/stops")).links
    for address in (f"{NEW}/offers", f"{NEW}/offers/{offer.code}/closure"):
        assert of_one.post(address, data=form).status_code == 403


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("address", "count"), {DESK: 4, "/ar/staff/services": 1}.items())
def test_lists_ask_as_often_for_three_rows_as_for_one(
    as_staff: As, queries: Callable[[], Any], address: str, count: int, rows: int
) -> None:
    for number in range(rows):
        offer_makers.make_offer(partner=f"bank-{number}", service=f"service-{number}")
    browser = as_staff()
    browser.get(address)
    with queries() as seen:
        assert browser.get(address).status_code == 200
    assert len([one for one in seen if "staff" not in one]) == count
