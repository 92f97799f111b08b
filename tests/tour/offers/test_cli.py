"""The commands: partners and offers as a file, the signs of a stop."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from caravan.settings import ROOT
from caravan.tour import actions as tour
from caravan.tour.catalogue import FILES
from caravan.tour.offers import queries
from caravan.tour.offers.models import Offer
from tests import makers, offer_makers
from tests.press import papers

Run = Callable[..., Result]


@pytest.fixture
def run(app: Flask) -> Run:
    """`run("partners", "export")` runs the command as `flask partners export` does."""
    return lambda *words: app.test_cli_runner().invoke(args=[str(word) for word in words])


def test_exported_lists_taken_over_again_change_nothing(run: Run, tmp_path: Path) -> None:
    files = {name: (ROOT / "events" / name).read_bytes() for name in FILES}
    tour.load_catalogue(files)
    offer_makers.make_offer(audience=["widow"], stops=["oujda-2025"], papers=[])
    offer_makers.make_offer(until=makers.clock.today(), text={})
    before = queries.everything()
    out = tmp_path / "partners.toml"
    result = run("partners", "export", "-o", out)
    assert (result.exit_code, result.output) == (0, "")
    tour.load_catalogue({**files, "partners.toml": out.read_bytes()})
    assert queries.everything() == before
    assert makers.count(Offer) == 2


def test_exported_lists_bring_the_offers_to_another_database(run: Run, tmp_path: Path) -> None:
    offer_makers.make_offer(code="loan")
    out = tmp_path / "partners.toml"
    run("partners", "export", "-o", out)
    read = out.read_text(encoding="utf-8")
    assert read.count("[[partner]]") == read.count("[[offer]]") == 1
    assert 'papers = [{ ar = "شهادة العمل", fr = "Attestation de travail" }]' in read


def test_signs_are_drawn_for_every_stand_with_a_code(run: Run, tmp_path: Path) -> None:
    stop = makers.make_stop()
    for key, code in (("b", "A-02"), ("a", "A-01"), ("c", None)):
        makers.make_partner(stop, key=key, stand=code)
    out = tmp_path / "signs.pdf"
    assert run("signs", "oujda-2025", "-o", out).exit_code == 0
    paper = out.read_bytes()
    assert papers.codes(paper) == ["http://localhost/stops/oujda-2025/stands/a"]
    assert papers.page_count(paper) == 2


def test_signs_of_a_stop_without_stands_are_refused_in_one_line(run: Run, tmp_path: Path) -> None:
    makers.make_stop()
    result = run("signs", "oujda-2025", "-o", tmp_path / "signs.pdf")
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1
    assert not (tmp_path / "signs.pdf").exists()
