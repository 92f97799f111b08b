"""The releases of a stop: the list, two side by side, one restored, its file."""

from collections.abc import Callable
from dataclasses import replace
from datetime import time
from typing import Any

import pytest
from flask import Flask

from caravan.kernel.audit import AuditEntry
from caravan.kernel.db import db, transaction
from caravan.tour import agenda_file, queries
from caravan.tour.models import Release
from tests import makers, pages
from tests.conftest import Browser
from tests.tour.published import KEY, OPENING, PLAN, draft, make_catalogue, publish, with_opening

LIST = f"/fr/staff/stops/{KEY}/releases"


@pytest.fixture
def organiser(app: Flask, as_staff: Callable[..., Browser]) -> Browser:
    make_catalogue()
    publish()
    publish(with_opening(starts=time(9)), staff_id=makers.make_staff(name="Cellule").id)
    return as_staff("organiser", KEY)


def read(browser: Browser, page: str = LIST) -> pages.Page:
    return pages.read(browser.get(page))


def test_list_tells_number_author_and_sentences_the_newest_first(organiser: Browser) -> None:
    second, first = read(organiser).all("//ol[@class='history']/li")
    assert second.startswith("Version 2 en vigueur")
    assert second.endswith("· Cellule« Ouverture » commence à 09:00 au lieu de 09:30.")
    assert first.startswith("Version 1")
    assert first.endswith("· depuis un fichierpremière version")


def test_any_two_releases_are_compared(organiser: Browser) -> None:
    publish(replace(PLAN, seats=40))
    page = read(organiser, f"{LIST}?earlier=1&later=3")
    assert page.all("//ins") == ["40"]
    page = read(organiser, f"{LIST}?earlier=2&later=1")
    assert page.all("//ins") == ["vendredi 9 avril 2027, de 09:30 à 10:15"]


@pytest.mark.parametrize("asked", ["?earlier=1&later=9", "?earlier=0&later=7"])
def test_comparison_with_no_release_is_not_found(organiser: Browser, asked: str) -> None:
    status = organiser.get(LIST + asked).status_code
    assert status == (404 if "=9" in asked else 200)


def test_release_whose_file_is_no_longer_read_is_said_so(organiser: Browser) -> None:
    with transaction() as writing:
        writing.query(Release).filter_by(number=1).update({"plan": "format = 9"})
    assert "Comparaison impossible" in read(organiser, f"{LIST}?earlier=1&later=2").main
    assert "Reprise impossible" in read(organiser, f"{LIST}/1").main
    answer = organiser.post(f"{LIST}/1", data=read(organiser).form("csrf_token").fields)
    assert answer.status_code == 422


def test_file_of_a_release_is_handed_out(organiser: Browser) -> None:
    answer = organiser.get(f"{LIST}/1/stop-file.toml")
    assert answer.text == agenda_file.write(PLAN)
    assert answer.headers["Content-Disposition"] == (f'attachment; filename="{KEY}-release-1.toml"')


def test_release_shows_what_restoring_it_would_change(organiser: Browser) -> None:
    assert read(organiser, f"{LIST}/1").all("//ins") == ["vendredi 9 avril 2027, de 09:30 à 10:15"]
    assert "C’est ce que tous voient à présent" in read(organiser, f"{LIST}/2").main
    assert organiser.get(f"{LIST}/7").status_code == 404


def test_release_goes_into_the_draft_to_be_published(organiser: Browser) -> None:
    form = read(organiser, f"{LIST}/1").forms[-1]
    answer = organiser.post(f"{LIST}/1", data=form.fields)
    assert (answer.status_code, answer.location) == (303, f"/fr/staff/stops/{KEY}/publication")
    assert queries.plan_in(queries.get_draft(KEY)) == PLAN
    assert queries.get_stop(KEY).release == 2
    entry = db.session.query(AuditEntry).order_by(AuditEntry.id.desc()).first()
    assert entry is not None
    assert (entry.action, entry.subject) == ("tour.restore", "release 1")


def test_release_asks_before_it_takes_the_place_of_a_draft(organiser: Browser) -> None:
    draft(with_opening(starts=time(8, 45)))
    form = read(organiser, f"{LIST}/1").forms[-1]
    answer = organiser.post(f"{LIST}/1", data={"csrf_token": form.fields["csrf_token"]})
    assert answer.status_code == 409
    assert "Un travail est en cours sur cette étape." in pages.read(answer).main
    organiser.post(f"{LIST}/1", data={**form.fields, "replace": "y"})
    assert queries.plan_in(queries.get_draft(KEY)) == PLAN


def test_restored_release_keeps_the_session_that_people_spoke_about(organiser: Browser) -> None:
    second = replace(OPENING, key="second", services=("housing",))
    publish(replace(PLAN, sessions=(OPENING, second)))
    makers.make_question(queries.get_stop(KEY))
    form = read(organiser, f"{LIST}/1").forms[-1]
    organiser.post(f"{LIST}/1", data=form.fields)
    restored = queries.plan_in(queries.get_draft(KEY))
    assert [(one.key, one.withdrawn) for one in restored.sessions] == [
        ("opening", False),
        ("second", True),
    ]


@pytest.mark.parametrize("more", [0, 2])
def test_list_asks_the_database_as_often_for_more_releases(
    organiser: Browser, queries: Any, more: int
) -> None:
    for count in range(more):
        publish(replace(PLAN, seats=count + 1), staff_id=makers.make_staff().id)
    organiser.get(LIST)
    with queries() as seen:
        assert organiser.get(LIST).status_code == 200
    assert len(seen) == 4
