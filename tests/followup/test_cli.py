"""`flask summary`."""

from pathlib import Path

import pytest
from flask import Flask

from tests import makers


@pytest.mark.parametrize("lang", ["ar", "fr"])
def test_summary_is_drawn_into_a_file(app: Flask, tmp_path: Path, lang: str) -> None:
    makers.make_stop()
    file = tmp_path / "summary.pdf"

    result = app.test_cli_runner().invoke(
        args=["summary", "oujda-2025", "-o", str(file), "--lang", lang]
    )

    assert result.output == f"The summary of oujda-2025 is in {file}\n"
    assert file.read_bytes().startswith(b"%PDF")


def test_summary_ends_with_one_line_when_there_is_no_stop(app: Flask, tmp_path: Path) -> None:
    result = app.test_cli_runner().invoke(args=["summary", "moon-2025", "-o", str(tmp_path / "s")])

    assert result.exit_code == 1
    assert result.output.startswith("Error: moon-2025: ")
    assert result.output.count("\n") == 1


def test_summary_ends_with_one_line_when_it_cannot_be_written(app: Flask, tmp_path: Path) -> None:
    makers.make_stop()
    file = tmp_path / "nowhere" / "summary.pdf"

    result = app.test_cli_runner().invoke(args=["summary", "oujda-2025", "-o", str(file)])

    assert (result.exit_code, result.output) == (1, f"Error: {file}: No such file or directory.\n")
