"""A partner answers under its agreement: without one in force it is given nothing more."""

from collections.abc import Callable

import pytest
from flask import Flask

from caravan.followup.answering import actions, queries, rules
from caravan.followup.board import actions as board
from caravan.followup.board import queries as lines
from caravan.followup.items.queries import assignments_of
from caravan.kernel.db import transaction
from caravan.tour.agreements.models import Agreement
from tests import makers, pages
from tests.conftest import Browser
from tests.followup.answering.rows import give, make_body, make_door, make_partner_body, make_route

OVER = {"in_force": "2024-01-01", "ended": "2025-03-03"}
HOUSING = "/fr/staff/stops/oujda-2025"
AsStaff = Callable[..., Browser]


@pytest.mark.parametrize(
    ("states", "refusal"),
    [
        ({}, rules.NoAgreement),
        (OVER, rules.AgreementEnded),
        ({"signed": "2024-01-01"}, rules.AgreementAhead),
    ],
)
def test_partner_without_an_agreement_in_force_is_given_nothing(
    app: Flask, states: dict[str, str], refusal: type[rules.NotUnderAgreement]
) -> None:
    stop, staff = makers.make_stop(), makers.make_staff("feedback")
    make_partner_body(states=states)
    note = makers.make_note(stop)
    [line] = lines.entries([note.id], staff.id)

    with pytest.raises(refusal):
        actions.hand_over(note.id, "bank", reason="", staff_id=staff.id)
    with pytest.raises(refusal):
        board.give({note.id: line.mark}, "bank", None, "", stop_ids=[stop.id], staff_id=staff.id)

    assert assignments_of([note.id]) == {}


def test_rule_of_a_partner_sleeps_until_its_agreement_is_in_force(app: Flask) -> None:
    stop, bank, housing = makers.make_stop(), make_partner_body(states=OVER), make_body()
    make_route(bank, prefecture="oujda")
    make_route(bank, makers.make_service("health").code)
    make_route(housing)
    local = makers.make_question(stop).id
    alone = makers.make_question(stop, service_code="health").id

    assert (actions.route(stop.id, staff_id=None), queries.count_unrouted(stop.id)) == (1, 0)
    assert assignments_of([local, alone])[local].body_code == "housing"
    with transaction() as writing:
        agreement = writing.query(Agreement).one()
        agreement.stages = agreement.stages[:1]

    assert actions.route(stop.id, staff_id=None) == 1
    assert assignments_of([alone])[alone].body_code == "bank"
    assert queries.asleep() == []


def test_desk_and_lists_say_which_agreement_ended_and_the_partner_keeps_what_it_has(
    as_staff: AsStaff,
) -> None:
    stop, bank = makers.make_stop(), make_partner_body(states=OVER)
    make_route(bank)
    item = give(makers.make_question(stop, "Quel taux ?").id, bank)
    browser, told = as_staff("feedback"), "convention terminée le 3 mars 2025"
    addresses = [f"{HOUSING}/replies", f"{HOUSING}/feedback", f"{HOUSING}/feedback/{item}"]
    addresses += [f"{HOUSING}/replies/{item}", "/fr/staff/answering-bodies"]

    seen = [told in pages.read(browser.get(one)).text for one in addresses]
    page = browser.get(f"{HOUSING}/replies/{item}").get_data(as_text=True)
    body = pages.read(browser.get("/fr/staff/answering-bodies/bank"))
    own = pages.read(browser.get(f"/fr/answering/bank?token={make_door(bank)}"))

    assert seen == [True] * 5
    assert '<option disabled value="bank">' in page
    assert "« Convention bancaire » de ce partenaire a pris fin le 3 mars 2025" in body.text
    assert "en sommeil" in body.text
    assert own.all("blockquote") == ["Quel taux ?"]


def test_chosen_all_the_same_the_refusal_stands_beside_the_choice(as_staff: AsStaff) -> None:
    stop = makers.make_stop()
    make_partner_body(states={})
    item, browser = makers.make_note(stop).id, as_staff("feedback")
    form = pages.read(browser.get(f"{HOUSING}/replies/{item}")).form("reason").fields

    refused = browser.post(f"{HOUSING}/replies/{item}/owner", data={**form, "body": "bank"})

    why = "Aucune convention du registre ne nomme ce partenaire."
    assert (refused.status_code, why in pages.read(refused).text) == (409, True)
