"""Opening surveys, watching their results, answering with a helper, at the kiosk, from paper."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine

from caravan.kernel import clock
from caravan.survey import actions, passes, queries, rules
from caravan.survey.models import Survey
from caravan.tour.models import Stop
from tests import makers, pages
from tests.conftest import Browser
from tests.press import papers
from tests.survey import surveys
from tests.survey.surveys import ADDRESS, DESK

SAID = {"q-welcome.1": "5", "q-improve.1": "الماء"}
Staff = Callable[..., Browser]


@pytest.fixture
def stop(client: Browser) -> Stop:
    return makers.make_stop()


@pytest.fixture
def survey(stop: Stop) -> Survey:
    return surveys.make_survey(stop)


def test_survey_is_opened_with_the_questions_that_are_ticked(as_staff: Staff, stop: Stop) -> None:
    for code in ("welcome", "found", "improve"):
        surveys.make_question(code, about=["stop"] if code == "welcome" else [])
    browser = as_staff("moderator", stop.key)
    page = pages.read(browser.get(f"{DESK}/questions"))
    ticked = page.tree.xpath("//input[@name='questions'][@checked]/@value")

    form = page.form("questions")
    said = {**form.fields, "questions": ["welcome.1", "improve.1"]}
    answer = browser.post(f"{DESK}/questions", data=said)

    assert ticked == ["welcome.1"]
    assert (answer.status_code, answer.location) == (303, DESK)
    assert queries.get_survey(stop.id, "").questions == ["welcome.1", "improve.1"]


@pytest.mark.parametrize("chosen", [[], ["nothing.9"], [f"welcome.{one}" for one in range(1, 7)]])
def test_survey_is_not_opened_with_no_question_or_too_many(
    as_staff: Staff, stop: Stop, chosen: list[str]
) -> None:
    for version in range(1, 7):
        surveys.make_question("welcome", version)
    browser = as_staff("moderator", stop.key)
    form = pages.read(browser.get(f"{DESK}/questions")).form("questions")
    page = pages.read(browser.post(f"{DESK}/questions", data={**form.fields, "questions": chosen}))

    assert (page.status, len(page.alerts)) == (422, 1)
    assert queries.find_survey(stop.id, "") is None


def test_staff_see_counts_and_lines_five_at_a_time(
    as_staff: Staff, stop: Stop, survey: Survey
) -> None:
    surveys.answer(survey, 4, line="الماء", welcome="5")
    browser = as_staff("feedback", stop.key)
    few = pages.read(browser.get(DESK))
    surveys.answer(survey, 2, line="الظل", welcome="5")
    more = pages.read(browser.get(DESK))

    assert (few.all("//tbody/tr[1]")[0], more.all("//tbody/tr[1]")[0]) == (
        "جيد جدا محجوب",
        "جيد جدا 5",
    )
    assert (few.all("//ul[@class='lines']/li"), more.all("//ul[@class='lines']/li")) == (
        [],
        ["الظل", "الماء", "الماء", "الماء", "الماء"],
    )


def test_small_way_to_answer_is_not_told_by_the_number_of_all(stop: Stop, survey: Survey) -> None:
    for number in range(12):
        channel = rules.KIOSK if number < 2 else rules.PHONE
        actions.count(survey, f"person {number}", rules.Said({surveys.FOUND: "1"}), channel)
    [shown] = queries.results([queries.get_survey(stop.id, "")], is_over=False).values()

    assert (shown.answers, shown.channels) == (
        10,
        {"phone": None, "kiosk": None, "helper": 0, "paper": 0},
    )


def test_number_of_answers_is_hidden_while_it_is_small(
    as_staff: Staff, stop: Stop, survey: Survey
) -> None:
    browser = as_staff("feedback", stop.key)
    surveys.answer(survey, 3, welcome="5")
    [shown] = queries.results([queries.get_survey(stop.id, "")], is_over=False).values()

    assert (shown.answers, set(shown.channels.values())) == (None, {None})
    assert "محجوب" in pages.read(browser.get(DESK)).text


def test_last_lines_are_read_once_the_stop_is_over(
    as_staff: Staff, stop: Stop, survey: Survey
) -> None:
    surveys.answer(survey, 3, line="الماء")
    surveys.answer(survey, 3, welcome="5")
    with time_machine.travel(clock.now() + timedelta(days=2), tick=False):
        page = pages.read(as_staff("feedback", stop.key).get(DESK))

    assert page.all("//ul[@class='lines']/li") == ["الماء"] * 3


def test_open_results_are_not_sent_twice(as_staff: Staff, stop: Stop, survey: Survey) -> None:
    browser = as_staff("feedback", stop.key)
    address = f"{DESK}/figures"
    first = browser.get(address)
    again = browser.get(address, headers={"If-None-Match": first.headers["ETag"]})
    surveys.answer(survey, 1, welcome="5")
    changed = browser.get(address, headers={"If-None-Match": first.headers["ETag"]})

    assert (first.status_code, again.status_code, changed.status_code) == (200, 304, 200)


@pytest.mark.parametrize("number", [1, 3])
def test_results_of_many_surveys_ask_the_database_a_bounded_number_of_times(
    as_staff: Staff, stop: Stop, queries: Callable[[], Any], number: int
) -> None:
    for one in range(number):
        session = makers.make_session(stop, key=f"s{one}")
        opened = surveys.make_survey(stop, surveys.WELCOME, session_key=session.key)
        surveys.answer(opened, 5, welcome="5")
    browser = as_staff("feedback", stop.key)
    browser.get(f"{DESK}/figures")
    with queries() as seen:
        browser.get(f"{DESK}/figures")

    assert sum("bank_questions" in one for one in seen) == 1


def test_helper_counts_what_a_person_says_once(as_staff: Staff, stop: Stop, survey: Survey) -> None:
    holder = makers.make_registration(stop)
    browser = as_staff("gate", stop.key)
    told = []
    for _ in range(2):
        answer = browser.fill(f"{DESK}/helper", {**SAID, "code": holder.entry_code})
        told += pages.read(browser.get(answer.location)).all("p.toast")

    assert [line.split(":")[0].split(".")[0] for line in told] == [
        "احتُسب الجواب",
        "احتُسب جواب المعني بالأمر من قبل",
    ]
    counted = queries.get_survey(stop.id, "")
    assert (counted.answers, counted.channels) == (1, {"helper": 1})


def test_helper_is_told_when_the_code_is_wrong(as_staff: Staff, stop: Stop, survey: Survey) -> None:
    answer = as_staff("gate", stop.key).fill(f"{DESK}/helper", {**SAID, "code": "123"})
    assert (answer.status_code, len(pages.read(answer).alerts)) == (422, 1)


def test_kiosk_counts_and_is_empty_for_the_next_one(
    client: Browser, stop: Stop, survey: Survey
) -> None:
    holder = makers.make_registration(stop)
    answer = client.fill(f"{ADDRESS}/kiosk", {**SAID, "code": holder.follow_code})
    page = pages.read(client.get(answer.location))

    assert queries.get_survey(stop.id, "").channels == {"kiosk": 1}
    assert page.all("//div[@role='status']//h2") == ["شكرا لكم"]
    assert set(page.form("code").fields.values()) == {""}


def test_kiosk_leads_to_the_surveys_of_sessions_and_back(
    client: Browser, stop: Stop, survey: Survey
) -> None:
    makers.make_session(stop, key="opening")
    surveys.make_survey(stop, surveys.WELCOME, session_key="opening")
    of_session = f"/ar/stops/{stop.key}/sessions/opening/survey/kiosk"

    assert of_session in pages.read(client.get(f"{ADDRESS}/kiosk")).links
    assert f"{ADDRESS}/kiosk" in pages.read(client.get(of_session)).links


def test_locked_browser_may_answer_and_goes_nowhere_else(
    client: Browser, as_staff: Staff, stop: Stop, survey: Survey
) -> None:
    browser = as_staff("gate", stop.key)
    browser.fill(f"/ar/staff/stops/{stop.key}/kiosk", {"pin": "4711", "kiosk": "1"})

    assert browser.get(f"{ADDRESS}/kiosk").status_code == 200
    assert browser.get(ADDRESS).location == f"/ar/stops/{stop.key}/kiosk"


def test_paper_counts_once_by_its_drawn_code(as_staff: Staff, stop: Stop, survey: Survey) -> None:
    code = passes.new_paper_code(survey.id)
    actions.hand_over(survey, "somebody")
    browser = as_staff("gate", stop.key)
    told = []
    for typed in (code, f"{code[:4]}-{code[4:8]} {code[8:].lower()}"):
        answer = browser.fill(f"{DESK}/paper", {**SAID, "code": typed})
        told += pages.read(browser.get(answer.location)).all("p.toast")

    assert [line.split(".")[0].split(":")[0] for line in told] == [
        "احتُسبت",
        "احتُسب هذا الرمز من قبل",
    ]
    assert queries.get_survey(stop.id, "").channels == {"handed": 1, "paper": 1}


def test_person_with_a_paper_counts_by_the_paper_alone(
    as_staff: Staff, client: Browser, stop: Stop, survey: Survey
) -> None:
    holder = makers.make_registration(stop)
    browser = as_staff("gate", stop.key)
    told = []
    for _ in range(2):
        answer = browser.fill(f"{DESK}/paper", {"ticket": holder.entry_code})
        told += pages.read(browser.get(answer.location)).all("p.toast")
    client.fill(ADDRESS, {**SAID, "code": holder.entry_code})
    browser.fill(f"{DESK}/paper", {**SAID, "code": passes.new_paper_code(survey.id)})

    found = queries.get_survey(stop.id, "")
    assert (found.answers, found.channels) == (1, {"handed": 1, "paper": 1})
    assert [line.split("،")[0].split(":")[0] for line in told] == [
        "سلموا ورقة",
        "احتُسب المعني بالأمر من قبل",
    ]


def test_who_answered_on_a_phone_gets_no_paper(
    as_staff: Staff, client: Browser, stop: Stop, survey: Survey
) -> None:
    holder = makers.make_registration(stop)
    client.fill(ADDRESS, {**SAID, "code": holder.entry_code})
    browser = as_staff("gate", stop.key)
    browser.fill(f"{DESK}/paper", {"ticket": holder.entry_code})

    assert queries.get_survey(stop.id, "").channels == {"phone": 1}


def test_paper_that_stands_for_nobody_is_not_counted(
    as_staff: Staff, stop: Stop, survey: Survey
) -> None:
    browser = as_staff("gate", stop.key)
    code = passes.new_paper_code(survey.id)
    refused = browser.fill(f"{DESK}/paper", {**SAID, "code": code})
    assert (refused.status_code, queries.get_survey(stop.id, "").answers) == (422, 0)

    actions.hand_over(survey, "somebody")
    assert browser.fill(f"{DESK}/paper", {**SAID, "code": code}).status_code == 303


@pytest.mark.parametrize("typed", ["", "123", "<b>"])
def test_paper_is_handed_to_nobody_by_a_wrong_code(
    as_staff: Staff, stop: Stop, survey: Survey, typed: str
) -> None:
    browser = as_staff("gate", stop.key)
    answer = browser.fill(f"{DESK}/paper", {"ticket": typed})

    assert (answer.status_code, len(pages.read(answer).all("p.why"))) == (422, 1)


def test_paper_of_another_survey_or_mistyped_is_refused(
    as_staff: Staff, stop: Stop, survey: Survey
) -> None:
    other = surveys.make_survey(stop, surveys.WELCOME, session_key="opening")
    right = passes.new_paper_code(survey.id)
    swapped = ("1" if right[0] == "0" else "0") + right[1:]
    wrong = [passes.new_paper_code(other.id), right[:-1], swapped, "x"]
    browser = as_staff("gate", stop.key)

    answers = [browser.fill(f"{DESK}/paper", {**SAID, "code": code}) for code in wrong]
    assert [answer.status_code for answer in answers] == [422] * 4
    assert queries.get_survey(stop.id, "").answers == 0


def test_drawn_papers_carry_codes_that_can_be_typed_in(
    as_staff: Staff, stop: Stop, survey: Survey
) -> None:
    browser = as_staff("gate", stop.key)
    form = pages.read(browser.get(f"{DESK}/paper")).form("number")
    paper = browser.post(form.action, data={**form.fields, "number": "2"})
    lines = [papers.lines(paper.data, page) for page in range(papers.page_count(paper.data))]
    codes = [next(one for one in page if one.count("-") == 2) for page in lines]

    assert (paper.mimetype, len(codes), len(set(codes))) == ("application/pdf", 4, 2)
    assert None not in {passes.find_paper(survey.id, code) for code in codes}


@pytest.mark.parametrize("number", ["0", "201", "x"])
def test_too_many_papers_are_not_drawn(
    as_staff: Staff, stop: Stop, survey: Survey, number: str
) -> None:
    browser = as_staff("gate", stop.key)
    form = pages.read(browser.get(f"{DESK}/paper")).form("number")
    answer = browser.post(form.action, data={**form.fields, "number": number})

    assert (answer.status_code, len(pages.read(answer).alerts)) == (422, 1)
