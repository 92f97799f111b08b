"""`figures.toml`: every fault with its key; a figure that is gone from the file is taken out."""

from pathlib import Path

import pytest
from flask import Flask

from caravan.tour import actions
from caravan.tour.catalogue import FILES
from caravan.tour.faults import BadCatalogue
from caravan.tour.figures import figure_file, queries
from caravan.tour.figures.figure_file import FIGURES_FILE
from caravan.tour.figures.plan import gap

EVENTS = Path(__file__).parents[3] / "events"
FIGURE = (
    '[[figure]]\ncode = "hajj"\nyear = 2019\nvalue = 101\nname.ar = "الحج"\nname.fr = "Hajj"\n'
    'source = "تقرير"\n'
)
PART = '[[part]]\nfigure = "hajj"\nyear = 2019\nvalue = 14\nname.ar = "أرامل"\nname.fr = "veuves"\n'


def test_figure_has_its_parts() -> None:
    [figure] = figure_file.read(FIGURE + PART)

    assert (figure.code, figure.year, figure.value, figure.source) == ("hajj", 2019, 101, "تقرير")
    assert [(part.name["fr"], part.value) for part in figure.parts] == [("veuves", 14)]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (FIGURE + FIGURE, ("figure[2].code", "duplicate_code")),
        (FIGURE.replace('source = "تقرير"\n', ""), ("figure[1].source", "missing")),
        (FIGURE.replace("101", "0"), ("figure[1].value", "not_whole")),
        (PART, ("part[1].figure", "unknown_figure")),
        (FIGURE + PART.replace("2019", "2018"), ("part[1].year", "no_such_figure")),
    ],
)
def test_fault_is_told_with_its_key(text: str, fault: tuple[str, str]) -> None:
    with pytest.raises(BadCatalogue) as refused:
        figure_file.read(text)
    assert [(one.key, one.code) for one in refused.value.faults] == [fault]


def test_pilgrims_of_the_folder_do_not_add_up_and_the_others_have_no_parts() -> None:
    figures = figure_file.read((EVENTS / FIGURES_FILE).read_bytes())
    gaps = {one.code: gap(one.value, [part.value for part in one.parts]) for one in figures}

    assert {code: number for code, number in gaps.items() if number} == {"hajj": 1}


def test_figure_that_is_gone_from_the_file_is_taken_out(app: Flask) -> None:
    files = {name: (EVENTS / name).read_bytes() for name in FILES}
    actions.load_catalogue(files)
    assert queries.figure_years() == [2019, 2015]

    actions.load_catalogue(files | {FIGURES_FILE: (FIGURE + PART).encode()})
    assert [one.value for one in queries.figures([2019, 2015])] == [101]
