"""The page of one question on the desk, and the buttons of the private desk."""

from collections.abc import Callable
from typing import Any

import pytest

from caravan.kernel.db import db
from caravan.voice import queries as voice
from caravan.voice.models import Question
from caravan.voice.moderation import actions, rules
from caravan.voice.moderation import queries as moderation
from caravan.voice.screen import queries as screen
from tests import makers, pages
from tests.conftest import Browser
from tests.together import elsewhere

DESK = "/ar/staff/stops/oujda-2025/questions"
AsStaff = Callable[..., Browser]


def row(question: Question) -> Question:
    return db.session.get(Question, question.id, populate_existing=True)


def press(browser: Browser, question: Question, noun: str, at: str = "", **fields: Any) -> Any:
    """Send the form that goes to `noun` of the question, from the page of it or `at`."""
    page = pages.read(browser.get(at or f"{DESK}/{question.id}"))
    address = f"{DESK}/{question.id}/{noun}"
    form = next(one for one in page.forms if one.action.split("?")[0] == address)
    return browser.post(form.action, data={**form.fields, **fields})


def told(browser: Browser, answer: Any) -> list[str]:
    return pages.read(browser.get(answer.location)).all("p.toast")


def test_wording_is_changed_and_the_former_one_stays_on_the_page(as_staff: AsStaff) -> None:
    question = makers.make_question(makers.make_stop(), "سؤال فلان", state="received")
    browser = as_staff("moderator")
    answer = press(browser, question, "wording", body="سؤال موظف")

    page = pages.read(browser.get(answer.location))
    assert row(question).body == "سؤال موظف"
    assert page.all("li.quote") == ["سؤال فلان"]
    assert "سؤال فلان" not in browser.get(DESK).text


def test_two_moderators_edit_at_once_and_the_second_keeps_what_was_typed(
    as_staff: AsStaff,
) -> None:
    question = makers.make_question(makers.make_stop(), state="received")
    second = as_staff("moderator")
    form = pages.read(second.get(f"{DESK}/{question.id}")).form("body", "mark")
    actions.edit(question.id, "صيغة الأول", makers.make_staff("moderator").id)
    answer = second.post(form.action, data={**form.fields, "body": "صيغة الثاني"})

    page = pages.read(answer)
    assert (answer.status_code, row(question).body) == (409, "صيغة الأول")
    assert page.form("body").fields["body"].strip() == "صيغة الثاني"
    assert page.all("p.body") == ["صيغة الأول"]
    again = page.form("body", "mark")
    second.post(again.action, data=again.fields)
    assert row(question).body == "صيغة الثاني"
    assert moderation.wordings(question.id)[-1] == "صيغة الأول"


@pytest.mark.parametrize("body", ["", "  ", "ا" * 501])
def test_wording_that_says_nothing_or_too_much_is_refused(as_staff: AsStaff, body: str) -> None:
    question = makers.make_question(makers.make_stop(), state="received")
    answer = press(as_staff("moderator"), question, "wording", body=body)

    assert answer.status_code == 422
    assert row(question).body == question.body


def test_wording_loses_signs_that_turn_its_direction(as_staff: AsStaff) -> None:
    question = makers.make_question(makers.make_stop(), state="received")
    press(as_staff("moderator"), question, "wording", body="متى \u202eالسكن\u2066؟<b>")

    assert row(question).body == "متى السكن؟<b>"
    assert "<b>" not in as_staff("moderator").get(f"{DESK}/{question.id}").text


def test_subjects_are_ticked_and_kept(as_staff: AsStaff) -> None:
    makers.make_service("loans", name={"ar": "القروض", "fr": "Prêts"})
    question = makers.make_question(makers.make_stop())
    browser = as_staff("moderator")
    press(browser, question, "labels", labels=["loans"])

    assert moderation.beside([question]).labels == {question.id: ["loans"]}
    assert "القروض" in pages.read(browser.get(DESK)).main


def test_questions_are_grouped_and_taken_out_by_the_page(as_staff: AsStaff) -> None:
    stop = makers.make_stop()
    lead = makers.make_question(stop, "متى تُفتح طلبات السكن؟", me_too=4)
    other = makers.make_question(stop, "متى تفتح طلبات السكن بوجدة؟", me_too=1)
    browser = as_staff("moderator")
    mark = moderation.beside([other]).mark(other)
    press(browser, lead, "group", members=[f"{other.id}.{mark}"])

    assert (row(lead).me_too, row(other).state) == (6, "grouped")
    assert "متى تفتح طلبات السكن بوجدة؟" in pages.read(browser.get(f"{DESK}/{lead.id}")).main
    press(browser, other, "separation", at=f"{DESK}/{lead.id}")
    assert (row(lead).me_too, row(other).state) == (4, "approved")


def test_asker_of_a_grouped_question_is_told_the_answer_of_its_lead(
    client: Browser, as_staff: AsStaff
) -> None:
    stop = makers.make_stop()
    person = makers.make_registration(stop)
    mark = voice.follow_mark(stop.id, person.follow_code)
    lead = makers.make_question(stop, "سؤال جامع", state="answered")
    makers.make_answer(lead)
    other = makers.make_question(stop, "سؤالي أنا", follow_mark=mark)
    actions.group(lead.id, {other.id: None}, makers.make_staff().id)

    page = pages.read(client.get(f"/fr/follow?code={person.follow_code}"))
    for text in ("سؤالي أنا", "سؤال جامع", "Livraison au mois de mai."):
        assert text in page.main


def test_private_desk_is_one_tap_on_the_desk(as_staff: AsStaff) -> None:
    question = makers.make_question(makers.make_stop(), "رُفض ملفي", state="received")
    browser = as_staff("moderator")
    assert "تبدو حالة شخصية" in pages.read(browser.get(DESK)).main
    answer = press(browser, question, "appointment", at=DESK)

    assert told(browser, answer) == ["مكتب الاستماع، الرقم 1. محي النص."]
    assert "رُفض ملفي" not in browser.get(DESK).text
    assert "رُفض ملفي" not in browser.get(f"{DESK}/{question.id}").text


def test_case_is_heard_and_waits_again(as_staff: AsStaff) -> None:
    stop = makers.make_stop()
    question = makers.make_question(stop)
    actions.make_private(question.id, makers.make_staff().id)
    browser = as_staff("moderator")
    seen = []
    for noun in ("hearing", "hearing/end"):
        page = pages.read(browser.get(DESK))
        form = next(one for one in page.forms if one.action.endswith(f"appointments/1/{noun}"))
        browser.post(form.action, data=form.fields)
        seen.append(moderation.get_appointment(stop.id, 1).is_heard)
        db.session.rollback()
    assert seen == [True, False]


def test_star_and_way_back_are_buttons_of_the_desk(as_staff: AsStaff) -> None:
    stop = makers.make_stop()
    question = makers.make_question(stop)
    answered = makers.make_question(stop, state="answered")
    browser = as_staff("moderator")
    press(browser, question, "star", at=DESK)
    assert moderation.beside([question]).starred == {question.id}
    press(browser, question, "star/end", at=DESK)
    press(browser, answered, "return", at=DESK)
    assert (moderation.beside([question]).starred, row(answered).state) == (set(), "approved")


@pytest.mark.parametrize("noun", ["wording", "labels", "group", "separation", "return", "star"])
def test_question_of_another_stop_is_not_found(as_staff: AsStaff, noun: str) -> None:
    makers.make_stop()
    foreign = makers.make_question(makers.make_stop("fes-2025"), state="received")
    browser = as_staff("moderator", "oujda-2025")
    token = pages.read(browser.get(DESK)).form("csrf_token").fields["csrf_token"]
    fields = {
        "csrf_token": token,
        "body": "نص آخر",
        "mark": moderation.beside([foreign]).mark(foreign),
    }
    for address in (noun, "appointment"):
        browser.post(f"{DESK}/{foreign.id}/{address}", data=fields)

    assert (row(foreign).state, row(foreign).body) == ("received", foreign.body)
    assert browser.get(f"{DESK}/{foreign.id}").status_code == 404


def test_page_asks_the_database_as_often_for_3_candidates_as_for_1(
    as_staff: AsStaff, queries: Callable[[], Any]
) -> None:
    stop = makers.make_stop()
    question = makers.make_question(stop)
    browser = as_staff("moderator")
    counts = []
    for more in (1, 2):
        for number in range(more):
            makers.make_question(stop, f"سؤال {more} {number}")
        browser.get(f"{DESK}/{question.id}")
        with queries() as seen:
            browser.get(f"{DESK}/{question.id}")
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 20


def test_open_page_of_a_question_is_told_that_a_colleague_changed_it(as_staff: AsStaff) -> None:
    question = makers.make_question(makers.make_stop(), state="received")
    browser = as_staff("moderator")
    [news] = pages.read(browser.get(f"{DESK}/{question.id}")).tree.xpath("//@data-live")
    assert "<h2>" not in browser.get(news).text

    actions.edit(question.id, "صيغة أخرى", makers.make_staff().id)
    assert "<h2>غيَّر زميل هذا السؤال قبل لحظة</h2>" in browser.get(news).text


def test_news_of_a_question_are_never_older_than_their_mark(
    as_staff: AsStaff, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A colleague changes it after the request began: 304 must not hide that from then on."""
    question = makers.make_question(makers.make_stop(), state="received")
    colleague = makers.make_staff("moderator").id
    browser = as_staff("moderator")
    [news] = pages.read(browser.get(f"{DESK}/{question.id}")).tree.xpath("//@data-live")
    topics = screen.topics

    def overtaken(key: str) -> tuple[str, ...]:
        monkeypatch.undo()
        elsewhere(
            browser.application,
            lambda: actions.edit(question.id, "صيغة الزميل", colleague),
        )
        return topics(key)

    monkeypatch.setattr(screen, "topics", overtaken)

    assert "<h2>غيَّر زميل" in browser.get(news).text


@pytest.mark.usefixtures("app")
def test_flood_does_not_make_the_page_as_long() -> None:
    stop = makers.make_stop()
    lead = makers.make_question(stop, "متى نقل القطار؟")
    for number in range(rules.MOST_CANDIDATES + 5):
        makers.make_question(stop, f"فيضان {number}")
    alike = makers.make_question(stop, "متى يأتي القطار؟")
    found = moderation.candidates(lead)

    assert (len(found), found[0].id) == (rules.MOST_CANDIDATES, alike.id)


def test_member_that_cannot_be_is_grouped_with_nothing(as_staff: AsStaff) -> None:
    stop, browser = makers.make_stop(), as_staff("moderator")
    lead, _other = makers.make_question(stop), makers.make_question(stop, "آخر")
    answer = press(browser, lead, "group", members=["a\x00b", "\x00"])

    assert answer.status_code == 303
    assert row(lead).me_too == 0
