"""The page that publishes: what it shows, refuses and keeps, and letting a draft go."""

from collections.abc import Callable
from dataclasses import replace
from datetime import time
from typing import Any

import pytest
from flask import Flask

from caravan.kernel.audit import AuditEntry
from caravan.kernel.db import db
from caravan.tour import actions, queries
from tests import makers, pages
from tests.conftest import Browser
from tests.tour.published import (
    BANK,
    KEY,
    OPENING,
    PLAN,
    WALI,
    draft,
    make_catalogue,
    publish,
    with_opening,
)

PAGE = f"/fr/staff/stops/{KEY}/publication"
REMOVAL = f"/fr/staff/stops/{KEY}/draft/removal"
HEADLINE = {"headline_ar": "يبدأ الافتتاح في 09:00.", "headline_fr": "Ouverture à 09:00."}


@pytest.fixture
def organiser(app: Flask, as_staff: Callable[..., Browser]) -> Browser:
    make_catalogue()
    publish()
    return as_staff("organiser", KEY)


def read(browser: Browser, page: str = PAGE) -> pages.Page:
    return pages.read(browser.get(page))


def button(page: pages.Page) -> Any:
    return page.tree.xpath("//main//form[.//textarea or .//input[@name='over']]//button")[0]


def test_page_shows_difference_sentences_and_what_follows(organiser: Browser) -> None:
    draft(with_opening(starts=time(9)))
    page = read(organiser)
    assert page.heading == "Publier le programme : version 2"
    assert page.all("//del") == ["vendredi 9 avril 2027, de 09:30 à 10:15"]
    assert page.all("//ins") == ["vendredi 9 avril 2027, de 09:00 à 10:15"]
    assert page.all("//ul[@class='said']/li")[:2] == [
        "تبدأ فقرة «الافتتاح» على الساعة 09:00 بدل 09:30.",
        "« Ouverture » commence à 09:00 au lieu de 09:30.",
    ]
    assert page.alerts == []
    assert button(page).get("disabled") is None


def test_page_links_to_each_place_and_closes_the_button_while_something_blocks(
    organiser: Browser,
) -> None:
    draft(with_opening(title={"ar": "الافتتاح, ثم أسئلة"}))
    page = read(organiser)
    agenda = f"/fr/staff/stops/{KEY}/agenda/sessions/opening"
    assert [link for link in page.links if link.startswith(agenda)] == [
        f"{agenda}#title_fr",
        f"{agenda}#title_ar",
        f"{agenda}#title_fr",
    ]
    assert button(page).get("disabled") is not None
    described = button(page).get("aria-describedby").split()
    assert [one for one in described if page.tree.get_element_by_id(one, None) is None] == []


def test_edit_that_was_looked_at_is_published(organiser: Browser) -> None:
    draft(with_opening(starts=time(9)))
    answer = organiser.fill(PAGE, HEADLINE)
    assert (answer.status_code, answer.location) == (303, f"/fr/staff/stops/{KEY}/releases")
    release = queries.get_standing_release(KEY)
    assert (release.number, release.changes["headline"]) == (
        2,
        {"ar": HEADLINE["headline_ar"], "fr": HEADLINE["headline_fr"]},
    )


def test_headline_stands_above_the_sentences_for_everybody(
    organiser: Browser, client: Browser
) -> None:
    draft(with_opening(starts=time(9)))
    organiser.fill(PAGE, HEADLINE)
    note = pages.read(client.get(f"/fr/stops/{KEY}")).text
    first = note.index("Ouverture à 09:00.")
    assert first < note.index("« Ouverture » commence à 09:00")


@pytest.mark.parametrize(
    ("headline", "error"),
    [
        ({"headline_ar": "جملة.", "headline_fr": ""}, "Écrivez-le en français."),
        ({"headline_ar": "", "headline_fr": "Une phrase."}, "Écrivez-le en arabe."),
        (
            {"headline_ar": "من 9-10.", "headline_fr": "De 9 à 10."},
            "« 9-10 » se lit à l’envers",
        ),
        ({"headline_ar": "أ" * 301, "headline_fr": "a"}, "300 signes au plus"),
    ],
    ids=["half", "other half", "mixed", "long"],
)
def test_headline_is_refused_when_it_is_not_right_and_kept_on_the_page(
    organiser: Browser, headline: dict[str, str], error: str
) -> None:
    draft(with_opening(starts=time(9)))
    answer = organiser.fill(PAGE, headline)
    page = pages.read(answer)
    assert answer.status_code == 422
    assert error in page.alerts[0].replace("\u00a0", " ")
    assert page.form(*headline).fields["headline_ar"].strip() == headline["headline_ar"]
    assert queries.get_stop(KEY).release == 1


def test_later_edit_is_not_published_and_is_shown_instead(organiser: Browser) -> None:
    draft(with_opening(starts=time(9)))
    seen = read(organiser).form("edit", "over")
    draft(with_opening(starts=time(8, 45)))
    answer = organiser.post(PAGE, data={**seen.fields, **HEADLINE})
    page = pages.read(answer)
    assert answer.status_code == 409
    assert "Quelqu’un l’a modifié entre-temps." in page.alerts[0]
    assert page.all("//ins") == ["vendredi 9 avril 2027, de 08:45 à 10:15"]
    assert page.form("edit").fields["edit"] == "2"
    assert page.form("edit").fields["headline_fr"].strip() == HEADLINE["headline_fr"]


def test_second_to_publish_is_told(organiser: Browser, as_staff: Callable[..., Browser]) -> None:
    draft(with_opening(starts=time(9)))
    seen = read(organiser).form("edit", "over")
    as_staff("organiser").fill(PAGE, {}, having=("edit",))
    answer = organiser.post(PAGE, data=seen.fields)
    page = pages.read(answer)
    assert answer.status_code == 409
    assert "Il n’y a plus de brouillon" in page.alerts[0]
    assert f"/fr/staff/stops/{KEY}/releases" in page.links


def test_public_page_goes_on_while_the_draft_waits(organiser: Browser, client: Browser) -> None:
    before = client.get(f"/fr/stops/{KEY}").data
    draft(with_opening(title={"ar": "كلمة", "fr": "Secret"}))
    read(organiser)
    assert client.get(f"/fr/stops/{KEY}").data == before


def test_page_says_that_nothing_waits_when_there_is_no_draft(organiser: Browser) -> None:
    assert "Rien n’attend d’être publié" in read(organiser).main


def test_page_of_a_first_release_counts_what_is_in_it(
    organiser: Browser, as_staff: Callable[..., Browser]
) -> None:
    actions.start_draft(replace(PLAN, key="fes-2027"), staff_id=makers.make_staff().id)
    page = read(as_staff("organiser"), "/fr/staff/stops/fes-2027/publication")
    assert "1 séance · 1 jour · 1 partenaire" in page.main
    assert page.heading.endswith("version 1")


def test_page_warns_when_a_file_was_published_meanwhile(organiser: Browser) -> None:
    draft(with_opening(starts=time(9)))
    publish(replace(PLAN, seats=200))
    assert "La version 2 est parue entre-temps" in read(organiser).main


def test_internal_change_is_told_to_nobody(organiser: Browser) -> None:
    publish(with_opening(internal=True))
    draft(with_opening(internal=True, starts=time(9)))
    assert "personne : non public" in read(organiser).main.replace("\u00a0", " ")


def test_page_opens_with_a_draft_that_has_lost_its_days(organiser: Browser) -> None:
    draft(replace(PLAN, days=()))
    assert organiser.get(PAGE).status_code == organiser.get(REMOVAL).status_code == 200


@pytest.mark.parametrize("number", [1, 3])
def test_page_asks_the_database_as_often_for_one_session_as_for_three(
    organiser: Browser, queries: Any, number: int
) -> None:
    sessions = [replace(OPENING, key=f"s{count}", starts=time(9)) for count in range(number)]
    offices = {
        "speakers": tuple(replace(WALI, key=f"wali{count}") for count in range(number)),
        "partners": tuple(replace(BANK, key=f"bank{count}") for count in range(number)),
    }
    draft(replace(PLAN, sessions=tuple(replace(one, speakers=()) for one in sessions), **offices))
    organiser.get(PAGE)
    with queries() as seen:
        assert organiser.get(PAGE).status_code == 200
    assert len(seen) == 15  # three of them: did people speak about what is gone


def test_draft_is_let_go_after_it_was_asked(organiser: Browser) -> None:
    draft(with_opening(starts=time(9)))
    assert read(organiser, REMOVAL).heading.startswith("Abandonner le brouillon")
    answer = organiser.fill(REMOVAL, {}, having=("edit",))
    assert (answer.status_code, answer.location) == (303, PAGE)
    assert queries.find_draft(KEY) is None
    assert queries.get_stop(KEY).release == 1
    actions = [entry.action for entry in db.session.query(AuditEntry).order_by(AuditEntry.id)]
    assert actions[-1] == "tour.discard_draft"


def test_draft_that_was_changed_since_is_not_let_go(organiser: Browser) -> None:
    draft(with_opening(starts=time(9)))
    seen = read(organiser, REMOVAL).form("edit")
    draft(with_opening(starts=time(8, 45)))
    answer = organiser.post(REMOVAL, data=seen.fields)
    assert answer.status_code == 409
    assert queries.find_draft(KEY) is not None


def test_stop_that_was_never_published_goes_with_its_draft(
    organiser: Browser, as_staff: Callable[..., Browser]
) -> None:
    actions.start_draft(replace(PLAN, key="fes-2027"), staff_id=makers.make_staff().id)
    page = "/fr/staff/stops/fes-2027/draft/removal"
    answer = as_staff("organiser").fill(page, {}, having=("edit",))
    assert answer.location == "/fr/staff/stops"
