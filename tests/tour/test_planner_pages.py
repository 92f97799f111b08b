"""The pages of the planner as people see them, what they accept and what they refuse."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
import time_machine
from flask import Flask

from caravan.tour import actions, queries
from caravan.tour.models import Draft
from caravan.tour.plan_json import mark_of
from tests import makers, pages
from tests.conftest import Browser
from tests.tour.planner_pages import FAR, load_lists, on_the_planning_day, page, publish, why
from tests.tour.season_plans import SPRING, make_plan

PLANNER = "/ar/staff/tour"


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with on_the_planning_day():
        yield


@pytest.fixture
def known(app: Flask) -> None:
    load_lists()


@pytest.fixture
def browser(known: None, as_staff: Callable[..., Browser]) -> Browser:
    return as_staff()


# ---- the year ----


def test_calendar_puts_the_stop_over_its_days_with_its_state(browser: Browser) -> None:
    shown = page(browser, f"{PLANNER}?from=2027-02")
    assert shown.all("//td[contains(@class,'stop')]") == [
        "وجدة 1213 ، 12 و13 فبراير 2027، مفتوحة للتسجيل، انظروا التنبيهات"
    ]
    assert shown.all("//td[contains(@class,'bad')]//span[@class='city']") == ["وجدة"]
    assert len(shown.all("//td[@class='ram']")) == 19 + 8


def test_calendar_marks_holidays_and_says_them_at_the_end_of_the_month(browser: Browser) -> None:
    shown = page(browser, f"{PLANNER}?from=2027-01")
    january = shown.all("//td[contains(@class,'in-month')]")[0]
    assert january == "1: رأس السنة الميلادية11: ذكرى تقديم وثيقة الاستقلال14: رأس السنة الأمازيغية"
    assert shown.all("//tr[1]/td[@class='hol']/a/span[1]") == ["1", "11", "14"]


def test_day_of_the_calendar_leads_to_a_new_stop_on_it(browser: Browser) -> None:
    links = page(browser, f"{PLANNER}?from=2027-04").links
    assert "/ar/staff/tour/new-stop?day=2027-04-09" in links
    form = page(browser, "/ar/staff/tour/new-stop?day=2027-04-09").form("first_day")
    assert form.fields["first_day"] == "2027-04-09"


def test_warning_names_the_rule_and_proposes_other_days(browser: Browser) -> None:
    shown = page(browser, PLANNER)
    (alert,) = shown.all("//div[contains(@class,'alert')]")
    assert alert.startswith("وجدة، 12 و13 فبراير 2027: رمضانالمحطة داخل رمضان")
    assert shown.all("//div[contains(@class,'alert')]//button") == [
        "انقلوها إلى 12 و13 مارس 2027",
        "انقلوها إلى 5 و6 فبراير 2027",
    ]


def test_proposal_moves_the_days_in_one_act(browser: Browser) -> None:
    shown = page(browser, PLANNER)
    form = next(form for form in shown.forms if form.action.endswith("/plan/days"))
    answer = browser.post(form.action, data=form.fields, follow_redirects=True)
    assert "نُقلت الأيام، في المسودة." in pages.read(answer).main
    assert queries.get_plan("oujda-2027").first_day == date(2027, 3, 12)
    assert page(browser, PLANNER).all("//div[contains(@class,'alert')]") == [
        "لا تنبيه على المحطات القادمة"
    ]


def test_stops_announced_before_the_clock_was_changed_stand_in_one_warning(
    browser: Browser,
) -> None:
    with time_machine.travel(datetime(2026, 8, 1, tzinfo=UTC)):
        for key, day in (("fes-2027", SPRING), ("nador-2027", date(2027, 4, 23))):
            publish(make_plan(key, day, status="open", prefecture=key[:-5]))
    alerts = page(browser, PLANNER).all("//div[contains(@class,'alert')]")
    assert len(alerts) == 2
    assert "محطتان أُعلنتا قبل التغيير" in alerts[1]
    assert "فاس: أُعلنت على 09:30، وتظهر على 08:30" in alerts[1]


def test_list_shows_number_days_state_and_warnings(browser: Browser) -> None:
    shown = page(browser, f"{PLANNER}?view=list")
    assert shown.all("//tbody/tr[not(@class)]/*") == [
        "9",
        "محطة oujda-2027",
        "12 و13 فبراير 2027",
        "ولاية أمن وجدة",
        "مفتوحة للتسجيل",
        "تنبيه واحد",
    ]


def test_list_offers_to_number_the_coming_stops_in_order(browser: Browser) -> None:
    publish(make_plan("fes-2027", SPRING, prefecture="fes", stage=9, status="open"))
    shown = page(browser, f"{PLANNER}?view=list")
    assert "الترتيب: 10" in shown.main
    browser.post("/ar/staff/tour/stages", data=shown.form("csrf_token").fields)
    assert queries.get_plan("fes-2027").stage == 10


def test_drawing_has_the_stops_of_the_edition_in_order(browser: Browser) -> None:
    publish(make_plan("fes-2027", SPRING, prefecture="fes", stage=10, status="open"))
    shown = page(browser, PLANNER)
    assert shown.all("//ol[@class='legs']//a") == ["وجدة", "فاس"]
    assert len(shown.tree.xpath("//svg//polyline/@points")[0].split()) == 2
    publish(make_plan("winter", date(2025, 2, 7), edition="1", status="open"))
    first = page(browser, f"{PLANNER}?edition=communication-days/1")
    assert first.all("//ol[@class='legs']//a") == ["وجدة"]


def test_planner_says_so_when_there_is_no_stop(as_staff: Callable[..., Browser]) -> None:
    shown = page(as_staff(), PLANNER)
    assert "لم تُبرمج أي محطة بعد" in shown.main


@pytest.mark.parametrize("month", ["", "2027-13", "1000-01", "9999-01", "x"])
def test_planner_opens_at_any_month_that_an_address_asks_for(browser: Browser, month: str) -> None:
    assert browser.get(f"{PLANNER}?from={month}").status_code == 200


def test_organiser_of_one_stop_sees_the_tour_and_creates_nothing(
    known: None, as_staff: Callable[..., Browser]
) -> None:
    browser = as_staff("organiser", "fes-2027")
    shown = page(browser, f"{PLANNER}?from=2027-02")
    assert shown.all("//td[contains(@class,'stop')]//span[@class='city']") == ["وجدة"]
    assert [link for link in shown.links if "new-stop" in link or "/plan" in link] == []
    assert shown.all("//div[contains(@class,'alert')]//button") == []
    for address in ("tour/new-stop", "tour/commands/new", "tour/tours/communication-days"):
        assert browser.get(f"/ar/staff/{address}").status_code == 403
    assert browser.get("/ar/staff/stops/oujda-2027/plan").status_code == 403


def test_gate_staff_see_no_planner(known: None, as_staff: Callable[..., Browser]) -> None:
    assert as_staff("gate", "oujda-2027").get(PLANNER).status_code == 403


# ---- a new stop ----

NEW = "/ar/staff/tour/new-stop"
WANTED = {"prefecture": "fes", "first_day": "2027-04-09", "days": ""}


def test_copy_is_planned_in_one_act_and_says_what_is_left(browser: Browser) -> None:
    answer = browser.fill(NEW, WANTED)
    assert answer.location == "/ar/staff/stops/fes-2027/plan"
    shown = page(browser, answer.location)
    assert shown.heading == "محطة فاس"
    assert shown.all("//ul[@class='left']/li") == [
        "لم تُذكر الجهة المستضيفة بعد.",
        "لم يُذكر المكان بعد.",
        "لم يُذكر أي شريك بعد.",
    ]
    planned = queries.get_plan("fes-2027")
    assert (planned.stage, [one.day for one in planned.sessions]) == (10, [SPRING])


def test_new_stop_is_offered_in_the_edition_of_its_model(browser: Browser) -> None:
    publish(replace(make_plan("oujda-2028", SPRING, rehearsal=True), edition=""))
    for address in (NEW, f"{NEW}?model=oujda-2027"):
        fields = page(browser, address).form("first_day").fields
        assert fields["edition"] == f"communication-days/{queries.get_plan('oujda-2027').edition}"


def test_empty_stop_is_planned_when_no_model_is_chosen(browser: Browser) -> None:
    browser.fill(NEW, {**WANTED, "model": "", "days": "1", "key": "FES-١"})
    planned = queries.get_plan("fes-1")
    assert (len(planned.days), planned.sessions) == (1, ())


def test_stop_in_the_past_is_planned_with_a_warning(browser: Browser) -> None:
    answer = browser.fill(NEW, {**WANTED, "first_day": "2026-02-06"})
    assert "مضى اليوم الأول." in page(browser, answer.location).all("p.toast")


NO_COMMAND = ("اختاروا جهة من اللائحة.", "Choisissez un commandement de la liste.")
BAD_STOPS = [
    (
        {"prefecture": "nowhere"},
        "اختاروا جهة من اللائحة.",
        "Choisissez un commandement de la liste.",
    ),
    ({"prefecture": ""}, "اختاروا جهة من اللائحة.", "Choisissez un commandement de la liste."),
    ({"model": "nowhere"}, "اختاروا محطة من اللائحة.", "Choisissez une étape de la liste."),
    ({"edition": "x/9"}, "اختاروا دورة من اللائحة.", "Choisissez une édition de la liste."),
    ({"first_day": ""}, "اختاروا يوما.", "Choisissez un jour."),
    (
        {"first_day": "2027-02-30"},
        "هذا ليس تاريخا. اكتبوه هكذا: 2026-11-30.",
        "Ce n’est pas une date. Écrivez-la ainsi : 2026-11-30.",
    ),
    (
        {"first_day": "9999-12-31"},
        "اختاروا يوما بين سنتي 2000 و2070.",
        "Choisissez un jour entre 2000 et 2070.",
    ),
    (
        {"model": "", "days": "0"},
        "تدوم المحطة يوما أو يومين أو ثلاثة أيام.",
        "Une étape dure un, deux ou trois jours.",
    ),
    (
        {"model": "", "days": "4"},
        "تدوم المحطة يوما أو يومين أو ثلاثة أيام.",
        "Une étape dure un, deux ou trois jours.",
    ),
    (
        {"days": "two"},
        "اكتبوا عددا صحيحا بالأرقام.",
        "Écrivez un nombre entier, en chiffres.",
    ),
    (
        {"key": "oujda-2027"},
        "توجد محطة بالرمز oujda-2027. اختاروا رمزا آخر.",
        "Il y a déjà une étape du nom de oujda-2027. Choisissez-en un autre.",
    ),
]


@pytest.mark.parametrize(("fields", "arabic", "french"), BAD_STOPS)
def test_stop_that_cannot_be_gets_its_own_sentence_beside_the_field(
    browser: Browser, fields: dict[str, str], arabic: str, french: str
) -> None:
    for lang, sentence in (("ar", arabic), ("fr", french)):
        answer = browser.fill(f"/{lang}/staff/tour/new-stop", {**WANTED, **fields})
        assert (answer.status_code, why(answer)) == (422, [sentence])
        (name,) = list(fields)[-1:]
        typed = pages.read(answer).form("first_day").fields
        assert typed["prefecture"] in {"fes", ""}
        if name in ("first_day", "key", "days"):
            assert typed[name] == fields[name]
    assert makers.count(Draft) == 0


def test_key_of_five_thousand_signs_is_refused(browser: Browser) -> None:
    answer = browser.fill(NEW, {**WANTED, "key": FAR})
    assert why(answer) == ["النص طويل: 60 حرف على الأكثر."]


def test_ended_command_is_not_offered_for_a_new_stop(browser: Browser) -> None:
    sale = queries.known_commands()["sale"]
    ended = replace(sale, until=date(2026, 1, 1))
    actions.write_command(ended, seen=mark_of(sale), staff_id=makers.make_staff().id)
    options = page(browser, NEW).tree.xpath("//select[@id='prefecture']/option/@value")
    assert ("sale" in options, "oujda" in options) == (False, True)
