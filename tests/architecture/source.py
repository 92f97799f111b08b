"""The project's own files, as the tests of its shape read them."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("accounts", "tour", "registration", "checkin", "voice", "survey", "followup")
PARTS_OF_ROOMS = (
    ("tour", "agreements"),
    ("tour", "offers"),
    ("tour", "bank"),
    ("tour", "duties"),
    ("tour", "figures"),
    ("registration", "messages"),
    ("registration", "rights"),
    ("registration", "people"),
    ("registration", "imports"),
    ("registration", "exports"),
    ("registration", "capacity"),
    ("registration", "families"),
    ("registration", "desk"),
    ("registration", "kiosk"),
    ("voice", "screen"),
    ("voice", "moderation"),
    ("voice", "rounds"),
    ("followup", "items"),
    ("followup", "across"),
    ("followup", "answering"),
    ("followup", "board"),
    ("followup", "closing"),
    ("followup", "memory"),
    ("followup", "promises"),
)
FOLDERS = ("caravan", "templates", "static", "tests", "tools", "bench")
MADE_BY_OTHERS = ("static/vendor", "caravan/migrations/versions")


def own_files(*suffixes: str) -> list[Path]:
    """Every file of ours that ends so, without what is installed or generated."""
    found = [path for folder in FOLDERS for path in sorted((ROOT / folder).rglob("*"))]
    return [path for path in found if path.suffix in suffixes and not _is_made(path)]


def _is_made(path: Path) -> bool:
    return str(path.relative_to(ROOT)).startswith(MADE_BY_OTHERS)


def package_files() -> list[Path]:
    """The Python files of the program itself, without migrations."""
    own = own_files(".py")
    return [path for path in own if path.is_relative_to(ROOT / "caravan") and not _migrates(path)]


def _migrates(path: Path) -> bool:
    return path.is_relative_to(ROOT / "caravan" / "migrations")


def room_file(path: Path) -> tuple[str, str]:
    """Room and file of `path`: ("voice", "actions") for actions.py and for actions/asking.py.

    A folder within a room that has its own layers (tour/offers, registration/desk) is read as the
    room itself.
    """
    room, *rest = path.relative_to(ROOT / "caravan").with_suffix("").parts
    if (room, *rest[:1]) in PARTS_OF_ROOMS:
        rest = rest[1:]
    return room, rest[0] if rest else ""


def imported_modules(path: Path) -> Iterator[tuple[int, str]]:
    """Line and full name of all that `path` imports, each imported name of a `from` on its own."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def place(path: Path, line: int = 1) -> str:
    """`path:line`, as an editor opens it."""
    return f"{path.relative_to(ROOT)}:{line}"
