"""What hall, tablet and partners see, and how many statements it takes."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from caravan.kernel.refusal import NotFound
from caravan.tour.models import Stop
from caravan.voice.screen import actions, rules
from caravan.voice.screen import queries as hall
from tests import makers


@pytest.fixture
def stop(app: Flask) -> Stop:
    return makers.make_stop()


def titles(sessions: list[Any]) -> list[str]:
    return [one.title["fr"] for one in sessions]


def add(stop: Stop, starts: str, ends: str, title: str, **values: Any) -> None:
    makers.make_session(stop, starts, ends, title={"ar": title, "fr": title}, **values)


def test_schedule_is_what_runs_and_the_two_things_after_it(stop: Stop) -> None:
    add(stop, "09:00", "11:00", "stands", kind="stands")
    add(stop, "09:30", "10:30", "opening")
    add(stop, "10:30", "11:00", "services")
    add(stop, "11:00", "12:00", "gone", is_withdrawn=True)
    add(stop, "11:30", "12:30", "health")
    add(stop, "12:30", "13:00", "lunch")

    running, following = hall.schedule(stop, makers.at(stop.first_day, "10:00"))
    assert (titles(running), titles(following)) == (["opening"], ["services", "health"])


def test_schedule_ends_with_the_last_session(stop: Stop) -> None:
    add(stop, "09:30", "10:30", "opening")
    assert hall.schedule(stop, makers.at(stop.first_day, "10:30")) == ([], [])


def test_nothing_is_on_at_a_stop_that_is_called_off(app: Flask) -> None:
    stop = makers.make_stop(status="cancelled")
    add(stop, "09:30", "10:30", "opening")
    assert hall.schedule(stop, makers.at(stop.first_day, "10:00")) == ([], [])


def test_tablet_says_the_question_at_hand_and_what_comes_next(stop: Stop) -> None:
    who = makers.make_staff("moderator").id
    rows = [makers.make_question(stop, body, me_too=votes) for votes, body in enumerate("abc")]
    actions.put_on_screen(stop, rows[1].id, who)
    actions.arrange(stop, rows[0].id, "first", who)
    actions.tell_speaker(stop, "دقيقتان", who)

    shown = hall.tablet(stop, actions.open_screen(stop), makers.at(stop.first_day, "10:00"))
    assert shown.question is not None
    assert (shown.question.body, [one.body for one in shown.following]) == ("b", ["a", "c"])
    assert shown.note == "دقيقتان"


def test_tablet_is_quiet_while_the_screen_is_empty(stop: Stop) -> None:
    who = makers.make_staff("moderator").id
    question = makers.make_question(stop)
    actions.put_on_screen(stop, question.id, who)
    actions.blank_screen(stop, who)

    shown = hall.tablet(stop, actions.open_screen(stop), makers.clock.now())
    assert shown.question is None


def test_queue_is_about_the_own_services_alone(stop: Stop) -> None:
    makers.make_service("health")
    bank = makers.make_partner(stop, services=["housing"])
    makers.make_question(stop, "home", me_too=1)
    makers.make_question(stop, "loan", me_too=5)
    makers.make_question(stop, "health", service_code="health")
    makers.make_question(stop, "hidden", state="received")

    assert [one.body for one in hall.queue(stop.id, bank).questions] == ["loan", "home"]


def test_each_token_opens_its_own_page_only(stop: Stop) -> None:
    screen, bank = actions.open_screen(stop), makers.make_partner(stop)
    other = makers.make_partner(stop)
    tokens = {
        "screen": screen.token,
        "tablet": hall.tablet_token(screen),
        "bank": hall.queue_token(screen, bank.key),
        "other": hall.queue_token(screen, other.key),
    }
    pages: dict[str, Callable[[str], Any]] = {
        "screen": lambda token: hall.get_screen(stop.key, token),
        "tablet": lambda token: hall.get_tablet(stop.key, token),
        "bank": lambda token: hall.get_partner(stop.id, stop.key, bank.key, token),
    }
    for name, opens in pages.items():
        assert opens(tokens[name])
        for token in (*(tokens[one] for one in tokens if one != name), "", "é"):
            with pytest.raises(NotFound):
                opens(token)


@pytest.mark.parametrize("number", [1, 3])
def test_pages_ask_as_much_for_three_questions_as_for_one(
    stop: Stop, queries: Callable[[], Any], number: int
) -> None:
    bank = makers.make_partner(stop)
    for votes in range(number):
        row = makers.make_question(stop, str(votes), me_too=votes)
        actions.set_ready(stop, bank.key, row.id, is_ready=True)
    screen = actions.open_screen(stop)
    with queries() as seen:
        hall.picture(stop, makers.clock.now())
        hall.line_up(stop.id)
        hall.readiness(stop.id)
        hall.queue(stop.id, bank)
        hall.tablet(stop, screen, makers.clock.now())

    assert len(seen) == 9


def test_agenda_of_tomorrow_follows_that_of_today(stop: Stop) -> None:
    add(stop, "09:30", "10:30", "opening")
    add(stop, "09:00", "10:00", "second", day=stop.first_day + timedelta(days=1))
    actions.show(stop, rules.AGENDA, makers.make_staff("moderator").id)

    picture = hall.picture(stop, makers.at(stop.first_day, "11:00"))
    assert (picture.kind, titles(list(picture.next))) == ("agenda", ["second"])
