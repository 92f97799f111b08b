"""The list of the erased: kept beside the database, so that a restored copy forgets them again.

A line holds a mark from which nobody can be found, the day, and why. The mark is a digest of the
ticket's 130 random bits: whoever has an old copy recognises whom to erase, nobody else learns
anything.
"""

import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from flask import current_app

from caravan.kernel.clock import to_wall

FILE = "erased.jsonl"


def mark_of(code: str) -> str:
    """The mark of the registration whose ticket has this code."""
    return hashlib.sha256(f"erased\x1f{code}".encode()).hexdigest()


def list_file() -> Path:
    """Where the list lies; it goes with the copies of the secret, not of the database."""
    return Path(current_app.config["SETTINGS"].data) / FILE


def remember(marks: Iterable[str], *, why: str, now: datetime) -> None:
    """Add `marks` to the list, on disk before the rows are gone: the order makes it safe.

    Cut off in between, the list names somebody who is still there; erased again, it is right.
    """
    day = to_wall(now).date().isoformat()
    lines = [json.dumps({"mark": mark, "day": day, "why": why}) for mark in marks]
    if lines:
        with os.fdopen(
            os.open(list_file(), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "w"
        ) as file:
            file.write("".join(f"{line}\n" for line in lines))
            file.flush()
            os.fsync(file.fileno())


def remembered() -> set[str]:
    """Every mark of the list; a last line that was cut off counts for nothing."""
    return set(_marks()) if list_file().exists() else set()


def _marks() -> Iterator[str]:
    for line in list_file().read_text().splitlines():
        try:
            yield json.loads(line)["mark"]
        except (ValueError, KeyError):
            continue
