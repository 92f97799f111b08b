"""Short messages: one request each, once for who heeds the key, again after a kill."""

import json
import os
import signal
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import time_machine
from flask import Flask

from caravan.kernel import outbox, post
from caravan.kernel.db import db
from caravan.kernel.outbox import SMS, About, Mail, Message, Tally
from tests.kernel.gateway_server import GatewayServer, gateway_server
from tests.kernel.mail_server import mail_server
from tests.kernel.sending import sender
from tests.together import together

if TYPE_CHECKING:
    import subprocess

MORNING = datetime(2027, 3, 1, 9, tzinfo=UTC)


def set_gateway(app: Flask, monkeypatch: pytest.MonkeyPatch, **values: Any) -> None:
    monkeypatch.setitem(app.config, "SETTINGS", replace(app.config["SETTINGS"], **values))


@pytest.fixture
def gateway(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[GatewayServer]:
    """A gateway that the program is set to send by."""
    with gateway_server() as running:
        headers = {"Authorization": "Bearer of a trial"}
        set_gateway(app, monkeypatch, sms_url=running.url, sms_headers=headers)
        yield running


def put(*names: str, expires_at: datetime | None = None) -> None:
    for name in names:
        mail = Mail("+212612345678", "ar", "", f"رمز «{name}» {{id}}\n")
        about = About("reminder", SMS, expires_at=expires_at)
        outbox.queue(mail, once_key=name, stop_key="oujda-2025", about=about)


def test_message_is_one_request_with_number_text_and_key(gateway: GatewayServer) -> None:
    put("one")
    assert post.send_due() == post.Round(sent=1, failed=0)
    (asked,) = gateway.asked
    assert (asked["to"], asked["text"], asked["id"]) == ("+212612345678", "رمز «one» {id}\n", "one")
    assert asked["headers"]["Authorization"] == "Bearer of a trial"
    assert asked["headers"]["Idempotency-Key"] == "one"
    assert db.session.query(Message.recipient, Message.body).one() == ("", "")


@pytest.mark.parametrize(
    ("status", "tally"),
    [
        (500, Tally(waiting=1, sent=0, given_up=0)),
        (429, Tally(waiting=1, sent=0, given_up=0)),
        (400, Tally(waiting=0, sent=0, given_up=1)),
        (307, Tally(waiting=0, sent=0, given_up=1)),
    ],
)
def test_refusal_is_kept_for_the_staff(gateway: GatewayServer, status: int, tally: Tally) -> None:
    gateway.answer = lambda _asked: status
    put("one")
    assert post.send_due() == post.Round(sent=0, failed=1)
    (row,) = outbox.refused("oujda-2025")
    assert (row.fault, outbox.tally(), len(gateway.asked)) == (f"HTTP {status}", tally, 1)


def test_message_waits_longer_after_each_refusal(gateway: GatewayServer) -> None:
    gateway.answer = lambda _asked: 503
    with time_machine.travel(MORNING, tick=False) as clock:
        put("one")
        waits = []
        for _ in range(4):
            post.send_due()
            row = db.session.query(Message).populate_existing().one()
            waits.append((row.due_at - datetime.now(UTC)).total_seconds() / 60)
            db.session.rollback()
            clock.move_to(row.due_at)
    assert waits == [1, 5, 15, 60]


def test_others_wait_untouched_when_nobody_answers(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_gateway(app, monkeypatch, sms_url="http://127.0.0.1:9/")
    put("one", "two")
    assert post.send_due() == post.Round(0, 0, "GatewayAway URLError")
    assert [row.attempts for row in db.session.query(Message).order_by(Message.id)] == [1, 0]


def test_message_that_came_too_late_is_not_sent(gateway: GatewayServer) -> None:
    with time_machine.travel(MORNING, tick=False) as clock:
        put("one", expires_at=MORNING + timedelta(hours=1))
        clock.shift(timedelta(hours=2))
        assert post.send_due() == post.Round(sent=0, failed=0)
    assert ([row.fault for row in outbox.refused("oujda-2025")], gateway.asked) == (["TooLate"], [])


def test_each_message_leaves_once_when_two_senders_work(app: Flask, gateway: GatewayServer) -> None:
    names = [f"name{number}" for number in range(8)]
    put(*names)
    assert together(app, post.send_due, times=2) == ["done", "done"]
    assert sorted(asked["id"] for asked in gateway.asked) == names


def test_mail_and_short_messages_leave_in_one_round(
    app: Flask, gateway: GatewayServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    put("short")
    outbox.queue(Mail("a@example.org", "ar", "x", "y"), once_key="mail", stop_key="oujda-2025")
    with mail_server() as server:
        set_gateway(app, monkeypatch, smtp_url=server.url, mail_from="c@caravan.example")
        assert post.send_due() == post.Round(sent=2, failed=0)
        assert (len(server.letters), len(gateway.asked)) == (1, 1)


def test_trial_file_takes_a_line_a_message(
    app: Flask, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "sms.jsonl"
    set_gateway(app, monkeypatch, sms_url=file.as_uri())
    put("one", "two")
    assert post.send_due().sent == 2
    lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    assert [line["id"] for line in lines] == ["one", "two"]
    assert lines[0] == {"id": "one", "to": "+212612345678", "text": "رمز «one» {id}\n"}


def test_killed_between_handing_over_and_noting_it_is_handed_over_under_the_same_key(
    app: Flask, gateway: GatewayServer
) -> None:
    """What is promised: at least once, and once for a gateway that heeds the key."""
    put("one")
    dying: list[subprocess.Popen[bytes]] = []

    def kill(_asked: dict[str, Any]) -> int:
        if len(gateway.asked) == 1:  # the message is taken; its sender never hears of it
            os.kill(dying[0].pid, signal.SIGKILL)
        return 202

    gateway.answer = kill
    dying.append(sender(app, gateway.url))
    assert dying[0].wait(60) == -signal.SIGKILL
    db.session.rollback()
    assert outbox.tally() == Tally(waiting=1, sent=0, given_up=0)
    assert post.send_due() == post.Round(sent=0, failed=0)  # the lease of the dead still holds
    with time_machine.travel(datetime.now(UTC) + outbox.LEASE, tick=False):
        assert post.send_due() == post.Round(sent=1, failed=0)
    assert [asked["id"] for asked in gateway.asked] == ["one", "one"]
    assert list(gateway.delivered) == ["one"]
