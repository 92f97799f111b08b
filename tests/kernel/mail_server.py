"""A mail server on this machine that takes letters, or refuses them as it is told."""

import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_string, policy
from email.message import EmailMessage

Answer = Callable[[str], str]
"""What is said to a recipient's address: "250 ok", "550 no such user" …"""


@dataclass
class MailServer:
    """Where it is reached, the letters that it took, how it answers."""

    port: int = 0
    letters: list[EmailMessage] = field(default_factory=list)
    answer: Answer = lambda _address: "250 ok"
    hangs_up: bool = False
    taken: Callable[[], None] = lambda: None  # called with each letter, before it is confirmed

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"


def _handler(server: MailServer) -> type[socketserver.StreamRequestHandler]:
    class Session(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.say("220 test")
            while line := self.rfile.readline().decode().strip():
                command = line.split(":")[0].upper()
                if command == "DATA" and server.hangs_up:
                    return
                self.say(self.reply(command, line))

        def reply(self, command: str, line: str) -> str:
            if command == "RCPT TO":
                return server.answer(line.partition("<")[2].partition(">")[0])
            if command == "DATA":
                self.say("354 go on")
                lines = iter(lambda: self.rfile.readline().decode(), ".\r\n")
                letter = message_from_string("".join(lines), policy=policy.default)
                server.letters.append(letter)  # type: ignore[arg-type]
                server.taken()
            return "221 bye" if command == "QUIT" else "250 ok"

        def say(self, text: str) -> None:
            self.wfile.write(f"{text}\r\n".encode())

    return Session


@contextmanager
def mail_server() -> Iterator[MailServer]:
    """A server of its own for one test."""
    server = MailServer()
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _handler(server)) as listening:
        listening.daemon_threads = True
        server.port = listening.server_address[1]
        thread = threading.Thread(target=listening.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        yield server
        listening.shutdown()
        thread.join()
