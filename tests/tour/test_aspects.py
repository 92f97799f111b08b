"""Where the parts of a stop are edited, and what they are called."""

import pytest
from flask import Flask

from caravan.kernel.i18n import speaking
from caravan.tour import agenda_file
from caravan.tour.aspects import aspect_name, editor_address, path_of
from caravan.tour.faults import Path, key_of
from tests.tour.stop_files import KNOWN, SHORT

PLAN = agenda_file.read(SHORT, source="", known=KNOWN)
AGENDA = "/fr/staff/stops/oujda-2027/agenda"


@pytest.mark.parametrize(
    "path", [("title", "fr"), ("session", 1, "title", "ar"), ("venue", "name", "fr"), ("day", 0)]
)
def test_path_is_read_back_from_its_key(path: Path) -> None:
    assert path_of(key_of(path)) == path


@pytest.mark.parametrize(
    ("path", "address"),
    [
        (("session", 0, "title", "fr"), f"{AGENDA}/sessions/opening#title_fr"),
        (("session", 0, "starts"), f"{AGENDA}/sessions/opening#starts"),
        (("day", 0, "closes"), f"{AGENDA}/places/days/2027-04-09#closes"),
        (("host", "ar"), f"{AGENDA}/facts#host_ar"),
        (("venue", "name", "ar"), f"{AGENDA}/facts#venue_name_ar"),
        (("session", 7, "title", "fr"), f"{AGENDA}/facts#session_7_title_fr"),
        ((), f"{AGENDA}/facts#"),
    ],
)
def test_place_to_mend_has_its_address(app: Flask, path: Path, address: str) -> None:
    with speaking("fr"):
        assert editor_address(PLAN, path) == address


@pytest.mark.parametrize(
    ("aspect", "language", "name"),
    [("title", "fr", "Titre en français"), ("seats", "", "Places"), ("ends", "", "")],
)
def test_aspect_is_named_with_its_language(
    app: Flask, aspect: str, language: str, name: str
) -> None:
    with speaking("fr"):
        assert aspect_name(aspect, language) == name
