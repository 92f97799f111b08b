"""The page of a stop on a phone: how much it weighs, its filters, and days with their own pages."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest
import time_machine
from sqlalchemy import update

from caravan.kernel.db import transaction
from caravan.settings import ROOT
from caravan.tour import actions
from caravan.tour.folder import read_folder
from caravan.tour.models import Stop
from caravan.tour.stop_plan import SessionPlan, StopPlan
from tests import makers, pages
from tests.conftest import Browser
from tests.standing import begin_with

FRIDAY, SATURDAY = date(2025, 2, 7), date(2025, 2, 8)
STOP = "/ar/stops/oujda-2025"
DAY = f"{STOP}/days/2025-02-07"
MOST_BYTES = 15_000
TITLES = "//ol[contains(@class,'timed')]//h3"


@pytest.fixture(autouse=True)
def morning() -> Iterator[None]:
    """It is Friday 7 February 2025, 09:10 in Oujda."""
    with time_machine.travel(makers.at(FRIDAY, "09:10"), tick=False):
        yield


def crowded(model: StopPlan, days: int) -> StopPlan:
    """The stop with twenty sessions on each of its first days, every fact of each filled in."""
    full = [session for session in model.sessions if session.speakers or session.services]
    sessions = [
        SessionPlan(
            key=f"{day.date:%d}-session-{number}",
            day=day.date,
            starts=time(8 + number // 2, 30 * (number % 2)),
            ends=time(8 + (number + 1) // 2, 30 * ((number + 1) % 2)),
            kind="themed",
            title=full[number % len(full)].title,
            room=model.rooms[number % len(model.rooms)].key,
            speakers=(model.speakers[number % len(model.speakers)].key,),
            services=full[number % len(full)].services,
            audience=("retired", "widow") if number % 4 == 0 else (),
        )
        for day in model.days[:days]
        for number in range(20)
    ]
    return replace(model, key=f"crowded-{days}", days=model.days[:days], sessions=tuple(sessions))


@pytest.fixture
def published(app: Any) -> None:
    """The real stops, and two invented ones with twenty sessions a day, on one day and on two."""
    begin_with(_publish)


def _publish() -> None:
    folder = read_folder(ROOT / "events")
    with transaction():
        actions.load_catalogue(folder.catalogue)
        model = next(one for one in folder.stops if one.plan.key == "oujda-2025")
        actions.publish(model.plan, text=model.text)
        for days in (1, 2):
            actions.publish(crowded(model.plan, days), text="")


@pytest.mark.usefixtures("published")
@pytest.mark.parametrize("lang", ["ar", "fr"])
def test_a_day_weighs_less_than_fifteen_thousand_bytes(client: Browser, lang: str) -> None:
    addresses = [
        "oujda-2025",
        "oujda-2025?audience=widow&room=main",
        "oujda-2025/calendar",
        *(f"crowded-{days}" for days in (1, 2)),
        *(f"crowded-{days}/days/2025-02-07" for days in (1, 2)),
        "crowded-2/days/2025-02-07?audience=widow&service=housing",
    ]
    answers = {one: client.get(f"/{lang}/stops/{one}") for one in addresses}

    assert {answer.status_code for answer in answers.values()} == {200}
    sizes = {one: len(answer.data) for one, answer in answers.items()}
    assert {one: size for one, size in sizes.items() if size >= MOST_BYTES} == {}


@pytest.mark.usefixtures("published")
def test_days_have_pages_of_their_own_when_there_are_many_sessions(client: Browser) -> None:
    page = pages.read(client.get("/fr/stops/crowded-2"))
    assert page.all("//ul[contains(@class,'linked')]/li/*") == [
        "Vendredi 7 février 2025",
        "20 séances",
        "Samedi 8 février 2025",
        "20 séances",
    ]
    assert page.all(TITLES) == []

    day = pages.read(client.get("/fr/stops/crowded-2/days/2025-02-08"))
    assert (day.heading, len(day.all(TITLES))) == ("Samedi 8 février 2025", 20)
    assert day.all("//nav[@class='days']/a[@aria-current='page']") == ["Samedi 8"]


@pytest.mark.usefixtures("published")
def test_choice_goes_along_to_the_pages_of_the_days(client: Browser) -> None:
    page = pages.read(client.get("/fr/stops/crowded-2?audience=orphan"))
    link = next(one for one in page.links if "days/2025-02-07" in one)
    assert link == "/fr/stops/crowded-2/days/2025-02-07?audience=orphan"

    day = pages.read(client.get(link))
    assert len(day.all(TITLES)) == 15
    assert "/fr/stops/crowded-2/days/2025-02-08?audience=orphan" in day.links


@pytest.fixture
def stop(app: Any) -> Stop:
    """Oujda with sessions for different people, in two rooms and two languages."""
    stop = makers.make_stop()
    hall = {"room": "main", "place": {"ar": "القاعة الكبرى", "fr": "Grande salle"}}
    quiet = {"room": "quiet", "place": {"ar": "القاعة الهادئة", "fr": "Salle calme"}}
    makers.make_session(
        stop, title={"ar": "القروض"}, services=["housing"], languages=["fr"], **hall
    )
    makers.make_session(stop, "11:00", title={"ar": "الأرامل"}, audience=["widow"], **quiet)
    makers.make_session(stop, "13:00", title={"ar": "الأيتام"}, audience=["orphan"], **quiet)
    makers.make_session(stop, "15:00", title={"ar": "الاختتام"}, day=SATURDAY, **hall)
    return stop


FILTERED = {
    "service=housing": ["القروض"],
    "audience=widow": ["القروض", "الأرامل", "الاختتام"],
    "room=quiet": ["الأرامل", "الأيتام"],
    "language=fr": ["القروض"],
    "audience=widow&room=quiet": ["الأرامل"],
    "service=": ["القروض", "الأرامل", "الأيتام", "الاختتام"],
}


@pytest.mark.parametrize(("query", "titles"), FILTERED.items())
def test_stop_shows_what_is_asked_for(
    client: Browser, stop: Stop, query: str, titles: list[str]
) -> None:
    assert pages.read(client.get(f"{STOP}?{query}")).all(TITLES) == titles


def test_filters_keep_each_other(client: Browser, stop: Stop) -> None:
    page = pages.read(client.get(f"{STOP}?audience=widow&room=quiet"))
    assert page.all("//details[@class='filter']//a[@aria-current]") == ["الأرامل", "القاعة الهادئة"]
    assert page.all("//p[@class='chips chosen']/a") == [
        "إزالة: الأرامل",
        "إزالة: القاعة الهادئة",
        "البرنامج كاملا",
    ]
    assert "?service=housing&audience=widow&room=quiet#agenda" in page.links
    assert "?room=quiet#agenda" in page.links
    assert f"{STOP}#agenda" in page.links


def test_filter_names_what_can_be_asked_for(client: Browser, stop: Stop) -> None:
    page = pages.read(client.get(STOP))
    assert page.all("//details[@class='filter']//p[@class='chips']/b") == [
        "الخدمة",
        "لفائدة",
        "القاعة",
        "اللغة",
    ]
    assert page.all("//details[@class='filter']//a") == [
        "السكن",
        "الأرامل",
        "الأيتام",
        "القاعة الكبرى",
        "القاعة الهادئة",
        "العربية",
        "الفرنسية",
    ]


def test_filter_is_left_out_when_there_is_nothing_to_choose(client: Browser) -> None:
    makers.make_session(makers.make_stop())
    assert pages.read(client.get(STOP)).all("details.filter") == []


def test_empty_choice_says_why_and_offers_the_whole_agenda(client: Browser, stop: Stop) -> None:
    page = pages.read(client.get(f"{STOP}?service=housing&room=quiet"))
    assert page.all("//section[@class='empty']/h3") == [
        "لا فقرة تجمع ما يلي: السكن، القاعة الهادئة"
    ]
    assert page.all("//section[@class='empty']/a") == ["البرنامج كاملا"]


def test_empty_choice_of_a_day_says_so(client: Browser, stop: Stop) -> None:
    page = pages.read(client.get(f"{STOP}/days/2025-02-08?room=quiet"))
    assert page.all("//section[@class='empty']/h3") == ["لا فقرة تجمع ما يلي: القاعة الهادئة"]


def test_session_says_its_language_when_it_is_not_arabic_alone(client: Browser, stop: Stop) -> None:
    page = pages.read(client.get(f"{STOP}?language=fr"))
    assert page.all(f"{TITLES}/following-sibling::p") == ["القاعة الكبرى", "اللغة: الفرنسية"]


@pytest.mark.parametrize("address", [STOP, DAY])
@pytest.mark.parametrize("name", ["service", "audience", "room", "language"])
def test_unknown_choice_is_not_found(client: Browser, stop: Stop, address: str, name: str) -> None:
    assert client.get(f"{address}?{name}=nothing").status_code == 404


@pytest.mark.parametrize("day", ["2025-02-09", "yesterday"])
def test_day_without_session_is_not_found(client: Browser, stop: Stop, day: str) -> None:
    assert client.get(f"{STOP}/days/{day}").status_code == 404


def test_calendar_page_offers_what_is_still_to_come(client: Browser, stop: Stop) -> None:
    makers.make_session(stop, "08:00", "09:00", key="over")
    makers.make_session(stop, "16:00", key="off", is_withdrawn=True)
    page = pages.read(client.get(f"{STOP}/calendar"))
    links = [link for link in page.links if ".ics" in link]
    assert [client.get(link).status_code for link in links] == [200] * 7
    assert page.all("//ul[contains(@class,'linked')]//a") == [
        "اليوم كله",
        "09:30 القروض",
        "11:00 الأرامل",
        "13:00 الأيتام",
        "اليوم كله",
        "15:00 الاختتام",
    ]


def test_calendar_page_says_so_when_there_is_no_agenda(client: Browser) -> None:
    makers.make_stop()
    assert "لم يُنشر البرنامج بعد" in pages.read(client.get(f"{STOP}/calendar")).main


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("address", "count"), {DAY: 5, f"{STOP}/calendar": 3}.items())
def test_pages_of_the_agenda_ask_as_often_for_three_sessions_as_for_one(
    client: Browser, queries: Callable[[], Any], address: str, count: int, rows: int
) -> None:
    stop = makers.make_stop()
    for number in range(rows):
        makers.make_session(stop)
        makers.make_release(stop, number + 1, {"ar": ["تغيير."], "fr": ["…"]})
    with queries() as seen:
        assert client.get(address).status_code == 200
    assert len(seen) == count


@pytest.mark.parametrize("status", ["cancelled", "moved"])
@pytest.mark.parametrize("address", [STOP, DAY])
def test_no_session_of_a_stop_that_is_off_runs_or_comes(
    client: Browser, app: Any, status: str, address: str
) -> None:
    stop = makers.make_stop(first_day=FRIDAY, status=status, status_reason={"ar": "عاصفة"})
    makers.make_session(stop, "09:00", "10:00")
    makers.make_session(stop, "11:00", "12:00")

    page = pages.read(client.get(address))

    marked = [len(page.all(f"//li[contains(@class,'{mark}')]")) for mark in ("here", "withdrawn")]
    assert marked == [0, 2]
    assert page.text.count("لن تُعقد") == 2
    assert "عاصفة" in page.text


def test_calendar_page_says_why_the_stop_is_called_off(client: Browser, app: Any) -> None:
    stop = makers.make_stop(first_day=FRIDAY, status="cancelled", status_reason={"ar": "عاصفة"})
    makers.make_session(stop)

    assert "عاصفة" in pages.read(client.get(f"{STOP}/calendar")).main


@pytest.mark.parametrize(("status", "told"), [("open", True), ("announced", False)])
def test_calendar_page_sends_to_registration_only_where_it_is_open(
    client: Browser, app: Any, status: str, told: bool
) -> None:
    makers.make_stop(status=status)
    page = pages.read(client.get("/fr/stops/oujda-2025/calendar"))

    assert ("vous inscrire" in page.main) is told


@pytest.mark.usefixtures("published")
def test_a_day_that_is_called_off_weighs_no_more_than_any(client: Browser) -> None:
    with transaction() as writing:
        writing.execute(update(Stop).values(status="cancelled"))

    assert len(client.get("/ar/stops/crowded-1/days/2025-02-07").data) < MOST_BYTES
