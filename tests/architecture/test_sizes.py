"""Files and functions stay short enough to be read at once."""

import ast
from pathlib import Path

from tests.architecture.source import own_files, place

READ = (".py", ".html", ".css", ".js")
LONGEST_FILE = 350
LONGEST_FUNCTION = 45


def test_files_are_short() -> None:
    lengths = {path: len(path.read_text().splitlines()) for path in own_files(*READ)}

    too_long = {place(path): lines for path, lines in lengths.items() if lines >= LONGEST_FILE}

    assert too_long == {}


def test_functions_are_short() -> None:
    lengths = {name: lines for path in own_files(".py") for name, lines in _functions(path)}

    assert {name: lines for name, lines in lengths.items() if lines >= LONGEST_FUNCTION} == {}


def _functions(path: Path) -> list[tuple[str, int]]:
    return [
        (f"{place(path, node.lineno)} {node.name}", (node.end_lineno or 0) - node.lineno + 1)
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
