"""The survey on one's own phone, and what everybody sees of its results."""

from datetime import timedelta

import pytest
from flask import Flask

from caravan.kernel import clock, versions
from caravan.registration import actions as registration
from caravan.survey import queries
from caravan.survey.models import Survey
from caravan.survey.views import door
from caravan.survey.views.public import address_for
from caravan.tour.models import Stop
from tests import makers, pages
from tests.conftest import Browser
from tests.survey import surveys
from tests.survey.surveys import ADDRESS

SAID = {"q-welcome.1": "5", "q-found.1": "2", "q-clear.1": "4", "q-improve.1": "الماء"}
THANKS = f"{ADDRESS}/thanks"


@pytest.fixture
def stop(client: Browser) -> Stop:
    return makers.make_stop()


@pytest.fixture
def survey(stop: Stop) -> Survey:
    return surveys.make_survey(stop)


def now(stop: Stop) -> Survey:
    return queries.get_survey(stop.id, "")


def test_ticket_leads_to_the_survey_with_its_pass_once_it_is_open(
    client: Browser, stop: Stop
) -> None:
    holder = makers.make_registration(stop)
    address = f"/ar/tickets/{holder.code}"
    before = pages.read(client.get(address)).links
    surveys.make_survey(stop)

    way = f"{ADDRESS}#{surveys.pass_of(holder)}"
    assert (way in before, way in pages.read(client.get(address)).links) == (False, True)


def test_ticket_that_was_withdrawn_gives_no_pass(app: Flask, stop: Stop, survey: Survey) -> None:
    holder = makers.make_registration(stop)
    registration.withdraw(holder, now=clock.now())

    with app.test_request_context("/ar/"):
        assert address_for(stop, holder) is None


def test_form_has_a_field_for_each_question_in_order(client: Browser, survey: Survey) -> None:
    page = pages.read(client.get(ADDRESS))

    assert page.heading == "رأيكم في هذه المحطة"
    assert page.all("//fieldset/legend | //label[starts-with(@for, 'q-')]") == [
        "1. كيف كان الاستقبال؟",
        "2. هل وجدتم جوابا؟",
        "3. هل كان الشرح واضحا؟",
        "4. شيء واحد نحسنه",
    ]
    assert page.all("//fieldset[1]//label") == ["جيد جدا", "جيد", "متوسط", "ضعيف", "ضعيف جدا"]
    assert set(SAID) | {"pass", "code"} == set(page.form("code").fields)


def test_pass_counts_the_answer_once(client: Browser, stop: Stop, survey: Survey) -> None:
    given = surveys.pass_of(makers.make_registration(stop))
    answers = [client.post(ADDRESS, data={**SAID, "pass": given}) for _ in range(2)]

    assert [(one.status_code, one.location) for one in answers] == [(303, THANKS)] * 2
    assert pages.read(client.get(THANKS)).heading == "شكرا لكم"
    assert (now(stop).answers, now(stop).channels) == (1, {"phone": 1})


def test_phone_that_keeps_the_form_is_told_where_to_go(
    client: Browser, stop: Stop, survey: Survey
) -> None:
    given = surveys.pass_of(makers.make_registration(stop))
    said = {**SAID, "pass": given}
    answer = client.post(ADDRESS, data=said, headers={"Accept": "application/json"})

    assert (answer.status_code, answer.json) == (201, {"ticket": THANKS})


@pytest.mark.parametrize("kind", ["entry_code", "follow_code"])
def test_typed_code_and_pass_of_one_person_count_once(
    client: Browser, stop: Stop, survey: Survey, kind: str
) -> None:
    holder = makers.make_registration(stop)
    client.post(ADDRESS, data={**SAID, "code": f" {getattr(holder, kind).lower()} "})
    client.post(ADDRESS, data={**SAID, "pass": surveys.pass_of(holder)})

    assert now(stop).answers == 1


def test_answer_counts_however_late_it_comes(client: Browser) -> None:
    """Long after the stop, and with the registration erased: the phone had no network."""
    first = clock.today() - timedelta(days=400)
    stop = makers.make_stop(first_day=first)
    surveys.make_survey(stop)
    given = surveys.pass_of(makers.Registration(code="0" * 26))

    assert client.post(ADDRESS, data={**SAID, "pass": given}).status_code == 303
    assert now(stop).answers == 1


@pytest.mark.parametrize(
    "given", ["", "f" * 64, "0" * 64, "x"], ids=["none", "forged", "zeros", "short"]
)
def test_without_pass_or_code_nothing_is_counted_and_the_form_keeps_what_was_said(
    client: Browser, stop: Stop, survey: Survey, given: str
) -> None:
    page = pages.read(client.post(ADDRESS, data={**SAID, "pass": given, "code": "1234567890"}))

    assert page.status == 422
    assert [why.split(":")[0] for why in page.all("p.why")] == [
        "هذا الرمز لا يسمح بالجواب هنا. راجعوا تذكرتكم"
    ]
    assert page.form("code").fields["q-improve.1"] == "الماء"
    assert page.form("code").fields["q-welcome.1"] == "5"
    assert now(stop).answers == 0


def test_only_who_has_a_place_at_this_stop_answers(
    client: Browser, stop: Stop, survey: Survey
) -> None:
    elsewhere = makers.make_registration(makers.make_stop("fes-2025"))
    gone = makers.make_registration(stop)
    registration.withdraw(gone, now=clock.now())
    tries = [{"code": one.entry_code} for one in (elsewhere, gone)]
    tries.append({"pass": surveys.pass_of(elsewhere, "fes-2025")})

    answers = [client.post(ADDRESS, data={**SAID, **one}).status_code for one in tries]
    assert answers == [422] * 3


def test_form_without_any_answer_uses_nothing_up(
    client: Browser, stop: Stop, survey: Survey
) -> None:
    given = {"pass": surveys.pass_of(makers.make_registration(stop))}
    page = pages.read(client.post(ADDRESS, data={**given, "q-welcome.1": ""}))

    assert (page.status, len(page.alerts)) == (422, 1)
    assert client.post(ADDRESS, data={**given, "q-welcome.1": "4"}).status_code == 303
    assert now(stop).tally == {"welcome.1": {"4": 1}}


@pytest.mark.parametrize(
    ("name", "value"), [("q-welcome.1", "6"), ("q-found.1", "3"), ("q-improve.1", "س" * 201)]
)
def test_impossible_answer_is_told_at_its_question(
    client: Browser, survey: Survey, name: str, value: str
) -> None:
    page = pages.read(client.post(ADDRESS, data={**SAID, name: value}))

    assert page.status == 422
    assert len(page.all("p.why")) == 1


def test_line_keeps_neither_direction_marks_nor_markup(
    client: Browser, stop: Stop, survey: Survey
) -> None:
    line = "<b>ماء</b>\u202eنكس\x00"
    given = surveys.pass_of(makers.make_registration(stop))
    client.post(ADDRESS, data={"q-improve.1": line, "pass": given})

    bag = makers.db.session.query(queries.SurveyBag).one()
    assert bag.lines == ["<b>ماء</b>نكس"]


def test_page_says_so_while_no_survey_is_open(client: Browser, stop: Stop) -> None:
    page = pages.read(client.get(ADDRESS))

    assert (page.status, page.all("//main//h2")) == (200, ["لم يُفتح الاستطلاع بعد"])
    assert client.post(ADDRESS, data=SAID).status_code == 404
    assert client.get("/ar/stops/oujda-2025/sessions/nothing/survey").status_code == 404


def test_session_has_a_survey_of_its_own(client: Browser, stop: Stop) -> None:
    session = makers.make_session(stop, key="loans", title={"ar": "القروض", "fr": "Prêts"})
    surveys.make_survey(stop)
    surveys.make_survey(stop, surveys.WELCOME, session_key=session.key)
    address = "/ar/stops/oujda-2025/sessions/loans/survey"
    given = surveys.pass_of(makers.make_registration(stop))

    assert address in pages.read(client.get(ADDRESS)).links
    assert pages.read(client.get(address)).heading == "رأيكم في هذه الفقرة"
    answer = client.post(address, data={"q-welcome.1": "3", "pass": given})
    assert answer.location == f"{address}/thanks"
    counted = [one.answers for one in queries.surveys(stop.id).values()]
    assert counted == [0, 1]


def test_hall_sees_figures_from_ten_answers_on_and_in_steps_of_five(
    client: Browser, stop: Stop, survey: Survey
) -> None:
    seen = []
    for number in (9, 1, 4, 1):
        surveys.answer(survey, number, welcome="5")
        versions.forget_all()
        answer = client.get(f"{ADDRESS}/figures")
        seen.append([word for word in ("10 أجوبة", "15 جوابا") if word in answer.text])

    assert seen == [[], ["10 أجوبة"], ["10 أجوبة"], ["15 جوابا"]]


def test_one_answer_among_five_is_not_told_by_the_figures_before(
    client: Browser, stop: Stop, survey: Survey
) -> None:
    """Ten answer one question; of the next five, one alone answers it, and says «very bad»."""
    surveys.answer(survey, 10, welcome="5")
    before = figures(client)
    surveys.answer(survey, 4, found="1")
    surveys.answer(survey, 1, welcome="1")

    assert before == ["جيد جدا 10", "جيد 0", "متوسط 0", "ضعيف 0", "ضعيف جدا 0"]
    assert figures(client) == before


def figures(client: Browser) -> list[str]:
    versions.forget_all()
    return pages.read(client.get(ADDRESS)).all("//section[@id='figures']//tbody/tr[.//*]")


def test_hall_sees_no_small_group_and_no_line(client: Browser, stop: Stop, survey: Survey) -> None:
    surveys.answer(survey, 9, line="سر", welcome="5", found="1")
    surveys.answer(survey, 6, welcome="4", found="2")
    surveys.answer(survey, 1, welcome="1", found="2")
    versions.forget_all()
    page = pages.read(client.get(ADDRESS))

    rows = page.all("//section[@id='figures']//tbody/tr[.//*]")
    assert rows[:5] == ["جيد جدا 9", "جيد 6", "متوسط 0", "ضعيف 0", "ضعيف جدا 0"]
    assert "سر" not in page.text.split()


@pytest.mark.parametrize("is_ours", [True, False])
def test_only_a_pass_of_ours_spares_the_count_of_guesses(
    app: Flask, stop: Stop, *, is_ours: bool
) -> None:
    given = surveys.pass_of(makers.make_registration(stop)) if is_ours else "f" * 64
    with app.test_request_context(ADDRESS, method="POST", data={"pass": given}):
        assert door.has_pass() is is_ours


def test_kept_page_is_not_sent_twice(client: Browser, survey: Survey) -> None:
    first = client.get(ADDRESS)
    again = client.get(ADDRESS, headers={"If-None-Match": first.headers["ETag"]})

    assert (first.headers["Cache-Control"], again.status_code) == ("public, max-age=5", 304)


def test_question_asked_in_french_when_the_page_is(client: Browser, survey: Survey) -> None:
    page = pages.read(client.get(ADDRESS.replace("/ar/", "/fr/")))

    assert page.heading == "Votre avis sur cette étape"
    assert "3. Était-ce clair ?" in page.all("legend")
