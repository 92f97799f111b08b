"""Packages are pinned, few, explained, and named without an address to fetch them from."""

import re

import pytest

from tests.architecture.source import ROOT

REQUIREMENTS = ("requirements.txt", "requirements-dev.txt", "requirements-assets.txt")
LOCKS = ("package-lock.json", "tools/test-services/package-lock.json")


def _named(file: str) -> list[str]:
    lines = (ROOT / file).read_text().splitlines()
    return [line for line in lines if line and not line.startswith(("#", "-r "))]


@pytest.mark.parametrize("file", REQUIREMENTS)
def test_packages_are_pinned(file: str) -> None:
    pin = re.compile(r"[\w.-]+(\[\w+\])?==[\w.]+")

    assert [line for line in _named(file) if not pin.fullmatch(line)] == []


@pytest.mark.parametrize("file", REQUIREMENTS)
def test_packages_are_explained(file: str) -> None:
    explained = set(re.findall(r"[\w.-]*\w", (ROOT / "docs" / "dependencies.md").read_text()))

    assert {re.split(r"[=\[]", line)[0] for line in _named(file)} - explained == set()


def test_running_program_needs_fewer_than_sixty_packages() -> None:
    assert len(_named("requirements.txt")) < 60


@pytest.mark.parametrize("file", LOCKS)
def test_lock_holds_hashes_and_no_download_address(file: str) -> None:
    lock = (ROOT / file).read_text()

    assert ('"resolved"' in lock, lock.count('"integrity"')) == (
        False,
        lock.count('"node_modules/'),
    )
