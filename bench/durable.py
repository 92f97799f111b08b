"""What the engine itself can keep: one small row a commit, on disk, without any program of ours."""

import sqlite3
import threading
import time
from collections.abc import Callable
from pathlib import Path

import psycopg

from caravan.kernel.sqlite import PRAGMAS

ROUND_SECONDS = 1.0
_TABLE = "CREATE TABLE IF NOT EXISTS durable (a TEXT, b TEXT, c TEXT)"
_INDEXES = [f"CREATE INDEX IF NOT EXISTS durable_{name} ON durable ({name})" for name in "abc"]
Write = Callable[[str], None]


def commits_per_second(url: str, folder: Path, writers: int) -> float:
    """Commits of one row with three indexes a second, all durable, by `writers` at once.

    On PostgreSQL in the database of `url`, else in a SQLite file of `folder` with the settings of
    the program, where writers take turns.
    """
    connect = _postgres(url) if url.startswith("postgresql") else _sqlite(folder)
    until, done = time.perf_counter() + ROUND_SECONDS, [0] * writers

    def repeat(own: int) -> None:
        write = connect()
        while time.perf_counter() < until:
            write(f"{own}-{done[own]}-{time.perf_counter_ns()}")
            done[own] += 1

    threads = [threading.Thread(target=repeat, args=(own,)) for own in range(writers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(done) / ROUND_SECONDS


def _sqlite(folder: Path) -> Callable[[], Write]:
    turn = threading.Lock()

    def connect() -> Write:
        connection = sqlite3.connect(folder / "durable.sqlite", isolation_level=None)
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        with turn:
            for statement in (_TABLE, *_INDEXES):
                connection.execute(statement)

        def write(value: str) -> None:
            with turn:
                connection.execute("BEGIN IMMEDIATE")
                connection.execute("INSERT INTO durable VALUES (?, ?, ?)", (value,) * 3)
                connection.execute("COMMIT")

        return write

    return connect


def _postgres(url: str) -> Callable[[], Write]:
    plain = url.replace("+psycopg", "")
    with psycopg.connect(plain) as first:
        for statement in (_TABLE, *_INDEXES):
            first.execute(statement.encode())

    def connect() -> Write:
        connection = psycopg.connect(plain, autocommit=True)

        def write(value: str) -> None:
            connection.execute("INSERT INTO durable VALUES (%s, %s, %s)", (value,) * 3)

        return write

    return connect
