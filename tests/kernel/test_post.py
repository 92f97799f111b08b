"""Sending what waits: as letters, again after a failure, by one worker, without a word in logs."""

import fcntl
import logging
import os
import signal
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from flask import Flask

from caravan.kernel import outbox, post
from caravan.kernel.db import db
from caravan.kernel.outbox import Mail, Message, Tally
from tests.kernel.mail_server import MailServer, mail_server
from tests.kernel.sending import sender
from tests.together import together

MORNING = datetime(2025, 2, 7, 8, tzinfo=UTC)


@pytest.fixture
def server(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[MailServer]:
    """A mail server that the program is set to send by."""
    with mail_server() as running:
        sender = "Caravan <no-reply@caravan.example>"
        settings = replace(app.config["SETTINGS"], smtp_url=running.url, mail_from=sender)
        monkeypatch.setitem(app.config, "SETTINGS", settings)
        yield running


def put(*names: str) -> None:
    for name in names:
        mail = Mail(f"{name}@example.org", "ar", "تغيير في برنامج محطة وجدة", "السلام عليكم\n")
        outbox.queue(mail, once_key=name, stop_key="oujda-2025")


def test_letter_carries_subject_text_and_where_it_comes_from(server: MailServer) -> None:
    put("desk")
    assert post.send_due() == post.Round(sent=1, failed=0)
    (letter,) = server.letters
    assert (letter["To"], letter["From"]) == (
        "desk@example.org",
        "Caravan <no-reply@caravan.example>",
    )
    assert letter["Subject"] == "تغيير في برنامج محطة وجدة"
    assert letter.get_content().splitlines() == ["السلام عليكم"]
    assert (letter["Message-ID"], letter["Auto-Submitted"], letter["Content-Language"]) == (
        "<desk@caravan.example>",
        "auto-generated",
        "ar",
    )


def test_nothing_is_sent_twice(server: MailServer) -> None:
    put("one", "two")
    assert post.send_due().sent == 2
    assert post.send_due() == post.Round(sent=0, failed=0)
    assert len(server.letters) == 2


def test_each_letter_leaves_once_when_two_workers_send(app: Flask, server: MailServer) -> None:
    names = [f"name{number}" for number in range(8)]
    put(*names)
    assert together(app, post.send_due, times=2) == ["done", "done"]
    assert sorted(letter["To"] for letter in server.letters) == [
        f"{name}@example.org" for name in names
    ]


def test_letter_is_sent_again_when_the_server_was_busy(server: MailServer) -> None:
    with time_machine.travel(MORNING, tick=False) as clock:
        put("desk")
        server.answer = lambda _address: "451 later"
        assert post.send_due() == post.Round(sent=0, failed=1)
        server.answer = lambda _address: "250 ok"
        assert post.send_due() == post.Round(sent=0, failed=0)
        clock.shift(timedelta(minutes=1))
        assert post.send_due() == post.Round(sent=1, failed=0)


def test_letter_is_given_up_when_there_is_no_such_address(server: MailServer) -> None:
    server.answer = lambda address: "550 no" if address.startswith("gone") else "250 ok"
    put("gone", "there")
    assert post.send_due() == post.Round(sent=1, failed=1)
    assert outbox.tally() == Tally(waiting=0, sent=1, given_up=1)


def test_others_wait_untouched_when_the_server_is_away(app: Flask, server: MailServer) -> None:
    put("one", "two")
    server.hangs_up = True
    assert post.send_due() == post.Round(0, 0, "SMTPServerDisconnected")
    assert [row.attempts for row in db.session.query(Message).order_by(Message.id)] == [1, 0]


def test_letter_goes_out_under_the_same_name_when_its_worker_died(server: MailServer) -> None:
    with time_machine.travel(MORNING, tick=False) as clock:
        put("desk")
        letters = []
        taken = outbox.take()  # sent, and the worker dies before it says so
        assert taken is not None
        letters.append(post._letter(taken, "no-reply@caravan.example")["Message-ID"])
        clock.shift(outbox.LEASE)
        post.send_due()
    assert [letter["Message-ID"] for letter in server.letters] == letters


def test_log_names_no_address(server: MailServer, caplog: pytest.LogCaptureFixture) -> None:
    server.answer = lambda address: f"550 {address} is nobody"
    put("desk")
    with caplog.at_level(logging.DEBUG):
        post.send_due()
    assert caplog.messages == [
        f"message {db.session.query(Message.id).scalar()} was not sent: SMTPRecipientsRefused 550"
    ]


def test_sending_is_refused_without_a_mail_server(app: Flask) -> None:
    put("desk")
    with pytest.raises(post.NoPost) as refused:
        post.send_due()
    assert refused.value.params == {"waiting": 1}


def test_command_tells_what_left_and_what_waits(app: Flask, server: MailServer) -> None:
    put("desk")
    result = app.test_cli_runner().invoke(args=["outbox", "send"])
    assert (result.exit_code, result.output) == (0, "Sent: 1. Waiting: 0. Given up: 0.\n")


def test_command_fails_when_the_server_is_away(app: Flask, server: MailServer) -> None:
    server.hangs_up = True
    put("desk")
    result = app.test_cli_runner().invoke(args=["outbox", "send"])
    assert result.exit_code == 1
    assert result.stderr == (
        "Error: The server did not answer as it should: SMTPServerDisconnected.\n"
    )


def test_command_says_what_is_missing(app: Flask) -> None:
    result = app.test_cli_runner().invoke(args=["outbox", "send"])
    assert (result.exit_code, result.stderr) == (
        1,
        "Error: No mail server is set (CARAVAN_SMTP_URL). Messages that wait: 0.\n",
    )


def test_worker_looks_without_a_fault_and_minds_an_absent_server(
    app: Flask, server: MailServer
) -> None:
    put("one")
    assert post._look(app)
    server.hangs_up = True
    put("two")
    assert not post._look(app)


def test_second_worker_waits_until_the_first_has_gone(tmp_path: Path) -> None:
    file, elected = tmp_path / "post.lock", threading.Event()

    def second() -> None:
        with post.elected(file):
            elected.set()

    first = os.open(file, os.O_WRONLY | os.O_CREAT)
    fcntl.flock(first, fcntl.LOCK_EX)
    thread = threading.Thread(target=second)
    thread.start()
    assert not elected.wait(0.1)
    os.close(first)
    assert elected.wait(10)
    thread.join()


def test_worker_is_started_only_with_a_mail_server(app: Flask) -> None:
    before = threading.active_count()
    post.start_worker(app)
    assert threading.active_count() == before


def test_letter_of_a_sender_killed_after_handing_over_comes_again_under_the_same_name(
    app: Flask, server: MailServer
) -> None:
    """What is promised: at least once, each time with the same Message-ID."""
    put("desk")
    dying = sender(app, smtp=server.url)
    server.taken = lambda: os.kill(dying.pid, signal.SIGKILL)
    assert dying.wait(60) == -signal.SIGKILL
    server.taken = lambda: None
    with time_machine.travel(datetime.now(UTC) + outbox.LEASE, tick=False):
        assert post.send_due() == post.Round(sent=1, failed=0)
    assert [letter["Message-ID"] for letter in server.letters] == ["<desk@caravan.example>"] * 2
