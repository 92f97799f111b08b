"""The running program stays small."""

from tests.architecture.source import ROOT

MOST_PACKAGES = 60


def test_running_program_needs_few_packages() -> None:
    pinned = [line for line in (ROOT / "requirements.txt").read_text().splitlines() if "==" in line]

    assert 0 < len(pinned) < MOST_PACKAGES
