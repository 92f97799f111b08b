"""The list of a stop's people, for those of the staff who may see it."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from caravan.kernel import codes
from caravan.kernel.clock import now
from caravan.registration import actions
from tests import makers, pages
from tests.conftest import Browser

LIST = "/ar/staff/stops/oujda-2025/people"
AsStaff = Callable[..., Browser]


@pytest.fixture
def stop(app: Flask) -> Any:
    return makers.make_stop()


def names(page: pages.Page) -> list[str]:
    return page.all("//tbody/tr/th")


def test_list_shows_people_with_masked_telephones(as_staff: AsStaff, stop: Any) -> None:
    one = makers.make_registration(stop, "سلمى بناني", phone="+212612345678")

    page = pages.read(as_staff().get(LIST))

    assert page.all("//tbody/tr/td") == [
        "في الخدمة",
        "",
        "•• 78",
        codes.grouped(one.entry_code),
        "هاتف شخصي",
        "مسجل",
        "الشارةبحروف كبيرة",
    ]
    assert "شخص واحد مسجل في هذه المحطة." in page.main


def test_list_marks_the_withdrawn(as_staff: AsStaff, stop: Any) -> None:
    actions.withdraw(makers.make_registration(stop), now=now())

    page = pages.read(as_staff().get(LIST))

    assert page.all("//tbody/tr/td")[-2:] == ["مسحوب", ""]  # and no badge to print
    assert "لا أحد مسجل في هذه المحطة." in page.main


def test_list_leads_to_the_badges(as_staff: AsStaff, stop: Any) -> None:
    assert f"/ar/staff/stops/{stop.key}/badges" in pages.read(as_staff().get(LIST)).links


@pytest.mark.parametrize("typed", ["بنانى", "bennani", "Salma"])
def test_search_finds_by_either_script(as_staff: AsStaff, stop: Any, typed: str) -> None:
    makers.make_registration(stop, "سلمى بناني")
    makers.make_registration(stop, "أحمد العلوي")

    page = pages.read(as_staff().get(LIST, query_string={"q": typed}))

    assert names(page) == ["سلمى بناني"]
    assert page.form("q").fields["q"] == typed


def test_search_without_a_match_says_what_to_do(as_staff: AsStaff, stop: Any) -> None:
    makers.make_registration(stop)

    assert "لا أحد بهذا الاسم" in pages.read(as_staff().get(f"{LIST}?q=zzz")).main


def test_search_says_when_more_people_fit_than_are_shown(
    as_staff: AsStaff, stop: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("caravan.registration.people.queries.MOST_FOUND", 2)
    monkeypatch.setattr("caravan.registration.queries.MOST_FOUND", 2)
    for name in ("سلمى بناني", "كوثر بناني", "ليلى بناني"):
        makers.make_registration(stop, name)

    page = pages.read(as_staff().get(LIST, query_string={"q": "بناني"}))

    assert names(page) == ["ليلى بناني", "كوثر بناني"]
    assert "المطابقون أكثر" in page.main


def test_long_list_has_pages(as_staff: AsStaff, stop: Any) -> None:
    for number in range(51):
        makers.make_registration(stop, f"مسجل {number}")

    last = pages.read(as_staff().get(f"{LIST}?page=2"))

    assert names(last) == ["مسجل 0"]


@pytest.mark.usefixtures("stop")
@pytest.mark.parametrize("page", ["0", "-1", "x", "9" * 30])
def test_list_answers_any_page_number(as_staff: AsStaff, page: str) -> None:
    assert as_staff().get(f"{LIST}?page={page}").status_code == 200


def test_list_shows_no_other_stop(as_staff: AsStaff, stop: Any) -> None:
    other = makers.make_stop("nador-2025")
    makers.make_registration(other, "أحمد العلوي")
    makers.make_registration(stop, "سلمى بناني")

    assert names(pages.read(as_staff().get(LIST))) == ["سلمى بناني"]
    assert names(pages.read(as_staff().get(f"{LIST}?q=العلوي"))) == []


@pytest.mark.usefixtures("stop")
@pytest.mark.parametrize("role", ["gate", "moderator", "feedback"])
def test_list_is_refused_without_the_right(as_staff: AsStaff, role: str) -> None:
    assert as_staff(role, "oujda-2025").get(LIST).status_code == 403


@pytest.mark.usefixtures("stop")
def test_list_is_refused_to_the_organiser_of_another_stop(as_staff: AsStaff) -> None:
    assert as_staff("organiser", "nador-2025").get(LIST).status_code == 403


@pytest.mark.usefixtures("stop")
def test_list_asks_strangers_to_sign_in(client: Browser) -> None:
    assert "/sign-in" in client.get(LIST).location


def test_list_needs_as_many_queries_for_three_as_for_one(
    as_staff: AsStaff, stop: Any, queries: Any
) -> None:
    browser, counts = as_staff(), []
    browser.get(LIST)
    for more in (1, 2):
        for _one in range(more):
            makers.make_registration(stop)
        with queries() as seen:
            browser.get(LIST)
        counts.append(len(seen))

    assert counts[0] == counts[1] > 0
