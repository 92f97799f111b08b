"""Changing the mode of a round: what goes, what stays, and who speaks in that very moment."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, text

from caravan.kernel import clock
from caravan.kernel.db import Base, db, transaction
from caravan.voice import actions as voice
from caravan.voice.models import MeToo, Question, QuestionAuthor, Round, Screen, Suggestion
from caravan.voice.moderation import actions as moderation
from caravan.voice.moderation.models import SuggestionDetail
from caravan.voice.rounds import actions, queries, rules
from tests import makers
from tests.together import together
from tests.voice.rounds.sayings import ask, occurrences, open_named, states

BESIDE = ("question_", "suggestion_", "desk_")
pytestmark = pytest.mark.usefixtures("app")


def test_change_of_mode_deletes_what_was_gathered() -> None:
    stop, staff = makers.make_stop(), makers.make_staff().id
    question = makers.make_question(stop)
    makers.make_suggestion(stop)
    other = makers.make_question(makers.make_stop("fes-2025"))
    voice.add_me_too(stop, question.id, "a" * 32)
    voice.put_on_screen(stop, question.id, staff)
    token = db.session.scalar(select(Screen.token))

    actions.change_mode(stop, "unnamed", staff, sure=True, now=clock.now())

    assert db.session.scalars(select(Question.id)).all() == [other.id]
    assert (makers.count(Suggestion), makers.count(MeToo)) == (0, 0)
    assert queries.standing(stop.id) == queries.Standing("named", is_open=True)
    assert db.session.scalar(select(Screen.token)) == token


def test_change_of_mode_deletes_what_moderators_put_beside() -> None:
    stop, staff = makers.make_stop(), makers.make_staff().id
    makers.make_service("loans")
    earlier = makers.make_question(stop, "قبل", me_too=2)
    actions.open_round(stop, "unnamed", staff, now=clock.now())
    lead, private = makers.make_question(stop), makers.make_question(stop, "ملفي")
    idea = makers.make_suggestion(stop)
    moderation.edit(lead.id, "صياغة أخرى", staff)
    moderation.set_labels(lead.id, ["loans"], staff)
    moderation.set_star(stop, lead.id, starred=True)
    moderation.group(lead.id, {earlier.id: None}, staff)
    moderation.make_private(private.id, staff)
    moderation.set_details(idea.id, "نقل", None, staff)

    actions.change_mode(stop, "unnamed", staff, sure=True, now=clock.now())

    beside = [one for name, one in Base.metadata.tables.items() if name.startswith(BESIDE)]
    assert [one.name for one in beside if db.session.execute(select(one)).all()] == []
    left = db.session.execute(select(Question.id, Question.state, Question.me_too)).all()
    assert left == [(earlier.id, "approved", 2)]


def test_lead_of_another_round_keeps_no_share_of_what_was_deleted() -> None:
    stop, staff = makers.make_stop(), makers.make_staff().id
    lead = makers.make_question(stop, "قبل", me_too=2)
    idea = makers.make_suggestion(stop, "فكرة")
    moderation.set_details(idea.id, "نقل", None, staff)
    actions.open_round(stop, "unnamed", staff, now=clock.now())
    moderation.group(lead.id, {makers.make_question(stop, me_too=3).id: None}, staff)
    moderation.group_suggestions(idea.id, {makers.make_suggestion(stop).id: None}, staff)

    actions.change_mode(stop, "unnamed", staff, sure=True, now=clock.now())

    assert db.session.scalars(select(Question.me_too)).all() == [2]
    assert db.session.scalars(select(SuggestionDetail.support)).all() == [0]


def test_nothing_of_a_deleted_round_is_left_in_the_files() -> None:
    """Neither a wording that a moderator replaced nor who wrote it."""
    stop, staff = makers.make_stop(), makers.make_staff().id
    open_named(stop)
    ask(stop, "صياغة أولى", code=makers.make_registration(stop).follow_code)
    question = db.session.scalars(select(Question.id)).one()
    moderation.edit(question, "صياغة ثانية", staff)
    actions.change_mode(stop, "named", staff, sure=True, now=clock.now())

    left = {
        "sqlite": lambda: [occurrences(one) for one in ("صياغة أولى", "صياغة ثانية")],
        "postgresql": lambda: [
            db.session.scalar(text(f"SELECT pg_relation_size('{name}')::int"))
            for name in ("questions", "question_edits", "question_authors")
        ],
    }[db.engine.dialect.name]()
    assert set(left) == {0}


def test_change_back_deletes_authors_too() -> None:
    stop, staff = makers.make_stop(), makers.make_staff().id
    open_named(stop)
    ask(stop, code=makers.make_registration(stop).follow_code)

    actions.change_mode(stop, "named", staff, sure=True, now=clock.now())

    assert (makers.count(Question), makers.count(QuestionAuthor)) == (0, 0)


def test_mode_stays_when_something_was_answered_in_public() -> None:
    stop = makers.make_stop()
    makers.make_question(stop, state="answered")
    with pytest.raises(rules.RoundIsAnswered):
        actions.change_mode(stop, "unnamed", makers.make_staff().id, sure=True, now=clock.now())
    assert makers.count(Question) == 1


def act_beside(app: Flask, act: Callable[[], Any]) -> Any:
    """The act in a thread of its own, begun; what it ended with is its exception."""
    begun = threading.Event()

    def run() -> None:
        with app.app_context():
            begun.set()
            act()

    person = ThreadPoolExecutor(1)
    ended = person.submit(run)
    begun.wait()
    person.shutdown(wait=False)
    return ended


def test_who_speaks_while_the_mode_changes_is_heard_in_one_mode_or_told(
    app: Flask, monkeypatch: Any
) -> None:
    """The change is under way, not yet done: whoever sends now must not end up in between."""
    stop, staff = makers.make_stop(), makers.make_staff().id
    ask(stop)
    for after in ("scrub_erased", "take_order_away"):  # what no open transaction may do
        monkeypatch.setattr(actions, after, lambda *_of: True)
    with transaction():
        actions.change_mode(stop, "unnamed", staff, sure=True, now=clock.now())
        late = act_beside(app, lambda: ask(stop, "في اللحظة نفسها"))
        wait([late], timeout=0.3)

    assert type(late.exception(10)) is rules.CodeMissing
    assert (states(), db.session.scalars(select(Round.mode)).all()) == ([], ["named"])


def test_mode_changes_after_who_is_speaking_has_spoken(app: Flask) -> None:
    stop, staff = makers.make_stop(), makers.make_staff().id
    ask(stop)
    with transaction():
        ask(stop, "في اللحظة نفسها")
        change = act_beside(
            app,
            lambda: actions.change_mode(stop, "unnamed", staff, sure=True, now=clock.now()),
        )
        wait([change], timeout=0.3)

    assert change.exception(10) is None
    db.session.rollback()
    assert (states(), db.session.scalars(select(Round.mode)).all()) == ([], ["named"])


def test_two_moderators_open_one_round(app: Flask) -> None:
    stop, staff = makers.make_stop(), makers.make_staff().id
    ask(stop)

    def open_one() -> None:
        actions.open_round(stop, "named", staff, now=clock.now())

    ended = together(app, open_one, times=4)
    assert set(ended) <= {"done", "RoundChanged"}
    assert "done" in ended
    db.session.rollback()
    assert db.session.scalars(select(Round.is_open).where(Round.is_open)).all() == [True]
