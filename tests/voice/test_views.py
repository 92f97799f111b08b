"""The public pages of this room, as attendees meet them."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from caravan.kernel import clock, versions
from caravan.kernel.db import db
from caravan.voice import actions
from caravan.voice.models import Question, Suggestion
from tests import makers, pages
from tests.conftest import Browser

QUESTIONS = "/ar/stops/oujda-2025/questions"
SUGGESTIONS = "/ar/stops/oujda-2025/suggestions"
FIELDS = {"body": "متى تُفتح طلبات السكن؟", "service": "housing"}


def look(client: Browser, address: str) -> pages.Page:
    """The page as it is now, without the second for which versions may be remembered."""
    versions.forget_all()
    return pages.read(client.get(address))


@pytest.mark.parametrize(("address", "model"), [(QUESTIONS, Question), (SUGGESTIONS, Suggestion)])
def test_page_takes_what_is_said(client: Browser, address: str, model: Any) -> None:
    makers.make_stop()
    page = pages.read(client.fill(address, FIELDS))

    assert db.session.scalar(select(model.body)) == FIELDS["body"]
    assert len(page.all("//main//*[@role='status']")) == 1
    assert re.fullmatch(r"\d{4} \d{4} \d{4}", page.all("p.codeword")[0])


@pytest.mark.parametrize("address", [QUESTIONS, SUGGESTIONS])
def test_code_of_a_text_leads_to_its_state_and_stands_in_no_address(
    client: Browser, address: str
) -> None:
    makers.make_stop()
    sent = client.fill(address, FIELDS)
    form = pages.read(sent).form("code")
    page = pages.read(client.post(form.action, data=form.fields))

    assert (sent.status_code, "Location" in sent.headers, form.method) == (200, False, "POST")
    assert page.all("//article//h3") == [FIELDS["body"]]
    assert pages.read(client.get(f"/ar/follow?code={form.fields['code']}")).main == page.main


def test_sending_again_gives_the_same_code(client: Browser) -> None:
    makers.make_stop()
    codes = {pages.read(client.post(QUESTIONS, data=FIELDS)).all("p.codeword")[0] for _ in "ab"}

    assert (len(codes), makers.count(Question)) == (1, 1)


def test_similar_ones_are_shown_before_it_is_sent(client: Browser) -> None:
    question = makers.make_question(makers.make_stop(), "Quand ouvrent les demandes de logement ?")
    page = pages.read(client.post(QUESTIONS, data=FIELDS))
    assert page.all("//li//blockquote") == [question.body]
    assert makers.count(Question) == 1

    form = page.form("sure")
    assert client.post(form.action, data=form.fields).status_code == 200
    assert makers.count(Question) == 2


def test_similar_suggestions_are_shown_before_it_is_sent(client: Browser) -> None:
    made = makers.make_suggestion(makers.make_stop(), "حافلة من جرادة إلى وجدة", state="studied")
    said = {"title": "حافلة", "body": "bghina tobis mn jrada l wjda", "service": "housing"}
    page = pages.read(client.fill(SUGGESTIONS, said))
    assert (page.all("//li//blockquote"), makers.count(Suggestion)) == ([made.body], 1)
    assert [form.action for form in page.forms if "/support" in form.action] != []
    assert [word for word in ("سؤال", "أسئلة") if word in page.main] == []

    client.post(SUGGESTIONS, data=page.form("sure").fields)
    assert makers.count(Suggestion) == 2


def test_suggestions_that_are_not_public_are_not_shown_as_similar(client: Browser) -> None:
    made = makers.make_suggestion(makers.make_stop(), "حافلة من جرادة إلى وجدة")
    answer = client.fill(SUGGESTIONS, {"body": f"{made.body} كل يوم", "service": "housing"})
    assert pages.read(answer).heading == "وصل اقتراحكم"


@pytest.mark.parametrize("hidden", ["waiting", "received", "rejected"])
def test_similar_ones_that_are_not_public_are_not_shown(client: Browser, hidden: str) -> None:
    makers.make_question(makers.make_stop(), FIELDS["body"], state=hidden)
    assert "blockquote" not in client.post(QUESTIONS, data=FIELDS).get_data(as_text=True)


@pytest.mark.parametrize("address", [QUESTIONS, SUGGESTIONS])
def test_page_keeps_what_was_typed_when_a_field_is_wrong(client: Browser, address: str) -> None:
    makers.make_round(makers.make_stop(), "named")
    answer = client.post(address, data={"body": "<b>سكن</b>", "code": "123"})

    page = pages.read(answer)
    kept = page.form("body", "service", "code").fields
    assert (page.status, len(page.alerts)) == (422, 1)
    assert (kept["body"].strip(), kept["code"]) == ("<b>سكن</b>", "123")


@pytest.mark.parametrize("code", ["123", "1234567890"])
def test_page_says_it_beside_the_code_when_it_is_unknown(client: Browser, code: str) -> None:
    makers.make_stop()
    page = pages.read(client.post(QUESTIONS, data={**FIELDS, "code": code}))

    assert page.status == 422
    assert [why.split(":")[0] for why in page.all("p.why")] == ["هذا الرمز ليس من رموز هذه المحطة"]


def test_page_tells_the_limit_when_the_text_is_10000_signs(client: Browser) -> None:
    makers.make_stop()
    page = pages.read(client.post(QUESTIONS, data={**FIELDS, "body": "س" * 10_000}))

    assert page.status == 422
    assert page.all("p.why") == ["السؤال طويل: 500 حرف على الأكثر."]
    assert len(page.form("body").fields["body"].strip()) == 10_000


@pytest.mark.parametrize("address", [QUESTIONS, SUGGESTIONS])
def test_text_may_be_as_long_as_its_box(client: Browser, address: str) -> None:
    makers.make_stop()
    limit = 500 if address == QUESTIONS else 1000
    body = "س" * (limit - 1) + "\r\n" + "س"  # a browser counts the line's end as one sign

    assert client.post(address, data={**FIELDS, "body": body}).status_code == 422
    assert client.post(address, data={**FIELDS, "body": body[:-1]}).status_code == 200


def test_direction_marks_are_taken_out(client: Browser) -> None:
    makers.make_stop()
    client.post(QUESTIONS, data={**FIELDS, "body": "متى \u202eنكسلا\u2066؟\x00"})
    assert db.session.scalar(select(Question.body)) == "متى نكسلا؟"


def test_html_is_shown_as_it_was_typed(client: Browser) -> None:
    makers.make_question(makers.make_stop(), body="<script>alert(1)</script>")
    answer = client.get(QUESTIONS)

    assert b"<script>alert" not in answer.data
    assert pages.read(answer).all("blockquote") == ["<script>alert(1)</script>"]


@pytest.mark.parametrize(
    ("days_from_now", "words"), [(3, "تُفتح مع انطلاق المحطة"), (-3, "انتهت المحطة")]
)
@pytest.mark.parametrize("address", [QUESTIONS, SUGGESTIONS])
def test_page_says_when_outside_the_stop(
    client: Browser, address: str, days_from_now: int, words: str
) -> None:
    makers.make_stop(first_day=clock.today() + timedelta(days=days_from_now))
    page = look(client, address)

    assert page.all("//textarea") == []
    assert words in page.main
    assert client.post(address, data=FIELDS).status_code == 409


def test_form_of_another_site_is_refused(client: Browser) -> None:
    question = makers.make_question(makers.make_stop())
    headers = {"Sec-Fetch-Site": "cross-site"}

    assert client.post(QUESTIONS, data=FIELDS, headers=headers).status_code == 403
    me_too = f"{QUESTIONS}/{question.id}/me-too"
    assert client.post(me_too, headers=headers).status_code == 403


def test_list_has_the_most_shared_first(client: Browser) -> None:
    stop = makers.make_stop()
    for body, me_too in (("ألف", 1), ("باء", 30), ("جيم", 7)):
        makers.make_question(stop, body=body, me_too=me_too)

    assert look(client, QUESTIONS).all("blockquote") == ["باء", "جيم", "ألف"]


def test_list_of_a_service_has_only_that(client: Browser) -> None:
    stop = makers.make_stop()
    makers.make_service("health", name={"ar": "الصحة", "fr": "Santé"})
    makers.make_question(stop, body="عن السكن")
    makers.make_question(stop, body="عن الصحة", service_code="health")

    address = f"{QUESTIONS}?service=housing"
    page = look(client, address)
    assert page.all("blockquote") == ["عن السكن"]
    assert page.all("//*[@class='chips']/a[@aria-current]") == ["السكن"]


def test_list_of_an_unknown_service_is_no_page(client: Browser) -> None:
    makers.make_stop()
    assert client.get(f"{QUESTIONS}?service=nothing").status_code == 404


def test_list_is_paged_by_50(client: Browser) -> None:
    stop = makers.make_stop()
    for number in range(51):
        makers.make_question(stop, body=f"سؤال {number}")

    assert len(look(client, QUESTIONS).all("blockquote")) == 50
    assert len(look(client, f"{QUESTIONS}?page=2").all("blockquote")) == 1
    assert client.get(f"{QUESTIONS}?page=3").status_code == 404


def test_answered_question_leads_to_its_answer(client: Browser) -> None:
    question = makers.make_question(makers.make_stop(), state="answered", me_too=18)
    page = look(client, QUESTIONS)

    assert f"/ar/stops/oujda-2025/answers/q-{question.id}" in page.links
    assert page.all("button.me2") == []
    assert "سؤال 18 شخصا أيضا" in page.main


def test_question_on_the_screen_is_marked(client: Browser) -> None:
    stop = makers.make_stop()
    makers.make_question(stop, body="ألف", me_too=9)
    shown = makers.make_question(stop, body="باء")
    actions.put_on_screen(stop, shown.id, makers.make_staff().id)

    assert look(client, QUESTIONS).all("p.flag") == ["يُجاب عنه الآن"]


@pytest.mark.parametrize(
    ("count", "word"),
    [(1, "1شخص"), (2, "2شخصان"), (3, "3أشخاص"), (11, "11شخصا"), (100, "100شخص")],
)
def test_number_of_people_is_in_right_arabic(client: Browser, count: int, word: str) -> None:
    makers.make_question(makers.make_stop(), me_too=count)
    assert look(client, QUESTIONS).all("span.many") == [word]


def test_me_too_counts_once_for_a_phone_without_scripts(client: Browser) -> None:
    question = makers.make_question(makers.make_stop())
    address = f"{QUESTIONS}/{question.id}/me-too"
    answers = [client.post(address) for _ in range(3)]

    assert {answer.location for answer in answers} == {f"{QUESTIONS}#q-{question.id}"}
    assert ["Set-Cookie" in answer.headers for answer in answers] == [True, False, False]
    assert look(client, QUESTIONS).all("span.many") == ["1شخص"]


def test_me_too_gives_scripts_the_number(client: Browser) -> None:
    question = makers.make_question(makers.make_stop(), me_too=2)
    answer = client.post(
        f"{QUESTIONS}/{question.id}/me-too", headers={"Accept": "application/json"}
    )
    assert answer.json == {"count": 3, "people": "أشخاص"}


def test_me_too_renews_a_phone_value_that_is_not_ours(client: Browser) -> None:
    question = makers.make_question(makers.make_stop())
    client.set_cookie("caravan_phone", "x")
    client.post(f"{QUESTIONS}/{question.id}/me-too")

    assert len(client.get_cookie("caravan_phone").value) == 32


def test_suggestions_show_what_became_of_them(client: Browser) -> None:
    stop = makers.make_stop()
    makers.make_suggestion(stop, body="ألف", state="declined", reason="خارج الاختصاص")
    page = look(client, SUGGESTIONS)

    assert page.all("p.state") == ["غير مقبول"]
    assert "خارج الاختصاص" in page.main
    french = look(client, SUGGESTIONS.replace("/ar/", "/fr/"))  # declined before both were kept
    assert french.all("//p[@class='soft'][@lang='ar'][@dir='rtl']") == ["خارج الاختصاص"]


@pytest.mark.parametrize("address", [QUESTIONS, f"{QUESTIONS}/list", SUGGESTIONS])
def test_page_is_304_until_something_changes(client: Browser, address: str) -> None:
    stop = makers.make_stop()
    question = makers.make_question(stop, state="received")
    suggestion = makers.make_suggestion(stop)
    etag = client.get(address).headers["ETag"]
    assert client.get(address, headers={"If-None-Match": etag}).status_code == 304

    staff = makers.make_staff().id
    actions.approve(question.id, staff)
    actions.set_suggestion_state(suggestion.id, "studied", staff)
    versions.forget_all()

    assert client.get(address, headers={"If-None-Match": etag}).status_code == 200


@pytest.mark.parametrize("address", [QUESTIONS, f"{QUESTIONS}/list", SUGGESTIONS])
def test_page_asks_the_database_as_often_for_3_rows_as_for_1(
    client: Browser, queries: Callable[[], Any], address: str
) -> None:
    stop = makers.make_stop()
    client.get(address)  # the register of purposes is kept from here on
    counts = []
    for more in (1, 2):
        for _ in range(more):
            makers.make_question(stop)
            makers.make_suggestion(stop, state="studied")
        versions.bump("questions:oujda-2025")
        versions.forget_all()
        with queries() as seen:
            client.get(address)
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 13


def test_kept_page_asks_the_database_for_nothing(
    client: Browser, queries: Callable[[], Any]
) -> None:
    makers.make_stop()
    client.get(f"{QUESTIONS}/list")
    with queries() as seen:
        client.get(f"{QUESTIONS}/list")
    assert seen == []


def test_address_without_language_leads_to_the_page(client: Browser) -> None:
    makers.make_stop()
    answer = client.get("/stops/oujda-2025/questions", headers={"Accept-Language": "fr"})
    assert answer.location == "/fr/stops/oujda-2025/questions"


def test_pages_of_an_unknown_stop_are_not_found(client: Browser) -> None:
    for address in (QUESTIONS, f"{QUESTIONS}/list", SUGGESTIONS):
        assert client.get(address).status_code == 404
    assert client.post(QUESTIONS, data=FIELDS).status_code == 404


@pytest.mark.parametrize("address", [QUESTIONS, SUGGESTIONS])
@pytest.mark.parametrize(
    "body", ["\u200b" * 9, "\u200d\u200c\u200e\u200f", "\u0301" * 40, " \ufeff "]
)
def test_text_that_nobody_can_see_is_none(client: Browser, address: str, body: str) -> None:
    makers.make_stop()
    answer = client.post(address, data={**FIELDS, "body": body})

    assert answer.status_code == 422
    assert (makers.count(Question), makers.count(Suggestion)) == (0, 0)


def test_text_does_not_climb_over_the_lines_of_others(client: Browser) -> None:
    makers.make_stop()
    client.post(QUESTIONS, data={**FIELDS, "body": "متى\u200b a" + "\u0301" * 400 + " حتَّىٰ؟"})

    assert db.session.scalar(select(Question.body)) == "متى a\u0301\u0301\u0301 حتَّىٰ؟"
