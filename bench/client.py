"""A visitor as cheap as can be: HTTP over one connection that is kept, standard library only."""

import asyncio
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from html.parser import HTMLParser
from types import TracebackType
from typing import Self
from urllib.parse import urlencode


@dataclass(frozen=True)
class Answer:
    """What came back; names of headers are in small letters."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes

    def header(self, name: str) -> str:
        """The first header with that name, or ""."""
        return next((value for one, value in self.headers if one == name), "")


class Visitor:
    """One kept connection to a port of this machine, with the cookies it was given."""

    def __init__(self, port: int, cookies: Mapping[str, str] | None = None) -> None:
        self.port = port
        self.cookies = dict(cookies or {})

    async def __aenter__(self) -> Self:
        self.incoming, self.outgoing = await asyncio.open_connection("127.0.0.1", self.port)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.outgoing.close()
        with suppress(OSError):  # the other side may be gone already
            await self.outgoing.wait_closed()

    async def ask(
        self, address: str, fields: Mapping[str, str] | None = None, **headers: str
    ) -> Answer:
        """Get `address`, or post `fields` to it; keeps the cookies of the answer."""
        answer = await self.send(self.compose(address, fields, **headers))
        for name, value in answer.headers:
            if name == "set-cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.partition(";")[0]
        return answer

    def compose(
        self, address: str, fields: Mapping[str, str] | None = None, **headers: str
    ) -> bytes:
        """The bytes of a request; `if_none_match` among `headers` is If-None-Match."""
        body = b"" if fields is None else urlencode(fields).encode()
        lines = [f"{'GET' if fields is None else 'POST'} {address} HTTP/1.1"]
        lines += [f"Host: 127.0.0.1:{self.port}", "Sec-Fetch-Site: same-origin"]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        if self.cookies:
            cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
            lines.append(f"Cookie: {cookies}")
        if fields is not None:
            lines.append("Content-Type: application/x-www-form-urlencoded")
            lines.append(f"Content-Length: {len(body)}")
        return "\r\n".join(lines).encode() + b"\r\n\r\n" + body

    async def listen(self, address: str, hear: Callable[[], None]) -> None:
        """Open the stream of `address`; `hear` is called at each change until the stream ends."""
        self.outgoing.write(self.compose(address))
        head = await self.incoming.readuntil(b"\r\n\r\n")
        if b" 200 " not in head.split(b"\r\n", 1)[0] or b"text/event-stream" not in head:
            raise EOFError
        while line := await self.incoming.readline():
            if line.startswith(b"data: changed"):
                hear()
            if line.strip() == b"0":  # the last chunk
                return

    async def send(self, request: bytes) -> Answer:
        """Send what `compose` made; a connection that ends early is an EOFError or OSError."""
        self.outgoing.write(request)
        head = (await self.incoming.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        pairs = [line.partition(": ") for line in head[1:] if line]
        headers = [(name.lower(), value) for name, _, value in pairs]
        answer = Answer(int(head[0].split()[1]), headers, b"")
        length = int(answer.header("content-length") or 0)
        if not length or answer.status == 304:
            return answer
        return Answer(answer.status, headers, await self.incoming.readexactly(length))


class _HiddenFields(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if tag == "input" and told.get("type") == "hidden" and told.get("name"):
            self.found.setdefault(str(told["name"]), told.get("value") or "")


def hidden_fields(page: bytes) -> dict[str, str]:
    """Names and values of the hidden fields of a page, the first of each name."""
    reader = _HiddenFields()
    reader.feed(page.decode())
    return reader.found
