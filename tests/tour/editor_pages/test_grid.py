"""The grid of a day, as a page and as moves: with arrows, as the script sends them, refused."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import time
from typing import Any

import pytest

from caravan.tour import actions, agenda_file, drafting, queries
from caravan.tour.editor.steps import place_of
from caravan.tour.stop_plan import SessionPlan, StopPlan
from tests import makers, pages
from tests.conftest import Browser
from tests.tour.editor_pages.conftest import AGENDA, KEY, PLAN, has_draft, plan, standing
from tests.tour.stop_files import KNOWN, SHORT

PLACE = f"{AGENDA}/sessions/opening/place"
OPENING = PLAN.sessions[0]


def change(**values: object) -> StopPlan:
    """Somebody changes the draft."""
    staff_id = makers.make_staff().id
    return actions.change_draft(KEY, lambda draft: replace(draft, **values), staff_id=staff_id)


def another(key: str, **values: Any) -> SessionPlan:
    return replace(OPENING, key=key, title={"ar": f"فقرة {key}", "fr": f"Séance {key}"}, **values)


def move(browser: Browser, **fields: str) -> Any:
    """Send the place of the opening as the script does, from where it stood when published."""
    token = pages.read(browser.get(AGENDA)).forms[0].fields["csrf_token"]
    place = {"csrf_token": token, "opened": json.dumps(place_of(OPENING)), **place_of(OPENING)}
    return browser.post(PLACE, data={**place, "fragment": "1", **fields})


def test_grid_has_a_column_for_each_room_and_a_card_for_each_session(editor: Browser) -> None:
    page = pages.read(editor.get(AGENDA))

    assert page.heading == "Programme"
    assert page.all("h2.rh") == ["Grande salle400 places", "Espace des stands"]
    assert page.all("//li[contains(@class, 'ses')]//h3") == ["Ouverture"]
    [card] = page.tree.xpath("//li[@id='s-opening']")
    assert {"at-0930", "for-45", "c1", "w1"} <= set(card.get("class").split())
    assert "Rien ne s’y oppose" in page.main
    assert not has_draft()


def test_days_are_tabs_and_an_empty_one_says_so(editor: Browser) -> None:
    page = pages.read(editor.get(f"{AGENDA}?day=2027-04-10"))

    assert page.all("//nav[contains(@class, 'seg')]/a[@aria-current]") == ["Samedi 10"]
    assert "Aucune séance ce jour pour l’instant" in page.main


def test_list_of_a_day_is_in_the_order_of_time_with_the_prayer_block_in_its_place(
    editor: Browser,
) -> None:
    late = another("late", starts=time(15), ends=time(16))
    change(sessions=(OPENING, late))

    page = pages.read(editor.get(AGENDA))

    heads = page.all("//ol[@class='lines']/li//h3")
    assert heads == ["Ouverture", "Prière du vendredi et déjeuner 12:30–14:45", "Séance late"]


def test_card_says_what_it_is_in_words(editor: Browser) -> None:
    change(
        sessions=(
            replace(OPENING, title={"ar": "الافتتاح"}, internal=True),
            another("gone", withdrawn=True, room="stands", speakers=()),
        )
    )
    page = pages.read(editor.get(AGENDA))

    assert page.all("//li[@id='s-opening']//p[@class='marks']/span") == [
        "Interne",
        "modifiée",
        "Le français manque",
    ]
    assert page.all("//li[@id='s-gone']//p[@class='marks']/span") == ["Retirée", "nouveau"]
    assert page.all("//li[@id='s-gone']//del") == ["Séance gone"]


def test_clash_is_said_on_both_cards_and_in_the_list(editor: Browser) -> None:
    change(sessions=(OPENING, another("talk", starts=time(10), ends=time(11), speakers=())))
    page = pages.read(editor.get(AGENDA))

    for key in ("opening", "talk"):
        why = page.all(f"//li[@id='s-{key}']//p[@class='why']")
        assert why == ["Une autre séance ici à la même heure"]
    assert page.all("//ul[@class='issues']/li/p") == [
        "Conflit · Grande salle : deux séances à la fois, de 10:00 à 10:15."
    ]
    assert page.all("//section[@id='issues']/header/p") == ["0 blocage, 1 avis"]


def test_what_blocks_leads_to_the_line_that_mends_it(editor: Browser) -> None:
    change(title={"ar": "محطة"}, sessions=(replace(OPENING, title={"ar": "الافتتاح"}),))
    page = pages.read(editor.get(AGENDA))

    assert page.all("//ul[@class='issues']/li/p") == [
        "Étape · Titre en français : Le texte français manque.",
        "الافتتاح · Titre en français : Le texte français manque.",
    ]
    assert page.tree.xpath("//ul[@class='issues']/li//a/@href") == [
        f"{AGENDA}/facts#title_fr",
        f"{AGENDA}/sessions/opening#title_fr",
    ]


def test_session_outside_the_hours_is_a_blocker_and_no_second_warning(editor: Browser) -> None:
    change(sessions=(another("late", starts=time(17), ends=time(18), room="", speakers=()),))
    page = pages.read(editor.get(AGENDA))

    assert page.all("//section[@id='issues']/header/p") == ["1 blocage, 0 avis"]
    assert page.all("p.why") == ["Hors des horaires du jour"]


def test_chosen_session_has_arrows_and_a_short_form(editor: Browser) -> None:
    page = pages.read(editor.get(f"{AGENDA}?session=opening"))
    assert page.all("//form[@class='mover']/button") == [
        "15 min plus tôt",
        "15 min plus tard",
        "Salle précédente",
        "Salle suivante",
        "15 min de moins",
        "15 min de plus",
    ]

    form = page.form("title_fr", "starts")
    answer = editor.post(form.action, data={**form.fields, "title_fr": "Accueil"})

    assert answer.location == f"{AGENDA}?session=opening#s-opening"
    assert (standing()["title_fr"], standing()["speakers"]) == ("Accueil", ("director", "wali"))


def test_fault_of_the_short_form_is_told_in_the_whole_one(editor: Browser) -> None:
    form = pages.read(editor.get(f"{AGENDA}?session=opening")).form("title_fr", "starts")
    answer = editor.post(form.action, data={**form.fields, "ends": "09:00", "title_fr": "Accueil"})

    fields = pages.read(answer).form("title_fr", "kind").fields
    assert answer.status_code == 422
    assert (fields["title_fr"], fields["ends"], fields["kind"]) == ("Accueil", "09:00", "ceremony")


@pytest.mark.parametrize(
    ("step", "place"),
    [
        ("later", ("09:45", "10:30", "hall")),
        ("longer", ("09:30", "10:30", "hall")),
        ("next", ("09:30", "10:15", "stands")),
    ],
)
def test_arrow_moves_the_session_and_its_place_is_said(
    editor: Browser, step: str, place: tuple[str, str, str]
) -> None:
    form = pages.read(editor.get(f"{AGENDA}?session=opening")).form("opened").fields
    answer = editor.post(PLACE, data={**form, "step": step})

    assert answer.location == f"{AGENDA}?session=opening#s-opening"
    assert tuple(standing()[name] for name in ("starts", "ends", "room")) == place
    room = {"hall": "Grande salle", "stands": "Espace des stands"}[place[2]]
    assert pages.read(editor.get(answer.location)).all("p.toast")[0] == f"{room}, {place[0]}"


def test_script_gets_the_grid_anew_with_the_place_in_words(editor: Browser) -> None:
    change(sessions=(OPENING, another("talk", starts=time(11), ends=time(12), speakers=())))

    answer = move(editor, starts="11:00", ends="11:45")

    assert answer.status_code == 200
    assert 'data-said="Grande salle, 11:00, conflit"' in answer.text
    assert answer.text.count("<html") == 0
    assert 'id="issues"' in answer.text


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"starts": "08:00"}, "La séance sort des heures de sa journée, de 08:30 à 17:30."),
        ({"room": "jardin"}, "L’étape n’a pas de salle jardin. Choisissez à nouveau."),
        ({"ends": "09:15"}, "La séance finit à 09:15, avant de commencer à 09:30."),
    ],
)
def test_move_to_where_nothing_can_be_changes_nothing(
    editor: Browser, fields: dict[str, str], sentence: str
) -> None:
    answer = move(editor, **fields)

    assert (answer.status_code, answer.json) == (422, {"message": sentence})
    assert not has_draft()


def test_arrow_to_where_nothing_can_be_says_so_on_the_page(editor: Browser) -> None:
    change(sessions=(replace(OPENING, starts=time(8, 30), ends=time(9)),))
    form = pages.read(editor.get(f"{AGENDA}?session=opening")).form("opened").fields
    answer = editor.post(PLACE, data={**form, "step": "earlier"})

    assert (
        "sort des heures de sa journée" in pages.read(editor.get(answer.location)).all("p.toast")[0]
    )


def test_second_to_move_is_shown_the_difference(editor: Browser) -> None:
    change(sessions=(replace(OPENING, starts=time(11), ends=time(12)),))

    answer = move(editor, starts="10:00", ends="10:45")
    page = pages.read(answer)

    assert answer.status_code == 409
    assert page.all("//tbody//th") == ["Quand"]
    settle = page.form("mine")
    editor.post(settle.action, data={**settle.fields, "line-day": "mine"})
    assert (standing()["starts"], standing()["speakers"]) == ("10:00", ("director", "wali"))


def test_move_leaves_a_title_that_somebody_wrote_meanwhile(editor: Browser) -> None:
    change(sessions=(replace(OPENING, title={"ar": "الافتتاح", "fr": "Le leur"}),))

    assert move(editor, room="stands").status_code == 200
    assert (standing()["title_fr"], standing()["room"]) == ("Le leur", "stands")


def test_move_of_a_session_that_is_gone_is_not_found(editor: Browser) -> None:
    change(sessions=())
    assert move(editor, room="stands").status_code == 404


@pytest.mark.parametrize("role", ["gate", "moderator", "feedback"])
def test_only_organisers_edit(stop: StopPlan, as_staff: Callable[..., Browser], role: str) -> None:
    browser = as_staff(role, KEY)
    assert browser.get(AGENDA).status_code == 403
    assert "Programme" not in pages.read(browser.get(f"/fr/staff/stops/{KEY}")).all("//nav//span")


def test_organiser_of_another_stop_neither_sees_nor_moves_anything(
    stop: StopPlan, as_staff: Callable[..., Browser]
) -> None:
    browser = as_staff("organiser", "fes-2027")
    token = pages.read(browser.get("/fr/staff/stops")).forms[0].fields["csrf_token"]

    assert browser.get(AGENDA).status_code == 403
    assert browser.post(PLACE, data={"csrf_token": token, "step": "later"}).status_code == 403
    assert not has_draft()


def test_draft_that_was_never_published_is_shown_with_the_places_it_has(
    stop: StopPlan, as_staff: Callable[..., Browser]
) -> None:
    draft = agenda_file.read(SHORT.replace(KEY, "fes-2027"), source="", known=KNOWN)
    actions.start_draft(draft, staff_id=makers.make_staff().id)

    page = pages.read(as_staff().get("/fr/staff/stops/fes-2027/agenda"))

    assert "Jamais publiée" in page.main
    assert page.all("//nav[@class='rooms']//ul[1]//span")[0] == "Programme"
    assert page.all("p.marks") == []


def test_stop_that_is_neither_published_nor_drafted_is_not_found(
    editor: Browser, other: Browser
) -> None:
    assert other.get("/fr/staff/stops/nowhere/agenda").status_code == 404


def many(count: int) -> tuple[SessionPlan, ...]:
    """So many sessions on one day, in two rooms."""
    quarters = [time(9 + n // 4, n % 4 * 15) for n in range(12)]
    return tuple(
        another(
            f"s{n}",
            starts=quarters[n % 11],
            ends=quarters[n % 11 + 1],
            room=("hall", "stands")[n % 2],
        )
        for n in range(count)
    )


@pytest.mark.parametrize("count", [1, 3])
def test_grid_asks_as_often_for_three_sessions_as_for_one(
    editor: Browser, queries: Callable[[], Any], count: int
) -> None:
    change(sessions=many(count))
    editor.get(AGENDA)
    with queries() as seen:
        assert editor.get(f"{AGENDA}?session=s0").status_code == 200
    assert len(seen) == 11


@pytest.mark.parametrize("count", [1, 3])
def test_move_asks_as_often_for_three_sessions_as_for_one(
    editor: Browser, queries: Callable[[], Any], count: int
) -> None:
    change(sessions=(OPENING, *many(count - 1)))
    editor.get(AGENDA)
    token = pages.read(editor.get(AGENDA)).forms[0].fields["csrf_token"]
    place = {"opened": json.dumps(place_of(OPENING)), **place_of(OPENING), "room": "stands"}
    with queries() as seen:
        data = {"csrf_token": token, "fragment": "1", **place}
        assert editor.post(PLACE, data=data).status_code == 200
    assert len(seen) == 22


def test_changed_by_is_whoever_saved_last(editor: Browser) -> None:
    staff = makers.make_staff(name="Cellule communication")
    actions.change_draft(
        KEY, lambda draft: drafting.remove_part(draft, "partners", "bank"), staff_id=staff.id
    )
    assert "Cellule communication" in pages.read(editor.get(AGENDA)).all("p.sub")[0]
    assert queries.get_draft(KEY).staff_id == staff.id
    assert plan().partners == ()
