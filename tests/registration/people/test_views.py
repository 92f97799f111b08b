"""Deciding who is one person; the door follows, and the undo gives everything back."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from caravan.checkin import actions as gate
from caravan.checkin import queries as checkin
from caravan.followup import queries as summary
from caravan.kernel.audit import AuditEntry
from caravan.kernel.clock import now, today
from caravan.kernel.db import db
from caravan.kernel.refusal import NotFound
from caravan.registration import actions as registration
from caravan.registration import queries
from caravan.registration.people import actions, rules
from tests import makers, pages
from tests.conftest import Browser

PAGE = "/ar/staff/stops/oujda-2025/duplicates"
AsStaff = Callable[..., Browser]


@pytest.fixture
def stop(app: Flask) -> Any:
    return makers.make_stop()


@pytest.fixture
def pair(stop: Any) -> tuple[Any, Any]:
    first = makers.make_registration(stop, "عبد الرحيم المنصوري", companions=2)
    return first, makers.make_registration(stop, "Abderrahim El Mansouri")


@pytest.fixture
def staff_id(app: Flask) -> int:
    return makers.make_staff().id


def decide(browser: Browser, pair: tuple[Any, Any], **how: str) -> Any:
    token = pages.read(browser.get(PAGE)).form("csrf_token").fields["csrf_token"]
    told = {"csrf_token": token, "first": str(pair[0].id), "second": str(pair[1].id)}
    return browser.post(PAGE, data=told | how)


def scan(stop: Any, person: Any, number: int) -> str:
    verdict = gate.record_arrival(
        stop, person.entry_code, arrival_id=f"{number}", gate="1", staff_id=None
    )
    return verdict.reason


def test_page_shows_the_pair_and_why(as_staff: AsStaff, pair: tuple[Any, Any]) -> None:
    page = pages.read(as_staff().get(PAGE))

    (row,) = page.all("//tbody/tr")
    assert all(word in row for word in ("عبد الرحيم المنصوري", "Abderrahim El Mansouri"))
    assert page.all("//tbody/tr/td[3]") == ["اسم بالنطق نفسه"]


def test_merged_people_are_one_person_at_the_door(
    as_staff: AsStaff, stop: Any, pair: tuple[Any, Any]
) -> None:
    decide(as_staff(), pair, kept=str(pair[0].id))

    assert scan(stop, pair[1], 1) == "welcome"
    assert scan(stop, pair[0], 2) != "welcome"
    assert checkin.find_known(pair[1].entry_code).companions == 2
    assert queries.count_registered(stop.id) == 1
    assert checkin.badge_ids(stop.id, "all") == [pair[0].id]


def test_who_came_in_before_the_merge_comes_in_no_second_time(
    as_staff: AsStaff, stop: Any, pair: tuple[Any, Any]
) -> None:
    assert scan(stop, pair[1], 1) == "welcome"
    decide(as_staff(), pair, kept=str(pair[0].id))

    assert [scan(stop, one, 2) for one in pair] == ["already", "already"]
    assert scan(stop, pair[0], 1) == "welcome"  # that very scan, sent again
    assert checkin.arrived_count(stop.id, today()) == 1


def test_undo_makes_them_two_again(as_staff: AsStaff, stop: Any, pair: tuple[Any, Any]) -> None:
    browser = as_staff()
    decide(browser, pair, kept=str(pair[1].id))
    page = pages.read(browser.get(PAGE))
    (undo,) = [form for form in page.forms if form.action.endswith("/undo")]

    for _twice in range(2):
        browser.post(undo.action, data=undo.fields)

    assert queries.count_registered(stop.id) == 2
    assert checkin.find_known(pair[0].entry_code).registration_id == pair[0].id
    assert len(pages.read(browser.get(PAGE)).all("//tbody/tr")) == 1
    entries = db.session.query(AuditEntry).order_by(AuditEntry.id)
    audited = [one.action for one in entries if one.action.startswith("registration.")]
    assert audited == ["registration.merge", "registration.undo_merge"]


def test_two_persons_are_not_proposed_again(
    as_staff: AsStaff, stop: Any, pair: tuple[Any, Any]
) -> None:
    browser = as_staff()

    decide(browser, pair, apart="1")

    page = pages.read(browser.get(PAGE))
    assert page.all("//tbody/tr/td[3]") == ["شخصان"]
    assert queries.count_registered(stop.id) == 2


def test_merge_is_refused_for_who_stands_for_another(stop: Any, staff_id: int) -> None:
    one, two, three = (makers.make_registration(stop) for _one in range(3))
    actions.merge(stop, one.id, two.id, staff_id=staff_id)

    for kept, other in ((two, three), (three, two), (three, one)):
        with pytest.raises(rules.AlreadyDecided):
            actions.merge(stop, kept.id, other.id, staff_id=staff_id)
    actions.merge(stop, one.id, three.id, staff_id=staff_id)
    assert queries.count_registered(stop.id) == 1


def test_merge_is_refused_for_the_withdrawn_and_for_another_stop(stop: Any, staff_id: int) -> None:
    one, gone = makers.make_registration(stop), makers.make_registration(stop)
    elsewhere = makers.make_registration(makers.make_stop("nador-2025"))
    registration.withdraw(gone, now=now())

    with pytest.raises(rules.AlreadyDecided):
        actions.merge(stop, one.id, gone.id, staff_id=staff_id)
    for other in (elsewhere.id, one.id):
        with pytest.raises(NotFound):
            actions.merge(stop, one.id, other, staff_id=staff_id)


@pytest.mark.parametrize("kept", ["x", "", "9" * 20])
def test_page_answers_any_number(as_staff: AsStaff, pair: tuple[Any, Any], kept: str) -> None:
    assert decide(as_staff(), pair, kept=kept).status_code == 404


def test_page_needs_as_many_queries_for_three_as_for_one(
    as_staff: AsStaff, stop: Any, pair: tuple[Any, Any], queries: Any
) -> None:
    browser, counts = as_staff(), []
    for more in ("", "1", "2"):
        if more:
            makers.make_registration(stop, "Abderrahim Mansouri")
        browser.get(PAGE)
        with queries() as seen:
            browser.get(PAGE)
        counts.append(len(seen))

    assert counts[0] == counts[1] == counts[2] > 0


@pytest.mark.parametrize("came", [(0,), (1,), (0, 1)])
def test_who_came_in_before_the_merge_is_in_by_either_ticket(
    stop: Any, staff_id: int, pair: tuple[Any, Any], came: tuple[int, ...]
) -> None:
    for number in came:
        assert scan(stop, pair[number], number) == "welcome"
    merge_id = actions.merge(stop, pair[0].id, pair[1].id, staff_id=staff_id)

    assert [scan(stop, one, 10 + number) for number, one in enumerate(pair)] == ["already"] * 2
    assert checkin.arrived_count(stop.id, today()) == len(checkin.arrivals(stop.id)) == 1
    assert [sum(people.values()) for people in summary.came_and_away(stop.id)] == [1, 0]
    both = {one.id for one in pair}
    assert checkin.arrived_among([*both], today()) == both

    actions.undo(stop, merge_id, staff_id=staff_id)
    assert checkin.arrived_count(stop.id, today()) == len(came)
    assert checkin.arrived_among([*both], today()) == {pair[number].id for number in came}


def test_scan_of_before_the_merge_sent_again_is_still_the_same_arrival(
    stop: Any, staff_id: int, pair: tuple[Any, Any]
) -> None:
    for number, one in enumerate(pair):
        scan(stop, one, number)
    actions.merge(stop, pair[0].id, pair[1].id, staff_id=staff_id)

    assert [scan(stop, one, number) for number, one in enumerate(pair)] == ["welcome"] * 2


def test_arrival_of_before_the_merge_may_be_taken_back(
    stop: Any, staff_id: int, pair: tuple[Any, Any]
) -> None:
    scan(stop, pair[1], 1)
    actions.merge(stop, pair[0].id, pair[1].id, staff_id=staff_id)
    gate.undo_arrival(stop, "1", staff_id=staff_id)

    assert checkin.arrived_count(stop.id, today()) == 0
    assert scan(stop, pair[1], 2) == "welcome"
    assert scan(stop, pair[0], 3) == "already"
