"""What somebody who publishes is shown: what blocks and where, what differs, who is told."""

from dataclasses import replace
from datetime import time

import pytest
from flask import Flask

from caravan.kernel.i18n import speaking
from caravan.kernel.refusal import NotFound
from caravan.tour import actions, queries
from caravan.tour.publication import Publication, find_publication
from caravan.tour.stop_plan import StopPlan, Venue
from tests import makers
from tests.tour.published import KEY, OPENING, PLAN, draft, make_catalogue, publish, with_opening


@pytest.fixture(autouse=True)
def stop(app: Flask) -> None:
    make_catalogue()
    publish()


def look(plan: StopPlan, lang: str = "fr") -> Publication:
    draft(plan)
    with speaking(lang):
        found = find_publication(plan.key)
    assert found is not None
    return found


def obstacles(plan: StopPlan) -> list[tuple[str, str]]:
    return [(one.field, one.address.partition("/agenda/")[2]) for one in look(plan).obstacles]


def test_draft_is_held_against_what_stands() -> None:
    found = look(with_opening(starts=time(9)))
    assert (found.number, found.standing, found.edit, found.base) == (2, 1, 1, 1)
    assert [(row.key, line.aspect) for row in found.rows for line in row.lines] == [
        ("opening", "when")
    ]
    assert found.sentences == {
        "ar": ["تبدأ فقرة «الافتتاح» على الساعة 09:00 بدل 09:30."],
        "fr": ["« Ouverture » commence à 09:00 au lieu de 09:30."],
        "en": ["Ouverture now begins at 09:00 instead of 09:30."],
    }
    assert (found.obstacles, found.looks) == ([], [])


def test_missing_and_mixed_texts_block_with_the_place_to_mend() -> None:
    wrong = {"ar": "كلمة, ثم أسئلة"}
    assert obstacles(replace(with_opening(title=wrong), host={"ar": "والي", "fr": "Préfet؟"})) == [
        ("Titre en français", "sessions/opening#title_fr"),
        ("Hôte en français", "facts#host_fr"),
        ("Titre en arabe", "sessions/opening#title_ar"),
    ]


def test_obstacle_is_named_by_day_hour_and_title() -> None:
    (obstacle,) = look(with_opening(title={"ar": "كلمة"})).obstacles
    assert obstacle.item.replace("\u2068", "").replace("\u2069", "") == (
        "vendredi 9, 09:30, «\u00a0كلمة\u00a0»"
    )
    assert obstacle.reason == "Le texte français manque."


@pytest.mark.parametrize(
    ("plan", "field", "place"),
    [
        (with_opening(ends=time(9)), "", "sessions/opening#ends"),
        (replace(PLAN, venue=Venue({"ar": "قاعة"})), "Lieu en français", "facts#venue_name_fr"),
        (
            replace(PLAN, days=(replace(PLAN.days[0], closes=time(8)),)),
            "",
            "places/days/2027-04-09#closes",
        ),
        (replace(PLAN, days=()), "", "facts#day"),
    ],
    ids=["hours", "venue", "day", "no day"],
)
def test_fault_leads_to_its_place(plan: StopPlan, field: str, place: str) -> None:
    assert obstacles(plan)[0] == (field, place)


def test_session_that_people_spoke_about_blocks_when_it_is_gone() -> None:
    publish(with_opening(services=("housing",)))
    makers.make_question(queries.get_stop(KEY))
    (obstacle,) = look(replace(PLAN, sessions=())).obstacles
    assert (obstacle.field, obstacle.address) == ("opening", f"/fr/staff/stops/{KEY}/agenda")
    assert "Ouverture" in obstacle.item


def test_nobody_is_written_to_about_a_rehearsal() -> None:
    cancelled = {"status": "cancelled", "reason": {"ar": "عاصفة", "fr": "Tempête."}}
    assert look(replace(PLAN, rehearsal=True, **cancelled)).recipients == []


def test_concerned_offices_are_named_with_their_addresses() -> None:
    actions.add_contact(KEY, ("speaker", "wali"), "a@example.org", "fr", staff_id=_staff())
    cancelled = replace(PLAN, status="cancelled", reason={"ar": "عاصفة", "fr": "Tempête."})
    assert [(one.name, one.addresses) for one in look(cancelled).recipients] == [
        ("Banque sous contrat", 0),
        ("Le préfet de police", 1),
    ]


def _staff() -> int:
    return makers.make_staff().id


@pytest.mark.parametrize(
    ("plan", "is_outdated"),
    [
        (with_opening(starts=time(9)), False),
        (replace(PLAN, venue=Venue({"ar": "قاعة", "fr": "Salle"})), True),
        (replace(PLAN, days=(replace(PLAN.days[0], opens=time(8)),)), True),
        (replace(PLAN, seats=9), False),
    ],
    ids=["session", "venue", "hours", "seats"],
)
def test_printed_poster_is_out_of_date_when_it_says_what_changed(
    plan: StopPlan, is_outdated: bool
) -> None:
    assert look(plan).is_poster_outdated == is_outdated


def test_nothing_differs_when_the_draft_is_what_stands() -> None:
    found = look(PLAN)
    assert (found.differs, found.rows) == (False, [])


def test_first_release_has_nothing_to_hold_against() -> None:
    new = replace(PLAN, key="fes-2027", sessions=(OPENING,))
    actions.start_draft(new, staff_id=_staff())
    found = find_publication("fes-2027")
    assert found is not None
    assert (found.number, found.differs, found.rows, found.recipients) == (1, True, [], [])


def test_publication_of_a_stop_without_draft_is_none_and_of_no_stop_refused() -> None:
    assert find_publication(KEY) is None
    with pytest.raises(NotFound):
        find_publication("nowhere")
