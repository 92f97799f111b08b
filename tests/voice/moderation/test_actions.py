"""Wordings, subjects, stars, groups: what is kept, what is undone, who was first."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from caravan.kernel.audit import AuditEntry
from caravan.kernel.db import db
from caravan.kernel.refusal import NotFound
from caravan.voice import actions as voice
from caravan.voice import queries as said
from caravan.voice.models import Question
from caravan.voice.moderation import actions, queries, rules
from tests import makers

pytestmark = pytest.mark.usefixtures("app")


def row(question: Question) -> Question:
    return db.session.get(Question, question.id, populate_existing=True)


def mark(question: Question) -> str:
    now = row(question)
    return queries.beside([now]).mark(now)


def staff() -> int:
    return makers.make_staff("moderator").id


def test_edit_keeps_the_wording_of_the_asker_for_the_desk() -> None:
    question = makers.make_question(makers.make_stop(), "سؤال فلان", state="received")
    actions.edit(question.id, "سؤال موظف", staff(), mark=mark(question))
    actions.edit(question.id, "سؤال", staff(), mark=mark(question))

    assert row(question).body == "سؤال"
    assert queries.wordings(question.id) == ["سؤال فلان", "سؤال موظف"]
    assert "سؤال فلان" not in str([one.body for one in said.questions(question.stop_id)])


def test_same_wording_changes_nothing() -> None:
    question = makers.make_question(makers.make_stop())
    actions.edit(question.id, question.body, staff())
    assert queries.wordings(question.id) == []


def test_edit_is_refused_when_a_colleague_edited_before() -> None:
    question = makers.make_question(makers.make_stop(), state="received")
    seen = mark(question)
    actions.edit(question.id, "صيغة الأول", staff(), mark=seen)

    with pytest.raises(rules.ChangedMeanwhile):
        actions.edit(question.id, "صيغة الثاني", staff(), mark=seen)
    assert row(question).body == "صيغة الأول"


def test_approval_is_refused_of_a_wording_that_was_not_read() -> None:
    question = makers.make_question(makers.make_stop(), state="received")
    seen = mark(question)
    actions.edit(question.id, "صيغة أخرى", staff(), mark=seen)

    with pytest.raises(rules.ChangedMeanwhile):
        voice.approve(question.id, staff(), mark=seen)
    assert row(question).state == "received"


def test_one_of_two_wordings_wins_when_two_moderators_send_at_once(app: Flask) -> None:
    question = makers.make_question(makers.make_stop(), state="received")
    seen, who = mark(question), staff()

    def send(body: str) -> bool:
        with app.app_context():
            try:
                actions.edit(question.id, body, who, mark=seen)
            except rules.ChangedMeanwhile:
                return False
            return True

    with ThreadPoolExecutor(2) as moderators:
        won = list(moderators.map(send, ("صيغة الأول", "صيغة الثاني")))
    assert sorted(won) == [False, True]
    assert row(question).body == ("صيغة الأول" if won[0] else "صيغة الثاني")
    assert queries.wordings(question.id) == [question.body]


def test_labels_replace_those_before_and_leave_out_the_subject_itself() -> None:
    for code in ("loans", "health"):
        makers.make_service(code)
    question = makers.make_question(makers.make_stop())
    actions.set_labels(question.id, ["loans", "housing"], staff(), mark=mark(question))
    assert queries.beside([question]).labels == {question.id: ["loans"]}

    actions.set_labels(question.id, ["health"], staff(), mark=mark(question))
    assert queries.beside([question]).labels == {question.id: ["health"]}


def test_star_puts_first_and_twice_is_once() -> None:
    stop = makers.make_stop()
    makers.make_question(stop, me_too=9)
    late = makers.make_question(stop)
    for _ in range(2):
        actions.set_star(stop, late.id, starred=True)
    assert queries.desk(stop.id).board.lanes["approved"][0].id == late.id

    actions.set_star(stop, late.id, starred=False)
    assert queries.desk(stop.id).board.lanes["approved"][1].id == late.id


@pytest.mark.parametrize(
    ("state", "before"),
    [("answered", "approved"), ("approved", "received"), ("rejected", "received")],
)
def test_decision_is_taken_back(state: str, before: str) -> None:
    question = makers.make_question(makers.make_stop(), state=state, reason="لا")
    actions.give_back(question.id, staff(), mark=mark(question))
    assert (row(question).state, row(question).reason) == (before, None)


def test_question_that_is_given_back_leaves_the_screen() -> None:
    stop = makers.make_stop()
    question = makers.make_question(stop)
    voice.put_on_screen(stop, question.id, staff())
    actions.give_back(question.id, staff())
    assert said.find_screen(stop.id).question_id is None


def group(lead: Question, *members: Question) -> None:
    marks: Any = {one.id: mark(one) for one in members}
    actions.group(lead.id, marks, staff(), mark=mark(lead))


def test_group_counts_every_asker_and_keeps_every_wording() -> None:
    stop = makers.make_stop()
    lead = makers.make_question(stop, me_too=5)
    one = makers.make_question(stop, "واش السكن موجود؟", me_too=2)
    two = makers.make_question(stop, "Et le logement ?", state="received")
    group(lead, one, two)

    assert [row(each).state for each in (lead, one, two)] == ["approved", "grouped", "grouped"]
    assert row(lead).me_too == 5 + (2 + 1) + 1
    assert [each.body for each in (row(one), row(two))] == [one.body, two.body]
    assert [each.id for each in said.questions(stop.id)] == [lead.id]
    assert queries.leads_of([one.id, lead.id])[one.id].id == lead.id


def test_group_is_taken_apart_again() -> None:
    stop = makers.make_stop()
    lead = makers.make_question(stop, me_too=5)
    one = makers.make_question(stop, me_too=2)
    two = makers.make_question(stop, state="received")
    group(lead, one, two)
    for each in (one, two):
        actions.separate(each.id, staff(), mark=mark(each))

    assert [(row(each).state, row(each).me_too) for each in (lead, one, two)] == [
        ("approved", 5),
        ("approved", 2),
        ("received", 0),
    ]
    assert queries.leads_of([one.id, two.id]) == {}


def test_group_takes_along_what_its_member_led_and_each_comes_out_alone() -> None:
    stop = makers.make_stop()
    lead, middle, last = (makers.make_question(stop, me_too=number) for number in (5, 3, 1))
    group(middle, last)
    group(lead, middle)
    assert (row(lead).me_too, row(middle).me_too) == (5 + 3 + 1 + 1 + 1, 3)

    actions.separate(middle.id, staff())
    assert (row(lead).me_too, row(middle).me_too) == (5 + 1 + 1, 3)
    actions.separate(last.id, staff())
    assert (row(lead).me_too, row(last).me_too) == (5, 1)


def test_group_is_refused_when_a_colleague_changed_a_member() -> None:
    stop = makers.make_stop()
    lead, one = makers.make_question(stop), makers.make_question(stop)
    seen: Any = {one.id: mark(one)}
    actions.edit(one.id, "صيغة أخرى", staff())

    with pytest.raises(rules.ChangedMeanwhile):
        actions.group(lead.id, seen, staff(), mark=mark(lead))
    assert row(one).state == "approved"


def test_group_stays_within_its_stop() -> None:
    lead = makers.make_question(makers.make_stop())
    foreign = makers.make_question(makers.make_stop("fes-2025"))
    with pytest.raises(NotFound):
        actions.group(lead.id, {foreign.id: None}, staff())


def test_question_is_not_put_under_itself() -> None:
    lead = makers.make_question(makers.make_stop())
    with pytest.raises(rules.NotToGroup):
        actions.group(lead.id, {lead.id: None}, staff())


def test_acts_leave_audit_rows_without_the_text() -> None:
    stop = makers.make_stop()
    question, other = makers.make_question(stop, "نص لا يظهر"), makers.make_question(stop)
    actions.edit(question.id, "نص آخر", staff())
    actions.set_labels(question.id, [], staff())
    actions.group(question.id, {other.id: None}, staff())
    actions.separate(other.id, staff())
    actions.give_back(question.id, staff())
    rows = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()

    names = ("edit", "set_labels", "group", "separate", "give_back")
    assert [one.action for one in rows] == [f"voice.{name}" for name in names]
    assert {str(one.details) for one in rows} == {"{}"}
