"""The feed of changes, read as a feed reader does."""

from datetime import date
from typing import Any

import pytest

from caravan.tour.models import Stop
from tests import makers, pages
from tests.conftest import Browser
from tests.tour.schedule_rules import parse_xml

FRIDAY = date(2025, 2, 7)
ADDRESS = "/ar/stops/oujda-2025/changes.atom"
SENTENCE = {"ar": "تبدأ الجلسة العامة على الساعة 11:00.", "fr": "La plénière commence à 11:00."}


@pytest.fixture
def stop(app: Any) -> Stop:
    """Published on Monday, changed on Thursday, put right for the office on Friday."""
    stop = makers.make_stop(release=3, published_at=makers.at(FRIDAY, "10:42"))
    sentences = {lang: [text, "…"] for lang, text in SENTENCE.items()}
    makers.make_release(stop, 1, published_at=makers.at(date(2025, 2, 3), "09:00"))
    makers.make_release(stop, 2, sentences, published_at=makers.at(date(2025, 2, 6), "14:05"))
    makers.make_release(stop, 3, published_at=makers.at(FRIDAY, "10:42"))
    return stop


def feed(client: Browser, address: str = ADDRESS) -> Any:
    """The feed with the names of its elements laid bare."""
    root = parse_xml(client.get(address).data)
    assert root.tag == "{http://www.w3.org/2005/Atom}feed"
    for element in root.iter():
        element.tag = element.tag.partition("}")[2]
    return root


def test_feed_has_what_every_feed_must_have(client: Browser, stop: Stop) -> None:
    root = feed(client)
    links = {link.get("rel"): link.get("href") for link in root.findall("link")}

    assert root.findtext("id") == "tag:localhost,2025-02-03:oujda-2025/ar"
    assert root.findtext("title") == "محطة وجدة: ما الذي تغير"
    assert root.findtext("updated") == "2025-02-07T10:42:00+01:00"
    assert root.findtext("author/name") == "الأعمال الاجتماعية للأمن الوطني"
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "ar"
    assert links == {
        "self": "http://localhost/ar/stops/oujda-2025/changes.atom",
        "alternate": "http://localhost/ar/stops/oujda-2025/changes",
    }


def test_entries_are_the_releases_that_told_something(client: Browser, stop: Stop) -> None:
    entries = feed(client).findall("entry")

    assert [entry.findtext("id") for entry in entries] == [
        "tag:localhost,2025-02-03:oujda-2025/ar/2",
        "tag:localhost,2025-02-03:oujda-2025/ar/1",
    ]
    assert [entry.findtext("updated") for entry in entries] == [
        "2025-02-06T14:05:00+01:00",
        "2025-02-03T09:00:00+01:00",
    ]
    assert [entry.findtext("title") for entry in entries] == [
        f"الإصدار 2: {SENTENCE['ar']}",
        "الإصدار 1: نُشرت المحطة.",
    ]


def test_entry_tells_every_sentence_in_its_direction(client: Browser, stop: Stop) -> None:
    content = feed(client).find("entry/content")

    assert (content.get("type"), content.find("div").get("dir")) == ("xhtml", "rtl")
    assert [one.text for one in content.iter("p")] == [SENTENCE["ar"], "…"]


def test_feed_in_french_is_another_one(client: Browser, stop: Stop) -> None:
    root = feed(client, "/fr/stops/oujda-2025/changes.atom")

    assert root.findtext("id") == "tag:localhost,2025-02-03:oujda-2025/fr"
    assert root.findtext("entry/title") == f"version 2\u00a0: {SENTENCE['fr']}"
    assert root.find("entry/content/div").get("dir") == "ltr"


def test_entry_leads_to_its_release_on_the_page(client: Browser, stop: Stop) -> None:
    address = feed(client).find("entry/link").get("href").removeprefix("http://localhost")
    page, _, place = address.partition("#")

    assert pages.read(client.get(page)).all(f"//li[@id='{place}']//h3") == [
        "الخميس 6 فبراير 2025 على الساعة 14:05"
    ]


@pytest.mark.parametrize("page", ["/ar/stops/oujda-2025", "/ar/stops/oujda-2025/changes"])
def test_feed_is_found_from_the_pages(client: Browser, stop: Stop, page: str) -> None:
    tree = pages.read(client.get(page)).tree

    assert tree.xpath("//head/link[@type='application/atom+xml']/@href") == [ADDRESS]
