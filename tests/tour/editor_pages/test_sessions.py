"""The form of a session: saved, refused line by line, two organisers at once, removed."""

from typing import Any

import pytest

from caravan.tour import actions, agenda_file, drafting, queries
from caravan.tour.stop_plan import Kept, StopPlan
from tests import makers, pages
from tests.conftest import Browser
from tests.tour.editor_pages.conftest import AGENDA, KEY, has_draft, plan, press, standing
from tests.tour.stop_files import KNOWN, SHORT

SESSION = f"{AGENDA}/sessions/opening"
SPEAKERS = ["director", "wali"]


def save(browser: Browser, **fields: Any) -> Any:
    """Open the session, change these fields, send the form with its boxes as they were."""
    return browser.fill(SESSION, {"speakers": SPEAKERS, **fields}, having=("title_ar",))


def test_session_is_saved_in_the_draft_and_the_public_sees_nothing(editor: Browser) -> None:
    answer = save(editor, title_fr="Séance d’ouverture", starts="9h45")

    assert answer.location == f"{AGENDA}?session=opening#s-opening"
    assert (standing()["title_fr"], standing()["starts"]) == ("Séance d’ouverture", "09:45")
    assert standing()["speakers"] == ("director", "wali")  # the page ticks them in its own order
    page = pages.read(editor.get(answer.location))
    assert "Enregistré dans le brouillon. Le public le verra après la publication." in page.main
    assert queries.agenda(queries.get_stop(KEY).id)[0].title["fr"] == "Ouverture"


def test_form_opens_no_draft_and_saving_it_unchanged_changes_nothing(editor: Browser) -> None:
    editor.get(SESSION)
    assert not has_draft()

    save(editor)
    assert queries.get_draft(KEY).number == 0


def test_french_may_be_missing_in_a_draft(editor: Browser) -> None:
    assert save(editor, title_fr="").status_code == 303
    assert standing()["title_fr"] == ""


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"title_fr": "a" * 5000}, "Le texte a 5000 lettres, 200 au plus sont possibles."),
        ({"ends": "09:00"}, "La séance finit à 09:00, avant de commencer à 09:30."),
        ({"ends": "23:00"}, "La séance sort des heures de sa journée, de 08:30 à 17:30."),
        ({"starts": "bientôt"}, "Ce n’est pas une heure. Écrivez-la ainsi : 09:30."),
        ({"day": "2027-04-11"}, "2027-04-11 n’est pas un jour de l’étape."),
        ({"room": "jardin"}, "L’étape n’a pas de salle jardin. Choisissez à nouveau."),
        ({"kind": "fête"}, "fête ne fait pas partie des choix. Choisissez à nouveau."),
        ({"title_ar": "", "title_fr": ""}, "C’est encore vide."),
        (
            {"starts": "13:00", "ends": "14:00"},
            (
                "C’est dans la plage de la prière du vendredi, de 12:30 à 14:45. Choisissez une "
                "autre heure, ou écrivez pourquoi la séance y reste."
            ),
        ),
    ],
)
def test_nonsense_is_told_beside_its_line_and_above_and_changes_nothing(
    editor: Browser, fields: dict[str, str], sentence: str
) -> None:
    answer = save(editor, **fields)
    page = pages.read(answer)

    assert answer.status_code == 422
    assert page.all("p.why") == [sentence]
    assert sentence in page.alerts[0]
    assert not has_draft()
    kept = page.form("title_ar").fields
    assert {name: kept[name] for name in fields if name not in ("day", "room", "kind")} == {
        name: text for name, text in fields.items() if name not in ("day", "room", "kind")
    }


def test_nonsense_is_told_in_arabic_too(editor: Browser) -> None:
    address = SESSION.replace("/fr/", "/ar/")
    page = pages.read(editor.fill(address, {"ends": "09:00"}, having=("title_ar",)))

    assert page.all("p.why") == ["تنتهي الفقرة على الساعة 09:00، قبل بدايتها على الساعة 09:30."]


def test_arabic_digits_and_hidden_signs_are_taken(editor: Browser) -> None:
    save(editor, starts="٠٩:٤٥", title_ar="الافت\u200fتاح")

    assert (standing()["starts"], standing()["title_ar"]) == ("09:45", "الافتتاح")


def test_name_of_who_keeps_a_session_in_the_prayer_block_is_kept(editor: Browser) -> None:
    save(editor, starts="13:00", ends="14:00", kept="Direct à la radio")

    [kept] = plan().kept
    assert kept == Kept("friday_prayer", kept.by, "Direct à la radio", "opening")
    assert kept.by.startswith("Agent ")
    assert pages.read(editor.get(SESSION)).form("kept").fields["kept"] == "Direct à la radio"


def test_second_to_save_is_shown_the_difference(editor: Browser, other: Browser) -> None:
    form = pages.read(other.get(SESSION)).form("title_ar").fields
    save(editor, title_fr="Le leur", ends="10:30")

    answer = other.post(SESSION, data={**form, "speakers": SPEAKERS, "title_fr": "Le mien"})
    page = pages.read(answer)

    assert answer.status_code == 409
    assert page.all("//tbody//th") == ["Titre en français", "Quand"]
    assert page.all("//tbody//tr[1]/td") == [
        "Titre en français, Votre texte : Le mien",
        "Titre en français, Le leur : Le leur",
    ]
    assert page.all("//tbody//tr[2]/td") == ["le leur seul vendredi 9, 09:30, 10:30"]
    assert standing()["title_fr"] == "Le leur"


@pytest.mark.parametrize(("choice", "title"), [("mine", "Le mien"), ("theirs", "Le leur")])
def test_difference_is_settled_line_by_line_and_nothing_is_lost(
    editor: Browser, other: Browser, choice: str, title: str
) -> None:
    form = pages.read(other.get(SESSION)).form("title_ar").fields
    save(editor, title_fr="Le leur", ends="10:30")
    mine = {**form, "speakers": SPEAKERS, "title_fr": "Le mien", "room": "stands"}
    settle = pages.read(other.post(SESSION, data=mine)).form("mine")

    answer = other.post(settle.action, data={**settle.fields, "line-title_fr": choice})

    assert answer.status_code == 303
    now = standing()
    assert (now["title_fr"], now["ends"], now["room"]) == (title, "10:30", "stands")


def test_third_to_save_while_two_settle_is_a_difference_again(
    editor: Browser, other: Browser
) -> None:
    form = pages.read(other.get(SESSION)).form("title_ar").fields
    save(editor, title_fr="Le leur")
    mine = {**form, "speakers": SPEAKERS, "title_fr": "Le mien"}
    settle = pages.read(other.post(SESSION, data=mine)).form("mine")
    save(editor, title_fr="Le troisième")

    answer = other.post(settle.action, data={**settle.fields, "line-title_fr": "mine"})

    assert answer.status_code == 409
    assert "Le troisième" in pages.read(answer).main


def test_lines_that_do_not_fit_after_settling_are_told_in_the_form(
    editor: Browser, other: Browser
) -> None:
    form = pages.read(other.get(SESSION)).form("title_ar").fields
    save(editor, title_fr="Le leur")
    mine = {**form, "speakers": SPEAKERS, "title_fr": "Le mien", "ends": "09:00"}
    settle = pages.read(other.post(SESSION, data=mine)).form("mine")

    page = pages.read(other.post(settle.action, data={**settle.fields, "line-title_fr": "mine"}))

    assert page.all("p.why") == ["La séance finit à 09:00, avant de commencer à 09:30."]
    assert page.form("title_ar").fields["title_fr"] == "Le mien"


def test_text_for_a_session_that_somebody_removed_is_kept(editor: Browser, other: Browser) -> None:
    form = pages.read(other.get(SESSION)).form("title_ar").fields
    actions.change_draft(
        KEY,
        lambda draft: drafting.remove_part(draft, "sessions", "opening"),
        staff_id=makers.make_staff().id,
    )
    answer = other.post(SESSION, data={**form, "title_fr": "Mon texte"})
    page = pages.read(answer)

    assert answer.status_code == 409
    assert "Quelqu’un a supprimé cette séance entre-temps" in page.alerts[0]
    assert page.form("title_ar").fields["title_fr"] == "Mon texte"
    assert page.form("title_ar").action == f"{AGENDA}/new-session"


def test_post_without_what_was_opened_overwrites_nothing(editor: Browser) -> None:
    token = pages.read(editor.get(SESSION)).form("title_ar").fields["csrf_token"]

    answer = editor.post(SESSION, data={"title_fr": "Rien d’autre", "csrf_token": token})

    assert answer.status_code == 409
    assert not has_draft()


def test_new_session_gets_a_short_name_from_its_french_title(editor: Browser) -> None:
    fields = {
        "title_ar": "القروض والسكن",
        "title_fr": "Prêts et logement",
        "starts": "10:30",
        "ends": "11:15",
        "room": "stands",
        "services": ["housing"],
        "internal": "y",
    }
    answer = editor.fill(f"{AGENDA}/new-session?day=2027-04-10", fields, having=("title_ar",))

    assert answer.location == f"{AGENDA}?session=prets-et-logement#s-prets-et-logement"
    new = standing(name="prets-et-logement")
    assert (new["day"], new["internal"], new["services"]) == ("2027-04-10", True, ("housing",))


def test_new_session_with_a_taken_short_name_is_refused(editor: Browser) -> None:
    fields = {"title_ar": "نص", "starts": "10:30", "ends": "11:15", "key": "opening"}
    answer = editor.fill(f"{AGENDA}/new-session", fields)

    assert answer.status_code == 422
    assert pages.read(answer).all("p.why") == [
        "opening est déjà pris dans cette étape. Choisissez un autre nom court."
    ]


def test_session_with_the_short_name_new_is_opened_and_changed(editor: Browser) -> None:
    fields = {"title_ar": "نص", "starts": "10:30", "ends": "11:15", "key": "new"}
    editor.fill(f"{AGENDA}/new-session", fields)
    assert pages.read(editor.get(f"{AGENDA}/sessions/new")).form("title_ar").fields["key"] == "new"

    editor.fill(f"{AGENDA}/sessions/new", {"title_fr": "Nouveau"})
    assert standing(name="new")["title_fr"] == "Nouveau"


def test_empty_new_session_tells_every_line_that_is_missing(editor: Browser) -> None:
    page = pages.read(editor.fill(f"{AGENDA}/new-session", {}, having=("title_ar",)))

    assert len(page.all("p.why")) == 3  # title, begin, end
    assert page.form("title_ar").action == f"{AGENDA}/new-session"


def test_short_name_is_shown_and_fixed_once_the_session_was_published(editor: Browser) -> None:
    page = pages.read(editor.get(SESSION))
    assert "Fixe depuis sa publication." in page.main
    assert "key" not in page.form("title_ar").fields


def test_removing_a_published_session_withdraws_it(editor: Browser) -> None:
    page = pages.read(editor.get(f"{SESSION}/removal"))
    assert page.heading == "Retirer la séance"

    answer = press(editor, f"{SESSION}/removal")

    assert standing()["withdrawn"] is True
    assert "Retirée" in pages.read(editor.get(answer.location)).main


def test_removing_an_unpublished_session_lets_it_go(editor: Browser) -> None:
    fields = {"title_ar": "نص", "title_fr": "Essai", "starts": "10:30", "ends": "11:15"}
    editor.fill(f"{AGENDA}/new-session", fields)
    assert (
        "Elle n’a jamais été publiée."
        in pages.read(editor.get(f"{AGENDA}/sessions/essai/removal")).main
    )

    press(editor, f"{AGENDA}/sessions/essai/removal")

    assert [session.key for session in plan().sessions] == ["opening"]


@pytest.mark.parametrize("page", ["", "/removal"])
def test_unknown_session_is_not_found(editor: Browser, page: str) -> None:
    assert editor.get(f"{AGENDA}/sessions/nothing{page}").status_code == 404


def test_what_was_edited_is_exported_and_published_without_a_change(editor: Browser) -> None:
    save(editor, title_en="Opening", audience=["retired"], languages=["fr", "ar"])
    draft = plan()
    text = agenda_file.write(draft)

    assert agenda_file.read(text, source="", known=KNOWN) == draft
    actions.publish_draft(KEY, number=1, staff_id=makers.make_staff().id)
    assert actions.publish(draft, text=text).is_new is False


def test_draft_of_a_stop_that_was_never_published_is_edited_likewise(
    editor: Browser, other: Browser, stop: StopPlan
) -> None:
    new = agenda_file.read(SHORT.replace("oujda-2027", "fes-2027"), source="", known=KNOWN)
    actions.start_draft(new, staff_id=makers.make_staff().id)
    address = SESSION.replace(KEY, "fes-2027")

    assert other.fill(address, {"title_fr": "Bienvenue"}).status_code == 303
    assert queries.workplace("fes-2027").plan.sessions[0].title["fr"] == "Bienvenue"
    assert editor.get(address).status_code == 403  # an organiser of the other stop only
