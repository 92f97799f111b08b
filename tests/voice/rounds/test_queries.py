"""What holds a round to its mode; what waits is in nobody's hand; who acts at once takes turns."""

import pytest
from flask import Flask
from sqlalchemy import select

from caravan.kernel import clock
from caravan.kernel.db import db
from caravan.kernel.refusal import NotFound
from caravan.voice import actions as voice
from caravan.voice.models import Question, Round
from caravan.voice.moderation import actions as moderation
from caravan.voice.rounds import actions, rules
from caravan.voice.rules import Words
from tests import makers
from tests.together import together

pytestmark = pytest.mark.usefixtures("app")


def test_mode_stays_when_an_answer_was_taken_back_but_is_written() -> None:
    stop = makers.make_stop()
    makers.make_answer(makers.make_question(stop))
    with pytest.raises(rules.RoundIsAnswered):
        actions.change_mode(stop, "unnamed", makers.make_staff().id, sure=True, now=clock.now())
    assert makers.count(Question) == 1


@pytest.mark.parametrize("state", ["accepted", "declined", "done"])
def test_mode_stays_when_a_suggestion_was_decided_in_public(state: str) -> None:
    stop = makers.make_stop()
    makers.make_suggestion(stop, state=state)
    with pytest.raises(rules.RoundIsAnswered):
        actions.change_mode(stop, "unnamed", makers.make_staff().id, sure=True, now=clock.now())


def test_no_moderator_can_take_in_hand_what_waits() -> None:
    stop, staff = makers.make_stop(), makers.make_staff().id
    lead = makers.make_question(stop)
    voice.ask(stop, Words("متى؟", "housing"), now=clock.now())
    waiting = db.session.scalars(select(Question.id).where(Question.state == "waiting")).one()
    for act in (
        lambda: moderation.edit(waiting, "نص آخر", staff),
        lambda: moderation.make_private(waiting, staff),
        lambda: moderation.group(waiting, {lead.id: None}, staff),
        lambda: moderation.group(lead.id, {waiting: None}, staff),
        lambda: voice.approve(waiting, staff),
    ):
        with pytest.raises(NotFound):
            act()
    assert sorted(db.session.scalars(select(Question.state))) == ["approved", "waiting"]


def test_rounds_opened_in_the_same_instant_follow_each_other(app: Flask) -> None:
    stop, who = makers.make_stop(), makers.make_staff().id
    ended = together(app, lambda: actions.open_round(stop, "named", who, now=clock.now()))
    assert ended == ["done"] * 4
    assert db.session.scalars(select(Round.is_open)).all().count(True) == 1


def test_question_that_comes_while_the_mode_changes_is_asked_for_its_code_or_deleted(
    app: Flask,
) -> None:
    stop, who = makers.make_stop(), makers.make_staff().id
    actions.open_round(stop, "unnamed", who, now=clock.now())
    bodies = iter([f"سؤال {number}؟" for number in range(40)])
    turns = iter([*[False] * 4, True, *[False] * 3])

    def act() -> None:
        if next(turns):
            actions.change_mode(stop, "unnamed", who, sure=True, now=clock.now())
        else:
            voice.ask(stop, Words(next(bodies), "housing"), now=clock.now())

    assert set(together(app, act, 8)) <= {"done", "CodeMissing"}
    assert makers.count(Question) == 0
