"""Asking by short message whether a promise is solved: who agreed to it, once, and nobody else."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from flask import Flask

from caravan.followup import actions as followup
from caravan.followup.promises import actions
from caravan.kernel import clock
from caravan.kernel.db import db
from caravan.kernel.outbox import Message
from caravan.registration.models import Consent, Registration
from caravan.registration.rights import actions as rights
from caravan.tour.models import Stop
from caravan.voice import actions as speaking
from caravan.voice.models import Question
from caravan.voice.rules import Words
from tests import makers, pages
from tests.conftest import Browser
from tests.voice.rounds.sayings import open_named

PHONE = "+212612345678"
DONE = {"ar": "نُشرت", "fr": "Publiée"}
OFFER = "Voulez-vous qu’un SMS vous demande si c’est réglé ?"


@pytest.fixture(autouse=True)
def clock_at() -> Iterator[time_machine.Traveller]:
    """Noon of the stop's day."""
    with time_machine.travel(datetime(2025, 2, 7, 11, tzinfo=UTC)) as traveller:
        yield traveller


@pytest.fixture(autouse=True)
def gateway(app: Flask, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A gateway is set; nothing is sent in these tests."""
    settings = replace(app.config["SETTINGS"], sms_url=(tmp_path / "sms.jsonl").as_uri())
    monkeypatch.setitem(app.config, "SETTINGS", settings)


def asker(stop: Stop, said: str = "متى تفتح القاعة؟", phone: str | None = PHONE) -> Registration:
    """Somebody who asked with a name, and whose promise is kept today."""
    person = makers.make_registration(stop, phone=phone, language="fr")
    speaking.ask(stop, Words(said, "housing", code=person.follow_code), now=clock.now())
    question = db.session.query(Question).filter_by(body=said).one()
    question.state = "answered"
    db.session.commit()
    makers.make_answer(question)
    promise = makers.make_promise(stop, item_id=question.id)
    followup.keep_promise(promise.id, DONE, staff_id=makers.make_staff().id)
    return person


def way(client: Browser, person: Registration, **more: str) -> pages.Page:
    data = {"code": person.follow_code, **more}
    return pages.read(client.post(f"/fr/follow{'/verdicts' if more else ''}", data=data))


def agree(client: Browser, person: Registration) -> pages.Page:
    form = way(client, person).form("message")
    return pages.read(client.post(form.action, data=form.fields))


def messages() -> list[Message]:
    actions.ask_by_message()
    return list(db.session.query(Message).filter_by(about="solved"))


def test_who_agreed_is_asked_once_and_told_nothing(
    client: Browser, clock_at: time_machine.Traveller
) -> None:
    stop = makers.make_stop()
    open_named(stop)
    person = asker(stop)

    page = agree(client, person)
    clock_at.shift(timedelta(days=29))
    early = messages()
    clock_at.shift(timedelta(days=1))
    messages()
    (message,) = messages()

    assert "Un SMS vous le demandera" in page.main
    assert early == []
    assert (message.channel, message.recipient) == ("sms", PHONE)
    assert message.body.endswith("http://localhost/fr/follow")
    for hidden in (person.full_name, person.follow_code, "القاعة", person.code):
        assert hidden not in message.body


def test_nobody_is_asked_who_did_not_agree(
    client: Browser, clock_at: time_machine.Traveller
) -> None:
    stop = makers.make_stop()
    open_named(stop)
    person = asker(stop)

    offered = OFFER in way(client, person).main
    clock_at.shift(timedelta(days=30))

    assert (offered, messages()) == (True, [])


@pytest.mark.parametrize("case", ["no number", "no name", "no messages", "no gateway"])
def test_it_is_offered_to_nobody_who_cannot_be_asked(
    client: Browser, case: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    stop = makers.make_stop()
    if case != "no name":
        open_named(stop)
    person = asker(stop, phone=None if case == "no number" else PHONE)
    if case == "no messages":
        rights.oppose(person, now=clock.now())
    if case == "no gateway":
        settings = replace(client.application.config["SETTINGS"], sms_url="")
        monkeypatch.setitem(client.application.config, "SETTINGS", settings)

    page = way(client, person, message="yes")

    assert OFFER not in page.main
    assert makers.count(Consent) == 0


def test_who_agreed_and_wants_no_messages_since_or_has_spoken_is_not_asked(
    client: Browser, clock_at: time_machine.Traveller
) -> None:
    stop = makers.make_stop()
    open_named(stop)
    opposed, spoke = asker(stop, "Un ?"), asker(stop, "Deux ?", phone="+212612345679")
    for one in (opposed, spoke):
        agree(client, one)
    rights.oppose(opposed, now=clock.now())
    clock_at.shift(timedelta(days=30))
    form = way(client, spoke).form("promise")
    client.post(form.action, data={**form.fields, "solved": "yes"})

    assert messages() == []


def test_it_is_not_asked_long_after(client: Browser, clock_at: time_machine.Traveller) -> None:
    stop = makers.make_stop()
    open_named(stop)
    agree(client, asker(stop))

    clock_at.shift(timedelta(days=37))

    assert messages() == []
