"""Acts of several people: in the same instant, as double taps and two gates do it, or between."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from flask import Flask


def together(app: Flask, act: Callable[[], Any], times: int = 4) -> list[str]:
    """How each of the `times` acts ended, sorted: "done", or the name of its refusal or fault."""
    start = threading.Barrier(times)

    def run() -> None:
        with app.app_context():
            start.wait()
            act()

    with ThreadPoolExecutor(times) as people:
        ended = [people.submit(run) for _ in range(times)]
    faults = [one.exception() for one in ended]
    return sorted(type(fault).__name__ if fault else "done" for fault in faults)


def elsewhere(app: Flask, act: Callable[[], Any]) -> None:
    """Do it as another request would, and wait until it is done."""

    def run() -> None:
        with app.app_context():
            act()

    with ThreadPoolExecutor(1) as other:
        other.submit(run).result()
