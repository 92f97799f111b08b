"""One place writes to the database for good, and no page talks to it by itself."""

import ast
import re
from pathlib import Path

from tests.architecture.source import package_files, place, room_file

DATABASE = {"db", "select", "insert", "update", "delete"}


def test_commit_is_written_once_in_the_package() -> None:
    found = [
        path.relative_to(path.parents[1]).as_posix()
        for path in package_files()
        for _ in re.finditer(r"\bcommit\b", path.read_text(), re.IGNORECASE)
    ]

    assert found == ["kernel/db.py"]


def test_views_never_touch_the_database() -> None:
    views = [path for path in package_files() if room_file(path)[1] == "views"]

    assert [touch for path in views for touch in _touches(path)] == []


def _touches(path: Path) -> list[str]:
    """Where a file uses a name of the database's, such as `db.session` or `select(…)`."""
    return [
        f"{place(path, node.lineno)} uses {node.id}"
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Name) and node.id in DATABASE
    ]
