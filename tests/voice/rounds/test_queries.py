"""What was written to the public holds a round to its mode; what waits is in nobody's hand."""

import pytest
from sqlalchemy import select

from caravan.kernel import clock
from caravan.kernel.db import db
from caravan.kernel.refusal import NotFound
from caravan.voice import actions as voice
from caravan.voice.models import Question
from caravan.voice.moderation import actions as moderation
from caravan.voice.rounds import actions, rules
from caravan.voice.rules import Words
from tests import makers

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
