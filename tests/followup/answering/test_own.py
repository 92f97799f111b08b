"""A body's own page: what it may read and write, who counts as its author."""

from collections.abc import Callable

import pytest
from sqlalchemy import func, select

from caravan.accounts.models import Staff
from caravan.followup.answering import actions, queries, rules
from caravan.followup.answering.actions.writing import Author
from caravan.kernel.db import db
from caravan.kernel.refusal import NotFound
from tests import makers, pages
from tests.conftest import Browser
from tests.followup.answering.rows import (
    TEXTS,
    TYPED,
    give,
    make_body,
    make_door,
    make_partner_body,
    send,
    state,
    words,
)

AsStaff = Callable[..., Browser]


def test_body_sees_and_answers_its_own_and_nothing_else(client: Browser) -> None:
    stop, bank, housing = makers.make_stop(), make_partner_body(), make_body()
    mine = give(makers.make_question(stop, "Quel taux ?").id, bank)
    theirs = give(makers.make_question(stop, "Quel toit ?").id, housing)
    token = make_door(bank)

    page = pages.read(client.get(f"/fr/answering/bank?token={token}"))
    asked = page.all("blockquote")
    other = client.get(f"/fr/answering/bank/{theirs}?token={token}").status_code
    sent = send(
        client, f"/fr/answering/bank/{mine}?token={token}", "body_ar", **TYPED, act="hand-in"
    )

    assert (asked, other, sent.status_code) == (["Quel taux ?"], 404, 303)
    assert state(mine) == "review"
    after = pages.read(client.get(f"/fr/answering/bank?token={token}")).text
    assert "La fondation a cette réponse en main." in after


def test_body_loses_what_was_handed_over_and_its_draft_is_shown_to_nobody_else(
    client: Browser,
) -> None:
    bank, credit = make_partner_body(), make_partner_body("credit")
    item = give(makers.make_question(makers.make_stop()).id, bank)
    token, other = make_door(bank), make_door(credit)
    send(client, f"/fr/answering/bank/{item}?token={token}", "body_ar", **TYPED, act="keep")

    give(item, credit)

    assert client.get(f"/fr/answering/bank/{item}?token={token}").status_code == 404
    address = f"/fr/answering/credit/{item}?token={other}"
    assert TEXTS["fr"] not in client.get(address).get_data(as_text=True)
    send(client, address, "body_ar", body_fr="Autre", act="keep")
    assert queries.find_reply(item).body_code == "credit"


def test_two_of_one_body_are_shown_each_others_text_and_none_is_lost(client: Browser) -> None:
    bank = make_partner_body()
    item = give(makers.make_question(makers.make_stop()).id, bank)
    address = f"/fr/answering/bank/{item}?token={make_door(bank)}"
    opened = pages.read(client.get(address)).form("body_ar").fields
    client.post(address, data={**opened, **TYPED, "act": "keep"})

    refused = client.post(address, data={**opened, "body_fr": "Mon texte", "act": "keep"})

    page = pages.read(refused)
    kept = page.form("body_ar").fields
    assert (refused.status_code, kept["body_fr"].strip(), TEXTS["fr"] in page.text) == (
        409,
        "Mon texte",
        True,
    )
    assert client.post(address, data={**kept, "act": "keep"}).status_code == 303


def test_what_staff_write_by_a_bodys_link_is_theirs_and_its_maker_reads_none_of_it(
    as_staff: AsStaff, client: Browser
) -> None:
    bank, writer = make_partner_body(), as_staff("feedback")
    author = db.session.scalars(select(func.max(Staff.id))).one()
    maker, third = (makers.make_staff("feedback").id for _ in range(2))
    item = give(makers.make_question(makers.make_stop()).id, bank)
    own = f"/fr/answering/bank/{item}?token={make_door(bank, maker)}"

    send(writer, own, "body_ar", **TYPED, act="hand-in")
    for reader, refusal in ((author, rules.SameReader), (maker, rules.LinkKnown)):
        with pytest.raises(refusal):
            actions.check(item, version=1, staff_id=reader)
    actions.send_back(item, "Plus court", version=1, staff_id=third)
    send(client, own, "body_ar", act="hand-in")
    with pytest.raises(rules.LinkKnown):
        actions.check(item, version=3, staff_id=maker)
    actions.check(item, version=3, staff_id=author)

    assert state(item) == "checked"
    shown = pages.read(writer.get(f"/fr/answering/bank?token={'d' * 32}")).text
    assert "Ce que vous écrivez ici est gardé comme vôtre" in shown


@pytest.mark.parametrize("token", ["", "e" * 32])
def test_wrong_link_opens_nothing(client: Browser, token: str) -> None:
    bank = make_partner_body()
    item = give(makers.make_question(makers.make_stop()).id, bank)
    make_door(bank)
    for address in ("/fr/answering/bank", f"/fr/answering/bank/{item}", "/fr/answering/housing"):
        assert client.get(f"{address}?token={token}").status_code == 404


@pytest.mark.usefixtures("client")
def test_whoever_is_sent_a_bodys_link_reads_none_of_what_came_by_it() -> None:
    bank = make_partner_body()
    item = give(makers.make_question(makers.make_stop()).id, bank)
    before, after, maker, third = (makers.make_staff("feedback").id for _ in range(4))
    holder = makers.make_staff("feedback", email="mine@example.org").id
    actions.add_contact("bank", "one@example.org", "fr", staff_id=before)
    actions.make_door("bank", staff_id=maker)
    actions.add_contact("bank", "Mine@example.org", "fr", staff_id=after)
    for contact in queries.contacts_by_body()["bank"]:
        actions.remove_contact(contact.id, staff_id=after)

    actions.write(item, words(), Author(None, "bank"), hand_in=True)

    for reader in (before, after, maker, holder):
        with pytest.raises(rules.LinkKnown):
            actions.check(item, version=1, staff_id=reader)
    actions.check(item, version=1, staff_id=third)


@pytest.mark.usefixtures("client")
def test_new_link_is_known_to_its_maker_and_to_whom_letters_go_now() -> None:
    make_partner_body()
    before, maker = (makers.make_staff("feedback").id for _ in range(2))
    actions.add_contact("bank", "one@example.org", "fr", staff_id=before)
    actions.make_door("bank", staff_id=maker)
    (contact,) = queries.contacts_by_body()["bank"]
    actions.remove_contact(contact.id, staff_id=maker)

    actions.make_door("bank", staff_id=maker)

    assert queries.door_of("bank").known_to == [maker]


@pytest.mark.usefixtures("client")
@pytest.mark.parametrize("is_made_anew", [True, False])
def test_what_comes_by_a_link_that_ended_the_moment_before_is_not_taken(
    *, is_made_anew: bool
) -> None:
    item = give(makers.make_question(makers.make_stop()).id, make_partner_body())
    maker, colleague = (makers.make_staff("feedback").id for _ in range(2))
    token = actions.make_door("bank", staff_id=maker)
    end = actions.make_door if is_made_anew else actions.close_door
    end("bank", staff_id=colleague)

    with pytest.raises(NotFound):
        actions.write(item, words(), Author(None, "bank", token), hand_in=True)
    assert queries.find_reply(item) is None


def test_whoever_has_an_address_by_a_newer_account_is_told_and_reads_nothing(
    as_staff: AsStaff,
) -> None:
    item = give(makers.make_question(makers.make_stop()).id, make_partner_body())
    noted, maker = (makers.make_staff("feedback").id for _ in range(2))
    actions.make_door("bank", staff_id=maker)
    browser = as_staff("feedback")
    holder = db.session.get_one(Staff, db.session.scalar(select(func.max(Staff.id))))
    address = "/fr/staff/answering-bodies/bank"
    before = pages.read(browser.get(address)).text
    actions.add_contact("bank", "new@example.org", "fr", staff_id=noted)
    holder.email = "new@example.org"
    db.session.commit()

    actions.write(item, words(), Author(None, "bank"), hand_in=True)

    with pytest.raises(rules.LinkKnown):
        actions.check(item, version=1, staff_id=holder.id)
    told = "une autre personne lit ce qui s’écrit par ce lien"
    assert [told in text for text in (before, pages.read(browser.get(address)).text)] == [
        False,
        True,
    ]
