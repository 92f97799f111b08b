"""The pages of the tour as people see them, in Arabic and in French, at given moments."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from caravan.kernel import clock
from caravan.kernel import pages as kept_pages
from caravan.tour import queries
from caravan.tour.models import Stop
from caravan.tour.views import agenda, public, staff
from tests import makers, pages
from tests.conftest import Browser

FRIDAY = date(2025, 2, 7)


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[[date, str], None]:
    """`at(day, "11:20")` sets the clock that the pages look at."""

    def set_clock(day: date, wall: str) -> None:
        moment = makers.at(day, wall)
        for looking in (agenda, public, staff):
            monkeypatch.setattr(looking, "now", lambda: moment)
            monkeypatch.setattr(looking, "today", lambda: clock.to_wall(moment).date())
        monkeypatch.setattr(kept_pages, "now", lambda: moment)

    return set_clock


@pytest.fixture
def stop(at: Callable[[date, str], None], app: Any) -> Stop:
    """Oujda on its first morning, 11:20, in the middle of the plenary."""
    at(FRIDAY, "11:20")
    stop = makers.make_stop(first_day=FRIDAY)
    opening = {"ar": "الافتتاح", "fr": "Ouverture"}
    makers.make_session(stop, "09:30", "11:00", key="opening", title=opening)
    makers.make_session(stop, "11:00", "12:30", key="plenary", services=["housing"])
    prayer = {"ar": "صلاة الجمعة", "fr": "Prière du vendredi"}
    makers.make_session(stop, "12:30", "14:45", kind="pause", title=prayer)
    return stop


def test_home_opens_with_the_running_stop(client: Browser, stop: Stop) -> None:
    page = pages.read(client.get("/ar/"))
    assert page.heading == "محطة وجدة"
    assert page.all("p.flag") == ["جارية الآن"]
    assert page.all("p.hero__when") == ["الجمعة 7 والسبت 8 فبراير 2025"]


def test_home_in_french_says_the_same(client: Browser, stop: Stop) -> None:
    page = pages.read(client.get("/fr/"))
    assert page.heading == "Étape d’Oujda"
    assert page.all("p.hero__when") == ["Vendredi 7 et samedi 8 février 2025"]


def test_home_names_the_next_stop_when_none_is_running(
    client: Browser, stop: Stop, at: Callable[[date, str], None]
) -> None:
    at(date(2025, 2, 1), "10:00")
    page = pages.read(client.get("/ar/"))
    assert (page.heading, page.all("p.flag")) == ("محطة وجدة", ["المحطة القادمة"])


def test_home_links_past_stops_to_their_answers(
    client: Browser, stop: Stop, at: Callable[[date, str], None]
) -> None:
    at(date(2025, 3, 1), "10:00")
    page = pages.read(client.get("/ar/"))
    assert page.all("//section[h2='محطات سابقة']//h3") == ["محطة وجدة"]
    assert "لا محطة معلنة حاليا" in page.main


def test_home_says_so_when_there_is_no_stop(client: Browser) -> None:
    page = pages.read(client.get("/ar/"))
    assert page.all("//section[@class='empty']/h3") == ["لم تُعلن أي محطة بعد"]


def test_home_marks_a_cancelled_stop(
    client: Browser, stop: Stop, at: Callable[[date, str], None]
) -> None:
    makers.make_stop("fes-2025", first_day=date(2025, 2, 14), status="cancelled")
    page = pages.read(client.get("/ar/"))
    assert page.all("//li[@class='ahead']//p[contains(@class,'flag')]") == ["ملغاة"]


def test_home_tells_why_a_coming_stop_does_not_take_place(
    client: Browser, stop: Stop, at: Callable[[date, str], None]
) -> None:
    reason = {"ar": "سوء الأحوال الجوية", "fr": "Intempéries"}
    for key, status in (("fes-2025", "cancelled"), ("tetouan-2025", "moved")):
        first = date(2025, 2, 14)
        makers.make_stop(key, first_day=first, status=status, status_reason=reason)
    rows = pages.read(client.get("/fr/")).all("//li[@class='ahead'][.//*[contains(@class,'flag')]]")
    assert [("Intempéries" in row, "inscri" in row) for row in rows] == [(True, False)] * 2


CLOSED_DOORS = {"announced": "يُفتح التسجيل لاحقا.", "closed": "أُغلق التسجيل."}


@pytest.mark.parametrize(("status", "words"), CLOSED_DOORS.items())
def test_button_to_register_is_there_only_while_registration_is_open(
    client: Browser, at: Callable[[date, str], None], status: str, words: str
) -> None:
    at(date(2025, 2, 1), "10:00")
    makers.make_stop(first_day=FRIDAY, status=status)
    makers.make_stop("fes-2025", first_day=date(2025, 2, 14), status=status)
    home, shown = (pages.read(client.get(path)) for path in ("/ar/", "/ar/stops/oujda-2025"))
    for page in (home, shown):
        assert words in page.text
        assert [link for link in page.links if link.endswith("/register")] == []


def test_home_asks_for_a_follow_up_code_without_a_token(client: Browser, stop: Stop) -> None:
    form = pages.read(client.get("/ar/")).form("code")
    assert (form.method, list(form.fields)) == ("POST", ["code"])  # it stands in no address


MONTHS = {8: "غشت", 9: "شتنبر", 11: "نونبر", 12: "دجنبر"}


@pytest.mark.parametrize(("month", "name"), MONTHS.items())
def test_months_are_the_moroccan_ones(client: Browser, month: int, name: str) -> None:
    makers.make_stop(first_day=date(2027, month, 20))
    page = pages.read(client.get("/ar/stops/oujda-2025"))
    assert f"21 {name} 2027" in page.all("p.hero__when")[0]


def test_stop_begins_with_now_and_next(client: Browser, stop: Stop) -> None:
    page = pages.read(client.get("/ar/stops/oujda-2025"))
    card = page.all("//*[contains(@class,'nownext')]//p[@class='when']")
    assert card == ["الآن، إلى غاية 12:30", "على الساعة 12:30"]
    assert page.all("//*[contains(@class,'nownext')]//h2") == ["جلسة عامة", "صلاة الجمعة"]


def test_stop_names_the_day_of_what_comes_next_when_it_is_tomorrow(
    client: Browser, stop: Stop, at: Callable[[date, str], None]
) -> None:
    at(FRIDAY, "18:00")
    makers.make_session(stop, "09:30", "11:00", day=date(2025, 2, 8))
    page = pages.read(client.get("/fr/stops/oujda-2025"))
    assert page.all("//p[@class='when']") == ["Samedi 8 à 09:30"]


def test_stop_folds_what_is_over(client: Browser, stop: Stop) -> None:
    page = pages.read(client.get("/ar/stops/oujda-2025"))
    assert page.all("//details[ol]/summary") == ["فقرة واحدة انتهت"]
    assert page.all("//details//h3") == ["الافتتاح"]
    assert page.all("//li[contains(@class,'here')]//h3") == ["جلسة عامة"]


def test_stop_hides_internal_and_shows_withdrawn_sessions(client: Browser, stop: Stop) -> None:
    makers.make_session(stop, title={"ar": "اجتماع داخلي"}, is_internal=True)
    makers.make_session(stop, "15:00", title={"ar": "ورشة"}, is_withdrawn=True)
    page = pages.read(client.get("/ar/stops/oujda-2025"))
    assert "اجتماع داخلي" not in page.text
    assert page.all("//li[contains(@class,'withdrawn')]//h3") == ["ورشة"]


def test_stop_keeps_one_service_when_asked(client: Browser, stop: Stop) -> None:
    page = pages.read(client.get("/ar/stops/oujda-2025?service=housing"))
    assert page.all("//ol[contains(@class,'timed')]//h3") == ["جلسة عامة"]
    assert page.all("//p[@class='chips']/a[@aria-current]") == ["السكن"]


def test_stop_tells_the_stand_when_no_session_is_about_the_service(
    client: Browser, at: Callable[[date, str], None]
) -> None:
    makers.make_partner(makers.make_stop())
    page = pages.read(client.get("/ar/stops/oujda-2025?service=housing"))
    assert "الموضوع معروض في الرواق: A-12" in page.main


def test_stop_without_agenda_says_so(client: Browser) -> None:
    makers.make_stop()
    page = pages.read(client.get("/fr/stops/oujda-2025"))
    assert "Le programme n’est pas encore publié" in page.main


def test_stop_tells_the_newest_change(client: Browser, stop: Stop) -> None:
    told = {"ar": ["تبدأ الجلسة العامة على الساعة 11:00."], "fr": ["…"]}
    at_1042 = makers.at(FRIDAY, "10:42")
    makers.make_release(stop, 2, told, sessions=["plenary"], published_at=at_1042)
    makers.make_release(stop, 3)
    page = pages.read(client.get("/ar/stops/oujda-2025"))
    assert page.all("//div[@class='note changed']//h2") == ["تغيير على الساعة 10:42:"]
    assert page.all("//div[@class='note changed']//p") == ["تبدأ الجلسة العامة على الساعة 11:00."]
    assert page.all("//li[contains(@class,'here')]//p[contains(@class,'flag')]") == ["تغيير"]


def test_stop_names_the_day_of_a_change_when_it_was_not_today(client: Browser, stop: Stop) -> None:
    before = makers.at(date(2025, 2, 6), "14:05")
    makers.make_release(stop, 2, {"ar": ["تغيير."], "fr": ["…"]}, published_at=before)
    page = pages.read(client.get("/ar/stops/oujda-2025"))
    assert page.all("//div[@class='note changed']//h2") == [
        "تغيير يوم الخميس 6 فبراير 2025 على الساعة 14:05:"
    ]


def test_stop_counts_the_changes_that_it_does_not_tell(client: Browser, stop: Stop) -> None:
    makers.make_release(stop, 2, {"ar": [f"تغيير {one}." for one in range(8)], "fr": ["…"]})
    page = pages.read(client.get("/ar/stops/oujda-2025"))
    assert len(page.all("//div[@class='note changed']//p")) == 5
    assert page.all("//div[@class='note changed']//a") == ["3 تغييرات أخرى"]


def test_stop_tells_no_change_once_it_is_over(
    client: Browser, stop: Stop, at: Callable[[date, str], None]
) -> None:
    makers.make_release(stop, 2, {"ar": ["تغيير."], "fr": ["…"]})
    at(date(2025, 2, 9), "08:00")
    assert pages.read(client.get("/ar/stops/oujda-2025")).all("//div[@class='note changed']") == []


def test_stop_tells_why_it_is_cancelled(client: Browser) -> None:
    makers.make_stop(status="cancelled", status_reason={"ar": "سوء الأحوال الجوية"})
    page = pages.read(client.get("/ar/stops/oujda-2025"))
    assert "سوء الأحوال الجوية" in page.main
    assert page.all("a.lead") == []


def test_stop_page_falls_back_to_the_language_there_is(client: Browser) -> None:
    makers.make_stop(title={"ar": "محطة وجدة"})
    assert pages.read(client.get("/fr/stops/oujda-2025")).heading == "محطة وجدة"


def test_stop_page_is_kept_and_not_sent_twice(client: Browser, stop: Stop) -> None:
    first = client.get("/ar/stops/oujda-2025")
    again = client.get("/ar/stops/oujda-2025", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert "Set-Cookie" not in first.headers
    assert b"csrf" not in first.data


def test_stop_page_changes_when_a_session_ends(
    client: Browser, stop: Stop, at: Callable[[date, str], None]
) -> None:
    client.get("/ar/stops/oujda-2025")
    at(FRIDAY, "12:30")
    page = pages.read(client.get("/ar/stops/oujda-2025"))
    assert page.all("//*[@class='on']//h2") == ["صلاة الجمعة"]


@pytest.mark.parametrize(
    "address",
    ["/ar/stops/nowhere", "/ar/stops/nowhere/changes", "/ar/stops/oujda-2025?service=nothing"],
)
def test_unknown_stop_or_service_is_not_found(client: Browser, stop: Stop, address: str) -> None:
    assert pages.read(client.get(address)).status == 404


@pytest.mark.parametrize(("accepted", "lang"), [("fr-FR,fr", "fr"), ("de", "ar"), ("ar", "ar")])
def test_short_address_leads_to_the_stop(client: Browser, accepted: str, lang: str) -> None:
    answer = client.get("/s/oujda-2025", headers={"Accept-Language": accepted})
    assert (answer.status_code, answer.location) == (302, f"/{lang}/stops/oujda-2025")
    assert set(answer.vary) == {"Accept-Language", "Cookie"}


PUBLIC_QUERIES = {"/ar/": 2, "/ar/stops/oujda-2025": 6, "/ar/stops/oujda-2025/changes": 3}


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("address", "count"), PUBLIC_QUERIES.items())
def test_public_pages_ask_as_often_for_three_rows_as_for_one(
    client: Browser, queries: Callable[[], Any], address: str, count: int, rows: int
) -> None:
    stops = [makers.make_stop(key) for key in ("oujda-2025", "fes", "nador")[:rows]]
    for number in range(rows):
        makers.make_session(stops[0])
        makers.make_partner(stops[0])
        makers.make_release(stops[0], number + 1, {"ar": ["تغيير."], "fr": ["…"]})
    with queries() as seen:
        assert client.get(address).status_code == 200
    assert len(seen) == count


def test_kept_page_asks_nothing(client: Browser, stop: Stop, queries: Callable[[], Any]) -> None:
    client.get("/ar/stops/oujda-2025")
    with queries() as seen:
        client.get("/ar/stops/oujda-2025")
    assert seen == []


def test_staff_see_only_their_stops(as_staff: Callable[..., Browser]) -> None:
    makers.make_stop()
    makers.make_stop("fes-2025", title={"ar": "محطة فاس"})
    page = pages.read(as_staff("gate", "fes-2025").get("/ar/staff/stops"))
    assert page.all("//tbody//th") == ["محطة فاس"]


def test_staff_without_a_stop_are_told_so(as_staff: Callable[..., Browser]) -> None:
    page = pages.read(as_staff("gate", "fes-2025").get("/ar/staff/stops"))
    assert "لم تُسند إليكم أي محطة بعد" in page.main


def test_staff_see_internal_sessions(as_staff: Callable[..., Browser], stop: Stop) -> None:
    makers.make_session(stop, title={"ar": "اجتماع داخلي"}, is_internal=True)
    page = pages.read(as_staff("moderator", stop.key).get("/ar/staff/stops/oujda-2025"))
    assert "اجتماع داخلي" in page.main
    assert page.all("//tr[@class='sel']//th") == ["جلسة عامة"]


def test_staff_of_another_stop_are_refused(as_staff: Callable[..., Browser], stop: Stop) -> None:
    browser = as_staff("organiser", "fes-2025")
    assert browser.get("/ar/staff/stops/oujda-2025").status_code == 403
    assert browser.get("/ar/staff/stops/oujda-2025/poster.pdf").status_code == 403


def test_poster_is_a_pdf(as_staff: Callable[..., Browser], stop: Stop) -> None:
    answer = as_staff("organiser").get("/ar/staff/stops/oujda-2025/poster.pdf")
    assert (answer.mimetype, answer.data[:5]) == ("application/pdf", b"%PDF-")


STAFF_QUERIES = {"/ar/staff/stops": 2, "/ar/staff/stops/oujda-2025": 5}


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("address", "count"), STAFF_QUERIES.items())
def test_staff_pages_ask_as_often_for_three_rows_as_for_one(
    as_staff: Callable[..., Browser],
    queries: Callable[[], Any],
    address: str,
    count: int,
    rows: int,
) -> None:
    stops = [makers.make_stop(key) for key in ("oujda-2025", "fes", "nador")[:rows]]
    for _ in range(rows):
        makers.make_session(stops[0])
    browser = as_staff()
    browser.get(address)
    with queries() as seen:
        assert browser.get(address).status_code == 200
    assert len([one for one in seen if "staff" not in one]) == count


def test_stops_for_puts_the_newest_first(app: Any) -> None:
    makers.make_stop("old", first_day=date(2024, 1, 1))
    makers.make_stop("new", first_day=date(2025, 1, 1))
    found = queries.stops_for(makers.make_staff(), "see")
    assert [stop.key for stop in found] == ["new", "old"]
