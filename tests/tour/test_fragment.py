"""The piece of a page for other sites: it brings nothing along and leans on nothing."""

from datetime import date
from typing import Any

import pytest
from lxml import html

from caravan.tour.models import Stop
from tests import makers
from tests.conftest import Browser

FRIDAY = date(2025, 2, 7)


@pytest.fixture
def stop(app: Any) -> Stop:
    stop = makers.make_stop(first_day=FRIDAY)
    makers.make_session(stop, key="opening", audience=["widow"])
    makers.make_session(stop, "15:00", title={"ar": "ورشة"}, is_withdrawn=True)
    return stop


def fragment(client: Browser, lang: str = "ar") -> Any:
    text = client.get(f"/{lang}/stops/oujda-2025/agenda.fragment.html").get_data(as_text=True)
    return html.fragment_fromstring(text)


@pytest.mark.parametrize(("lang", "direction"), [("ar", "rtl"), ("fr", "ltr")])
def test_fragment_is_one_section_in_its_language(
    client: Browser, stop: Stop, lang: str, direction: str
) -> None:
    section = fragment(client, lang)

    assert (section.tag, dict(section.attrib)) == ("section", {"lang": lang, "dir": direction})


def test_fragment_brings_nothing_along(client: Browser, stop: Stop) -> None:
    section = fragment(client)
    tags = {one.tag for one in section.iter()}

    assert tags & {"script", "style", "link", "img", "svg", "iframe", "form"} == set()
    assert {name for one in section.iter() for name in one.attrib} == {
        "lang",
        "dir",
        "href",
        "datetime",
    }


def test_fragment_leads_to_whole_addresses_only(client: Browser, stop: Stop) -> None:
    assert fragment(client).xpath("//@href") == [
        "http://localhost/ar/stops/oujda-2025",
        "http://localhost/stops/oujda-2025/agenda.ics?lang=ar",
    ]


def test_fragment_tells_the_agenda(client: Browser, stop: Stop) -> None:
    section = fragment(client)
    lines = [" ".join(line.itertext()).split() for line in section.iter("li")]

    assert section.xpath("//h3/text()") == ["الجمعة 7 فبراير 2025"]
    assert section.xpath("//time/@datetime") == ["2025-02-07T09:30", "2025-02-07T15:00"]
    assert [" ".join(line) for line in lines] == [
        "09:30 جلسة عامة القاعة الكبرى لفائدة: الأرامل",
        "15:00 ورشة لن تُعقد القاعة الكبرى",
    ]


def test_fragment_says_why_the_stop_is_off(client: Browser) -> None:
    makers.make_stop(status="moved", status_reason={"fr": "Intempéries"})

    assert "Reportée\u00a0: Intempéries" in fragment(client, "fr").text_content()


def test_fragment_says_that_there_is_no_agenda_yet(client: Browser) -> None:
    makers.make_stop()

    assert "Le programme n’est pas encore publié" in fragment(client, "fr").text_content()


def test_fragment_leaves_internal_sessions_out(client: Browser, stop: Stop) -> None:
    makers.make_session(stop, title={"ar": "اجتماع داخلي"}, is_internal=True)

    assert "اجتماع داخلي" not in fragment(client).text_content()
