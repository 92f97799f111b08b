"""Arrivals on both databases: once a day, taken back, from two gates at once."""

import threading
import uuid
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.exc import IntegrityError

from caravan.checkin import actions, queries, rules
from caravan.checkin.models import Arrival, ArrivalUndo
from caravan.checkin.rules import Verdict
from caravan.kernel import clock, codes
from caravan.kernel.audit import AuditEntry
from caravan.kernel.db import db
from caravan.registration import actions as registration
from caravan.registration.models import Registration, Withdrawal
from caravan.registration.rights import actions as rights
from caravan.registration.rules import Details
from caravan.tour.models import Stop
from tests import makers
from tests.together import together


def arrive(stop: Stop, typed: str, arrival_id: str = "", gate: str = "1") -> Verdict:
    made = arrival_id or str(uuid.uuid4())
    return actions.record_arrival(stop, typed, arrival_id=made, gate=gate, staff_id=None)


def audited() -> list[tuple[Any, ...]]:
    entries = db.session.query(AuditEntry).order_by(AuditEntry.id)
    return [(e.action, e.staff_id, e.stop_key, e.subject, e.details) for e in entries]


def said(verdict: Verdict) -> tuple[str, str]:
    return verdict.kind, verdict.reason


def test_first_arrival_is_welcome_and_written(app: Flask) -> None:
    stop = makers.make_stop()
    person = makers.make_registration(stop, companions=2)

    verdict = arrive(stop, person.entry_code)

    assert said(verdict) == ("go", "welcome")
    assert (verdict.person.short_name, verdict.person.companions) == ("فاطمة ب.", 2)
    assert queries.arrived_count(stop.id, clock.today()) == 1


@pytest.mark.parametrize("form", ["{code}", "c1/oujda-2025/{code}", "C1/OUJDA-2025/{code}"])
def test_code_is_known_typed_and_scanned(app: Flask, form: str) -> None:
    stop = makers.make_stop()
    person = makers.make_registration(stop)

    assert said(arrive(stop, form.format(code=person.entry_code))) == ("go", "welcome")


def test_second_arrival_says_when_and_where(app: Flask) -> None:
    stop = makers.make_stop()
    person = makers.make_registration(stop)
    arrive(stop, person.entry_code, gate="2")

    verdict = arrive(stop, person.entry_code)

    assert said(verdict) == ("check", "already")
    assert verdict.before.gate == "2"
    assert makers.count(Arrival) == 1


def test_same_scan_sent_again_is_the_same_arrival(app: Flask) -> None:
    stop = makers.make_stop()
    person = makers.make_registration(stop)
    made = str(uuid.uuid4())

    verdicts = [arrive(stop, person.entry_code, made) for _ in range(3)]

    assert [said(one) for one in verdicts] == [("go", "welcome")] * 3
    assert makers.count(Arrival) == 1


def test_arrival_is_welcome_again_on_the_second_day(app: Flask) -> None:
    stop = makers.make_stop(first_day=clock.today() - timedelta(days=1))
    person = makers.make_registration(stop)
    makers.make_arrival(person, day=stop.first_day)

    assert said(arrive(stop, person.entry_code)) == ("go", "welcome")


def test_arrival_is_welcome_again_after_it_was_taken_back(app: Flask) -> None:
    stop, staff = makers.make_stop(), makers.make_staff("gate")
    person = makers.make_registration(stop)
    first = arrive(stop, person.entry_code)

    actions.undo_arrival(stop, first.arrival_id, staff_id=staff.id)
    actions.undo_arrival(stop, first.arrival_id, staff_id=staff.id)

    assert queries.arrived_count(stop.id, clock.today()) == 0
    assert said(arrive(stop, person.entry_code)) == ("go", "welcome")
    assert (makers.count(Arrival), makers.count(ArrivalUndo)) == (2, 1)


def test_scan_sent_again_after_its_undo_is_not_let_in(app: Flask) -> None:
    stop, staff = makers.make_stop(), makers.make_staff("gate")
    person = makers.make_registration(stop)
    first = arrive(stop, person.entry_code)
    actions.undo_arrival(stop, first.arrival_id, staff_id=staff.id)

    assert said(arrive(stop, person.entry_code, first.arrival_id)) == ("check", "undone")


def test_arrival_and_undo_leave_an_audit_row_each_without_the_person(app: Flask) -> None:
    stop, gate, desk = makers.make_stop(), makers.make_staff("gate"), makers.make_staff("gate")
    person, made = makers.make_registration(stop), str(uuid.uuid4())

    actions.record_arrival(stop, person.entry_code, arrival_id=made, gate="1", staff_id=gate.id)
    actions.undo_arrival(stop, made, staff_id=desk.id)

    assert audited() == [
        ("checkin.arrive", gate.id, "oujda-2025", made, {}),
        ("checkin.undo", desk.id, "oujda-2025", made, {}),
    ]


def test_only_an_arrival_that_is_new_leaves_an_audit_row(app: Flask) -> None:
    stop = makers.make_stop()
    person, made = makers.make_registration(stop), str(uuid.uuid4())
    withdrawn = makers.make_registration(stop)
    makers.save(Withdrawal(registration_id=withdrawn.id, withdrawn_at=clock.now()))

    said = [
        arrive(stop, person.entry_code, made).kind,
        arrive(stop, person.entry_code, made).kind,
        arrive(stop, person.entry_code).kind,
        arrive(stop, withdrawn.entry_code).kind,
    ]

    assert said == ["go", "go", "check", "no"]
    assert [entry[3] for entry in audited()] == [made]


def test_arrival_is_not_there_when_its_audit_row_cannot_be(app: Flask) -> None:
    stop = makers.make_stop()
    person = makers.make_registration(stop)

    with pytest.raises(IntegrityError):
        actions.record_arrival(
            stop, person.entry_code, arrival_id=str(uuid.uuid4()), gate="1", staff_id=999
        )

    assert (makers.count(Arrival), makers.count(AuditEntry)) == (0, 0)


def test_undo_is_refused_for_an_arrival_of_another_stop(app: Flask) -> None:
    stop, other = makers.make_stop(), makers.make_stop("fes-2025")
    arrival = makers.make_arrival(makers.make_registration(other))

    with pytest.raises(rules.NoSuchArrival):
        actions.undo_arrival(stop, arrival.id, staff_id=makers.make_staff("gate").id)


def test_withdrawn_ticket_is_stopped(app: Flask) -> None:
    stop = makers.make_stop()
    person = makers.make_registration(stop)
    makers.save(Withdrawal(registration_id=person.id, withdrawn_at=clock.now()))

    assert said(arrive(stop, person.entry_code)) == ("no", "withdrawn")


def test_ticket_of_another_stop_is_stopped_with_that_stops_name(app: Flask) -> None:
    stop = makers.make_stop()
    other = makers.make_stop("fes-2025", title={"ar": "محطة فاس", "fr": "Étape de Fès"})
    person = makers.make_registration(other)

    verdict = arrive(stop, person.entry_code)

    assert said(verdict) == ("no", "other_stop")
    assert (verdict.stop_title["ar"], verdict.person) == ("محطة فاس", None)
    assert said(arrive(stop, codes.entry_payload("fes-2025", person.entry_code))) == (
        "no",
        "other_stop",
    )


@pytest.mark.parametrize("typed", ["", "hello", "7KQ4M2XP", "https://example.org/x"])
def test_unknown_code_is_stopped(app: Flask, typed: str) -> None:
    assert said(arrive(makers.make_stop(), typed)) == ("no", "unknown")


def test_stop_of_another_day_lets_nobody_in(app: Flask) -> None:
    stop = makers.make_stop(first_day=clock.today() + timedelta(days=5))

    assert said(arrive(stop, makers.make_registration(stop).entry_code)) == ("no", "other_day")
    assert makers.count(Arrival) == 0


def test_two_gates_in_the_same_instant_let_one_in(app: Flask) -> None:
    stop = makers.make_stop()
    person = makers.make_registration(stop)
    verdicts: list[str] = []

    def scan() -> None:
        with app.app_context():
            verdicts.append(arrive(stop, person.entry_code).kind)

    threads = [threading.Thread(target=scan) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(verdicts) == ["check"] * 7 + ["go"]
    assert makers.count(Arrival) == 1


def test_badge_printed_twice_is_a_copy(app: Flask) -> None:
    stop = makers.make_stop()
    person: Registration = makers.make_registration(stop)

    actions.print_sheets(stop, queries.badge_ids(stop.id, "new"), staff_id=None)

    assert queries.printed(stop.id) == {person.id}
    assert queries.badge_ids(stop.id, "new") == []
    assert queries.badge_ids(stop.id, "all") == [person.id]


def test_arrival_is_taken_back_once_when_two_do_it_at_once(app: Flask) -> None:
    stop, staff = makers.make_stop(), makers.make_staff()
    arrival = makers.make_arrival(makers.make_registration(stop))

    ended = together(app, lambda: actions.undo_arrival(stop, arrival.id, staff_id=staff.id))

    assert ended == ["done"] * 4
    assert (makers.count(ArrivalUndo), makers.count(AuditEntry)) == (1, 1)


def test_released_place_opens_the_door(app: Flask) -> None:
    stop = makers.make_stop(safety_limit=1)
    first = makers.make_registration(stop)
    details = Details("سلمى بناني", "widow", "a" * 32)
    second = registration.register(stop, details, now=clock.now())
    waits = arrive(stop, second.entry_code)

    registration.withdraw(first, now=clock.now())

    assert (said(waits), waits.in_line) == (("no", "waiting"), 1)
    assert said(arrive(stop, first.entry_code)) == ("no", "withdrawn")
    assert said(arrive(stop, second.entry_code)) == ("go", "welcome")


def test_erased_person_is_unknown(app: Flask) -> None:
    stop = makers.make_stop()
    person = makers.make_registration(stop)
    arrive(stop, person.entry_code)

    rights.erase(person, why="asked", now=clock.now())

    assert said(arrive(stop, person.entry_code)) == ("no", "unknown")
    assert queries.arrived_count(stop.id, clock.today()) == 0
    assert queries.arrivals(stop.id) == []


@pytest.mark.parametrize("wrong", range(8))
def test_any_one_wrong_sign_of_the_code_is_unknown(app: Flask, wrong: int) -> None:
    stop = makers.make_stop()
    code = makers.make_registration(stop).entry_code
    sign = codes.ALPHABET[(codes.ALPHABET.index(code[wrong]) + 1) % 32]

    verdict = arrive(stop, code[:wrong] + sign + code[wrong + 1 :])

    assert said(verdict) == ("no", "unknown")
    assert makers.count(Arrival) == 0


def test_place_of_an_erased_person_goes_to_who_waits(app: Flask) -> None:
    stop = makers.make_stop(safety_limit=1)
    first = makers.make_registration(stop)
    second = registration.register(stop, Details("سلمى بناني", "widow", "a" * 32), now=clock.now())

    rights.erase(first, why="asked", now=clock.now())

    assert said(arrive(stop, second.entry_code)) == ("go", "welcome")
