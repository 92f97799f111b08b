"""Two people at once on the pages of who answers: the second sees what stands, and keeps theirs."""

from collections.abc import Callable

from caravan.followup.answering.models import BodyDoor, ReplyTemplate
from caravan.followup.items.models import Assignment
from caravan.kernel import clock
from caravan.kernel.db import db
from tests import makers, pages
from tests.conftest import Browser
from tests.followup.answering.rows import give, make_body, make_partner_body
from tests.followup.answering.test_views import BOARD, BODIES, TEMPLATES, send
from tests.rows import save

AsStaff = Callable[..., Browser]


def test_template_of_a_colleague_stands_beside_what_was_typed(as_staff: AsStaff) -> None:
    row = save(
        ReplyTemplate(
            name={"ar": "شكر", "fr": "Merci"},
            body={"ar": "شكرا", "fr": "Merci à vous"},
            changed_at=clock.now(),
        )
    )
    browser, address = as_staff("feedback"), f"{TEMPLATES}/{row.id}"
    opened = pages.read(browser.get(address))
    form = opened.form("name_ar").fields
    removal = next(one for one in opened.forms if (one.action or "").endswith("/removal"))
    send(browser, address, "name_ar", body_fr="Celui du collègue")

    refused = pages.read(browser.post(address, data={**form, "body_fr": "Le mien"}))
    browser.post(removal.action, data=removal.fields)

    kept = refused.form("name_ar").fields
    assert (refused.status, kept["body_fr"].strip()) == (409, "Le mien")
    assert "Celui du collègue" in refused.main
    assert makers.count(ReplyTemplate) == 1
    for _ in range(2):  # a button pressed twice
        assert browser.post(address, data=kept).status_code == 303
    db.session.expire_all()
    assert db.session.get(ReplyTemplate, row.id).body["fr"] == "Le mien"


def test_owner_given_by_a_colleague_is_not_overwritten(as_staff: AsStaff) -> None:
    housing, bank = make_body(), make_partner_body()
    note = makers.make_note(makers.make_stop())
    browser, address = as_staff("feedback"), f"{BOARD}/{note.id}"
    form = pages.read(browser.get(address)).form("reason")
    give(note.id, housing)

    sent = {**form.fields, "body": bank.code, "reason": "Un crédit"}
    refused = pages.read(browser.post(form.action, data=sent))

    kept = refused.form("reason").fields
    assert (refused.status, kept["body"], kept["reason"]) == (409, "bank", "Un crédit")
    assert makers.count(Assignment) == 1
    for _ in range(2):
        assert browser.post(form.action, data=kept).status_code == 303
    assert makers.count(Assignment) == 2


def test_link_that_a_colleague_has_just_made_stays_open(as_staff: AsStaff) -> None:
    make_body()
    browser, address = as_staff("feedback"), f"{BODIES}/housing"
    form = pages.read(browser.get(address)).form("link")
    browser.post(form.action, data=form.fields)
    token = db.session.get(BodyDoor, "housing").token

    told = browser.post(form.action, data=form.fields, follow_redirects=True)

    db.session.expire_all()
    assert db.session.get(BodyDoor, "housing").token == token
    assert "Rien n’a été écrasé" in pages.read(told).text
