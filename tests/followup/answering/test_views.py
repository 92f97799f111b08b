"""The board of a stop, one reply, the batch, bodies and templates, a body's own page."""

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from caravan.followup.answering import queries
from caravan.followup.answering.models import BodyContact, BodyDoor, ReplyTemplate
from caravan.followup.items.models import Assignment
from caravan.followup.models import Answer
from caravan.kernel import clock, post
from caravan.kernel.db import db
from tests import makers, pages
from tests.conftest import Browser
from tests.followup.answering.rows import (
    TYPED,
    give,
    hand_in,
    make_body,
    make_checked,
    make_door,
    make_partner_body,
    make_route,
    send,
    state,
)
from tests.rows import save

AsStaff = Callable[..., Browser]
DESK = "/fr/staff/stops/oujda-2025"
BOARD, READY = f"{DESK}/replies", f"{DESK}/ready-replies"
BODIES, TEMPLATES = "/fr/staff/answering-bodies", "/fr/staff/reply-templates"
EVIL = "<img src=x onerror=alert(1)>"


def test_board_stands_by_due_day_and_filters_by_address(as_staff: AsStaff) -> None:
    stop, housing = makers.make_stop(), make_body()
    late = clock.today() - timedelta(days=3)
    give(makers.make_question(stop, "Tardive ?").id, housing, late)
    give(makers.make_question(stop, "À venir ?").id, housing)
    makers.make_question(stop, "Sans personne ?")
    browser = as_staff("feedback")

    asked = "//tbody//th/a/span"
    assert pages.read(browser.get(BOARD)).all(asked) == [
        "Sans personne ?",
        "Tardive ?",
        "À venir ?",
    ]
    assert pages.read(browser.get(f"{BOARD}?body=nobody")).all(asked) == ["Sans personne ?"]
    assert pages.read(browser.get(f"{BOARD}?stage=draft")).heading == "Réponses dues"
    assert browser.get(f"{BOARD}?body=nowhere").status_code == 404


@pytest.mark.parametrize("has_post", [True, False])
def test_body_that_no_letter_reaches_is_told_to_desk_closing_and_direction(
    as_staff: AsStaff, monkeypatch: pytest.MonkeyPatch, has_post: bool
) -> None:
    monkeypatch.setattr(post, "is_open", lambda _channel="mail": has_post)
    stop, body, other = makers.make_stop(), make_body(), make_body("health")
    give(makers.make_question(stop).id, body, clock.today() - timedelta(days=1))
    give(makers.make_question(stop, "Et la santé ?").id, other)
    browser, told = as_staff(), "Service housing : 1 réponse due, dont 1 en retard"
    everywhere = (BOARD, f"{DESK}/feedback", f"{DESK}/closing", "/fr/staff/tour/themes")

    before = [told in pages.read(browser.get(one)).main for one in everywhere]
    for one in (body, other):
        address = {"email": "office@example.org", "language": "fr", "added_at": clock.now()}
        save(BodyContact(body_code=one.code, staff_id=None, **address))
    after = [told in pages.read(browser.get(one)).main for one in everywhere]

    assert (before, after) == ([True] * 4, [not has_post] * 4)


def test_rules_give_out_from_the_board(as_staff: AsStaff) -> None:
    make_route(make_body())
    makers.make_question(makers.make_stop())
    browser = as_staff("feedback")
    page = pages.read(browser.get(BOARD))
    (form,) = [one for one in page.forms if (one.action or "").endswith("/routing")]

    browser.post(form.action, data=form.fields)

    assert "1 texte a désormais un responsable." in pages.read(browser.get(BOARD)).text
    assert makers.count(Assignment) == 1


def test_reply_passes_from_one_to_another_and_is_published(as_staff: AsStaff) -> None:
    question = makers.make_question(makers.make_stop())
    address = f"{BOARD}/{question.id}"
    writer, reader = as_staff("feedback"), as_staff("feedback")

    send(writer, address, "body_ar", **TYPED, act="hand-in")
    own = pages.read(writer.get(address)).text
    send(reader, address, "verdict", verdict="right")
    form = next(
        one for one in pages.read(reader.get(address)).forms if "/publication" in (one.action or "")
    )
    reader.post(form.action, data=form.fields)

    assert "La seconde lecture revient à quelqu’un d’autre" in own
    assert state(question.id) == "published"
    assert "Oui, avant la fin" in pages.read(reader.get("/fr/stops/oujda-2025/answers")).text


def test_half_an_answer_is_kept_and_not_handed_in(as_staff: AsStaff) -> None:
    question = makers.make_question(makers.make_stop())
    address, browser = f"{BOARD}/{question.id}", as_staff("feedback")

    refused = send(browser, address, "body_ar", body_fr="Oui", act="hand-in")
    kept = send(browser, address, "body_ar", body_fr="Oui", act="keep")

    assert (refused.status_code, kept.status_code) == (422, 303)
    page = pages.read(refused)
    assert "Rédigez la réponse en arabe et en français" in page.alerts[0]
    assert page.form("body_fr").fields["body_fr"].strip() == "Oui"
    assert state(question.id) == "draft"


def test_colleague_who_was_faster_is_shown_beside_what_was_typed(as_staff: AsStaff) -> None:
    question = makers.make_question(makers.make_stop())
    address, browser = f"{BOARD}/{question.id}", as_staff("feedback")
    form = pages.read(browser.get(address)).form("body_ar")
    hand_in(question.id, makers.make_staff().id)

    answer = browser.post(address, data={**form.fields, "body_fr": "La mienne", "act": "keep"})

    page = pages.read(answer)
    assert answer.status_code == 409
    assert "Oui, avant la fin de l’année." in page.main
    sent = page.form("body_fr").fields
    assert (sent["body_fr"].strip(), sent["version"]) == ("La mienne", "1")


def test_item_is_handed_over_with_a_reason(as_staff: AsStaff) -> None:
    question = makers.make_question(makers.make_stop())
    give(question.id, make_body())
    make_body("mutual")
    address, browser = f"{BOARD}/{question.id}", as_staff("feedback")

    refused = send(browser, address, "reason", body="mutual")
    done = send(browser, address, "reason", body="mutual", reason="Affaire de santé")

    assert "Écrivez le motif" in pages.read(refused).text
    assert done.status_code == 303
    page = pages.read(browser.get(address)).text
    assert "Affaire de santé" in page
    assert queries.get_owed(question.id).body_code == "mutual"


def test_template_begins_the_text(as_staff: AsStaff) -> None:
    question = makers.make_question(makers.make_stop())
    text = {"ar": "{service} في {stop}", "fr": "{service}, {stop}"}
    name = {"ar": "قالب", "fr": "Modèle"}
    row = ReplyTemplate(name=name, body=text, is_refusal=False, changed_at=clock.now())
    template = save(row)

    page = pages.read(as_staff("feedback").get(f"{BOARD}/{question.id}?template={template.id}"))

    assert page.form("body_fr").fields["body_fr"].strip() == "Logement, Étape d’Oujda"


def test_batch_publishes_what_is_ticked(as_staff: AsStaff) -> None:
    stop = makers.make_stop()
    asked = [makers.make_question(stop, f"{number} ?").id for number in range(3)]
    versions = {item: make_checked(item) for item in asked}
    ticked = [f"{item}:{version}" for item, version in list(versions.items())[:2]]
    browser = as_staff("feedback")
    form = pages.read(browser.get(READY)).form("reply")

    browser.post(READY, data={**form.fields, "reply": [*ticked, "x", "y:z"]})

    assert makers.count(Answer) == 2
    assert "2 réponses sont publiées." in pages.read(browser.get(READY)).text


def test_rejected_question_has_no_reply_page(as_staff: AsStaff) -> None:
    question = makers.make_question(makers.make_stop(), state="rejected", reason="Non")
    assert as_staff("organiser").get(f"{BOARD}/{question.id}").status_code == 409


def test_item_of_another_stop_is_not_found(as_staff: AsStaff) -> None:
    makers.make_stop()
    question = makers.make_question(makers.make_stop("fes-2025"))
    assert as_staff("organiser").get(f"{BOARD}/{question.id}").status_code == 404


@pytest.mark.parametrize(
    ("role", "stop", "status"),
    [("feedback", "oujda-2025", 200), ("feedback", "fes-2025", 403), ("gate", "oujda-2025", 403)],
)
def test_replies_open_by_role_and_stop(
    as_staff: AsStaff, role: str, stop: str, status: int
) -> None:
    question = makers.make_question(makers.make_stop())
    browser = as_staff(role, stop)
    seen = [browser.get(one).status_code for one in (BOARD, READY, f"{BOARD}/{question.id}")]
    assert seen == [status] * 3


def test_lists_cost_the_same_with_one_and_three(
    as_staff: AsStaff, queries: Callable[[], Any]
) -> None:
    stop, browser, bank = makers.make_stop(), as_staff("feedback"), make_partner_body()
    make_route(bank)
    addresses = (BOARD, READY, BODIES, f"/fr/answering/bank?token={make_door(bank)}")
    counts = []
    for number in (1, 2):
        for _ in range(number):
            make_checked(give(makers.make_question(stop, f"{uuid.uuid4()} ?").id, bank))
            makers.make_question(stop, f"{uuid.uuid4()} ?")
        for address in addresses:
            browser.get(address)
        with queries() as seen:
            for address in addresses:
                assert browser.get(address).status_code == 200
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_address_and_link_of_a_body_are_kept_and_taken_away(as_staff: AsStaff) -> None:
    make_body()
    address, browser = f"{BODIES}/housing", as_staff("feedback")

    send(browser, address, "email", email="office@example.org", language="ar")
    send(browser, address, "email", email="office@example.org", language="ar")
    send(browser, address, "link", link="new")
    mine, theirs = (pages.read(one.get(address)) for one in (browser, as_staff("feedback")))
    assert ["token=" in " ".join(one.links) for one in (mine, theirs)] == [True, False]

    (contact,) = db.session.query(BodyContact)
    assert (contact.email, contact.language) == ("office@example.org", "ar")
    first = db.session.get(BodyDoor, "housing").token
    assert browser.get(f"/fr/answering/housing?token={first}").status_code == 200
    send(browser, address, "link", link="none")
    assert browser.get(f"/fr/answering/housing?token={first}").status_code == 404
    page = pages.read(browser.get(address))
    form = next(one for one in page.forms if (one.action or "").endswith("/removal"))
    browser.post(form.action, data=form.fields)
    assert makers.count(BodyContact) == 0


def test_template_is_written_changed_and_taken_away(as_staff: AsStaff) -> None:
    makers.make_service()
    browser = as_staff("feedback")
    texts = {"name_ar": "شكر", "name_fr": "Merci", "body_ar": "شكرا", "body_fr": "Merci à vous"}

    empty = send(browser, TEMPLATES, "name_ar")
    send(browser, TEMPLATES, "name_ar", **texts, service="housing")
    (row,) = db.session.query(ReplyTemplate)
    send(browser, f"{TEMPLATES}/{row.id}", "name_ar", name_fr="Merci !")

    assert empty.status_code == 422
    db.session.expire_all()
    assert (row.name["fr"], row.service_code) == ("Merci !", "housing")
    form = next(
        one
        for one in pages.read(browser.get(TEMPLATES)).forms
        if (one.action or "").endswith("/removal")
    )
    browser.post(form.action, data=form.fields)
    assert makers.count(ReplyTemplate) == 0


def test_pages_show_markup_as_text(as_staff: AsStaff) -> None:
    stop, bank = makers.make_stop(), make_partner_body()
    item = give(makers.make_question(stop, EVIL).id, bank)
    hand_in(item, makers.make_staff().id, body={"ar": EVIL, "fr": EVIL})
    browser = as_staff("organiser")
    own = f"/fr/answering/bank?token={make_door(bank)}"
    for address in (BOARD, f"{BOARD}/{item}", own):
        assert "<img src=x" not in browser.get(address).get_data(as_text=True)
