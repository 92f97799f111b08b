"""Taking a list of invitations from the command line."""

from pathlib import Path

import pytest
from flask import Flask

from caravan.registration.imports.models import Invitation
from tests import makers


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "list.csv"
    path.write_text("full_name\nSalma Bennani\n")
    return path


def test_load_invites_once(app: Flask, file: Path) -> None:
    makers.make_stop()
    command = ["invitations", "load", "oujda-2025", str(file)]

    told = [app.test_cli_runner().invoke(args=args).output for args in ([*command, "--check"],)]
    told += [app.test_cli_runner().invoke(args=command).output for _again in range(2)]

    assert told == ["Rows: 1. New: 1.\n", "Rows: 1. New: 1.\n", "Rows: 1. New: 0.\n"]
    assert makers.count(Invitation) == 1


def test_load_tells_every_fault_and_takes_nothing(app: Flask, file: Path) -> None:
    makers.make_stop()
    file.write_text("full_name,phone\nSalma Bennani,\nx,06\n")

    result = app.test_cli_runner().invoke(args=["invitations", "load", "oujda-2025", str(file)])

    assert result.exit_code == 1
    assert [line.split(":")[0] for line in result.output.splitlines()] == [
        "3, full_name",
        "3, phone",
        "Error",
    ]
    assert makers.count(Invitation) == 0
