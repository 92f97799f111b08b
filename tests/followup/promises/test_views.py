"""The staff's pages of promises."""

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from caravan.followup import actions
from caravan.followup.models import Promise
from caravan.followup.promises import actions as steps
from caravan.followup.promises import queries as promises
from caravan.kernel import clock
from caravan.kernel.db import db
from tests import makers, pages, promise_makers
from tests.conftest import Browser

REGISTER = "/fr/staff/promises"
STOP = "/fr/staff/stops/oujda-2025"
WHY = {"note_ar": "الفريق غير متوفر", "note_fr": "Équipe non disponible"}


def due(days: int) -> str:
    return (clock.today() + timedelta(days=days)).isoformat()


def test_promise_is_moved_on_its_page(as_staff: Callable[..., Browser]) -> None:
    promise = makers.make_promise(makers.make_stop())
    browser, page = as_staff("feedback"), f"{STOP}/promises/{promise.id}"

    sent = browser.fill(page, {"kind": "moved", "due": due(60), **WHY}, having=("kind",))

    assert sent.status_code == 303
    shown = pages.read(browser.get(page)).main
    assert "Reporté à un autre jour" in shown
    assert "Équipe non disponible" in shown


def test_step_without_its_day_keeps_what_was_typed(as_staff: Callable[..., Browser]) -> None:
    promise = makers.make_promise(makers.make_stop())
    browser, page = as_staff("feedback"), f"{STOP}/promises/{promise.id}"

    sent = browser.fill(page, {"kind": "moved", **WHY}, having=("kind",))

    assert sent.status_code == 422
    assert "Choisissez un jour à venir." in sent.get_data(as_text=True)
    assert "Équipe non disponible" in sent.get_data(as_text=True)


def test_step_that_a_colleague_has_overtaken_keeps_what_was_typed(
    as_staff: Callable[..., Browser],
) -> None:
    promise = makers.make_promise(makers.make_stop())
    browser, page = as_staff("feedback"), f"{STOP}/promises/{promise.id}"
    form = pages.read(browser.get(page)).form("kind")
    browser.post(form.action, data={**form.fields, "kind": "given_up", **WHY})

    late = {**form.fields, "kind": "moved", "due": due(60), **WHY, "note_fr": "Trop tard"}
    refused = browser.post(form.action, data=late)

    assert refused.status_code == 409
    assert "Trop tard" in refused.get_data(as_text=True)


def test_day_that_a_colleague_has_set_is_not_moved_unseen(as_staff: Callable[..., Browser]) -> None:
    promise = makers.make_promise(makers.make_stop())
    browser, page = as_staff("feedback"), f"{STOP}/promises/{promise.id}"
    form = pages.read(browser.get(page)).form("kind")
    browser.post(form.action, data={**form.fields, "kind": "moved", "due": due(60), **WHY})

    mine = {**form.fields, "kind": "moved", "due": due(20), **WHY}
    refused = browser.post(form.action, data=mine)

    kept = pages.read(refused).form("kind").fields
    assert (refused.status_code, kept["due"]) == (409, due(20))
    assert browser.post(form.action, data=kept).status_code == 303


def test_terms_of_a_colleague_stand_beside_what_was_chosen(
    as_staff: Callable[..., Browser],
) -> None:
    promise = makers.make_promise(makers.make_stop())
    promise_makers.make_duties()
    browser, page = as_staff("feedback"), f"{STOP}/promises/{promise.id}"
    form = pages.read(browser.get(page)).form("line")
    browser.post(form.action, data={**form.fields, "body": "bank"})

    refused = browser.post(form.action, data={**form.fields, "body": "housing"})

    shown = pages.read(refused)
    kept = shown.form("line").fields
    assert (refused.status_code, kept["body"]) == (409, "housing")
    assert shown.main.split("Ce qui vaut maintenant")[1].strip().startswith("Service bank")
    assert browser.post(form.action, data=kept).status_code == 303


def test_terms_are_written_and_shown(as_staff: Callable[..., Browser]) -> None:
    promise = makers.make_promise(makers.make_stop())
    promise_makers.make_duties()
    promise_makers.make_agreement()
    browser, page = as_staff("feedback"), f"{STOP}/promises/{promise.id}"

    fields = {"body": "housing", "line": "sport", "clause": "south/laayoune/gym"}
    sent = browser.fill(page, {**fields, "measure_fr": "Liste affichée"}, having=("clause",))

    assert sent.status_code == 303
    shown = pages.read(browser.get(page)).main
    for text in ("Salle de sport", "Laâyoune", "Convention du Sud", "Liste affichée"):
        assert text in shown


def test_register_holds_the_promises_of_the_own_stops(as_staff: Callable[..., Browser]) -> None:
    for key in ("oujda-2025", "fes-2025"):
        makers.make_promise(makers.make_stop(key), body={"ar": key, "fr": f"Promesse {key}"})

    shown = pages.read(as_staff("feedback", "fes-2025").get(REGISTER)).main

    assert "Promesse fes-2025" in shown
    assert "Promesse oujda-2025" not in shown


def test_register_is_asked_by_state(as_staff: Callable[..., Browser]) -> None:
    stop = makers.make_stop()
    makers.make_promise(stop, due=clock.today() - timedelta(days=9), body={"ar": "أ", "fr": "Tard"})
    makers.make_promise(stop, body={"ar": "ب", "fr": "Plus loin"})

    shown = pages.read(as_staff().get(f"{REGISTER}?state=late")).main

    assert "Tard" in shown
    assert "devant la direction" in shown
    assert "Plus loin" not in shown


def test_register_is_asked_by_plan_line(as_staff: Callable[..., Browser]) -> None:
    stop = makers.make_stop()
    promise_makers.make_duties()
    held = makers.make_promise(stop, body={"ar": "أ", "fr": "Tenue au plan"})
    makers.make_promise(stop, body={"ar": "ب", "fr": "Hors plan"})
    makers.save(promises.Commitment(promise_id=held.id, plan_line="sport", measure={}))

    shown = pages.read(as_staff().get(f"{REGISTER}?line=sport")).main

    assert "Tenue au plan" in shown
    assert "Hors plan" not in shown


def test_register_says_so_when_there_is_none(as_staff: Callable[..., Browser]) -> None:
    assert "Aucun engagement de ce genre" in pages.read(as_staff().get(REGISTER)).main


def test_register_costs_the_same_with_one_and_three(
    as_staff: Callable[..., Browser], queries: Callable[[], Any]
) -> None:
    stop, browser, counts = makers.make_stop(), as_staff(), []
    for number in (1, 2):
        for _ in range(number):
            makers.make_promise(stop, body={"ar": f"{uuid.uuid4()}", "fr": "x"})
        with queries() as seen:
            browser.get(REGISTER)
        counts.append(len(seen))

    assert counts[0] == counts[1]


def test_answer_that_binds_becomes_a_promise(as_staff: Callable[..., Browser]) -> None:
    stop = makers.make_stop()
    question = makers.make_question(stop, state="answered")
    answer = makers.make_answer(question)
    browser, page = as_staff("feedback"), f"{STOP}/binding-answers"
    assert "Livraison au mois de mai." in pages.read(browser.get(page)).main

    fields = {"owner_ar": "مصلحة السكن", "owner_fr": "Service du logement", "due": due(9)}
    typed = {**pages.read(browser.get(f"{page}/{answer.id}")).form("due").fields, **fields}
    sent = browser.post(f"{page}/{answer.id}", data=typed)

    again = browser.post(f"{page}/{answer.id}", data=typed)
    (promise,) = db.session.query(Promise)
    assert again.headers["Location"] == sent.headers["Location"]
    assert sent.headers["Location"].endswith(f"/promises/{promise.id}")
    assert (promise.item_id, promise.body["fr"]) == (question.id, "Livraison au mois de mai.")
    assert "Toutes les réponses ont été examinées" in pages.read(browser.get(page)).main


def test_answer_that_binds_to_nothing_is_set_aside(as_staff: Callable[..., Browser]) -> None:
    makers.make_answer(makers.make_question(makers.make_stop(), state="answered"))
    browser, page = as_staff("feedback"), f"{STOP}/binding-answers"

    form = next(one for one in pages.read(browser.get(page)).forms if one.action.endswith("/none"))
    sent = [browser.post(form.action, data=form.fields).status_code for _ in range(2)]

    assert sent == [303, 303]
    assert "Toutes les réponses ont été examinées" in pages.read(browser.get(page)).main


@pytest.mark.parametrize("page", ["promises/x", "binding-answers/1"])
def test_what_is_not_there_is_no_page(as_staff: Callable[..., Browser], page: str) -> None:
    makers.make_stop()

    assert as_staff("feedback").get(f"{STOP}/{page}").status_code == 404


def test_register_is_asked_by_agreement(as_staff: Callable[..., Browser]) -> None:
    stop = makers.make_stop()
    promise_makers.make_agreement()
    held = makers.make_promise(stop, body={"ar": "أ", "fr": "Sous convention"})
    makers.make_promise(stop, body={"ar": "ب", "fr": "Sans convention"})
    makers.save(promises.Commitment(promise_id=held.id, agreement_key="south", measure={}))

    shown = pages.read(as_staff().get(f"{REGISTER}?agreement=south")).main

    assert "Sous convention" in shown
    assert "Sans convention" not in shown


def test_register_keeps_the_agreement_when_it_is_filtered(as_staff: Callable[..., Browser]) -> None:
    promise_makers.make_duties()
    promise_makers.make_agreement()

    page = as_staff().get(f"{REGISTER}?agreement=south").get_data(as_text=True)

    assert '<input type="hidden" name="agreement" value="south">' in page


def test_register_marks_what_askers_took_up_again(as_staff: Callable[..., Browser]) -> None:
    promise = makers.make_promise(makers.make_stop())
    actions.keep_promise(promise.id, {"ar": "تم", "fr": "Fait"}, staff_id=makers.make_staff().id)
    says = "Pas réglé, selon ceux qui ont demandé"
    before = says in pages.read(as_staff().get(REGISTER)).main
    steps.say(promise.id, "seal", "month", is_solved=False)

    assert (before, says in pages.read(as_staff().get(REGISTER)).main) == (False, True)
