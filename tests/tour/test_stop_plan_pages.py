"""The page of one stop's plan: days, state, facts, rules set aside, called off."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from flask import Flask

from caravan.tour import actions, queries
from caravan.tour.models import Draft
from caravan.tour.plan_json import mark_of
from caravan.tour.season import moving
from caravan.tour.stop_plan import Kept
from tests import makers, pages
from tests.conftest import Browser
from tests.tour.planner_pages import FAR, load_lists, on_the_planning_day, page, publish, why
from tests.tour.season_plans import SPRING, make_plan, make_session

KEY = "oujda-2027"
PLAN = f"/ar/staff/stops/{KEY}/plan"
MISSING_FR = "النص الفرنسي ناقص."
TOO_LONG = "النص طويل: {} حرف على الأكثر."
BAD_CODE = "لا يضم الرمز إلا حروفا لاتينية صغيرة وأرقاما وعلامة الوصل، في حدود 60."


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with on_the_planning_day():
        yield


@pytest.fixture
def browser(app: Flask, as_staff: Callable[..., Browser]) -> Browser:
    load_lists()
    return as_staff("organiser", KEY)


def test_plan_shows_state_and_warnings_and_keeps_drafts_untouched(browser: Browser) -> None:
    shown = page(browser, PLAN)
    assert shown.all("//div[@class='head']//span[contains(@class,'st')]") == ["مفتوحة للتسجيل"]
    assert shown.all("//section[@id='warnings']//h3") == ["رمضان"]
    assert makers.count(Draft) == 0


def test_days_are_moved_in_the_draft(browser: Browser) -> None:
    answer = browser.fill(PLAN, {"first_day": "2027-04-09", "days": "3"})
    assert answer.location == PLAN
    assert page(browser, PLAN).all("p.toast") == ["نُقلت الأيام، في المسودة."]
    assert [day.date.day for day in queries.get_plan(KEY).days] == [9, 10, 11]
    assert queries.get_stop(KEY).first_day == date(2027, 2, 12)


def test_days_in_the_past_are_moved_with_a_warning(browser: Browser) -> None:
    browser.fill(PLAN, {"first_day": "2026-02-06", "days": "2"})
    assert "مضى اليوم الأول." in page(browser, PLAN).all("p.toast")


@pytest.mark.parametrize("days", ["0", "4", ""])
def test_stop_of_no_or_four_days_is_refused_beside_the_field(browser: Browser, days: str) -> None:
    answer = browser.fill(PLAN, {"first_day": "2027-04-09", "days": days})
    assert (answer.status_code, why(answer)) == (422, ["تدوم المحطة يوما أو يومين أو ثلاثة أيام."])
    assert makers.count(Draft) == 0


def test_day_with_sessions_does_not_fall_away(browser: Browser) -> None:
    late = make_session(SPRING.replace(day=10))
    publish(make_plan(first=SPRING, sessions=(late,)))
    answer = browser.fill(PLAN, {"first_day": "2027-04-09", "days": "1"})
    assert why(answer) == ["في اليوم الذي سيُحذف ما زالت هناك: الافتتاح. انقلوا هذه الفقرات أولا."]


def test_second_to_move_sees_what_stands_and_may_insist(browser: Browser) -> None:
    form = page(browser, PLAN).form("first_day", "days", "seen")
    plan = queries.get_plan(KEY)
    staff_id = makers.make_staff().id
    actions.move_days(KEY, SPRING, 2, seen=mark_of(plan.days), staff_id=staff_id)
    answer = browser.post(
        f"{PLAN}/days", data={**form.fields, "first_day": "2027-04-23", "days": "2"}
    )
    shown = pages.read(answer)
    assert answer.status_code == 409
    assert shown.all("//div[@class='alert warn two']//li") == ["اليوم الأول: 2027-04-09"]
    again = next(one for one in shown.forms if one.fields.get("first_day") == "2027-04-23")
    browser.post(f"{PLAN}/days", data=again.fields)
    assert queries.get_plan(KEY).first_day == date(2027, 4, 23)


def test_state_goes_into_the_draft_with_its_reason(browser: Browser) -> None:
    fields = {"status": "moved", "reason_ar": "موعد جديد", "reason_fr": "Nouvelle date"}
    browser.fill(PLAN, fields)
    draft = queries.get_plan(KEY)
    assert (draft.status, draft.reason["fr"]) == ("moved", "Nouvelle date")
    assert queries.get_stop(KEY).status == "open"


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        (
            {"status": "cancelled", "reason_ar": "سبب", "reason_fr": ""},
            "المحطة الملغاة أو المؤجلة تذكر السبب، بالعربية وبالفرنسية.",
        ),
        ({"status": "later", "reason_ar": ""}, "اختاروا حالة من اللائحة."),
        ({"status": "open", "reason_ar": FAR}, TOO_LONG.format(2000)),
    ],
)
def test_state_that_cannot_be_is_refused_beside_the_field(
    browser: Browser, fields: dict[str, str], sentence: str
) -> None:
    answer = browser.fill(PLAN, fields)
    assert (answer.status_code, why(answer)) == (422, [sentence])
    assert pages.read(answer).form("reason_ar").fields["reason_ar"].strip() == fields["reason_ar"]


def test_facts_are_saved_and_further_languages_stay(browser: Browser) -> None:
    title = {"ar": "محطة", "fr": "Étape", "en": "Stop"}
    publish(make_plan(first=SPRING, title=title))
    fields = {
        "title_fr": "Étape d’Oujda",
        "venue_ar": "قصر المؤتمرات",
        "venue_fr": "Palais\u200f des congrès",
        "seats": "٣٠٠",
        "team": "South",
    }
    answer = browser.fill(PLAN, {**fields, "seats": "300"})
    assert answer.status_code == 303
    plan = queries.get_plan(KEY)
    assert plan.title == {"ar": "محطة", "fr": "Étape d’Oujda", "en": "Stop"}
    assert (plan.venue.name["fr"], plan.seats, plan.team) == ("Palais des congrès", 300, "south")


@pytest.mark.parametrize(
    ("fields", "sentences"),
    [
        ({"title_fr": ""}, [MISSING_FR]),
        ({"title_fr": FAR}, [TOO_LONG.format(200)]),
        ({"host_ar": "ولاية الأمن"}, [MISSING_FR]),
        (
            {"address_ar": FAR, "venue_ar": "قاعة", "venue_fr": "Salle"},
            [TOO_LONG.format(500), MISSING_FR],
        ),
        ({"address_ar": "شارع", "address_fr": "Rue"}, ["العنوان يحتاج إلى اسم المكان."]),
        ({"seats": "0"}, ["اكتبوا عددا صحيحا من 1 إلى 100000."]),
        ({"stage": "many"}, ["اكتبوا عددا صحيحا بالأرقام."]),
        (
            {"team": "الجنوب"},
            ["لا يضم الرمز إلا حروفا لاتينية صغيرة وأرقاما وعلامة الوصل، في حدود 60."],
        ),
        ({"prefecture": "nowhere"}, ["اختاروا جهة من اللائحة."]),
    ],
)
def test_facts_that_cannot_be_are_refused_beside_their_fields(
    browser: Browser, fields: dict[str, str], sentences: list[str]
) -> None:
    answer = browser.fill(PLAN, fields, having=("title_ar",))
    assert (answer.status_code, why(answer)) == (422, sentences)
    typed = pages.read(answer).form("title_ar").fields
    kept = {name: typed[name].strip() for name in fields if name != "prefecture"}
    assert kept == {name: value for name, value in fields.items() if name != "prefecture"}
    assert makers.count(Draft) == 0


def test_second_to_save_facts_sees_what_stands(browser: Browser) -> None:
    form = page(browser, PLAN).form("title_ar", "seen")
    facts = moving.facts_of(queries.get_plan(KEY))
    faster = replace(facts, seats=200)
    actions.set_facts(KEY, faster, seen=mark_of(facts), staff_id=makers.make_staff().id)
    answer = browser.post(f"{PLAN}/facts", data={**form.fields, "stage": "12"})
    assert answer.status_code == 409
    stands = pages.read(answer).all("//div[@class='alert warn two']//li")
    assert sorted(stands) == ["الرقم في الجولة: 9", "المقاعد: 200"]


def test_rule_is_kept_in_the_name_of_who_is_signed_in(browser: Browser) -> None:
    browser.fill(PLAN, {"why": "طلب من المديرية"})
    (kept,) = queries.get_plan(KEY).kept
    assert (kept.rule, kept.subject, kept.reason) == ("ramadan", "", "طلب من المديرية")
    assert kept.by.startswith("Agent ")
    shown = page(browser, PLAN)
    assert shown.all("//section[@id='warnings']//h3") == ["رمضان: أُبقيت"]
    assert "طلب من المديرية" in shown.main


def test_rule_is_not_kept_without_a_reason(browser: Browser) -> None:
    answer = browser.fill(PLAN, {"why": " "})
    assert (answer.status_code, why(answer)) == (422, ["اكتبوا السبب: يُسجل باسمكم."])
    assert len(pages.read(answer).tree.xpath("//details[@open]")) == 1
    form = page(browser, PLAN).form("why")
    answer = browser.post(form.action, data={**form.fields, "why": "x", "rule": "gravity"})
    assert pages.read(answer).alerts[0] == "لا توجد هذه القاعدة."


def test_kept_rule_is_put_in_force_again(browser: Browser) -> None:
    actions.keep_rule(KEY, Kept("ramadan", "خلية", "سبب"), staff_id=makers.make_staff().id)
    form = next(one for one in page(browser, PLAN).forms if "/kept/ramadan" in one.action)
    browser.post(form.action, data=form.fields)
    assert queries.get_plan(KEY).kept == ()


def test_stop_is_called_off_and_everybody_reads_why(browser: Browser, client: Browser) -> None:
    browser.fill(PLAN, {"cancel_ar": "سوء الأحوال الجوية", "cancel_fr": "Intempéries"})
    public = page(client, f"/fr/stops/{KEY}")
    assert "Intempéries" in public.main
    assert public.all("a.lead") == []
    shown = page(browser, PLAN)
    assert "أُلغيت المحطة، ويرى الجميع ذلك الآن مع السبب." in shown.all("p.toast")
    assert [form.action for form in shown.forms if "cancellation" in form.action] == []


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"cancel_ar": "سبب", "cancel_fr": ""}, MISSING_FR),
        ({"cancel_ar": "سبب", "cancel_fr": FAR}, TOO_LONG.format(2000)),
    ],
)
def test_stop_is_not_called_off_without_both_reasons(
    browser: Browser, fields: dict[str, str], sentence: str
) -> None:
    answer = browser.fill(PLAN, fields)
    assert (answer.status_code, why(answer)) == (422, [sentence])
    assert queries.get_stop(KEY).status == "open"


def test_draft_of_a_new_stop_is_let_go_and_the_planner_follows(
    browser: Browser, as_staff: Callable[..., Browser]
) -> None:
    everywhere = as_staff()
    everywhere.fill("/ar/staff/tour/new-stop", {"prefecture": "fes", "first_day": "2027-04-09"})
    shown = page(everywhere, "/ar/staff/stops/fes-2027/plan")
    assert shown.all("//nav[@class='rooms']/ul[1]//a") == ["البرنامج", "النشر", "الأيام والحالة"]
    form = next(one for one in shown.forms if one.action.endswith("withdrawal"))
    assert everywhere.post(form.action, data=form.fields).location == "/ar/staff/tour"
    assert makers.count(Draft) == 0


def test_draft_of_a_published_stop_is_let_go_and_what_is_public_stays(browser: Browser) -> None:
    browser.fill(PLAN, {"first_day": "2027-04-09", "days": "2"})
    form = next(one for one in page(browser, PLAN).forms if one.action.endswith("withdrawal"))
    assert browser.post(form.action, data=form.fields).location == PLAN
    assert queries.get_plan(KEY).first_day == date(2027, 2, 12)


@pytest.mark.parametrize("part", ["", "/days", "/status", "/facts", "/kept", "/cancellation"])
def test_stop_that_is_not_there_is_not_found(
    as_staff: Callable[..., Browser], app: Flask, part: str
) -> None:
    load_lists()
    browser = as_staff()
    fields: dict[str, Any] = {
        "csrf_token": page(browser, PLAN).form("csrf_token").fields["csrf_token"]
    }
    fields |= {
        "first_day": "2027-04-09",
        "days": "2",
        "status": "open",
        "why": "x",
        "rule": "ramadan",
    }
    fields |= {"cancel_ar": "x", "cancel_fr": "x"}
    address = "/ar/staff/stops/nowhere/plan"
    answer = browser.post(address + part, data=fields) if part else browser.get(address)
    assert answer.status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_plan_asks_as_often_for_three_stops_as_for_one(
    app: Flask, as_staff: Callable[..., Browser], queries: Callable[[], Any], rows: int
) -> None:
    load_lists()
    for number in range(rows):
        publish(make_plan(f"stop-{number}", date(2027, 4, 2 + 7 * number)))
    browser = as_staff()
    browser.get(PLAN)
    with queries() as seen:
        assert browser.get(PLAN).status_code == 200
    assert len(seen) == 19
