"""The register at the command line: with the folder, and given back."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from caravan.settings import ROOT
from caravan.tour.agreements import queries
from caravan.tour.agreements.models import Agreement
from tests import makers
from tests import register as rows

Run = Callable[..., Result]


@pytest.fixture
def register(app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The register in a copy of the real folder, which the commands then take for theirs."""
    shutil.copytree(ROOT / "events", tmp_path / "events")
    settings = replace(app.config["SETTINGS"], events=tmp_path / "events")
    monkeypatch.setitem(app.config, "SETTINGS", settings)
    return tmp_path / "events" / "agreements.toml"


@pytest.fixture
def run(app: Flask, register: Path) -> Run:
    return lambda *words: app.test_cli_runner().invoke(args=[str(word) for word in words])


def test_check_lists_the_faults_of_the_register(run: Run, register: Path) -> None:
    text = register.read_text()
    register.write_text(text.replace('kind = "border_post"', 'kind = "harbour"'))
    line = text.splitlines().index('kind = "border_post"') + 1

    result = run("stops", "check")

    assert result.stderr.splitlines()[0].startswith(f"{register}:{line}: agreement[1].site[7].kind")
    assert result.exit_code == 1


def test_publish_tells_what_was_taken_and_only_once(run: Run, register: Path) -> None:
    first, again = run("stops", "publish", register), run("stops", "publish", register)

    assert first.output.splitlines()[:3] == [
        f"Agreement {key}: taken from the file."
        for key in ("south-2025", "north-2025", "east-2025")
    ]
    assert again.output == "Published: 0. Unchanged: 0.\n"


def test_publish_says_what_it_kept(run: Run, register: Path) -> None:
    rows.make_agreement("east-2025")

    result = run("stops", "publish", register)

    assert result.stderr.startswith("Agreement east-2025: edited on screen and changed in the file")
    assert result.exit_code == 0


def test_folder_without_a_register_is_published(run: Run, register: Path) -> None:
    register.unlink()

    assert run("stops", "publish").exit_code == 0
    assert makers.count(Agreement) == 0


def test_export_is_published_without_a_change(run: Run, register: Path, tmp_path: Path) -> None:
    run("stops", "publish", register)
    plans = queries.everything()
    out = tmp_path / "agreements.toml"

    assert run("agreements", "export", "-o", out).exit_code == 0
    assert run("stops", "publish", out).output == "Published: 0. Unchanged: 0.\n"
    assert queries.everything() == plans


def test_export_names_the_folder_that_is_missing(run: Run, tmp_path: Path) -> None:
    result = run("agreements", "export", "-o", tmp_path / "none" / "agreements.toml")

    assert result.stderr.endswith("agreements.toml: No such file or directory.\n")
    assert result.exit_code == 1
