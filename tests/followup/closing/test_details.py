"""The tables of the summary: gates, who is missing, interest, comparison, sources, changes."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
import time_machine
from flask import Flask

from caravan.followup.closing import actions
from caravan.followup.queries import stop_facts
from caravan.press.summary.facts import FactTable, Hidden
from caravan.tour import queries as tour
from caravan.tour.models import Stop
from caravan.voice.moderation.models import DeskAppointment
from tests import makers
from tests.tour import published

FEW = Hidden("non montré")
DAY = date(2026, 11, 20)


@pytest.fixture
def stop(app: Flask) -> Stop:
    return makers.make_stop(first_day=DAY)


def people(stop: Stop, number: int, category: str = "serving", gate: str = "1") -> None:
    for _ in range(number):
        person = makers.make_registration(stop, category=category)
        makers.make_arrival(
            person, day=stop.first_day, arrived_at=makers.at(stop.first_day, "09:00"), gate=gate
        )


def table(stop: Stop, title: str) -> FactTable:
    return next(one for one in stop_facts(stop, "fr").tables if one.title.startswith(title))


def enter(stop: Stop, **figures: int) -> None:
    who = makers.make_staff().id
    for key, value in figures.items():
        actions.save_figure(stop, key.replace("__", "."), value, "Préfecture", staff_id=who)


def test_small_gate_is_hidden_with_one_beside_it(stop: Stop) -> None:
    for gate, number in (("A", 22), ("B", 13), ("C", 3)):
        people(stop, number, gate=gate)
    counts = dict(table(stop, "Arrivées par entrée").rows)
    assert (counts["C"], counts["Ensemble"]) == (FEW, 40)
    assert sorted(map(str, (counts["A"], counts["B"]))) == [str(20), str(FEW)]


def test_missing_are_told_of_those_expected_and_never_of_a_small_group(stop: Stop) -> None:
    people(stop, 12)
    people(stop, 11, "retired")
    people(stop, 2, "guest")
    enter(stop, expected=60, expected__serving=48, expected__guest=4)
    rows = {row[0]: row[1:] for row in table(stop, "Qui manque").rows}
    assert rows["Invitée ou invité"] == (4, FEW, "")
    assert rows["Ensemble"] == (60, 25, "42 %")


def test_nobody_entered_how_many_were_expected_is_told(stop: Stop) -> None:
    people(stop, 12)
    assert table(stop, "Qui manque").rows == (("Ensemble", Hidden("non saisi"), 10, ""),)


def test_interest_counts_texts_exactly_and_people_protected(stop: Stop) -> None:
    makers.make_service("health", name={"ar": "الصحة", "fr": "Santé"})
    makers.make_question(stop, me_too=30)
    makers.make_question(stop, state="received", me_too=50)
    makers.make_suggestion(stop, state="accepted")
    makers.make_note(stop, service_code="health", people=3)
    makers.make_question(stop, service_code="health")
    rows = {row[0]: row[1:] for row in table(stop, "Services par intérêt").rows}
    assert rows["Logement"][:2] == (1, 1)
    assert rows["Logement"][3] in (FEW, 30)
    assert {row[2] for row in rows.values()} <= {FEW, 0}


def test_service_of_which_a_text_can_be_read_is_of_interest_to_somebody(stop: Stop) -> None:
    makers.make_question(stop, me_too=30)
    assert table(stop, "Services par intérêt").rows == (("Logement", 1, 0, 0, 30),)

    makers.make_service("health", name={"ar": "الصحة", "fr": "Santé"})
    makers.make_question(stop, service_code="health")

    # One voice is no release yet, but nobody did not ask it.
    assert table(stop, "Services par intérêt").rows[0] == ("Santé", 1, 0, 0, FEW)


def cases(stop: Stop, **numbers: int) -> None:
    """So many personal cases about each service."""
    for service, number in numbers.items():
        makers.make_service(service, name={"ar": service, "fr": service})
        for one in range(number):
            question = makers.make_question(stop, state="private", service_code=service)
            row = {"question_id": question.id, "stop_id": stop.id, "service_code": service}
            makers.save(DeskAppointment(number=len(service) * 100 + one, **row))


def test_personal_cases_are_told_alike_in_the_note_and_in_the_table(stop: Stop) -> None:
    cases(stop, aid=8, health=21, loans=3)

    counts = dict(table(stop, "Au bureau d’écoute").rows)

    # Were the 21 told in the note, who takes 8 and 21 from all of 32 would have the 3.
    assert counts == {"aid": 10, "health": FEW, "loans": FEW, "Ensemble": 30}
    assert (
        "aid (10), health (non montré), loans (non montré)."
        in stop_facts(stop, "fr").questions_note
    )


def test_last_visit_here_and_the_mean_of_the_tour_stand_beside(stop: Stop) -> None:
    people(stop, 20)
    makers.make_prefecture("fes")
    for key, place, weeks, number in (("oujda-2024", "oujda", 52, 10), ("fes-2026", "fes", 2, 30)):
        other = makers.make_stop(
            key, prefecture_code=place, first_day=DAY - timedelta(weeks=weeks), edition="2"
        )
        people(other, number)
        makers.make_question(other, state="answered")
    with_past = table(stop, "Comparaison")
    assert [head[:12] for head in with_past.heads[1:]] == [
        "Cette étape",
        "Dernière vis",
        "Moyenne de l",
    ]
    assert with_past.rows[0][1:] == (20, 10, 20)
    assert with_past.rows[1][1:] == (0, 1, 1)


def test_entered_figures_name_their_source_and_flag_sums(stop: Stop) -> None:
    enter(stop, expected=101, expected__widow=14, expected__retired=86)
    rows = table(stop, "Chiffres qui ont été saisis").rows
    assert {row[2] for row in rows[:3]} == {"Préfecture"}
    assert rows[3][2] == (
        "le compte n’est pas juste\u00a0: les parties donnent 100, le total dit 101"
    )


def test_empty_stop_has_no_table(stop: Stop) -> None:
    assert stop_facts(stop, "fr").tables == ()


def test_agenda_says_what_was_announced_otherwise(app: Flask) -> None:
    published.make_catalogue()
    published.publish()
    later = replace(published.OPENING, key="debate", starts=time(15), ends=time(16))
    changed = published.with_opening(starts=time(10))
    with time_machine.travel(makers.at(published.PLAN.first_day, "08:00"), tick=True):
        published.publish(replace(changed, sessions=(*changed.sessions, later)))

    (day,) = stop_facts(tour.get_stop(published.KEY), "fr").agenda

    assert [(row.time, row.state_text) for row in day.rows] == [
        ("10:00", "était à 09:30"),
        ("15:00", "ajoutée"),
    ]
