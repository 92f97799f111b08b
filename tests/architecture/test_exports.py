"""Every CSV file is written in one place, where no cell can begin a formula."""

import ast

from tests.architecture.source import ROOT, package_files

WRITERS = {"writer", "DictWriter"}
ONE_PLACE = "caravan/kernel/sheets.py"
"""Its guard is attacked by tests/kernel/test_sheets.py."""


def test_every_csv_file_is_written_where_its_cells_are_guarded() -> None:
    found = [
        path.relative_to(ROOT).as_posix()
        for path in package_files()
        for node in ast.walk(ast.parse(path.read_text()))
        if _writes_csv(node)
    ]

    assert found == [ONE_PLACE]


def _writes_csv(node: ast.AST) -> bool:
    """Whether this is `csv.writer` or `csv.DictWriter`, or brings one in under its own name."""
    if isinstance(node, ast.ImportFrom):
        return node.module == "csv"
    return (
        isinstance(node, ast.Attribute)
        and node.attr in WRITERS
        and isinstance(node.value, ast.Name)
        and node.value.id == "csv"
    )
