"""A gateway for short messages on this machine, that delivers each key once, as good ones do."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class GatewayServer(ThreadingHTTPServer):
    """`asked` holds every request, `delivered` what a telephone got, by key."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.asked: list[dict[str, Any]] = []
        self.delivered: dict[str, dict[str, Any]] = {}
        self.answer: Callable[[dict[str, Any]], int] = lambda _asked: 202
        self.lock = threading.Lock()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/messages"


class _Handler(BaseHTTPRequestHandler):
    server: GatewayServer

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        body = json.loads(self.rfile.read(length))
        asked = {"path": self.path, "headers": dict(self.headers), **body}
        with self.server.lock:
            self.server.asked.append(asked)
            status = self.server.answer(asked)
            if status < 300:
                self.server.delivered.setdefault(self.headers["Idempotency-Key"], asked)
        self.send_response(status)
        if status in (301, 302, 307):
            self.send_header("Location", f"{self.server.url}/elsewhere")
        self.end_headers()

    def log_message(self, *_args: Any) -> None:
        """Nothing: the tests look at what was asked."""


@contextmanager
def gateway_server() -> Iterator[GatewayServer]:
    """The gateway, answering until the block ends."""
    with GatewayServer() as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()
