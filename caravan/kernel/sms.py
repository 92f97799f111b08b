"""Short messages: handed to a gateway by HTTP, or written to a file for trials.

A gateway gets each message with its own key, the same however often it is handed over: one that
heeds it (`Idempotency-Key`, or `{id}` in the body) delivers once even where we died in between.
"""

import json
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol
from urllib.error import HTTPError, URLError
from urllib.parse import quote, unquote, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from caravan.kernel.outbox import Taken

if TYPE_CHECKING:
    from caravan.settings import Settings

_PATIENCE = 20  # seconds for the gateway's answer
_LATER = (
    HTTPStatus.REQUEST_TIMEOUT,
    HTTPStatus.CONFLICT,
    HTTPStatus.TOO_EARLY,
    HTTPStatus.TOO_MANY_REQUESTS,
)


class NotTaken(Exception):
    """The gateway did not take this message; `for_good`: it never will."""

    def __init__(self, kind: str, *, for_good: bool) -> None:
        self.kind, self.for_good = kind, for_good
        super().__init__(kind)


class GatewayAway(Exception):
    """Nobody answers: whatever waits stays as it is."""


class Gateway(Protocol):
    """Who takes short messages: a number in E.164, a text, a key that names the message."""

    def hand_over(self, number: str, text: str, key: str) -> None:
        """Returns once it is taken. Raises NotTaken or GatewayAway."""


class _NoRedirect(HTTPRedirectHandler):
    """A gateway that sends us elsewhere with somebody's number is not followed."""

    def redirect_request(self, *_args: Any, **_more: Any) -> None:
        return None


@dataclass(frozen=True)
class HttpGateway:
    """Any gateway that takes one message a request.

    `{to}`, `{text}` and `{id}` in url, headers and body are filled: escaped for JSON where the
    content is JSON (the default), else as in an address.
    """

    url: str
    method: str
    headers: Mapping[str, str]
    body: str

    def hand_over(self, number: str, text: str, key: str) -> None:
        """One request; taken when the answer is 2xx."""
        values = {"to": number, "text": text, "id": key}
        headers = {"Content-Type": "application/json", "Idempotency-Key": "{id}", **self.headers}
        is_json = "json" in headers["Content-Type"]
        body = _filled(self.body, values, _in_json if is_json else _in_address).encode()
        request = Request(  # noqa: S310 - the settings let https (or this machine) pass alone
            _filled(self.url, values, _in_address),
            data=None if self.method == "GET" else body,
            headers={name: _filled(value, values, _in_address) for name, value in headers.items()},
            method=self.method,
        )
        try:
            with build_opener(_NoRedirect).open(request, timeout=_PATIENCE):
                return
        except HTTPError as fault:
            for_good = fault.code < HTTPStatus.INTERNAL_SERVER_ERROR and fault.code not in _LATER
            raise NotTaken(f"HTTP {fault.code}", for_good=for_good) from fault
        except (URLError, OSError) as fault:
            raise GatewayAway(type(fault).__name__) from fault


@dataclass(frozen=True)
class FileGateway:
    """For trials: each message is a line of JSON at the end of a file, and nobody is disturbed."""

    file: Path

    def hand_over(self, number: str, text: str, key: str) -> None:
        """One line; raises GatewayAway where the file cannot be written."""
        line = json.dumps({"id": key, "to": number, "text": text}, ensure_ascii=False)
        try:
            opened = os.open(self.file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
            with os.fdopen(opened, "w", encoding="utf-8") as file:
                file.write(f"{line}\n")
        except OSError as fault:
            raise GatewayAway(type(fault).__name__) from fault


def gateway(settings: "Settings") -> Gateway | None:
    """The gateway that is set, or None."""
    if not settings.sms_url:
        return None
    url = urlsplit(settings.sms_url)
    if url.scheme == "file":
        return FileGateway(Path(unquote(url.path)))
    return HttpGateway(
        settings.sms_url, settings.sms_method, settings.sms_headers, settings.sms_body
    )


def hand_over(taken: Taken, to: Gateway) -> None:
    """Hand one message on lease over to the gateway; raises what the gateway raises."""
    to.hand_over(taken.mail.recipient, taken.mail.body, taken.once_key)


def _filled(template: str, values: Mapping[str, str], escape: Callable[[str], str]) -> str:
    return re.sub(r"\{(to|text|id)\}", lambda place: escape(values[place[1]]), template)


def _in_json(text: str) -> str:
    return json.dumps(text)[1:-1]


def _in_address(text: str) -> str:
    return quote(text, safe="")
