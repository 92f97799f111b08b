"""`flask badges`."""

from pathlib import Path

import pypdfium2
from flask import Flask

from tests import makers


def test_badges_are_written_to_a_file(app: Flask, tmp_path: Path) -> None:
    makers.make_registration(makers.make_stop())
    out = tmp_path / "badges.pdf"

    result = app.test_cli_runner().invoke(args=["badges", "oujda-2025", "-o", str(out)])

    assert (result.exit_code, result.output) == (0, f"1 badges in {out}\n")
    assert len(pypdfium2.PdfDocument(out)) == 1


def test_badges_of_an_unknown_stop_end_with_one_line(app: Flask, tmp_path: Path) -> None:
    out = tmp_path / "badges.pdf"

    result = app.test_cli_runner().invoke(args=["badges", "nowhere", "-o", str(out)])

    assert result.exit_code == 1
    assert result.output.startswith("Error: nowhere: ")
    assert not out.exists()
