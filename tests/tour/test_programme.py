"""The programme as people fetch it: in the asked shape, once, and anew after a release."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pypdfium2
import pytest

from caravan.kernel import versions
from caravan.press.programme import SHAPES
from caravan.tour import queries as tour
from caravan.tour.models import Stop
from tests import makers, pages
from tests.conftest import Browser
from tests.press import papers

ADDRESS = "/stops/oujda-2025/programme.pdf"


@pytest.fixture
def stop(app: Any) -> Stop:
    stop = makers.make_stop(first_day=date(2025, 2, 7))
    makers.make_session(stop)
    return stop


SHEETS = {"": (148, 210), "?shape=a3": (297, 420), "?shape=large": (210, 297)}


@pytest.mark.parametrize(("query", "size"), SHEETS.items())
def test_programme_is_a_pdf_in_the_asked_shape(
    client: Browser, stop: Stop, query: str, size: tuple[int, int]
) -> None:
    answer = client.get(ADDRESS + query)
    page = pypdfium2.PdfDocument(answer.data)[0]
    assert answer.mimetype == "application/pdf"
    assert tuple(round(points / 72 * 25.4) for points in page.get_size()) == size


@pytest.mark.parametrize("query", SHEETS)
def test_programme_is_not_sent_twice_while_nothing_changes(
    client: Browser, stop: Stop, query: str
) -> None:
    first = client.get(ADDRESS + query)
    again = client.get(ADDRESS + query, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert first.headers["ETag"].startswith('"')  # a strong mark: the same to the last byte


def test_kept_programme_asks_nothing(
    client: Browser, stop: Stop, queries: Callable[[], Any]
) -> None:
    client.get(ADDRESS)
    with queries() as seen:
        client.get(ADDRESS)
    assert seen == []


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_programme_has_the_same_mark_for_every_visitor(
    client: Browser, stop: Stop, lang: str
) -> None:
    marks = {
        client.get(ADDRESS, headers={"Accept-Language": one}).headers["ETag"]
        for one in ("ar", lang)
    }
    assert len(marks) == 1


def test_programme_is_drawn_anew_after_a_release(client: Browser, stop: Stop) -> None:
    mark = client.get(ADDRESS).headers["ETag"]
    makers.make_session(stop, "15:00", title={"ar": "ورشة", "fr": "Atelier"})
    versions.bump(tour.topic(stop.key))
    answer = client.get(ADDRESS, headers={"If-None-Match": mark})
    assert answer.status_code == 200
    assert "ورشة القاعة الكبرى" in papers.lines(answer.data)


@pytest.mark.parametrize("address", ["/stops/nowhere/programme.pdf", f"{ADDRESS}?shape=a4"])
def test_unknown_stop_or_shape_has_no_programme(client: Browser, stop: Stop, address: str) -> None:
    assert client.get(address).status_code == 404


def test_stop_page_leads_to_the_printed_programme(client: Browser, stop: Stop) -> None:
    links = pages.read(client.get("/fr/stops/oujda-2025")).links
    found = [link for link in links if "programme.pdf" in link]
    assert found == [ADDRESS, f"{ADDRESS}?shape=large"]


def test_staff_page_leads_to_every_shape_of_the_programme(
    as_staff: Callable[..., Browser], stop: Stop
) -> None:
    links = pages.read(as_staff("gate", stop.key).get("/ar/staff/stops/oujda-2025")).links
    found = [link for link in links if "programme.pdf" in link]
    assert found == [f"{ADDRESS}?shape={shape}" for shape in SHAPES]
