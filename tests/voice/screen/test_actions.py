"""What changes the hall screen, what is refused, and what is noted of it."""

from dataclasses import dataclass, field

import pytest
from flask import Flask
from sqlalchemy import select

from caravan.kernel import clock
from caravan.kernel.audit import AuditEntry
from caravan.kernel.db import db, transaction
from caravan.tour.models import Stop
from caravan.voice import actions as voice
from caravan.voice.models import Question
from caravan.voice.screen import actions, queries, rules
from caravan.voice.screen.models import Readiness, Turn
from tests import makers
from tests.together import together


@pytest.fixture
def stop(app: Flask) -> Stop:
    return makers.make_stop()


@pytest.fixture
def who(app: Flask) -> int:
    return makers.make_staff("moderator").id


def kind(stop: Stop) -> str:
    return queries.picture(stop, clock.now()).kind


def bodies(stop: Stop) -> list[str]:
    return [one.body for one in queries.line_up(stop.id)]


def test_screen_shows_each_mode_in_the_place_of_a_question(stop: Stop, who: int) -> None:
    actions.announce(stop, {"ar": "الغداء"}, who)
    seen = []
    for mode in (rules.AGENDA, rules.VOTES, rules.ORDER, rules.ANNOUNCEMENT):
        actions.put_on_screen(stop, makers.make_question(stop).id, who)
        actions.show(stop, mode, who)
        seen.append(kind(stop))

    assert seen == ["agenda", "list", "list", "announcement"]


def test_blank_screen_forgets_the_question_and_stays_until_something_is_shown(
    stop: Stop, who: int
) -> None:
    actions.put_on_screen(stop, makers.make_question(stop).id, who)
    actions.blank_screen(stop, who)
    assert kind(stop) == "blank"

    actions.show(stop, rules.AGENDA, who)
    assert kind(stop) == "agenda"


def test_show_list_keeps_the_order_that_the_hall_saw_last(stop: Stop, who: int) -> None:
    for mode, by_votes in ((rules.ORDER, False), (rules.VOTES, True), (rules.AGENDA, True)):
        actions.show(stop, mode, who)
        actions.show_list(stop, who)
        assert queries.picture(stop, clock.now()).by_votes is by_votes


def test_announcement_that_was_never_written_is_refused(stop: Stop, who: int) -> None:
    with pytest.raises(rules.NothingToAnnounce):
        actions.show(stop, rules.ANNOUNCEMENT, who)
    assert kind(stop) == "list"


@dataclass(frozen=True)
class Results:
    """What a survey gives."""

    people: int
    key: str = "hall"
    title: dict[str, str] = field(default_factory=lambda: {"ar": "القاعة", "fr": "La salle"})
    bars: list[object] = field(default_factory=lambda: ["one"])


def give(app: Flask, people: int) -> None:
    app.extensions[queries.CHARTS] = lambda _stop_id: [Results(people)]


@pytest.fixture(autouse=True)
def no_survey_before_or_after(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(app.extensions, queries.CHARTS)


def test_results_are_shown_as_the_survey_gives_them(app: Flask, stop: Stop, who: int) -> None:
    give(app, people=10)
    actions.show(stop, rules.SURVEY, who, chart="hall")
    assert queries.picture(stop, clock.now()).chart == Results(10)

    give(app, people=9)  # some were taken back: the agenda stands there instead
    assert kind(stop) == "agenda"


@pytest.mark.parametrize(("people", "chart"), [(9, "hall"), (10, "other")])
def test_results_that_the_hall_may_not_see_are_refused(
    app: Flask, stop: Stop, who: int, people: int, chart: str
) -> None:
    give(app, people)
    with pytest.raises(rules.NoResults):
        actions.show(stop, rules.SURVEY, who, chart=chart)


def test_results_are_refused_where_there_is_no_survey(stop: Stop, who: int) -> None:
    with pytest.raises(rules.NoResults):
        actions.show(stop, rules.SURVEY, who, chart="hall")


def test_moderators_order_holds_against_votes(stop: Stop, who: int) -> None:
    rows = [makers.make_question(stop, body, me_too=votes) for votes, body in enumerate("abc")]
    assert bodies(stop) == ["c", "b", "a"]

    actions.arrange(stop, rows[0].id, "first", who)
    makers.make_question(stop, "new", me_too=99)  # without a place yet: after those that have one
    assert bodies(stop) == ["a", "c", "b", "new"]


def test_order_of_another_stop_stays(stop: Stop, who: int) -> None:
    other = makers.make_stop("fes-2025")
    first, second = (makers.make_question(other, body, me_too=1) for body in "ab")
    before = bodies(other)
    actions.arrange(stop, makers.make_question(stop).id, "first", who)
    with pytest.raises(rules.NotLinedUp):
        actions.arrange(stop, second.id, "first", who)

    assert bodies(other) == before
    assert {first.body, second.body} == set(before)


@pytest.mark.parametrize("state", ["received", "answered", "rejected"])
def test_question_that_is_not_approved_has_no_place(stop: Stop, who: int, state: str) -> None:
    question = makers.make_question(stop, state=state)
    with pytest.raises(rules.NotLinedUp):
        actions.arrange(stop, question.id, "up", who)
    assert makers.count(Turn) == 0


def test_places_go_with_their_questions(stop: Stop, who: int) -> None:
    question = makers.make_question(stop)
    partner = makers.make_partner(stop)
    actions.arrange(stop, question.id, "first", who)
    actions.set_ready(stop, partner.key, question.id, is_ready=True)
    with transaction() as writing:
        writing.delete(writing.get_one(Question, question.id))

    assert (makers.count(Turn), makers.count(Readiness)) == (0, 0)


def test_partner_is_ready_once_and_takes_it_back(stop: Stop) -> None:
    question, bank = makers.make_question(stop), makers.make_partner(stop)
    for _ in range(2):
        actions.set_ready(stop, bank.key, question.id, is_ready=True)
    assert queries.readiness(stop.id) == {question.id: [bank.name]}

    actions.set_ready(stop, bank.key, question.id, is_ready=False)
    assert queries.readiness(stop.id) == {}


@pytest.mark.parametrize("values", [{"state": "received"}, {"service_code": "health"}])
def test_partner_is_not_ready_for_what_is_not_in_the_queue(
    stop: Stop, values: dict[str, str]
) -> None:
    makers.make_service("health")
    question, bank = makers.make_question(stop, **values), makers.make_partner(stop)
    with pytest.raises(rules.NotForThisStand):
        actions.set_ready(stop, bank.key, question.id, is_ready=True)


def test_every_act_is_noted_and_no_text_with_it(stop: Stop, who: int) -> None:
    question = makers.make_question(stop, "نص السؤال")
    actions.announce(stop, {"ar": "نص الإعلان"}, who)
    actions.show(stop, rules.AGENDA, who)
    actions.arrange(stop, question.id, "first", who)
    actions.tell_speaker(stop, "نص التنبيه", who)
    voice.blank_screen(stop, who)

    rows = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()
    assert [(row.action, row.subject) for row in rows] == [
        ("voice.announce", ""),
        ("voice.show", ""),
        ("voice.arrange", question.id),
        ("voice.tell_speaker", ""),
        ("voice.blank_screen", ""),
    ]
    assert {row.staff_id for row in rows} == {who}
    assert "نص" not in str([row.details for row in rows])


def test_order_that_two_moderators_change_at_once_keeps_every_question(
    app: Flask, stop: Stop, who: int
) -> None:
    rows = [makers.make_question(stop, body) for body in "abc"]
    ids = iter([one.id for one in rows] * 2)
    ended = together(app, lambda: actions.arrange(stop, next(ids), "first", who), 6)

    assert ended == ["done"] * 6
    assert sorted(bodies(stop)) == ["a", "b", "c"]


def test_partner_who_taps_twice_is_ready_once(app: Flask, stop: Stop) -> None:
    partner = makers.make_partner(stop, services=["housing"])
    question = makers.make_question(stop)
    key, asked = partner.key, question.id
    ended = together(app, lambda: actions.set_ready(stop, key, asked, is_ready=True))
    assert ended == ["done"] * 4
    assert makers.count(Readiness) == 1
