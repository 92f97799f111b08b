"""Lanes of the open form: a hall passes, a flood does not, and nobody is left outside."""

import itertools
import time
from typing import Any

import pytest
from flask import Flask

from caravan.kernel import cookies, lanes, limits
from caravan.kernel import work as rules
from caravan.kernel.clock import now
from caravan.registration.imports import queries as invitations
from caravan.registration.imports.models import Invitation
from caravan.registration.kiosk import locks
from caravan.registration.kiosk import rules as kiosk
from caravan.registration.models import Registration
from caravan.tour import queries as tour
from tests import makers, pages

KEY = "oujda-2025"
FORM = f"/ar/stops/{KEY}/register"
SAID = {"full_name": "فاطمة الزهراء", "category": "widow", "consent": "y"}


@pytest.fixture
def braked(braked: Flask) -> Flask:
    """The program with its limits on, and a stop."""
    makers.make_stop()
    return braked


def opened(program: Flask, address: str = "198.51.100.7") -> tuple[Any, dict[str, str]]:
    """A browser at the form, and the form's fields as they stand."""
    browser: Any = program.test_client()
    browser.environ_base["REMOTE_ADDR"] = address
    return browser, pages.read(browser.get(FORM)).form("full_name").fields


def solve(task: str) -> str:
    return next(str(number) for number in itertools.count() if rules.is_solved(task, str(number)))


def worked(program: Flask) -> tuple[Any, dict[str, str]]:
    browser, fields = opened(program)
    return browser, {**fields, **SAID, "work_answer": solve(fields["work"])}


def fill_quiet_lane() -> None:
    while limits.has_room(lanes.QUIET_ALL, "quiet"):
        pass


def test_form_without_work_goes_by_the_quiet_lane(braked: Flask) -> None:
    browser, fields = opened(braked)
    assert browser.post(FORM, data={**fields, **SAID}).status_code == 303


def test_flood_without_work_is_asked_a_sum_and_writes_nothing(braked: Flask) -> None:
    browser, fields = opened(braked)
    fill_quiet_lane()
    answer = browser.post(FORM, data={**fields, **SAID})

    page = pages.read(answer)
    assert (answer.status_code, makers.count(Registration)) == (429, 0)
    assert page.form("full_name").fields["full_name"] == SAID["full_name"]
    assert "كم يساوي" in page.text


def test_flood_finds_no_side_door_at_a_kiosk_that_nobody_locked(braked: Flask) -> None:
    browser, fields = opened(braked)
    fill_quiet_lane()
    sent = {**SAID, "csrf_token": fields["csrf_token"]}
    answer = browser.post("/ar/stops/oujda-2025/kiosk", data=sent)

    assert (answer.status_code, makers.count(Registration)) == (429, 0)
    assert len(answer.json["why"]) == 1


def test_lock_of_a_kiosk_copied_to_a_program_lets_no_flood_pass(braked: Flask) -> None:
    browser, fields = opened(braked)
    with braked.test_request_context():
        lock = kiosk.write_lock(locks.made(KEY, "ar", 1, "4711"))
        browser.set_cookie(cookies.cookie_name(cookies.KIOSK), lock)
    fill_quiet_lane()
    sent = {**SAID, "csrf_token": fields["csrf_token"]}
    answers = [browser.post(f"/ar/stops/{KEY}/kiosk", data=sent).status_code for _ in range(21)]

    assert answers == [201] * 20 + [429]


def test_hall_opens_its_invitations_behind_one_address_and_guesses_are_counted(
    braked: Flask,
) -> None:
    stop = tour.get_stop(KEY)
    invited = Invitation(
        stop_id=stop.id,
        mark="0",
        code="A" * 26,
        full_name="سلمى",
        name_folded="سلمي",
        category="guest",
        until=stop.last_day,
        invited_at=now(),
    )
    makers.save(invited)
    with braked.test_request_context():
        link = invitations.link_of(invited, KEY)
    browser: Any = braked.test_client()
    answers = [browser.get(link).status_code for _ in range(61)]
    guesses = [browser.get(f"{link[:-1]}{number % 10}x").status_code for number in range(61)]

    assert (set(answers), guesses) == ({200}, [410] * 60 + [429])


def test_thick_of_a_flood_is_answered_by_a_short_page_that_says_when_to_come_again(
    braked: Flask,
) -> None:
    browser, fields = opened(braked)
    fill_quiet_lane()
    while lanes.may_ask():
        pass
    answers = [browser.post(FORM, data={**fields, **SAID}) for _ in range(2)]

    assert [one.status_code for one in answers] == [429, 429]
    assert answers[0].headers["Retry-After"] == "60"
    assert answers[0].text == answers[1].text
    assert pages.read(answers[1]).heading == "قليلا من الصبر من فضلكم"


def test_right_sum_lets_pass(braked: Flask) -> None:
    browser, fields = opened(braked)
    fill_quiet_lane()
    asked = pages.read(browser.post(FORM, data={**fields, **SAID})).form("full_name").fields
    who = browser.get_cookie("caravan_visitor").value
    answer = next(n for n in range(4, 19) if lanes._sum_seal(who, str(n)) == asked["sum"])

    wrong = browser.post(FORM, data={**asked, **SAID, "sum_answer": str(answer + 1)})
    right = browser.post(FORM, data={**asked, **SAID, "sum_answer": str(answer)})
    assert (wrong.status_code, right.status_code) == (429, 303)


def test_work_passes_while_a_flood_fills_the_quiet_lane(braked: Flask) -> None:
    browser, fields = worked(braked)
    fill_quiet_lane()
    assert browser.post(FORM, data=fields).status_code == 303


def test_work_is_taken_a_few_times_for_a_form_that_is_sent_again(braked: Flask) -> None:
    browser, fields = worked(braked)
    fill_quiet_lane()
    answers = [browser.post(FORM, data=fields).status_code for _ in range(rules.USES + 1)]

    assert answers == [303] * rules.USES + [429]
    assert makers.count(Registration) == 1


@pytest.mark.parametrize(
    "change",
    [{"work_answer": "0"}, {"work": "1.0"}, {"work": ""}, {"work_answer": ""}],
    ids=["wrong answer", "own task", "no task", "no answer"],
)
def test_work_that_is_none_does_not_pass(braked: Flask, change: dict[str, str]) -> None:
    browser, fields = worked(braked)
    fill_quiet_lane()
    assert browser.post(FORM, data={**fields, **change}).status_code == 429


def test_work_of_another_browser_does_not_pass(braked: Flask) -> None:
    _, theirs = worked(braked)
    browser, own = opened(braked)
    fill_quiet_lane()
    stolen = {name: theirs[name] for name in ("work", "work_answer")}
    assert browser.post(FORM, data={**own, **SAID, **stolen}).status_code == 429


def test_hall_of_five_hundred_phones_behind_one_address_is_not_braked(
    braked: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "BITS", 1)  # each phone works for itself: here all in one process
    browser, fields = opened(braked)
    who = browser.get_cookie("caravan_visitor").value
    statuses = set()
    for phone in range(500):
        issued = str(int(time.time()) - phone)
        task = f"{issued}.{lanes._task_seal(KEY, who, issued)}"
        said = {**SAID, "full_name": f"فاطمة {phone}", "work": task, "work_answer": solve(task)}
        statuses.add(browser.post(FORM, data={**fields, **said}).status_code)

    assert (statuses, makers.count(Registration)) == ({303}, 500)


def test_taps_of_a_hall_are_not_braked(braked: Flask) -> None:
    counted = [limits.has_room(limits.TAP, "hall") for _tap in range(500 * 12 + 1)]
    assert counted == [True] * 6000 + [False]
