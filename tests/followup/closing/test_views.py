"""Pages of the closing: one press, versions, texts, figures, the checklist, the recap."""

import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pypdfium2
import pytest
from flask import Flask
from openpyxl import load_workbook

from caravan.followup.closing import actions, queries
from caravan.followup.closing.models import StopClosing
from caravan.followup.promises import actions as promises
from caravan.followup.promises.rules import Move
from caravan.followup.queries import stop_facts
from caravan.kernel import clock
from caravan.press.summary.facts import Hidden
from caravan.tour.models import Stop
from caravan.voice import actions as voice
from caravan.voice.rounds import actions as rounds
from tests import makers, pages
from tests.conftest import Browser
from tests.followup.answering.rows import give, make_body

DESK = "/fr/staff/stops/oujda-2025"
AsStaff = Callable[..., Browser]


@pytest.fixture
def stop(app: Flask) -> Stop:
    """A stop whose last day is today, with one question that is answered."""
    stop = makers.make_stop(first_day=clock.today() - timedelta(days=1))
    makers.make_answer(makers.make_question(stop, "Quand ?", state="answered", me_too=31))
    rounds.close_round(stop, makers.make_staff().id, now=clock.now())
    return stop


def press(browser: Browser, button: str, **more: Any) -> pages.Page:
    """The summary's page, with the form of that act sent."""
    page = pages.read(browser.get(f"{DESK}/summary"))
    form = next(one for one in page.forms if one.action.endswith(button))
    return pages.read(browser.post(form.action, data=form.fields | more))


def test_one_press_tells_of_each_file_and_keeps_them(stop: Stop, as_staff: AsStaff) -> None:
    browser = as_staff("feedback")

    page = press(browser, "/summary/papers")

    assert page.main.index("1 sur 10") < page.main.index("10 sur 10")
    assert f"{DESK}/summary/versions/0" in page.links
    version = pages.read(browser.get(f"{DESK}/summary/versions/0"))
    files = [link for link in version.links if "/versions/0/" in link]
    assert len(files) == 10
    for link in files:
        answer = browser.get(link)
        start = b"PK" if "workbook" in link else b"%PDF"
        assert answer.data.startswith(start), link


def test_signing_gives_a_version_whose_digest_is_printed(stop: Stop, as_staff: AsStaff) -> None:
    browser = as_staff("feedback")
    press(browser, "/summary/versions")

    digest = queries.get_version(stop.id, 1).digest
    page = pages.read(browser.get(f"{DESK}/summary/versions/1"))
    pdf = pypdfium2.PdfDocument(browser.get(f"{DESK}/summary/versions/1/summary-fr").data)

    assert digest in page.main
    assert "intacte" in page.main
    assert digest in pdf[len(pdf) - 1].get_textpage().get_text_range()
    first = pdf[0].get_textpage().get_text_range()
    assert ("Version 1" in first, digest[:8] in first) == (True, True)


def test_signing_what_was_not_seen_is_refused(stop: Stop, as_staff: AsStaff) -> None:
    browser = as_staff("feedback")
    form = next(
        one
        for one in pages.read(browser.get(f"{DESK}/summary")).forms
        if one.action.endswith("/versions")
    )
    makers.make_question(stop, "Et les autres ?")

    answer = browser.post(form.action, data=form.fields)

    assert answer.status_code == 303
    assert "a changé" in pages.read(browser.get(answer.location)).text
    assert queries.versions(stop.id) == []


def test_workbook_has_counts_as_numbers_and_small_ones_hidden(
    stop: Stop, as_staff: AsStaff
) -> None:
    for category, number in (("serving", 12), ("guest", 3)):
        for _ in range(number):
            person = makers.make_registration(stop, category=category)
            makers.make_arrival(person, day=stop.last_day)
    browser = as_staff("feedback")
    press(browser, "/summary/papers")

    file = browser.get(f"{DESK}/summary/versions/0/workbook-ar").data
    book = load_workbook(io.BytesIO(file))

    people = [book[name] for name in ("حسب الفئة", "الدخول حسب الباب")]
    cells = [cell.value for sheet in people for row in sheet.iter_rows() for cell in row]
    assert "لا يُعرض" in cells
    assert {one for one in cells if isinstance(one, int)} <= {0, 15}
    assert [sheet.sheet_view.rightToLeft for sheet in book] == [True] * len(book.sheetnames)


def test_version_that_there_is_not_is_no_page(stop: Stop, as_staff: AsStaff) -> None:
    browser = as_staff("feedback")
    press(browser, "/summary/papers")
    for address in ("versions/7", "versions/0/secret", "versions/7/summary-ar"):
        assert browser.get(f"{DESK}/summary/{address}").status_code == 404


def test_text_with_an_unknown_number_is_kept_in_the_form(stop: Stop, as_staff: AsStaff) -> None:
    browser = as_staff("feedback")
    address = f"{DESK}/summary/texts/overview/fr"
    form = pages.read(browser.get(address)).form("body")

    answer = browser.post(address, data=form.fields | {"body": "Noms : {names}."})

    assert answer.status_code == 422
    assert "{names}" in pages.read(answer).form("body").fields["body"]
    good = browser.post(address, data=form.fields | {"body": "Questions : {questions}."})
    assert good.status_code == 303
    assert "Questions : 1." in pages.read(browser.get(address)).main
    assert browser.get(f"{DESK}/summary/texts/other/fr").status_code == 404


def test_totals_that_do_not_add_up_are_flagged_on_page_and_paper(
    stop: Stop, as_staff: AsStaff
) -> None:
    browser = as_staff("feedback")
    address = f"{DESK}/summary/figures"
    form = pages.read(browser.get(address)).form("value")
    for key, value in (("expected", 101), ("expected.widow", 14), ("expected.retired", 86)):
        sent = {"key": key, "value": str(value), "source": "Bilan 2019"}
        assert browser.post(address, data=form.fields | sent).status_code == 303

    assert "100" in pages.read(browser.get(address)).main
    facts = pages.read(browser.get(f"{DESK}/summary")).main
    assert "les parties donnent 100, le total dit 101" in facts
    assert "Bilan 2019" in facts
    missing = browser.post(address, data=form.fields | {"key": "expected", "value": "5"})
    assert missing.status_code == 422


def test_figure_of_a_colleague_is_not_overwritten_unseen(stop: Stop, as_staff: AsStaff) -> None:
    browser, address = as_staff("organiser"), f"{DESK}/summary/figures"
    form = pages.read(browser.get(address)).form("value").fields | {"key": "expected"}
    browser.post(address, data=form | {"value": "90", "source": "Liste du collègue"})

    refused = browser.post(address, data=form | {"value": "80", "source": "Ma liste"})

    shown = pages.read(refused)
    kept = shown.form("value").fields
    assert (refused.status_code, kept["value"], kept["source"]) == (409, "80", "Ma liste")
    assert "Liste du collègue" in shown.main
    assert browser.post(address, data=kept).status_code == 303
    assert [one.value for one in queries.figures(stop.id)["expected"]] == [80, 90]


def test_checklist_names_what_is_open_and_closing_waits_for_it(
    stop: Stop, as_staff: AsStaff
) -> None:
    question, note = makers.make_question(stop, "Ouverte ?"), makers.make_note(stop)
    rounds.close_round(stop, makers.make_staff().id, now=clock.now())
    browser = as_staff("organiser")
    page = pages.read(browser.get(f"{DESK}/closing"))

    assert "Ouverte ?" in page.main
    assert f"{DESK}/answers/{question.id}" in page.links
    assert f"{DESK}/replies/{note.id}" in page.links
    owners = {f"{DESK}/replies/{question.id}#owner", f"{DESK}/feedback?state=open"}
    assert owners <= set(page.links)  # an owner with a date is an outcome too, for many at once
    token = page.form("csrf_token").fields
    assert browser.post(f"{DESK}/closing", data=token).status_code == 409

    voice.mark_answered(question.id, makers.make_staff().id)
    give(note.id, make_body())
    press(browser, "/summary/versions")
    assert browser.post(f"{DESK}/closing", data=token).status_code == 303
    assert "L’étape est close" in pages.read(browser.get(f"{DESK}/closing")).main
    assert makers.count(StopClosing) == 1


def test_unread_question_leads_to_the_moderators_or_says_who_can(
    stop: Stop, as_staff: AsStaff
) -> None:
    unread = makers.make_question(stop, state="received")
    address = f"{DESK}/closing"
    mine = pages.read(as_staff("organiser").get(address))
    theirs = pages.read(as_staff("feedback").get(address))

    own = f"/fr/staff/stops/{stop.key}/questions#q-{unread.id}"
    desk = f"/fr/staff/stops/{stop.key}/questions"
    assert ({own, desk} <= set(mine.links), {own, desk} & set(theirs.links)) == (True, set())
    assert "Une personne qui modère ou organise cette étape" in theirs.text


def test_next_stop_opens_with_what_was_promised_and_done(stop: Stop, as_staff: AsStaff) -> None:
    makers.make_promise(stop, due=clock.today() - timedelta(days=3))
    who = makers.make_staff().id
    browser = as_staff("organiser")
    press(browser, "/summary/versions")
    actions.close_stop(stop, staff_id=who)
    makers.make_stop("fes-2025", first_day=clock.today() + timedelta(days=7))

    page = pages.read(browser.get("/fr/staff/stops/fes-2025/recap"))
    pdf = pypdfium2.PdfDocument(browser.get("/fr/staff/stops/fes-2025/recap.pdf").data)

    assert "Publier la liste des bénéficiaires" in page.main
    assert "En retard" in page.main
    assert "Publier la liste" in pdf[0].get_textpage().get_text_range()
    empty = pages.read(browser.get(f"{DESK}/recap"))
    assert "Aucune étape" in empty.main


def test_promise_that_was_given_up_is_told_with_its_reason(stop: Stop, as_staff: AsStaff) -> None:
    who = makers.make_staff().id
    given_up = makers.make_promise(stop, due=clock.today() - timedelta(days=3))
    reason = {"ar": "لم تُرخَّص البناية.", "fr": "Le bâtiment n’est pas autorisé."}
    promises.take_step(given_up.id, Move("given_up", reason), staff_id=who)
    press(as_staff("feedback"), "/summary/versions")
    actions.close_stop(stop, staff_id=who)
    makers.make_stop("fes-2025", first_day=clock.today() + timedelta(days=7))

    page = pages.read(as_staff("organiser").get("/fr/staff/stops/fes-2025/recap"))
    pdf = pypdfium2.PdfDocument(
        as_staff("organiser").get("/fr/staff/stops/fes-2025/recap.pdf").data
    )
    text = pdf[0].get_textpage().get_text_range()

    for said in ("Impossible", reason["fr"]):
        assert said in page.main
        assert said in text
    assert ("En retard" in page.main, "En retard" in text) == (False, False)
    facts = stop_facts(stop, "fr")
    assert facts.owed == ()
    assert facts.done
    assert facts.done.rows[0][3:] == ("Impossible", reason["fr"])


def test_page_leads_to_every_question_beyond_the_six(stop: Stop, as_staff: AsStaff) -> None:
    for number in range(7):
        makers.make_question(stop, f"Quel délai, cas {number} ?", me_too=20 - number)
    makers.make_question(stop, "Autre ?", service_code=makers.make_service("health").code)
    browser = as_staff("feedback")

    links = pages.read(browser.get(f"{DESK}/summary")).links

    more = [link for link in links if "service=" in link]
    assert more == [
        "/fr/stops/oujda-2025/questions?service=housing",
        f"{DESK}/feedback?kind=question&service=housing&state=all",
    ]
    for link in more:
        shown = browser.get(link).get_data(as_text=True)
        assert [f"cas {number} ?" in shown for number in range(7)] == [True] * 7
    assert "Autre ?" not in shown


def test_questions_are_counted_by_state_small_ones_hidden(stop: Stop) -> None:
    for number in range(6):
        makers.make_question(stop, f"Refusée {number} ?", state="rejected")
    makers.make_question(stop, "Secrète ?", state="received")

    [table] = [one for one in stop_facts(stop, "fr").tables if one.title == "Questions par état"]

    assert [count for _state, count in table.rows] == [1, 0, Hidden("non montré"), 6]


def test_what_came_after_the_closing_is_told_there_and_in_the_recap(
    stop: Stop, as_staff: AsStaff
) -> None:
    press(as_staff("feedback"), "/summary/versions")
    actions.close_stop(stop, staff_id=makers.make_staff().id)
    makers.make_stop("fes-2025", first_day=clock.today() + timedelta(days=7))
    browser = as_staff("organiser")
    recap = "/fr/staff/stops/fes-2025/recap"
    before = [pages.read(browser.get(one)).main for one in (f"{DESK}/closing", recap)]
    makers.make_question(stop, "Trop tard ?")

    closing = pages.read(browser.get(f"{DESK}/closing")).main
    page = pages.read(browser.get(recap)).main
    pdf = pypdfium2.PdfDocument(browser.get(f"{recap}.pdf").data)
    text = " ".join(pdf[0].get_textpage().get_text_range().split())

    assert ("L’étape est close" in before[0], "est sans issue : il" in before[1]) == (True, False)
    assert ("de nouveau ouverte" in closing, "Trop tard ?" in closing) == (True, True)
    assert ("1 point est sans issue" in page, "1 point est sans issue" in text) == (True, True)
