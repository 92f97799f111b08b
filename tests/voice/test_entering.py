"""Asking without an own phone: by a helper, at a stand, on paper, at a kiosk."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from caravan.kernel.audit import AuditEntry
from caravan.kernel.db import db
from caravan.tour.queries import get_stop
from caravan.voice.models import Question, Suggestion
from caravan.voice.moderation.models import SuggestionDetail
from tests import makers, pages
from tests.conftest import Browser

DESK = "/fr/staff/stops/oujda-2025/entering"
KIOSK = "/ar/stops/oujda-2025/kiosk/question"
SAID = {"body": "متى تُسلَّم مساكن وجدة؟", "service": "housing"}
Staff = Callable[..., Browser]


@pytest.fixture
def helper(as_staff: Staff) -> Browser:
    makers.make_stop()
    return as_staff("gate", "oujda-2025")


@pytest.mark.parametrize("channel", ["helper", "stand", "paper"])
def test_question_is_read_back_before_it_is_sent(helper: Browser, channel: str) -> None:
    page = pages.read(helper.fill(DESK, {**SAID, "channel": channel}))
    assert (page.all("dd.name"), makers.count(Question)) == ([SAID["body"]], 0)

    done = pages.read(helper.post(DESK, data=page.form("body").fields))

    [code] = done.all("p.codeword")
    row = db.session.scalars(select(Question)).one()
    assert (row.channel, row.body, len(code)) == (channel, SAID["body"], 14)


def test_nothing_says_who_helped_or_when(helper: Browser) -> None:
    page = pages.read(helper.fill(DESK, {**SAID, "channel": "helper"}))
    helper.post(DESK, data=page.form("body").fields)

    assert makers.count(Question) == 1
    assert {one.action for one in db.session.scalars(select(AuditEntry))} == {"accounts.sign_in"}


def test_no_leads_back_to_the_form_as_it_was(helper: Browser) -> None:
    page = pages.read(helper.fill(DESK, {**SAID, "channel": "paper"}))
    again = helper.post(f"{DESK}/reading", data={**page.form("body").fields, "correct": "1"})

    kept = pages.read(again).form("body").fields
    assert (kept["body"].strip(), kept["channel"]) == (SAID["body"], "paper")


def test_how_it_came_has_to_be_chosen(helper: Browser) -> None:
    answer = helper.fill(DESK, SAID)

    assert answer.status_code == 422
    assert pages.read(answer).all("p.why") == ["Choisissez comment la question est arrivée."]


def test_person_is_counted_where_the_same_is_asked_already(helper: Browser) -> None:
    question = makers.make_question(get_stop("oujda-2025"), "موعد تسليم الشقق في وجدة", me_too=3)
    page = pages.read(helper.fill(DESK, {**SAID, "channel": "helper"}))
    form = next(form for form in page.forms if form.action.endswith(question.id))
    for _ in range(2):  # two people, one after the other
        helper.post(form.action, data=form.fields)

    assert db.session.get(Question, question.id, populate_existing=True).me_too == 5
    assert makers.count(Question) == 1


def test_question_may_be_about_a_session_or_a_stand(helper: Browser) -> None:
    stop = get_stop("oujda-2025")
    makers.make_session(stop, key="housing", services=["housing"])
    makers.make_partner(stop, key="bank")
    for number, about in enumerate(("session:housing", "stand:bank", "")):
        fields = {**SAID, "body": f"سؤال {number}؟", "about": about}
        helper.post(f"/ar/stops/{stop.key}/questions", data=fields)

    rows = db.session.execute(select(Question.body, Question.session_key, Question.stand_key))
    assert sorted(map(tuple, rows)) == [
        ("سؤال 0؟", "housing", None),
        ("سؤال 1؟", None, "bank"),
        ("سؤال 2؟", None, None),
    ]


@pytest.mark.parametrize("about", ["session:none", "stand:none", "room:1"])
def test_question_is_about_nothing_that_the_stop_has_not(client: Browser, about: str) -> None:
    makers.make_stop()
    answer = client.post("/ar/stops/oujda-2025/questions", data={**SAID, "about": about})
    assert (answer.status_code, makers.count(Question)) == (422, 0)


@pytest.mark.parametrize("role", ["feedback"])
def test_page_is_for_those_who_may_ask_for_others(as_staff: Staff, role: str) -> None:
    makers.make_stop()
    assert as_staff(role, "oujda-2025").get(DESK).status_code == 403


def test_kiosk_takes_a_question_and_gives_its_code(client: Browser) -> None:
    makers.make_stop()
    answer = client.fill(KIOSK, SAID)

    assert len(pages.read(answer).all("p.codeword")[0]) == 14
    assert db.session.scalar(select(Question.channel)) == "kiosk"
    assert "no-store" in answer.headers["Cache-Control"]
    assert "Set-Cookie" not in answer.headers


def test_kiosk_shows_similar_ones_first(client: Browser) -> None:
    makers.make_question(makers.make_stop(), "موعد تسليم الشقق في وجدة")
    page = pages.read(client.fill(KIOSK, SAID))
    assert (page.all("blockquote"), makers.count(Question)) == (["موعد تسليم الشقق في وجدة"], 1)

    pages.read(client.post(KIOSK, data=page.form("sure").fields))
    assert makers.count(Question) == 2


def locked(as_staff: Staff) -> Browser:
    browser = as_staff("gate", "oujda-2025")
    browser.fill("/ar/staff/stops/oujda-2025/kiosk", {"pin": "4711", "kiosk": "1"})
    return browser


def test_locked_kiosk_counts_its_visitor_in_with_a_similar_question(as_staff: Staff) -> None:
    question = makers.make_question(makers.make_stop(), "موعد تسليم الشقق في وجدة", me_too=3)
    kiosk = locked(as_staff)
    page = pages.read(kiosk.fill(KIOSK, SAID))
    form = next(form for form in page.forms if form.action.endswith("/mine"))
    for _ in range(2):  # two visitors, one after the other
        answer = kiosk.post(form.action, data=form.fields)

    assert pages.read(answer).heading == "شكرا لكم"
    assert db.session.get(Question, question.id, populate_existing=True).me_too == 5
    assert makers.count(Question) == 1


def test_only_a_locked_kiosk_counts_visitors_in(client: Browser) -> None:
    question = makers.make_question(makers.make_stop(), "موعد تسليم الشقق في وجدة", me_too=3)
    page = pages.read(client.fill(KIOSK, SAID))
    answer = client.post(f"{KIOSK}/{question.id}/mine")

    assert [form.action for form in page.forms if form.action.endswith("/mine")] == []
    assert answer.status_code == 404
    assert db.session.get(Question, question.id, populate_existing=True).me_too == 3


def test_kiosk_takes_a_suggestion_once_similar_ones_were_shown(client: Browser) -> None:
    stop = makers.make_stop()
    makers.make_suggestion(stop, "حافلة من جرادة إلى وجدة", state="studied")
    address = KIOSK.replace("/question", "/suggestion")
    said = {"title": "حافلة", "body": "نريد حافلة من جرادة إلى وجدة", "service": "housing"}
    page = pages.read(client.fill(address, said))
    assert (page.all("blockquote"), makers.count(Suggestion)) == (["حافلة من جرادة إلى وجدة"], 1)
    assert [word for word in ("سؤال", "أسئلة") if word in page.text] == []

    done = pages.read(client.post(address, data=page.form("sure").fields))

    assert (len(done.all("p.codeword")[0]), makers.count(Suggestion)) == (14, 2)
    assert db.session.scalar(select(SuggestionDetail.title)) == "حافلة"


IDEA = {"body": "نريد حافلة من جرادة إلى وجدة", "service": "housing", "channel": "paper"}


def test_helper_writes_a_suggestion_down_and_reads_it_back(helper: Browser) -> None:
    address = f"{DESK}/suggestion"
    page = pages.read(helper.fill(address, {**IDEA, "title": "حافلة"}))
    assert (page.all("dd.name"), makers.count(Suggestion)) == ([IDEA["body"]], 0)

    done = pages.read(helper.post(address, data=page.form("body").fields))

    assert len(done.all("p.codeword")[0]) == 14
    assert db.session.scalars(select(Suggestion.channel)).all() == ["paper"]
    assert db.session.scalar(select(SuggestionDetail.title)) == "حافلة"


def test_how_a_suggestion_came_has_to_be_chosen(helper: Browser) -> None:
    answer = helper.fill(f"{DESK}/suggestion", {**IDEA, "channel": ""})

    assert answer.status_code == 422
    assert pages.read(answer).all("p.why") == ["Choisissez comment la suggestion est arrivée."]


def test_helper_counts_in_where_the_same_is_suggested_already(helper: Browser) -> None:
    made = makers.make_suggestion(get_stop("oujda-2025"), "حافلة من جرادة", state="studied")
    page = pages.read(helper.fill(f"{DESK}/suggestion", {**IDEA, "body": "حافلة من جرادة"}))
    form = next(form for form in page.forms if form.action.endswith(made.id))
    helper.post(form.action, data=form.fields)

    assert db.session.scalar(select(SuggestionDetail.support)) == 1


@pytest.mark.parametrize("address", ["/fr/stops/oujda-2025/questions", KIOSK])
def test_code_is_given_as_a_stub_to_print_with_a_picture(client: Browser, address: str) -> None:
    makers.make_stop()
    page = pages.read(client.fill(address, SAID))

    [stub] = page.tree.xpath("//*[contains(@class, 'slip')]")
    assert [len(stub.xpath(f".//{tag}")) for tag in ("svg", "p[@class='codeword']")] == [1, 1]
    assert page.tree.xpath("//button[@data-print]") != []
