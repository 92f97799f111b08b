"""The pages of tours, host commands and dates: what they show, write and refuse."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from flask import Flask

from caravan.tour import actions, queries
from caravan.tour.season.year import Avoided
from tests import makers, pages
from tests.conftest import Browser
from tests.tour.planner_pages import FAR, load_lists, on_the_planning_day, page, why

TOURS = "/ar/staff/tour/tours"
COMMANDS = "/ar/staff/tour/commands"
DATES = "/ar/staff/tour/dates"
MISSING_AR, MISSING_FR = "النص العربي ناقص.", "النص الفرنسي ناقص."
BAD_CODE = "لا يضم الرمز إلا حروفا لاتينية صغيرة وأرقاما وعلامة الوصل، في حدود 40."
TOO_LONG = "النص طويل: 200 حرف على الأكثر."


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with on_the_planning_day():
        yield


@pytest.fixture
def browser(app: Flask, as_staff: Callable[..., Browser]) -> Browser:
    load_lists()
    return as_staff()


def test_tours_are_listed_with_their_editions_and_slogans(browser: Browser) -> None:
    shown = page(browser, TOURS)
    assert shown.all("//tr[@class='grp']/th") == [
        "الأيام التواصلية الجهوية",
        "قافلة التواصل الاجتماعي",
    ]
    assert "المقاربة التواصلية، خيار فعال لتجويد العمل الاجتماعي" in shown.main


def test_tour_and_edition_are_added_and_renamed(browser: Browser, client: Browser) -> None:
    browser.fill(TOURS, {"code": "winter", "name_ar": "شتاء", "name_fr": "Hiver"})
    new = {"new-code": "1", "new-name_ar": "الأولى", "new-name_fr": "Première"}
    browser.fill(f"{TOURS}/winter", new)
    renamed = {"name_ar": "الشتاء", "name_fr": "L’hiver"}
    assert browser.fill(f"{TOURS}/winter", renamed).status_code == 303
    slogan = {"slogan_ar": "معا", "slogan_fr": "Ensemble"}
    assert browser.fill(f"{TOURS}/winter/editions/1", slogan).location == TOURS
    edition = queries.get_edition("winter", "1")
    assert (edition.name["fr"], edition.slogan["ar"]) == ("Première", "معا")
    assert queries.get_tour("winter").name["ar"] == "الشتاء"


def test_slogan_is_on_the_home_page_at_once(browser: Browser, client: Browser) -> None:
    client.get("/ar/")
    slogan = {"slogan_ar": "معا", "slogan_fr": "Ensemble"}
    browser.fill(f"{TOURS}/communication-days/editions/2", slogan)
    assert "معا" in page(client, "/ar/").main


@pytest.mark.parametrize(
    ("address", "fields", "sentences"),
    [
        (TOURS, {"code": "", "name_ar": "س", "name_fr": "x"}, ["اكتبوا الرمز."]),
        (TOURS, {"code": "x", "name_ar": "", "name_fr": "x"}, [MISSING_AR]),
        (TOURS, {"code": "x", "name_ar": "س", "name_fr": FAR}, [TOO_LONG]),
        (
            TOURS,
            {"code": "social-caravan", "name_ar": "س", "name_fr": "x"},
            ["social-caravan مستعمل من قبل. اختاروا رمزا آخر."],
        ),
        (
            f"{TOURS}/communication-days",
            {"new-code": "2", "new-name_ar": "س", "new-name_fr": "x"},
            ["2 مستعمل من قبل. اختاروا رمزا آخر."],
        ),
        (
            f"{TOURS}/communication-days/editions/2",
            {"slogan_ar": "س", "slogan_fr": ""},
            [MISSING_FR],
        ),
    ],
)
def test_name_that_cannot_be_is_refused_beside_its_field(
    browser: Browser, address: str, fields: dict[str, str], sentences: list[str]
) -> None:
    answer = browser.fill(address, fields)
    assert (answer.status_code, why(answer)) == (422, sentences)
    typed = pages.read(answer).form(*fields).fields
    assert {name: typed[name] for name in fields} == fields


def test_second_to_rename_is_told_so(browser: Browser) -> None:
    form = page(browser, f"{TOURS}/communication-days").form("name_ar")
    browser.fill(f"{TOURS}/communication-days", {"name_ar": "أيام"})
    answer = browser.post(f"{TOURS}/communication-days", data={**form.fields, "name_ar": "غيرها"})
    assert answer.status_code == 409
    assert "غيّر أحد الزملاء هذا في هذه الأثناء." in pages.read(answer).alerts[0]
    assert queries.get_tour("communication-days").name["ar"] == "أيام"


def test_commands_are_a_tree(browser: Browser) -> None:
    shown = page(browser, COMMANDS)
    names = shown.all("//tbody/tr/th")
    below = names.index("درجة 1 تحت: المنطقة الإقليمية للأمن بالناظور")
    assert names[below - 1] == "ولاية أمن وجدة"
    assert len(names) == 39


NEW_COMMAND = {
    "code": "taroudant",
    "city_ar": "تارودانت",
    "city_fr": "Taroudant",
    "label_ar": "المنطقة الإقليمية للأمن بتارودانت",
    "label_fr": "District provincial de Taroudant",
    "level": "provincial_district",
    "parent": "agadir",
}


def test_command_is_added_below_another_and_changed(browser: Browser) -> None:
    assert browser.fill(f"{COMMANDS}/new", NEW_COMMAND).location == COMMANDS
    browser.fill(f"{COMMANDS}/one/taroudant", {"until": "2027-06-30", "city_zgh": "ⵜⴰⵔⵓⴷⴰⵏⵜ"})
    command = queries.known_commands()["taroudant"]
    assert (command.parent, command.checked) == ("agadir", date(2026, 11, 27))
    assert (command.until, command.name["zgh"]) == (date(2027, 6, 30), "ⵜⴰⵔⵓⴷⴰⵏⵜ")
    assert "إلى غاية 30 يونيو 2027" in page(browser, COMMANDS).main


def test_raised_command_takes_the_place_of_the_earlier_one(browser: Browser) -> None:
    address = f"{COMMANDS}/new?after=sale"
    shown = page(browser, address)
    assert "تحل محل: الأمن الإقليمي بسلا" in shown.main
    raised = {"code": "sale-prefecture", "level": "prefecture", "since": "2027-01-01"}
    assert browser.fill(address, raised).location == COMMANDS
    assert queries.known_commands()["sale"].until == date(2026, 12, 31)
    offered = page(browser, "/ar/staff/tour/new-stop").tree.xpath(
        "//select[@id='prefecture']/option/@value"
    )
    assert {"sale", "sale-prefecture"} <= set(offered)  # it still stands today


@pytest.mark.parametrize(
    ("fields", "sentences"),
    [
        ({"code": "oujda"}, ["oujda مستعمل من قبل. اختاروا رمزا آخر."]),
        (
            {"code": "تارودانت"},
            ["لا يضم الرمز إلا حروفا لاتينية صغيرة وأرقاما وعلامة الوصل، في حدود 40."],
        ),
        ({"level": "galaxy"}, ["اختاروا مستوى من اللائحة."]),
        ({"parent": "nowhere"}, ["اختاروا جهة من اللائحة."]),
        ({"city_fr": FAR}, [TOO_LONG]),
        ({"since": "2027-02-01", "until": "2027-01-01"}, ["اليوم الأخير قبل اليوم الأول."]),
        ({"until": "soon"}, ["هذا ليس تاريخا. اكتبوه هكذا: 2026-11-30."]),
    ],
)
def test_command_that_cannot_be_is_refused_beside_its_field(
    browser: Browser, fields: dict[str, str], sentences: list[str]
) -> None:
    answer = browser.fill(f"{COMMANDS}/new", {**NEW_COMMAND, **fields})
    assert (answer.status_code, why(answer)) == (422, sentences)
    assert "taroudant" not in queries.known_commands()


def test_command_below_its_own_is_refused_beside_the_field(browser: Browser) -> None:
    answer = browser.fill(f"{COMMANDS}/one/oujda", {"parent": "nador"})
    assert why(answer) == ["الجهة المختارة تابعة هي نفسها لهذه الجهة. اختاروا جهة أخرى."]


def test_dates_of_a_year_are_listed_with_what_is_calculated(browser: Browser) -> None:
    shown = page(browser, f"{DATES}?year=2027")
    rows = shown.all("//section[1]//tbody/tr")
    assert rows[0].startswith("رمضانمن 8 فبراير إلى 8 مارس 2027 حسابا")
    assert len(rows) == 1 + 11 + 4
    assert "ذكرى تأسيس الأمن الوطني" in shown.main


@pytest.mark.parametrize("year", ["", "0", "1200", "9999", "x", "٢٠٢٧"])
def test_dates_open_at_any_year_that_an_address_asks_for(browser: Browser, year: str) -> None:
    assert browser.get(f"{DATES}?year={year}").status_code == 200


def test_lunar_date_is_moved_and_calculated_again(browser: Browser) -> None:
    address = f"{DATES}/feasts/eid_al_fitr/1448"
    assert browser.fill(address, {"day": "2027-03-10"}).location == f"{DATES}?year=2027"
    shown = page(browser, f"{DATES}?year=2027")
    assert "10 و11 مارس 2027 حُددت يدويا Agent" in shown.main
    form = next(one for one in page(browser, address).forms if "calculation" in one.action)
    browser.post(form.action, data=form.fields)
    assert queries.moved_dates() == {}


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("2027-04-10", "لا يبتعد التاريخ القمري عن حسابه بأكثر من 5 أيام."),
        ("", "اختاروا يوما."),
        ("2027-02-30", "هذا ليس تاريخا. اكتبوه هكذا: 2026-11-30."),
    ],
)
def test_lunar_date_is_refused_beside_the_field(browser: Browser, day: str, sentence: str) -> None:
    answer = browser.fill(f"{DATES}/feasts/eid_al_fitr/1448", {"day": day})
    assert (answer.status_code, why(answer)) == (422, [sentence])


def test_date_that_a_colleague_moved_is_not_moved_unseen(browser: Browser) -> None:
    address = f"{DATES}/feasts/eid_al_fitr/1448"
    form = page(browser, address).form("day").fields
    browser.post(address, data=form | {"day": "2027-03-11"})

    refused = browser.post(address, data=form | {"day": "2027-03-08"})

    kept = pages.read(refused).form("day").fields
    assert (refused.status_code, kept["day"], kept["seen"]) == (409, "2027-03-08", "2027-03-11")
    assert "11 مارس 2027" in pages.read(refused).main
    assert browser.post(address, data=kept).status_code == 303


def test_days_to_avoid_of_a_colleague_are_not_overwritten_unseen(browser: Browser) -> None:
    browser.fill(DATES, {"first": "2027-06-01", "reason_ar": "امتحانات", "reason_fr": "Examens"})
    address = f"{DATES}/avoided/2027-06-01"
    form = page(browser, address).form("first").fields
    browser.post(address, data=form | {"last": "2027-06-10"})

    refused = pages.read(browser.post(address, data=form | {"last": "2027-06-05"}))

    kept = refused.form("first").fields
    assert (refused.status, kept["last"]) == (409, "2027-06-05")
    assert refused.main.count("Examens") == 1  # theirs, beside one's own in the form
    assert "1 إلى 10 يونيو 2027" in refused.main
    [span] = [one for one in queries.avoided() if one.key == "2027-06-01"]
    assert span.last == date(2027, 6, 10)
    assert browser.post(address, data=kept).status_code == 303


def test_days_that_a_colleague_planned_again_meanwhile_are_kept_in_the_form(
    browser: Browser,
) -> None:
    browser.fill(DATES, {"first": "2027-06-01", "reason_ar": "امتحانات", "reason_fr": "Examens"})
    address = f"{DATES}/avoided/2027-06-01"
    form = page(browser, address).form("first").fields
    actions.stop_avoiding("2027-06-01", staff_id=makers.make_staff().id)

    faulty = pages.read(browser.post(address, data=form | {"last": "2027-06-05", "reason_fr": ""}))
    assert (faulty.status, faulty.form("first").fields["last"]) == (422, "2027-06-05")
    refused = pages.read(browser.post(address, data=form | {"last": "2027-06-05"}))

    again = refused.form("first")
    assert (refused.status, again.fields["last"]) == (409, "2027-06-05")
    assert browser.post(again.action, data=again.fields).status_code == 303
    assert browser.post(f"{address}-9", data=form | {"seen": ""}).status_code == 404


@pytest.mark.parametrize("address", ["carnival/1448", "ramadan/1", "ramadan/999999999"])
def test_unknown_feast_is_not_found(browser: Browser, address: str) -> None:
    assert browser.get(f"{DATES}/feasts/{address}").status_code == 404


def test_days_to_avoid_are_added_changed_and_planned_again(browser: Browser) -> None:
    new = {"first": "2027-06-01", "reason_ar": "امتحانات", "reason_fr": "Examens"}
    browser.fill(DATES, new)
    address = f"{DATES}/avoided/2027-06-01"
    browser.fill(address, {"last": "2027-06-10", "yearly": "y"})
    span = next(one for one in queries.avoided() if one.key == "2027-06-01")
    reason = {"ar": "امتحانات", "fr": "Examens"}
    assert span == Avoided("2027-06-01", date(2027, 6, 1), date(2027, 6, 10), reason, yearly=True)
    form = next(one for one in page(browser, address).forms if "withdrawal" in one.action)
    browser.post(form.action, data=form.fields)
    assert browser.get(address).status_code == 404


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"last": "2027-05-01"}, "اليوم الأخير قبل اليوم الأول."),
        ({"first": ""}, "اختاروا يوما."),
        ({"reason_fr": ""}, MISSING_FR),
        ({"reason_ar": FAR}, TOO_LONG),
    ],
)
def test_days_to_avoid_are_refused_beside_the_field(
    browser: Browser, fields: dict[str, str], sentence: str
) -> None:
    usual = {"first": "2027-06-01", "last": "", "reason_ar": "س", "reason_fr": "x"}
    answer = browser.fill(DATES, {**usual, **fields})
    assert (answer.status_code, why(answer)) == (422, [sentence])


def test_organiser_of_one_stop_reads_the_lists_and_writes_none(
    app: Flask, as_staff: Callable[..., Browser]
) -> None:
    load_lists()
    browser = as_staff("organiser", "oujda-2027")
    token = {
        "csrf_token": page(browser, "/ar/staff/stops/oujda-2027/plan").form().fields["csrf_token"]
    }
    for address in (TOURS, COMMANDS, DATES):
        shown = page(browser, address)
        assert [form.action for form in shown.forms if "/staff/tour/" in form.action] == []
    for address in (TOURS, f"{COMMANDS}/new", DATES, f"{DATES}/feasts/ramadan/1448"):
        assert browser.post(address, data=token).status_code == 403
    assert makers.count(type(queries.get_tour("communication-days"))) == 2


def test_moved_feast_changes_the_warnings(browser: Browser) -> None:
    staff_id = makers.make_staff().id
    actions.move_feast("ramadan", 1448, date(2027, 2, 8), staff_id=staff_id)
    warned = page(browser, "/ar/staff/tour").all("//div[contains(@class,'alert')]//p")
    assert warned == ["المحطة داخل رمضان: تعمل الإدارات من 09:00 إلى 15:00."]
