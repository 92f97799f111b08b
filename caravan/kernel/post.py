"""Sending what waits in the outbox, by mail and SMS: one elected worker or `flask outbox send`."""

import fcntl
import logging
import os
import smtplib
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from flask import Flask, current_app
from sqlalchemy.exc import SQLAlchemyError

from caravan.kernel import outbox, sms
from caravan.kernel.clock import now
from caravan.kernel.refusal import Refusal

if TYPE_CHECKING:
    from caravan.settings import Settings

log = logging.getLogger("caravan")

_PATIENCE = 30  # seconds for each answer of the mail server
_SHORT, _LONG = 20, 600  # seconds between two looks into the outbox; longer while it cannot be sent
_FOR_GOOD = 500  # SMTP: from here on, trying again would change nothing
_HERE = ("localhost", "127.0.0.1", "::1")


class NoPost(Refusal):
    """There is nothing to send by."""

    message = "No mail server is set (CARAVAN_SMTP_URL). Messages that wait: %(waiting)s."


PREPARE = "caravan.before_post"
"""Where the application keeps what writes messages whose time has come, called at each round."""


@dataclass(frozen=True)
class Round:
    """What one look into the outbox came to; `fault` tells why it ended early."""

    sent: int
    failed: int
    fault: str = ""


def is_open(channel: str = outbox.MAIL) -> bool:
    """Whether messages of that channel can be sent at all."""
    settings: Settings = current_app.config["SETTINGS"]
    return bool(settings.smtp_url if channel == outbox.MAIL else settings.sms_url)


def send_due() -> Round:
    """Send every message that is due, one after the other; ends early when a server is away.

    Refused where neither a mail server nor a gateway for short messages is set: NoPost.
    """
    if not any(map(is_open, outbox.CHANNELS)):
        raise NoPost(waiting=outbox.tally().waiting)
    for prepare in current_app.extensions.get(PREPARE, ()):
        prepare()
    settings: Settings = current_app.config["SETTINGS"]
    mail = _send_mail(settings) if settings.smtp_url else Round(0, 0)
    gateway = sms.gateway(settings)
    short = _send_short(gateway) if gateway else Round(0, 0)
    fault = mail.fault or short.fault
    return Round(mail.sent + short.sent, mail.failed + short.failed, fault)


def _send_short(gateway: sms.Gateway) -> Round:
    """Hand every short message over that is due; the first that finds nobody there ends it."""
    sent = failed = 0
    while taken := outbox.take(outbox.SMS):
        try:
            sms.hand_over(taken, gateway)
        except sms.GatewayAway as fault:
            outbox.mark_failed(taken, f"GatewayAway {fault}")
            return Round(sent, failed, f"GatewayAway {fault}")
        except sms.NotTaken as fault:
            outbox.mark_failed(taken, fault.kind, for_good=fault.for_good)
            log.warning("message %s was not sent: %s", taken.id, fault.kind)
            failed += 1
        else:
            outbox.mark_sent(taken)
            sent += 1
    return Round(sent, failed)


def _send_mail(settings: "Settings") -> Round:
    sent = failed = 0
    taken = outbox.take()
    if taken is None:
        return Round(sent, failed)
    try:
        with _connected(settings.smtp_url) as server:
            while taken:
                is_sent = _send(server, settings.mail_from, taken)
                sent, failed = sent + is_sent, failed + (not is_sent)
                taken = outbox.take()
    except (OSError, smtplib.SMTPException) as fault:  # nobody there; the others wait untouched
        if taken:  # else it was only the goodbye that went wrong
            outbox.mark_failed(taken, _kind(fault))
            return Round(sent, failed, _kind(fault))
    return Round(sent, failed)


def _send(server: smtplib.SMTP, mail_from: str, taken: outbox.Taken) -> bool:
    """Send one message and say so in the outbox; whether it left."""
    try:
        server.send_message(_letter(taken, mail_from))
    except smtplib.SMTPServerDisconnected:
        raise
    except (smtplib.SMTPException, ValueError) as fault:
        outbox.mark_failed(taken, _kind(fault), for_good=_code(fault) >= _FOR_GOOD)
        log.warning("message %s was not sent: %s", taken.id, _kind(fault))
        return False
    outbox.mark_sent(taken)
    return True


def _letter(taken: outbox.Taken, mail_from: str) -> EmailMessage:
    """The message as a letter; its Message-ID is the same however often it is sent."""
    letter = EmailMessage(policy=SMTP)
    letter["From"] = mail_from
    letter["To"] = taken.mail.recipient
    letter["Subject"] = taken.mail.subject
    letter["Date"] = format_datetime(now())
    letter["Message-ID"] = f"<{taken.once_key}@{parseaddr(mail_from)[1].rpartition('@')[2]}>"
    letter["Auto-Submitted"] = "auto-generated"
    letter.set_content(taken.mail.body, cte="base64")  # any server on the way takes it as it is
    letter["Content-Language"] = taken.mail.language
    return letter


@contextmanager
def _connected(address: str) -> Iterator[smtplib.SMTP]:
    """A connection to the mail server; but to this very machine it is always encrypted."""
    url = urlsplit(address)
    host = url.hostname or ""
    if url.scheme == "smtps":
        secure = ssl.create_default_context()
        server: smtplib.SMTP = smtplib.SMTP_SSL(
            host, url.port or 465, timeout=_PATIENCE, context=secure
        )
    else:
        server = smtplib.SMTP(host, url.port or 25, timeout=_PATIENCE)
    with server:
        if url.scheme == "smtp" and host not in _HERE:
            server.starttls(context=ssl.create_default_context())
        if url.username:
            server.login(unquote(url.username), unquote(url.password or ""))
        yield server


def _code(fault: Exception) -> int:
    """The number that the mail server answered with; 0 where it gave none."""
    if isinstance(fault, smtplib.SMTPRecipientsRefused):
        return min((code for code, _ in fault.recipients.values()), default=0)
    if isinstance(fault, smtplib.SMTPResponseException):
        return fault.smtp_code
    return _FOR_GOOD if isinstance(fault, ValueError) else 0  # an address that is none


def _kind(fault: Exception) -> str:
    """What went wrong, without what the server said: it may repeat an address."""
    code = _code(fault)
    return f"{type(fault).__name__} {code}" if code else type(fault).__name__


def start_worker(app: Flask) -> None:
    """Send what is due from now on, in a thread of this process; nothing where nothing is set.

    Every process may start one: the one that holds the lock works, the next takes over when that
    process ends. Several machines may have one each: messages are on lease.
    """
    if app.config["SETTINGS"].smtp_url or app.config["SETTINGS"].sms_url:
        threading.Thread(target=_work, args=(app,), name="post", daemon=True).start()


def _work(app: Flask) -> None:
    with elected(app.config["SETTINGS"].data / "post.lock"):
        pause = _SHORT
        while True:
            pause = _SHORT if _look(app) else min(pause * 2, _LONG)
            time.sleep(pause)


def _look(app: Flask) -> bool:
    """One round; whether mail server and database were there."""
    try:
        with app.app_context():
            return not send_due().fault
    except SQLAlchemyError as fault:
        log.warning("the outbox could not be read: %s", type(fault).__name__)
        return False


@contextmanager
def elected(file: Path) -> Iterator[None]:
    """Wait until no other process holds `file`; the kernel lets go of it when a process dies."""
    turn = os.open(file, os.O_WRONLY | os.O_CREAT, 0o600)
    try:
        fcntl.flock(turn, fcntl.LOCK_EX)
        yield
    finally:
        os.close(turn)
