"""A server in processes of its own, started, watched by its CPU time and memory, and ended."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from bench import ROOT
from caravan.serve import CONNECTIONS

_TICK = 1 / os.sysconf("SC_CLK_TCK")
_SHARE = re.compile(r"^Pss: +(\d+) kB", re.MULTILINE)
_PATIENCE = 600  # times a twentieth of a second


class NotServing(Exception):
    """The server ended before it answered, or did not answer in time; carries its last words."""


@dataclass(frozen=True)
class Server:
    """A running server, which leads a session of processes of its own."""

    process: subprocess.Popen[bytes]
    port: int

    def cpu(self) -> float:
        """Seconds of CPU that its processes have used so far."""
        return sum((int(stat[12]) + int(stat[13])) * _TICK for stat in self._stats())

    def memory(self) -> float:
        """Megabytes (10⁶ bytes) that its processes hold; what they share is shared out."""
        rolls = [Path(f"/proc/{stat[0]}/smaps_rollup").read_text() for stat in self._stats()]
        kilobytes = [int(_SHARE.findall(roll)[0]) for roll in rolls]
        return sum(kilobytes) * 1024 / 1e6

    def kill(self) -> None:
        """End all its processes at once and without a word."""
        with suppress(ProcessLookupError):  # all of them have ended already
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def _stats(self) -> Iterator[list[str]]:
        """/proc/PID/stat of every process of the session: the number, then state and the rest."""
        for file in Path("/proc").glob("[0-9]*/stat"):
            try:
                stat = [file.parent.name, *file.read_text().rpartition(")")[2].split()]
            except (FileNotFoundError, ProcessLookupError):
                continue  # it ended while we looked
            if int(stat[4]) == self.process.pid:
                yield stat


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def granian(target: str, port: int, workers: int, threads: int) -> list[str]:
    """The command that serves a WSGI application as `caravan serve` does."""
    return [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", target),
        *("--port", str(port), "--workers", str(workers), "--blocking-threads", str(threads)),
        *("--backlog", str(2 * CONNECTIONS), "--backpressure", str(CONNECTIONS)),
        *("--no-access-log", "--log-level", "warning"),
    ]


@contextmanager
def serving(
    command: list[str], port: int, environment: Mapping[str, str], log: Path
) -> Iterator[Server]:
    """Run `command` until the block ends; the block begins when `port` answers.

    Raises NotServing with what the server wrote to `log`.
    """
    with log.open("ab") as out:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env={**os.environ, **environment},
            stdout=out,
            stderr=out,
            start_new_session=True,
        )
    server = Server(process, port)
    try:
        _wait_until_ready(server, log)
        yield server
    finally:
        server.kill()


def _wait_until_ready(server: Server, log: Path) -> None:
    for _try in range(_PATIENCE):
        if server.process.poll() is not None:
            raise NotServing(log.read_text())
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", server.port)) == 0:
                return
        time.sleep(0.05)
    raise NotServing(log.read_text())
