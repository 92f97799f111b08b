"""Rooms import downward, and knock at each other's queries and actions only."""

import ast
from pathlib import Path

from importlinter import cli

from tests.architecture.source import (
    PARTS_OF_ROOMS,
    ROOMS,
    ROOT,
    imported_modules,
    package_files,
    place,
    room_file,
)

DOORS = {"queries", "actions"}


def test_layers_are_kept_when_import_linter_reads_them() -> None:
    assert cli.lint_imports(config_filename=str(ROOT / ".importlinter")) == cli.EXIT_STATUS_SUCCESS


def test_rooms_import_only_queries_and_actions_of_others() -> None:
    reached = [
        f"{place(path, line)} imports {name}"
        for path in package_files()
        if room_file(path)[0] in ROOMS
        for line, name in imported_modules(path)
        if not _may_import(path, name)
    ]

    assert reached == []


def _may_import(path: Path, name: str) -> bool:
    """Queries may read a lower room's models; elsewhere a model of another room is only a type."""
    room, file = room_file(path)
    package, other, *within = name.split(".") if "." in name else (name, "")
    if (other, *within[:1]) in PARTS_OF_ROOMS:
        within = within[1:]
    module, last = [*within, "", ""][:2]
    if package != "caravan" or other not in ROOMS or other == room or module in DOORS:
        return True
    return module == "models" and (file == "queries" or _is_only_a_type(path, last))


def _is_only_a_type(path: Path, name: str) -> bool:
    tree = ast.parse(path.read_text())
    types = {id(part) for node in ast.walk(tree) for part in _types_of(node)}
    uses = [node for node in ast.walk(tree) if isinstance(node, ast.Name) and node.id == name]
    return bool(uses) and all(id(use) in types for use in uses)


def _types_of(node: ast.AST) -> list[ast.AST]:
    written = [getattr(node, "annotation", None), getattr(node, "returns", None)]
    return [part for one in written if one for part in ast.walk(one)]
