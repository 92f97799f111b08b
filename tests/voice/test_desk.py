"""The moderators' desks: who may, what each button does, who decided first."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from caravan.kernel import clock
from caravan.kernel.db import db
from caravan.voice import actions, queries, rules
from caravan.voice.models import Question, Suggestion
from caravan.voice.rounds import actions as rounds
from caravan.voice.screen import queries as screen
from tests import makers, pages
from tests.conftest import Browser

DESK = "/ar/staff/stops/oujda-2025/questions"
IDEAS = "/ar/staff/stops/oujda-2025/suggestions"
AsStaff = Callable[..., Browser]


def press(browser: Browser, address: str, **fields: str) -> Any:
    """Send the form of the desk that goes to `address`."""
    page = pages.read(browser.get(DESK if DESK in address or "screen" in address else IDEAS))
    form = next(form for form in page.forms if form.action.startswith(address))
    return browser.post(form.action, data={**form.fields, **fields})


def state(row: Question | Suggestion) -> str:
    return db.session.get(type(row), row.id, populate_existing=True).state


def test_desk_has_its_lanes_and_counts(as_staff: AsStaff) -> None:
    stop = makers.make_stop()
    for name, number in (("received", 3), ("approved", 2), ("answered", 1)):
        for _ in range(number):
            makers.make_question(stop, state=name)
    page = pages.read(as_staff("moderator", "oujda-2025").get(DESK))

    lanes = ["واردة", "مقبولة", "على الشاشة", "أُجيب عنه", "مكتب الاستماع"]
    assert page.all("h2")[-5:] == lanes
    assert page.all("//section/header/span[@class='n']") == ["3", "2", "1", "0"]


def test_desk_shows_50_of_a_lane_and_pages(as_staff: AsStaff) -> None:
    stop = makers.make_stop()
    for number in range(51):
        makers.make_question(stop, body=f"سؤال {number}", state="received")
    browser = as_staff("moderator")

    assert len(pages.read(browser.get(DESK)).all("p.body")) == 50 + 1
    assert len(pages.read(browser.get(f"{DESK}?page=2")).all("p.body")) == 1 + 1


def test_approve_shows_the_question(as_staff: AsStaff) -> None:
    question = makers.make_question(makers.make_stop(), state="received")
    answer = press(as_staff("moderator"), f"{DESK}/{question.id}/approval")

    assert (answer.status_code, state(question)) == (303, "approved")


def test_reject_keeps_the_reason(as_staff: AsStaff) -> None:
    question = makers.make_question(makers.make_stop(), state="received")
    press(as_staff("moderator"), f"{DESK}/{question.id}/rejection", reason="person")

    assert (state(question), queries.get_question(question.id).reason) == ("rejected", "person")


def test_reject_asks_for_a_reason_and_stays_open(as_staff: AsStaff) -> None:
    question = makers.make_question(makers.make_stop(), state="received")
    page = pages.read(press(as_staff("moderator"), f"{DESK}/{question.id}/rejection", reason=""))

    assert page.status == 422
    assert page.alerts == ["اختاروا السبب: قد يقرؤه صاحب السؤال."]
    assert len(page.all("//details[@open]")) == 1
    assert state(question) == "received"


def test_second_moderator_is_told_what_the_first_decided(as_staff: AsStaff) -> None:
    question = makers.make_question(makers.make_stop(), state="received")
    second = as_staff("moderator")
    form = pages.read(second.get(DESK)).form("seen", "reason")
    actions.approve(question.id, makers.make_staff("moderator").id)
    answer = second.post(form.action, data={**form.fields, "reason": "repeated"})

    page = pages.read(second.get(answer.location))
    assert page.all("p.toast") == ["سبق أن قبِل زميل هذا السؤال. لم يتغير شيء."]
    assert state(question) == "approved"


def test_screen_buttons_put_and_take_and_empty(as_staff: AsStaff) -> None:
    stop = makers.make_stop()
    question = makers.make_question(stop)
    browser = as_staff("moderator")
    seen = []
    for address in (f"{DESK}/{question.id}/screen", "screen/blank", "screen/list"):
        press(browser, address if DESK in address else DESK.replace("questions", address))
        seen.append(screen.picture(stop, clock.now()).kind)

    assert seen == ["question", "blank", "list"]


def test_answered_button_closes_the_question(as_staff: AsStaff) -> None:
    question = makers.make_question(makers.make_stop())
    press(as_staff("moderator"), f"{DESK}/{question.id}/answered")
    assert state(question) == "answered"


def test_question_of_another_stop_is_not_found(as_staff: AsStaff) -> None:
    makers.make_stop()
    foreign = makers.make_question(makers.make_stop("fes-2025"), state="received")
    browser = as_staff("moderator", "oujda-2025")
    token = pages.read(browser.get(DESK)).form("csrf_token").fields["csrf_token"]

    for noun in ("approval", "rejection", "answered", "screen"):
        fields = {"csrf_token": token, "reason": "abuse", "seen": "received"}
        browser.post(f"{DESK}/{foreign.id}/{noun}", data=fields)
    assert state(foreign) == "received"
    assert foreign.body not in browser.get(DESK).text


@pytest.mark.parametrize("address", [DESK, f"{DESK}/lanes", IDEAS])
@pytest.mark.parametrize(
    ("role", "stop_key"), [("gate", "oujda-2025"), ("feedback", None), ("moderator", "fes-2025")]
)
def test_desk_is_for_moderators_of_this_stop(
    as_staff: AsStaff, address: str, role: str, stop_key: str | None
) -> None:
    makers.make_stop()
    assert as_staff(role, stop_key).get(address).status_code == 403


def test_lanes_are_304_until_something_changes(as_staff: AsStaff) -> None:
    stop = makers.make_stop()
    question = makers.make_question(stop, state="received")
    browser = as_staff("moderator")
    etag = browser.get(f"{DESK}/lanes").headers["ETag"]
    again = {"If-None-Match": etag}
    assert browser.get(f"{DESK}/lanes", headers=again).status_code == 304

    actions.approve(question.id, makers.make_staff().id)
    assert browser.get(f"{DESK}/lanes", headers=again).status_code == 200


@pytest.mark.parametrize("address", [DESK, f"{DESK}/lanes", IDEAS])
def test_desk_asks_the_database_as_often_for_3_rows_as_for_1(
    as_staff: AsStaff, queries: Callable[[], Any], address: str
) -> None:
    stop = makers.make_stop()
    browser = as_staff("moderator")
    browser.get(DESK)
    counts = []
    for more in (1, 2):
        for _ in range(more):
            for name in ("received", "approved", "answered"):
                makers.make_question(stop, state=name)
            makers.make_suggestion(stop)
        with queries() as seen:
            browser.get(address)
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 15


def test_suggestion_desk_keeps_the_state(as_staff: AsStaff) -> None:
    suggestion = makers.make_suggestion(makers.make_stop())
    address = f"{IDEAS}/{suggestion.id}/state"
    answer = press(as_staff("moderator"), address, state="studied")

    assert (answer.status_code, state(suggestion)) == (303, "studied")


def test_suggestion_desk_asks_why_when_declined(as_staff: AsStaff) -> None:
    suggestion = makers.make_suggestion(makers.make_stop())
    address = f"{IDEAS}/{suggestion.id}/state"
    page = pages.read(press(as_staff("moderator"), address, state="declined"))

    assert page.status == 422
    assert page.all("p.why") == ["اكتبوا في جملة واحدة لماذا: يقرؤها من يصوغ الرفض."]
    assert state(suggestion) == "received"


def test_declined_at_the_desk_waits_for_its_words_and_nobody_else_reads_why(
    as_staff: AsStaff, client: Browser
) -> None:
    suggestion = makers.make_suggestion(makers.make_stop())
    browser = as_staff("moderator")
    press(browser, f"{IDEAS}/{suggestion.id}/state", state="declined", reason="مكلف")

    desk = pages.read(browser.get(IDEAS))
    public = [client.get(f"/ar/stops/oujda-2025/{one}") for one in ("suggestions", "answers")]
    told = client.get("/api/v1/stops/oujda-2025/suggestions")
    assert (state(suggestion), "رفض قيد الصياغة" in desk.text) == ("studied", True)
    assert desk.form("mark", "state").fields["state"] == "declined"
    assert ["مكلف" in one.get_data(as_text=True) for one in (*public, told)] == [False] * 3


def test_suggestion_desk_tells_when_a_colleague_was_faster(as_staff: AsStaff) -> None:
    suggestion = makers.make_suggestion(makers.make_stop())
    browser = as_staff("moderator")
    form = pages.read(browser.get(IDEAS)).form("mark", "state")
    actions.set_suggestion_state(suggestion.id, "accepted", makers.make_staff().id)
    typed = {**form.fields, "state": "declined", "reason": "مكلف"}
    page = pages.read(browser.post(form.action, data=typed))

    assert (page.status, state(suggestion)) == (409, "accepted")
    assert page.all("p.why")[0].startswith("غيَّر زميل")
    assert page.form("mark", "state").fields["reason"] == "مكلف"


def test_reason_of_a_colleague_is_not_overwritten_while_the_state_is_the_same(
    as_staff: AsStaff,
) -> None:
    suggestion = makers.make_suggestion(makers.make_stop(), state="studied", reason="مكلف")
    browser = as_staff("moderator")
    form = pages.read(browser.get(IDEAS)).form("mark", "state")
    actions.propose_refusal(suggestion.id, "خارج الاختصاص", makers.make_staff().id, mark=None)
    browser.post(form.action, data={**form.fields, "reason": "غير ممكن"})

    kept = db.session.get(Suggestion, suggestion.id, populate_existing=True)
    assert kept.reason == "خارج الاختصاص"


@pytest.mark.parametrize("noun", ["approval", "rejection", "answered", "screen"])
def test_question_that_cannot_be_is_not_found(as_staff: AsStaff, noun: str) -> None:
    makers.make_stop()
    browser = as_staff("moderator", "oujda-2025")
    token = pages.read(browser.get(DESK)).form("csrf_token").fields["csrf_token"]

    answer = browser.post(f"{DESK}/{'a' * 33}/{noun}", data={"csrf_token": token})

    assert answer.status_code == 404


def test_author_of_a_named_round_is_read_by_staff_and_by_nobody_else(
    client: Browser, as_staff: AsStaff
) -> None:
    stop = makers.make_stop()
    person = makers.make_registration(stop, full_name="سعاد العلوي")
    rounds.open_round(stop, "named", makers.make_staff().id, now=clock.now())
    words = rules.Words("متى؟", "housing", code=person.follow_code)
    for say in (actions.ask, actions.suggest):
        say(stop, words, now=clock.now())
    question = db.session.scalars(select(Question)).one()
    moderator = as_staff("moderator")
    for address in (DESK, f"{DESK}/{question.id}", IDEAS):
        assert pages.read(moderator.get(address)).all("//span[@class='by']/bdi") == [
            "سعاد العلوي"
        ], address

    assert "سعاد العلوي" in moderator.get(f"{DESK}/lanes").text
    actions.approve(question.id, makers.make_staff().id)
    assert "سعاد العلوي" in as_staff("feedback").get("/ar/staff/stops/oujda-2025/answers").text
    assert "سعاد العلوي" not in client.get("/ar/stops/oujda-2025/questions").text
