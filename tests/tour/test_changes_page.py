"""What changed at a stop, from its page to the list of every release, and into a calendar."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import time_machine

from caravan.tour.models import Stop
from tests import makers, pages
from tests.conftest import Browser

FRIDAY = date(2025, 2, 7)
STOP = "/ar/stops/oujda-2025"


@pytest.fixture
def stop(app: Any) -> Iterator[Stop]:
    """Oujda on its first morning, 11:20, in the middle of the plenary."""
    with time_machine.travel(makers.at(FRIDAY, "11:20"), tick=False):
        stop = makers.make_stop()
        makers.make_session(stop, "09:30", "11:00", key="opening")
        makers.make_session(stop, "11:00", "12:30", key="plenary")
        makers.make_session(stop, "12:30", "14:45", key="lunch", kind="pause")
        yield stop


def test_stop_leads_to_what_goes_into_the_calendar(client: Browser, stop: Stop) -> None:
    links = pages.read(client.get(STOP)).links
    assert [link for link in links if ".ics" in link or "calendar" in link] == [
        "/stops/oujda-2025/agenda.ics?lang=ar",
        f"{STOP}/calendar",
    ]


def test_stop_offers_the_whole_agenda_alone_when_it_is_over(client: Browser) -> None:
    makers.make_session(makers.make_stop(first_day=date(2025, 1, 6)))
    links = [
        link for link in pages.read(client.get(STOP)).links if ".ics" in link or "calendar" in link
    ]
    assert links == ["/stops/oujda-2025/agenda.ics?lang=ar"]


@pytest.mark.parametrize(("release", "links"), [(1, []), (2, [f"{STOP}/changes"])])
def test_stop_leads_to_all_changes_when_there_are_any(
    client: Browser, release: int, links: list[str]
) -> None:
    makers.make_session(makers.make_stop(release=release))
    assert [one for one in pages.read(client.get(STOP)).links if "changes" in one] == links


def test_stop_leads_to_all_changes_once_when_it_tells_one(client: Browser, stop: Stop) -> None:
    makers.make_release(stop, 2, {"ar": ["تغيير."], "fr": ["…"]})
    assert [one for one in pages.read(client.get(STOP)).links if "changes" in one] == [
        f"{STOP}/changes"
    ]


@pytest.fixture
def releases(stop: Stop) -> None:
    """The first, one that told of two changes, one that told nothing."""
    told = {"ar": ["تبدأ الجلسة العامة على الساعة 11:00.", "شريك جديد."], "fr": ["Un.", "Deux."]}
    makers.make_release(stop, 1, published_at=makers.at(date(2025, 2, 3), "09:00"))
    makers.make_release(stop, 2, told, published_at=makers.at(date(2025, 2, 6), "14:05"))
    makers.make_release(stop, 3, published_at=makers.at(FRIDAY, "10:42"))


@pytest.mark.usefixtures("releases")
def test_changes_list_every_release_with_its_hour_and_sentences(client: Browser) -> None:
    page = pages.read(client.get(f"{STOP}/changes"))
    assert page.heading == "ما الذي تغير"
    assert page.all("//ol/li//h3") == [
        "الجمعة 7 فبراير 2025 على الساعة 10:42",
        "الخميس 6 فبراير 2025 على الساعة 14:05",
        "الاثنين 3 فبراير 2025 على الساعة 09:00",
    ]
    assert page.all("//ol/li//p") == [
        "تفاصيل فقط: لم تتغير الأيام ولا الأوقات ولا الأماكن.",
        "الإصدار 3",
        "تبدأ الجلسة العامة على الساعة 11:00.",
        "شريك جديد.",
        "الإصدار 2",
        "نُشرت المحطة.",
        "الإصدار 1",
    ]


@pytest.mark.usefixtures("releases")
def test_changes_speak_the_language_of_the_page(client: Browser) -> None:
    page = pages.read(client.get("/fr/stops/oujda-2025/changes"))
    assert page.all("//li[@id='r2']//p") == ["Un.", "Deux.", "Version 2"]


def test_changes_say_so_when_there_is_the_first_release_only(client: Browser, stop: Stop) -> None:
    makers.make_release(stop)
    page = pages.read(client.get(f"{STOP}/changes"))
    assert page.all("//section[@class='empty']/h2") == ["لم يتغير شيء إلى الآن"]
    assert page.all("ol.rail") == []


@pytest.mark.usefixtures("releases")
def test_changes_page_is_not_sent_twice(client: Browser) -> None:
    first = client.get(f"{STOP}/changes")
    again = client.get(f"{STOP}/changes", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
