"""Who is given what: by rules of service and prefecture, by hand with a reason; until when."""

from datetime import date, timedelta

import pytest
import time_machine
from flask import Flask

from caravan.followup.answering import actions, queries, rules
from caravan.followup.answering.actions.writing import Author
from caravan.followup.answering.models import Reply, ReplyStep
from caravan.followup.items import queries as items
from caravan.followup.items.models import Assignment
from caravan.kernel import clock
from caravan.kernel.db import db
from caravan.kernel.refusal import NotFound
from caravan.tour.duties.models import AnsweringBody
from caravan.tour.models import Stop
from caravan.voice.moderation.actions import make_private
from tests import makers
from tests.followup.answering.rows import (
    give,
    make_body,
    make_door,
    make_partner_body,
    make_route,
    words,
)
from tests.rows import save
from tests.together import together


@pytest.fixture
def stop(app: Flask) -> Stop:
    return makers.make_stop()


@pytest.fixture
def housing(stop: Stop) -> AnsweringBody:
    return make_body()


def owners(stop: Stop) -> dict[str, str]:
    held = items.assignments_of([one.id for one in items.items(stop.id)])
    return {item_id: one.body_code for item_id, one in held.items()}


def test_of_two_who_hand_over_in_the_same_moment_one_is_told(app: Flask) -> None:
    make_body()
    make_partner_body()
    note, staff_id = makers.make_note(makers.make_stop()), makers.make_staff().id
    item_id, bodies, nobody = note.id, iter(["housing", "bank"]), queries.owner_mark(None)

    def give_it() -> None:
        actions.hand_over(item_id, next(bodies), reason="", seen=nobody, staff_id=staff_id)

    assert together(app, give_it, times=2) == ["OwnerChanged", "done"]
    assert makers.count(Assignment) == 1


def test_rule_of_the_prefecture_goes_before_the_general_one(
    stop: Stop, housing: AnsweringBody
) -> None:
    local = make_body("oujda")
    make_route(housing)
    make_route(local, prefecture="oujda")
    question = makers.make_question(stop)
    away = makers.make_stop("fes-2025", prefecture_code=makers.make_prefecture("fes").code)
    other = makers.make_question(away)

    given = [actions.route(one.id, staff_id=None) for one in (stop, away)]

    assert given == [1, 1]
    assert (owners(stop), owners(away)) == ({question.id: "oujda"}, {other.id: "housing"})


def test_rules_give_out_what_was_let_through_and_nothing_else(
    stop: Stop, housing: AnsweringBody
) -> None:
    make_route(housing)
    given = [
        makers.make_question(stop, "Une ?").id,
        makers.make_question(stop, "Deux ?", state="answered").id,
        makers.make_note(stop).id,
        makers.make_suggestion(stop, "Bus", state="studied").id,
    ]
    makers.make_question(stop, "Trois ?", state="received")
    makers.make_question(stop, "Quatre ?", state="rejected", reason="Non")
    makers.make_suggestion(stop, "Train")
    makers.make_answer(makers.make_question(stop, "Cinq ?", state="answered"))
    makers.make_service("sport")
    makers.make_question(stop, "Six ?", service_code="sport")

    actions.route_by_itself()

    assert owners(stop) == dict.fromkeys(given, "housing")


@time_machine.travel("2026-11-13T10:00:00Z", tick=False)
def test_due_day_counts_the_working_days_of_the_body(stop: Stop) -> None:
    make_route(make_body(days=3))
    question = makers.make_question(stop)

    actions.route(stop.id, staff_id=None)

    # Monday 16, Tuesday 17, then Independence Day, Thursday 19
    assert items.assignments_of([question.id])[question.id].due == date(2026, 11, 19)


def test_what_somebody_has_is_not_given_again(stop: Stop, housing: AnsweringBody) -> None:
    make_route(housing)
    question = makers.make_question(stop)
    give(question.id, make_body("other"))

    assert actions.route(stop.id, staff_id=None) == 0
    assert owners(stop) == {question.id: "other"}


def test_rules_applied_by_several_at_once_give_one_owner(
    app: Flask, stop: Stop, housing: AnsweringBody
) -> None:
    make_route(housing)
    makers.make_question(stop)

    together(app, lambda: actions.route(stop.id, staff_id=None))

    assert makers.count(Assignment) == 1


def test_transfer_needs_a_reason_and_keeps_what_was(stop: Stop, housing: AnsweringBody) -> None:
    question, staff = makers.make_question(stop), makers.make_staff()
    mutual = make_body("mutual", days=0)
    give(question.id, housing)

    with pytest.raises(rules.ReasonMissing):
        actions.hand_over(question.id, mutual.code, reason=" ", staff_id=staff.id)
    actions.hand_over(question.id, mutual.code, reason="Couverture santé", staff_id=staff.id)

    rows = [(row.body_code, row.reason) for row in db.session.query(Assignment)]
    assert rows == [("housing", None), ("mutual", "Couverture santé")]
    assert queries.get_owed(question.id).due == clock.today()


def test_first_owner_needs_no_reason_and_may_have_a_day_of_its_own(
    stop: Stop, housing: AnsweringBody
) -> None:
    question, staff = makers.make_question(stop), makers.make_staff()
    day = clock.today() + timedelta(days=3)

    actions.hand_over(question.id, housing.code, reason="", due=day, staff_id=staff.id)

    assert queries.get_owed(question.id).due == day


def test_nothing_is_due_on_a_day_that_is_over(stop: Stop, housing: AnsweringBody) -> None:
    question, over = makers.make_question(stop), clock.today() - timedelta(days=1)

    with pytest.raises(rules.DueInThePast):
        actions.hand_over(question.id, housing.code, reason="Vite", due=over, staff_id=1)


def test_partner_gets_no_text_that_nobody_has_read(stop: Stop) -> None:
    suggestion, bank = makers.make_suggestion(stop), make_partner_body()

    with pytest.raises(rules.NotRead):
        actions.hand_over(suggestion.id, bank.code, reason="", staff_id=1)
    assert makers.count(Assignment) == 0


def test_board_counts_by_due_day_and_filters(stop: Stop, housing: AnsweringBody) -> None:
    today = clock.today()
    alone = makers.make_question(stop, "Seule ?").id
    late = give(makers.make_question(stop, "Tard ?").id, housing, today - timedelta(days=1))
    later = give(makers.make_note(stop).id, make_body("other"), today + timedelta(days=30))

    def seen(body: str | None = None, stage: str | None = None) -> list[str]:
        shown = queries.board(stop.id, body=body, stage=stage, page=1)
        return [row.item.id for row in shown.rows]

    assert seen() == [alone, late, later]
    assert (seen("housing"), seen(""), seen(stage="draft")) == ([late], [alone], [])
    shown = queries.board(stop.id, body=None, stage=None, page=1)
    assert shown.counts == {"unowned": 1, "late": 1, "week": 0, "later": 1}


def test_private_case_leaves_nothing_of_its_reply(stop: Stop, housing: AnsweringBody) -> None:

    question, staff = makers.make_question(stop), makers.make_staff("moderator")
    give(question.id, housing)
    actions.write(question.id, words(), Author(staff.id), hand_in=False)

    make_private(question.id, staff.id)

    counts = [makers.count(table) for table in (Reply, ReplyStep, Assignment)]
    assert counts == [0, 0, 0]


def test_list_of_a_body_is_turned_page_by_page(stop: Stop, housing: AnsweringBody) -> None:
    day = clock.today()
    ids = [
        give(makers.make_question(stop, f"{number} ?").id, housing, day + timedelta(days=number))
        for number in range(queries.owed.PER_PAGE + 1)
    ]

    (page, first), (_, second) = queries.own("housing"), queries.own("housing", 2)

    assert [one.item.id for one in (*first, *second)] == ids
    assert (len(second), page.pages) == (1, 2)


def test_text_that_no_rule_gives_out_stands_in_nobodys_way(
    stop: Stop, housing: AnsweringBody, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries.owed, "_MOST_AT_ONCE", 1)
    make_route(housing, prefecture="fes")
    make_route(housing, "health")
    for _ in range(3):
        makers.make_note(stop)  # about housing, at Oujda
    note = makers.make_note(stop, service_code=makers.make_service("health").code)

    assert [item.id for item, _ in queries.unrouted(stop.id)] == [note.id]


def test_withdrawn_body_is_given_nothing_and_reads_nothing(stop: Stop) -> None:
    bank = make_partner_body()
    token, item = make_door(bank), give(makers.make_question(stop).id, bank)
    assert queries.open_door("bank", token).code == "bank"
    bank.is_withdrawn = True
    save(bank)

    with pytest.raises(rules.BodyWithdrawn):
        actions.hand_over(item, "bank", reason="x", staff_id=makers.make_staff().id)
    with pytest.raises(NotFound):
        queries.open_door("bank", token)
    assert [one.body.code for one in queries.unreached([stop.id])] == ["bank"]
