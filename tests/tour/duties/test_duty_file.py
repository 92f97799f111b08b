"""`duties.toml`: every fault with its line; what is gone from the file answers nothing."""

from pathlib import Path

import pytest
from flask import Flask

from caravan.tour import actions
from caravan.tour.catalogue import FILES
from caravan.tour.duties import duty_file, queries
from caravan.tour.duties.duty_file import DUTIES_FILE
from caravan.tour.duties.plan import Duties
from caravan.tour.faults import BadCatalogue

EVENTS = Path(__file__).parents[3] / "events"
THEME = '[[theme]]\ncode = "a"\nname.ar = "أ"\nname.fr = "A"\n'
BODY = '[[body]]\ncode = "b"\nkind = "department"\nname.ar = "ب"\nname.fr = "B"\ndays = 5\n'
ROUTE = '[[route]]\nservice = "housing"\nbody = "b"\n'


def read(text: str | bytes) -> Duties:
    return duty_file.read(text, ["housing"], ["oujda", "fes"], ["bank"])


def faults_of(text: str) -> list[tuple[str, str]]:
    with pytest.raises(BadCatalogue) as refused:
        read(text)
    return [(fault.key, fault.code) for fault in refused.value.faults]


def test_whole_file_is_read() -> None:
    duties = read(THEME + BODY + ROUTE + 'prefecture = "oujda"\n')
    [theme], [body], [route] = duties.themes, duties.bodies, duties.routes
    assert (theme.code, body.days, route.prefecture) == ("a", 5, "oujda")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (THEME + 'parent = "a"\n', ("theme[1].parent", "below_itself")),
        (THEME + 'parent = "z"\n', ("theme[1].parent", "unknown_theme")),
        (THEME + THEME, ("theme[2].code", "duplicate_code")),
        (BODY.replace("department", "partner"), ("body[1].organisation", "missing")),
        (BODY + 'organisation = "bank"\n', ("body[1].organisation", "only_of_partner")),
        (BODY.replace("days = 5", "days = 0"), ("body[1].days", "not_whole")),
        (ROUTE, ("route[1].body", "unknown_body")),
        (BODY + ROUTE + ROUTE, ("route[2].service", "duplicate_code")),
        (BODY + ROUTE + 'prefecture = "nowhere"\n', ("route[1].prefecture", "unknown_prefecture")),
    ],
)
def test_fault_is_told_with_its_key(text: str, fault: tuple[str, str]) -> None:
    assert faults_of(text) == [fault]


def test_route_of_a_prefecture_stands_beside_the_one_for_everywhere_while_the_file_has_it(
    app: Flask,
) -> None:
    files = {name: (EVENTS / name).read_bytes() for name in FILES}
    actions.load_catalogue(files)
    assert queries.routes()["housing", ""] == "housing"

    own = b'\n[[route]]\nservice = "housing"\nprefecture = "oujda"\nbody = "social"\n'
    actions.load_catalogue(files | {DUTIES_FILE: files[DUTIES_FILE] + own})
    assert queries.routes()["housing", "oujda"] == "social"
    assert queries.routes()["housing", ""] == "housing"

    actions.load_catalogue(files)
    assert ("housing", "oujda") not in queries.routes()


def test_themes_bodies_and_lines_of_the_folder_are_loaded_in_their_order(app: Flask) -> None:
    actions.load_catalogue({name: (EVENTS / name).read_bytes() for name in FILES})
    assert [one.code for one in queries.themes()][:2] == ["housing", "housing-price"]
    assert queries.get_body("bank").organisation == "bank"
    assert queries.plan_lines()[0].code == "insurance"


def test_body_that_is_gone_from_the_file_is_withdrawn_until_it_is_named_again(app: Flask) -> None:
    other = BODY.replace('"b"', '"c"')
    files = {name: (EVENTS / name).read_bytes() for name in FILES}
    told = []
    for bodies in (BODY + other, other, BODY + other):
        actions.load_catalogue({**files, DUTIES_FILE: bodies.encode()})
        told.append([one.code for one in queries.open_bodies()])

    assert told == [["b", "c"], ["c"], ["b", "c"]]
