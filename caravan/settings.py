"""What a person may set from outside: one frozen dataclass, read once from the environment."""

import json
import os
import re
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SMS_BODY = '{"to": "{to}", "text": "{text}", "id": "{id}"}'


@dataclass(frozen=True)
class Settings:
    """Every setting of the program; each field is explained in docs/settings.md.

    Times are seconds unless said otherwise. `secret` is at least 32 bytes and never empty.
    """

    data: Path
    database_url: str
    secret: bytes
    host: str = "127.0.0.1"
    port: int = 8000
    public_url: str = "http://127.0.0.1:8000"
    workers: int = 1
    threads: int = 2
    trusted_proxies: int = 0
    rate_limits: bool = True
    events: Path = ROOT / "events"
    smtp_url: str = ""
    mail_from: str = ""
    sms_url: str = ""
    sms_method: str = "POST"
    sms_headers: Mapping[str, str] = field(default_factory=dict)
    sms_body: str = SMS_BODY
    testing: bool = False

    @property
    def secure(self) -> bool:
        """Whether visitors reach us over https, so that cookies may insist on it."""
        return self.public_url.startswith("https://")

    @property
    def is_sqlite(self) -> bool:
        return self.database_url.startswith("sqlite")


class BadSetting(Exception):
    """A setting has a value that cannot be used; the message names it and says what it takes."""


def read(environment: Mapping[str, str] = os.environ) -> Settings:
    """Settings from `environment`; creates the data folder and its secret on first use.

    Raises BadSetting for a number that is none, an address without http or https, a mail server
    that cannot be one, or mail without a sender.
    """
    data = Path(environment.get("CARAVAN_DATA") or ROOT / "instance").resolve()
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    with suppress(PermissionError):  # somebody else's folder: its owner answers for it
        data.chmod(0o700)
    host = environment.get("HOST") or "127.0.0.1"
    port = _port(environment)
    return Settings(
        data=data,
        database_url=_database_url(environment, data),
        secret=_secret(data / "secret.key"),
        host=host,
        port=port,
        public_url=_public_url(environment, host, port),
        workers=_number(environment, "CARAVAN_WORKERS", min(2, os.cpu_count() or 1)),
        threads=_number(environment, "CARAVAN_THREADS", 2),
        trusted_proxies=_number(environment, "CARAVAN_TRUSTED_PROXIES", 0),
        rate_limits=environment.get("CARAVAN_RATE_LIMITS", "on") != "off",
        events=Path(environment.get("CARAVAN_EVENTS") or ROOT / "events").resolve(),
        smtp_url=_smtp_url(environment),
        mail_from=_mail_from(environment),
        sms_url=_sms_url(environment),
        sms_method=(environment.get("CARAVAN_SMS_METHOD") or "POST").upper(),
        sms_headers=_sms_headers(environment),
        sms_body=environment.get("CARAVAN_SMS_BODY") or SMS_BODY,
    )


def _database_url(environment: Mapping[str, str], data: Path) -> str:
    url = environment.get("DATABASE_URL") or f"sqlite:///{data / 'caravan.sqlite'}"
    for short in ("postgres://", "postgresql://"):
        if url.startswith(short):
            return "postgresql+psycopg://" + url.removeprefix(short)
    return url


def _public_url(environment: Mapping[str, str], host: str, port: int) -> str:
    shown = "127.0.0.1" if host == "0.0.0.0" else host  # noqa: S104 - compared, never bound here
    url = (environment.get("CARAVAN_URL") or f"http://{shown}:{port}").rstrip("/")
    if not url.startswith(("http://", "https://")):
        raise BadSetting(f"CARAVAN_URL must begin with http:// or https://, not {url!r}")
    return url


def _smtp_url(environment: Mapping[str, str]) -> str:
    url = environment.get("CARAVAN_SMTP_URL") or ""
    host = r"([\w.-]+|\[[\da-fA-F:]+\])(:\d{1,5})?"
    if url and not re.fullmatch(rf"smtps?://([^@/\s]+@)?{host}/?", url):
        raise BadSetting("CARAVAN_SMTP_URL must be smtp://HOST:PORT or smtps://USER:PASSWORD@HOST")
    return url


def _mail_from(environment: Mapping[str, str]) -> str:
    sender = environment.get("CARAVAN_MAIL_FROM") or ""
    is_needed = bool(environment.get("CARAVAN_SMTP_URL"))
    if (sender or is_needed) and not re.fullmatch(r"[^@\n]*[^@\s]+@[^@\s]+", sender):
        raise BadSetting(f"CARAVAN_MAIL_FROM must be an address to send from, not {sender!r}")
    return sender


def _sms_url(environment: Mapping[str, str]) -> str:
    url = environment.get("CARAVAN_SMS_URL") or ""
    here = r"http://(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?(/.*)?"
    if url and not re.fullmatch(rf"https://[^\s/]+\S*|{here}|file:///\S+", url):
        raise BadSetting("CARAVAN_SMS_URL must be https://HOST/PATH or file:///PATH")
    return url


def _sms_headers(environment: Mapping[str, str]) -> dict[str, str]:
    text = environment.get("CARAVAN_SMS_HEADERS") or "{}"
    try:
        headers = json.loads(text)
    except ValueError:
        headers = None
    if not isinstance(headers, dict) or not all(isinstance(one, str) for one in headers.values()):
        raise BadSetting('CARAVAN_SMS_HEADERS must be JSON: {"Authorization": "Bearer …"}')
    return headers


def _port(environment: Mapping[str, str]) -> int:
    port = _number(environment, "PORT", 8000)
    if not 1 <= port <= 65535:
        raise BadSetting(f"PORT must be a number from 1 to 65535, not {port}")
    return port


def _number(environment: Mapping[str, str], name: str, default: int) -> int:
    text = environment.get(name) or str(default)
    if not text.isdecimal():
        raise BadSetting(f"{name} must be a whole number, not {text!r}")
    return int(text)


def _secret(file: Path) -> bytes:
    """The secret kept beside the database, made once; processes that start together agree."""
    if not file.exists():
        draft = file.with_name(f"{file.name}.{os.getpid()}")
        draft.touch(mode=0o600)
        draft.write_bytes(secrets.token_bytes(64))
        with suppress(FileExistsError):  # another process was first: its secret stands
            os.link(draft, file)
        draft.unlink()
    secret = file.read_bytes()
    if len(secret) < 32:
        raise BadSetting(f"{file} is too short to be a secret: delete it or restore it")
    return secret
