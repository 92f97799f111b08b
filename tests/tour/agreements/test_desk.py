"""The register on the desk of whoever organises all stops: enter, edit, record, two at once."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from caravan.kernel import clock
from caravan.kernel.audit import AuditEntry
from caravan.kernel.db import db
from caravan.tour.agreements import queries as register
from caravan.tour.agreements import register_file
from caravan.tour.agreements.models import Agreement, AgreementDelivery
from caravan.tour.agreements.plan import AgreementPlan
from tests import makers, pages
from tests import register as rows
from tests.conftest import Browser

LIST = "/fr/staff/agreements"
SOUTH = f"{LIST}/south-2025"
SITE = f"{SOUTH}/sites/laayoune"
GYM = f"{SOUTH}/deliveries/laayoune/gym"
TITLE = {"title_ar": "اتفاقية", "title_fr": "Convention"}
NOTE = {"note_ar": "محضر", "note_fr": "Procès-verbal"}
AsStaff = Callable[..., Browser]


def standing(key: str = "south-2025") -> AgreementPlan:
    return register.get_agreement(key, drafts=True).plan


def audited() -> list[str]:
    return [entry.action for entry in db.session.query(AuditEntry) if entry.action[:5] == "tour."]


def test_agreement_is_entered_as_a_draft(as_staff: AsStaff) -> None:
    answer = as_staff().fill(LIST, {"key": "west-2027", **TITLE})

    assert (answer.status_code, answer.location) == (303, f"{LIST}/west-2027")
    assert (standing("west-2027").draft, audited()) == (True, ["tour.add_agreement"])


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"key": "West 2027"}, "Un code n’a que des minuscules"),
        ({"key": ""}, "Ceci est nécessaire."),
        ({"title_fr": ""}, "Ceci est nécessaire."),
        ({"title_ar": "ا" * 201}, "Ce texte est trop long"),
        ({"key": "south-2025"}, "Une convention porte déjà cette clé."),
    ],
)
def test_agreement_is_not_entered_when_something_is_wrong(
    as_staff: AsStaff, fields: dict[str, str], fault: str
) -> None:
    rows.make_agreement()
    sent = {"key": "west-2027", **TITLE, **fields}

    page = pages.read(as_staff().fill(LIST, sent))

    assert (page.status, fault in page.alerts[0]) == (422, True)
    assert {name: page.form("title_ar").fields[name] for name in sent} == sent
    assert makers.count(Agreement) == 1


def test_organiser_of_one_stop_reads_and_does_not_enter(as_staff: AsStaff) -> None:
    makers.make_stop()
    rows.make_agreement()
    rows.make_agreement("draft", draft=True)
    browser = as_staff("organiser", "oujda-2025")

    page = pages.read(browser.get(LIST))

    assert [link for link in page.links if "agreements/" in link] == ["/fr/agreements/south-2025"]
    assert [form for form in page.forms if "title_ar" in form.fields] == []
    token = page.form("csrf_token").fields
    assert browser.post(LIST, data={**token, "key": "west", **TITLE}).status_code == 403


def test_back_office_leads_to_the_register(as_staff: AsStaff) -> None:
    assert "/fr/staff/agreements" in pages.read(as_staff().get("/fr/staff/stops")).links


def test_head_is_edited_and_then_shown_to_the_public(as_staff: AsStaff, client: Browser) -> None:
    rows.make_agreement(draft=True, title={"ar": "ا", "fr": "a", "en": "South"})
    browser = as_staff()
    form = pages.read(browser.get(f"{SOUTH}/head")).form("title_ar").fields
    del form["draft"]

    assert browser.post(f"{SOUTH}/head", data={**form, **TITLE}).status_code == 303
    assert standing().title == {"ar": "اتفاقية", "fr": "Convention", "en": "South"}
    assert client.get("/fr/agreements/south-2025").status_code == 200


@pytest.mark.parametrize(
    ("part", "fields"),
    [
        ("sources", {"title_ar": "ا", "title_fr": "a", "published": "2025-05-06"}),
        ("stages", {"state": "in_force", "day": "2025-06-01", "told_by": "article"}),
        ("parties", {"name_ar": "ا", "name_fr": "a", "organisation": "bank", "told_by": "article"}),
        ("variants", {"party": "agency", "lang": "fr", "name": "ADS", "told_by": "article"}),
        ("aims", {"text_ar": "ا", "text_fr": "a", "told_by": "article"}),
        ("sites", {"kind": "command", "name_ar": "ا", "name_fr": "a", "told_by": "article"}),
        ("facilities", {"name_ar": "ا", "name_fr": "a", "sites": "laayoune", "told_by": "article"}),
        ("duties", {"kind": "supervises", "parties": "foundation", "told_by": "article"}),
        ("remarks", {"text_ar": "ا", "text_fr": "a\nb", "told_by": "article"}),
    ],
)
def test_row_is_added_to_each_part_and_sent_twice_it_is_one(
    as_staff: AsStaff, part: str, fields: dict[str, str]
) -> None:
    rows.make_agreement()
    rows.make_partner()
    browser, before = as_staff(), len(getattr(standing(), part))
    form = pages.read(browser.get(f"{SOUTH}/{part}")).form("base").fields
    sent = {"csrf_token": form["csrf_token"], "row": form["row"], "base": "", **fields}

    answers = [browser.post(f"{SOUTH}/{part}", data=sent) for _ in range(2)]

    assert [answer.location for answer in answers] == [f"{SOUTH}#{part}"] * 2
    assert len(getattr(standing(), part)) == before + 1
    assert audited() == ["tour.edit_agreement"]
    written = register_file.write([standing()])
    assert register_file.read(written, source="x", organisations={"bank"}) == (standing(),)


@pytest.mark.parametrize(
    ("part", "fields", "fault"),
    [
        ("sites", {"name_ar": ""}, "Nom, en arabe"),
        ("sites", {"told_by": []}, "Choisissez-en au moins un."),
        ("sites", {"kind": "harbour"}, "Type"),
        ("stages", {"state": "ended", "day": ""}, "Une convention signée a une date"),
        ("stages", {"state": "expected", "day": "2025-06-01"}, "Une convention est attendue"),
        ("stages", {"state": "in_force", "day": "demain"}, "Ce n’est pas une date."),
        ("parties", {"note_ar": "ا", "note_fr": ""}, "laissez les deux vides"),
        ("remarks", {"text_ar": "ا" * 1001}, "Ce texte est trop long"),
    ],
)
def test_row_is_not_taken_when_something_is_wrong_and_what_was_typed_stays(
    as_staff: AsStaff, part: str, fields: dict[str, Any], fault: str
) -> None:
    rows.make_agreement()
    browser, before = as_staff(), standing()
    form = pages.read(browser.get(f"{SOUTH}/{part}")).form("base").fields
    whole = {"name_ar": "ا", "name_fr": "Port", "text_ar": "ا", "text_fr": "a", "kind": "city"}
    sent = {**form, **whole, "told_by": "article", **fields}

    page = pages.read(browser.post(f"{SOUTH}/{part}", data=sent))

    assert (page.status, fault in page.alerts[0]) == (422, True)
    assert len(page.all("p.why")) == 1
    assert standing() == before
    typed = page.form("base").fields
    assert typed.get("name_fr", "Port") == "Port"
    assert typed.get("text_ar", "").strip() == sent["text_ar"] * ("text_ar" in typed)


def test_hidden_signs_are_taken_out_so_that_the_file_can_be_read(as_staff: AsStaff) -> None:
    rows.make_agreement()

    as_staff().fill(SITE, {"name_fr": "La\u200e\u061câ\u0085youne \u202e(Sud)"})

    assert standing().sites[0].name["fr"] == "Laâyoune (Sud)"
    register_file.read(register_file.write([standing()]), source="x")


def test_row_is_edited_where_it_stands(as_staff: AsStaff) -> None:
    rows.make_agreement()

    answer = as_staff().fill(SITE, {"name_fr": "Laâyoune, siège"})

    assert answer.location == f"{SOUTH}#sites"
    assert [site.name["fr"] for site in standing().sites] == ["Laâyoune, siège", "Guergarat"]


def test_second_editor_is_told_and_nothing_is_lost(as_staff: AsStaff) -> None:
    rows.make_agreement()
    first, second = as_staff(), as_staff()
    form = pages.read(second.get(SITE)).form("name_fr").fields
    first.fill(SITE, {"name_fr": "La première", "kind": "command"})

    page = pages.read(second.post(SITE, data={**form, "name_fr": "La seconde"}))

    assert page.status == 409
    assert "Une autre personne a enregistré ceci" in page.alerts[0]
    assert page.all("//dl//dd") == ["La première", "La seconde"]
    assert page.form("name_fr").fields["name_fr"] == "La seconde"
    assert standing().sites[0].name["fr"] == "La première"


@pytest.mark.parametrize(("taken", "name"), [([], "La seconde"), (["name_fr"], "La première")])
def test_second_editor_chooses_and_the_other_fields_are_joined(
    as_staff: AsStaff, taken: list[str], name: str
) -> None:
    rows.make_agreement()
    first, second = as_staff(), as_staff()
    form = pages.read(second.get(SITE)).form("name_fr").fields
    first.fill(SITE, {"name_fr": "La première", "kind": "command"})
    clash = second.post(SITE, data={**form, "name_fr": "La seconde"})
    again = pages.read(clash).form("name_fr").fields

    assert second.post(SITE, data={**again, "taken": taken}).status_code == 303
    assert (standing().sites[0].name["fr"], standing().sites[0].kind) == (name, "command")


@pytest.mark.parametrize(
    ("address", "told", "left"),
    [
        (SITE, "D’autres lignes de la convention citent encore celle-ci.", (2, 1)),
        (f"{SOUTH}/duties/financing", "Retiré.", (2, 0)),
    ],
)
def test_row_is_taken_out_unless_others_speak_of_it(
    as_staff: AsStaff, address: str, told: str, left: tuple[int, int]
) -> None:
    rows.make_agreement()
    browser = as_staff()
    page = pages.read(browser.get(address))
    form = next(form for form in page.forms if form.action.endswith("/removal"))

    answer = browser.post(form.action, data=form.fields, follow_redirects=True)

    assert told in pages.read(answer).all("p.toast")[0]
    assert (len(standing().sites), len(standing().duties)) == left
    assert audited() == ["tour.remove_from_agreement"] * (1 - left[1])


def test_row_that_was_edited_meanwhile_is_not_taken_out(as_staff: AsStaff) -> None:
    rows.make_agreement()
    first, second = as_staff(), as_staff()
    duty = f"{SOUTH}/duties/financing"
    form = next(f for f in pages.read(second.get(duty)).forms if f.action.endswith("/removal"))
    first.fill(duty, NOTE)

    second.post(form.action, data=form.fields)

    assert [one.note["fr"] for one in standing().duties] == ["Procès-verbal"]


def test_row_that_was_taken_out_meanwhile_can_be_put_back(as_staff: AsStaff) -> None:
    rows.make_agreement()
    first, second = as_staff(), as_staff()
    duty = f"{SOUTH}/duties/financing"
    form = pages.read(second.get(duty)).form("note_ar").fields
    removal = next(f for f in pages.read(first.get(duty)).forms if f.action.endswith("/removal"))
    first.post(removal.action, data=removal.fields)

    page = pages.read(second.post(duty, data={**form, **NOTE}))
    assert (page.status, standing().duties) == (409, ())

    second.post(duty, data=page.form("note_ar").fields)
    assert [(one.key, one.note) for one in standing().duties] == [
        ("financing", {"ar": "محضر", "fr": "Procès-verbal"})
    ]


def test_delivery_is_recorded_step_by_step(as_staff: AsStaff) -> None:
    rows.make_agreement()
    browser, today = as_staff(), clock.today()
    browser.fill(GYM, {"state": "planned", "day": (today + timedelta(days=9)).isoformat()})

    answer = browser.fill(GYM, {"state": "delivered", "day": today.isoformat(), **NOTE})

    assert answer.location == f"{SOUTH}#deliveries"
    assert [(one.state, one.day) for one in standing().deliveries] == [("delivered", today)]
    page = pages.read(browser.get(GYM))
    assert page.all("//tbody/tr/th") == ["Livré", "Prévu"]
    assert [name.split(", ")[1][:5] for name in page.all("//tbody/tr/td[3]")] == ["Agent"] * 2
    assert audited() == ["tour.record_delivery"] * 2


def test_delivery_recorded_twice_is_one_step(as_staff: AsStaff) -> None:
    rows.make_agreement()
    browser = as_staff()
    step = {"state": "delivered", "day": "2025-10-01", **NOTE}
    form = pages.read(browser.get(GYM)).form("base").fields

    answers = [browser.post(GYM, data={**form, **step}).status_code for _ in range(2)]

    assert (answers, makers.count(AgreementDelivery)) == ([303, 303], 1)


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"note_ar": "", "note_fr": ""}, "s’explique"),
        ({"day": "2099-01-01"}, "Ce jour est à venir."),
        ({"day": ""}, "Ceci est nécessaire."),
        ({"note_fr": ""}, "laissez les deux vides"),
        ({"state": "given_up", "note_ar": "", "note_fr": ""}, "s’explique"),
    ],
)
def test_delivery_is_not_recorded_when_something_is_wrong(
    as_staff: AsStaff, fields: dict[str, str], fault: str
) -> None:
    rows.make_agreement()
    sent = {"state": "delivered", "day": "2025-10-01", **NOTE, **fields}

    page = pages.read(as_staff().fill(GYM, sent))

    assert (page.status, fault in page.alerts[0]) == (422, True)
    assert page.form("base").fields["state"] == sent["state"]
    assert makers.count(AgreementDelivery) == 0


def test_second_to_record_a_delivery_is_told_of_the_first(as_staff: AsStaff) -> None:
    rows.make_agreement()
    first, second = as_staff(), as_staff()
    form = pages.read(second.get(GYM)).form("base").fields
    first.fill(GYM, {"state": "begun", "day": "2025-10-01"})

    page = pages.read(second.post(GYM, data={**form, "state": "planned", "day": "2026-10-01"}))

    assert page.status == 409
    assert page.all("//dl//dd") == ["Commencé", "Prévu", "2025-10-01", "2026-10-01"]
    assert makers.count(AgreementDelivery) == 1


@pytest.mark.parametrize(
    "address",
    [
        f"{LIST}/nowhere",
        f"{SOUTH}/harbours",
        f"{SOUTH}/sites/rabat",
        f"{SOUTH}/deliveries/laayoune/pool",
        f"{SOUTH}/deliveries/rabat/gym",
    ],
)
def test_page_of_what_is_not_there_is_none(as_staff: AsStaff, address: str) -> None:
    rows.make_agreement()

    assert as_staff().get(address).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_desk_asks_as_often_for_one_agreement_as_for_three(
    as_staff: AsStaff, queries: Any, count: int
) -> None:
    for number in range(count):
        rows.make_delivery(rows.make_agreement(f"south-{number}"))
    browser = as_staff()

    with queries() as seen:
        browser.get(LIST)
        browser.get(f"{LIST}/south-0")

    assert len(seen) == 4
