"""Who gets which short message: registered, tomorrow, changed; once, in the own language."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from flask import Flask

from caravan.kernel import codes, outbox
from caravan.kernel.clock import now, to_instant
from caravan.kernel.db import db
from caravan.kernel.outbox import Message
from caravan.registration import actions as registration
from caravan.registration import queries
from caravan.registration.messages import actions
from caravan.registration.messages import queries as addressed
from caravan.registration.models import Registration
from caravan.registration.rights import actions as rights
from caravan.registration.rules import Details
from tests import makers
from tests.together import together
from tests.tour.published import KEY, PLAN, make_catalogue, publish, with_opening

EVE = datetime(2027, 3, 4, 11, tzinfo=UTC)  # a Thursday in Ramadan or not: noon in Morocco
FIRST = date(2027, 3, 5)
PHONE = "+212612345678"


@pytest.fixture(autouse=True)
def gateway(app: Flask, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A gateway is set; nothing is sent in these tests."""
    settings = replace(app.config["SETTINGS"], sms_url=(tmp_path / "sms.jsonl").as_uri())
    monkeypatch.setitem(app.config, "SETTINGS", settings)


def register(stop: Any, name: str = "فاطمة", **values: Any) -> registration.Registered:
    details = Details(
        **{"full_name": name, "category": "serving", "once": name, "phone": PHONE, **values}
    )
    return registration.register(stop, details, now=now())


def messages() -> list[Message]:
    return list(db.session.query(Message).order_by(Message.id))


def test_confirmation_has_the_code_and_neither_name_nor_ticket() -> None:
    given = register(makers.make_stop(), language="fr")
    (message,) = messages()
    assert (message.channel, message.recipient, message.about) == ("sms", PHONE, "confirmation")
    assert message.body.startswith("Inscription confirmée : Étape d’Oujda, ")
    assert codes.grouped(given.entry_code) in message.body
    assert message.body.endswith("http://localhost/fr/stops/oujda-2025")
    assert [secret in message.body for secret in ("فاطمة", given.code)] == [False, False]


def test_who_waits_for_a_place_is_confirmed_once_there_is_one() -> None:
    stop = makers.make_stop(safety_limit=1)
    first = register(stop, "سعاد", phone=None)
    second = register(stop)
    assert messages() == []

    registration.withdraw(queries.get_by_code(first.code), now=now())
    (message,) = messages()
    assert codes.grouped(second.entry_code) in message.body


def test_same_form_twice_is_confirmed_once() -> None:
    stop = makers.make_stop()
    register(stop)
    register(stop)
    assert len(messages()) == 1


@pytest.mark.parametrize("values", [{"phone": None}, {"channel": "file"}])
def test_nobody_is_written_to_without_a_number_or_from_a_list(values: dict[str, Any]) -> None:
    register(makers.make_stop(), **values)
    assert messages() == []


@pytest.mark.parametrize("values", [{"is_rehearsal": True}, {"first_day": date(2020, 1, 1)}])
def test_nobody_is_written_to_about_a_rehearsal_or_what_is_over(values: dict[str, Any]) -> None:
    register(makers.make_stop(**values))
    assert messages() == []


def test_number_gets_few_confirmations_about_one_stop() -> None:
    stop = makers.make_stop()
    for number in range(8):
        register(stop, f"فلانة {number}")
    assert (len(messages()), makers.count(Registration)) == (5, 8)


def test_people_are_reminded_the_day_before_once() -> None:
    with time_machine.travel(EVE, tick=False):
        stop = makers.make_stop(first_day=FIRST)
        makers.make_stop("fes-2025", first_day=FIRST + timedelta(days=1))
        one = makers.make_registration(stop, phone=PHONE, language="zgh")
        makers.make_registration(stop, phone=None)
        gone = makers.make_registration(stop, phone="+212612345679")
        registration.withdraw(gone, now=now())
        quiet = makers.make_registration(stop, phone="+212612345670")
        rights.oppose(quiet, now=now())
        actions.remind()
        actions.remind()
    (message,) = messages()
    assert (message.recipient, message.language, message.about) == (PHONE, "ar", "reminder")
    assert message.body.startswith("غدا: محطة وجدة، القاعة الكبرى، ابتداء من 08:30.")
    assert codes.grouped(one.entry_code) in message.body
    assert message.expires_at == to_instant(date(2027, 3, 6), time(0))


@pytest.mark.parametrize("hour", [3, 23])
def test_nobody_is_woken(hour: int) -> None:
    with time_machine.travel(EVE.replace(hour=hour), tick=False):
        stop = makers.make_stop(first_day=FIRST)
        makers.make_registration(stop, phone=PHONE)
        actions.remind()
    assert messages() == []


def test_number_that_somebody_gave_often_gets_few_reminders() -> None:
    with time_machine.travel(EVE, tick=False):
        stop = makers.make_stop(first_day=FIRST)
        for _ in range(8):
            makers.make_registration(stop, phone=PHONE)
        makers.make_registration(stop, phone="+212612345679")
        actions.remind()

    assert [one.recipient for one in messages()] == [PHONE] * 5 + ["+212612345679"]


def test_two_processes_at_once_remind_once(app: Flask) -> None:
    with time_machine.travel(EVE, tick=False):
        stop = makers.make_stop(first_day=FIRST)
        makers.make_registration(stop, phone=PHONE)
        assert together(app, actions.remind, times=2) == ["done", "done"]
    assert len(messages()) == 1


def test_change_is_told_once_to_each_number_in_its_language() -> None:
    make_catalogue()
    publish()
    stop = db.session.query(makers.Stop).filter_by(key=KEY).one()
    makers.make_registration(stop, phone=PHONE, language="fr")
    makers.make_registration(stop, "سعاد", phone=PHONE, language="fr")
    makers.make_registration(stop, "عائشة", phone="+212612345670", language="ar")
    makers.make_registration(stop, "دون رقم")
    published = publish(with_opening(starts=time(9)))
    told = {message.language: message.body for message in messages()}
    assert (published.messages, sorted(told)) == (2, ["ar", "fr"])
    assert told["fr"] == (
        "Étape d’Oujda\u00a0: « Ouverture » commence à 09:00 au lieu de 09:30. "
        f"http://localhost/fr/stops/{KEY}"
    )


def test_who_waits_for_a_place_is_told_of_a_change_and_reminded_of_nothing() -> None:
    make_catalogue()
    publish(replace(PLAN, safety_limit=1))
    stop = db.session.query(makers.Stop).filter_by(key=KEY).one()
    register(stop, "سعاد", phone=None)
    register(stop)
    assert [one.phone for one in addressed.reached(stop.id)] == []
    publish(replace(with_opening(starts=time(9)), safety_limit=1))
    assert [message.recipient for message in messages()] == [PHONE]


def test_nobody_is_told_of_what_no_attendee_sees() -> None:
    make_catalogue()
    publish()
    stop = db.session.query(makers.Stop).filter_by(key=KEY).one()
    makers.make_registration(stop, phone=PHONE)
    publish(replace(PLAN, seats=300))
    assert messages() == []


def test_withdrawn_person_gets_nothing_that_still_waits() -> None:
    given = register(makers.make_stop())
    registration.withdraw(db.session.get_one(Registration, given.id), now=now())
    (message,) = messages()
    assert (message.fault, message.body) == (outbox.UNWANTED, "")


@pytest.mark.usefixtures("app")
def test_nothing_is_written_down_without_a_gateway(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "SETTINGS", replace(app.config["SETTINGS"], sms_url=""))
    register(makers.make_stop())
    actions.remind()
    assert messages() == []


def test_who_wants_no_messages_is_not_told_of_a_place() -> None:
    stop = makers.make_stop(safety_limit=1)
    first, second = register(stop, "أحمد"), register(stop, "فاطمة")
    rights.oppose(db.session.get_one(Registration, second.id), now=now())
    registration.withdraw(db.session.get_one(Registration, first.id), now=now())

    assert [one.given_up_at is None for one in messages()] == [False]
