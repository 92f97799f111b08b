"""The rehearsal: a real agenda on other days, invented people, what they say, and its limits."""

from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from flask import Flask

from caravan.checkin.models import Arrival
from caravan.demo import actions, rules
from caravan.demo.plan import rehearse
from caravan.followup.models import Answer, Promise
from caravan.kernel import clock
from caravan.registration.models import Registration
from caravan.survey import queries as answered
from caravan.tour.folder import read_folder
from caravan.tour.models import Stop
from caravan.tour.offers import queries
from caravan.voice.models import Question, Suggestion
from tests import makers, offer_makers
from tests.survey import surveys

EVENTS = Path(__file__).parents[2] / "events"
MORNING = date(2025, 2, 7)
NOON = datetime(2025, 2, 7, 12, tzinfo=UTC)


def rehearsal(**values: bool) -> Stop:
    for code in [*rules.spoken_of(), "other"]:
        makers.make_service(code)
    return makers.make_stop("rehearsal", **{"is_rehearsal": True, **values})


def test_plan_keeps_its_sessions_and_moves_their_days() -> None:
    plan = next(file.plan for file in read_folder(EVENTS).stops if file.plan.key == "oujda-2025")

    moved = rehearse(plan, "rehearsal", date(2026, 11, 20), ["hajj"])

    assert (moved.rehearsal, moved.title) == (True, plan.title)
    assert [day.date for day in moved.days] == [date(2026, 11, 20), date(2026, 11, 21)]
    assert [one.key for one in moved.sessions] == [one.key for one in plan.sessions]
    assert moved.services == (*plan.services, "hajj")


@pytest.mark.parametrize("day", range(15, 22))
def test_friday_prayer_stands_in_the_plan_on_a_friday_alone(day: int) -> None:
    first = date(2026, 11, day)  # from Sunday to Saturday
    for file in read_folder(EVENTS).stops:
        sessions = rehearse(file.plan, "rehearsal", first).sessions
        prayers = [one.day for one in sessions if "الجمعة" in one.title.get("ar", "")]
        assert {one.isoweekday() for one in prayers} <= {5}
        others = [one for one in file.plan.sessions if "الجمعة" not in one.title.get("ar", "")]
        assert len(sessions) - len(prayers) == len(others)


def test_same_seed_invents_the_same_people() -> None:
    first, again = (list(rules.people(40, 7, [MORNING], NOON)) for _ in range(2))

    assert first == again != list(rules.people(40, 8, [MORNING], NOON))


def test_nobody_has_come_before_it_is_time() -> None:
    early = clock.to_instant(MORNING, time(9))

    arrivals = [at for one in rules.people(200, 1, [MORNING], early) for at in one.arrivals]

    assert 0 < len(arrivals) < 120
    assert max(arrivals) < early


@pytest.mark.parametrize("number", [0, -1, 20_001])
def test_number_of_people_that_cannot_be_is_refused(number: int) -> None:
    with pytest.raises(rules.NobodyToInvent):
        list(rules.people(number, 1, [MORNING], NOON))


def test_fill_brings_people_questions_answers_and_promises(app: Flask) -> None:
    written = rules.speech()

    actions.fill(rehearsal(), attendees=30, seed=1)

    assert makers.count(Registration) == 30
    assert makers.count(Question) == len(written["question"])
    assert makers.count(Suggestion) == len(written["suggestion"])
    assert makers.count(Answer) == sum("answer" in one for one in written["question"])
    assert makers.count(Promise) == sum("promise" in one for one in written["question"])


def test_fill_brings_invented_offers_of_the_partners_that_are_there(app: Flask) -> None:
    stop = rehearsal()
    for code in ("bank", "builder"):
        offer_makers.make_organisation(code)
        makers.make_partner(stop, key=code, organisation=code)

    for _ in range(2):
        actions.fill(stop, attendees=1, seed=1)

    offers = queries.offers()
    assert {offer.partner for offer in offers} == {"bank", "builder"}
    assert all("وهمي" in offer.title["ar"] and "inventée" in offer.title["fr"] for offer in offers)
    assert all(offer.stops == ["rehearsal"] for offer in offers)
    assert [shift.partner for shift in queries.shifts_of(stop.id)] == ["bank"] * 2


def test_fill_adds_nobody_the_second_time(app: Flask) -> None:
    stop = rehearsal()

    for _ in range(2):
        actions.fill(stop, attendees=20, seed=1)

    assert makers.count(Registration) == 20
    assert makers.count(Question) == len(rules.speech()["question"])


def test_fill_opens_a_survey_with_figures_for_the_hall_once(app: Flask) -> None:
    stop = rehearsal()
    surveys.make_question("welcome")
    surveys.make_question("improve")

    for _ in range(2):
        actions.fill(stop, attendees=5, seed=1)

    opened = answered.get_survey(stop.id, "")
    assert (opened.answers, opened.shown_answers) == (48, 45)


def test_real_stop_is_never_filled(app: Flask) -> None:
    with pytest.raises(rules.NotARehearsal):
        actions.fill(rehearsal(is_rehearsal=False), attendees=5, seed=1)

    assert makers.count(Registration) == makers.count(Arrival) == 0


def test_command_says_how_many_and_refuses_in_one_line(app: Flask) -> None:
    rehearsal()
    makers.make_stop("oujda-2025")
    run = app.test_cli_runner().invoke

    done = run(args=["demo", "rehearsal", "--attendees", "3", "--seed", "2"])
    refused = run(args=["demo", "oujda-2025"])

    assert (done.exit_code, done.output) == (0, "rehearsal: 3 invented attendees.\n")
    assert (refused.exit_code, refused.output.count("\n")) == (1, 1)
