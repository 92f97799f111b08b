"""A family on one form and on one telephone."""

from typing import Any

import pytest
from flask import Flask

from caravan.kernel.db import db
from caravan.registration.families.models import Companion
from caravan.registration.models import Consent, Registration
from tests import makers, pages
from tests.conftest import Browser

FORM = "/{lang}/stops/oujda-2025/register"
GOOD = {"full_name": "سلمى بناني", "category": "widow", "consent": "y"}
FAMILY = {
    "adults": "1",
    "minors": "2",
    "guardian": "y",
    "adult_names": "سعاد العلوي",
    "minor_names": "آدم بناني",
}


@pytest.fixture(autouse=True)
def stop(app: Flask) -> Any:
    return makers.make_stop()


def kept() -> list[tuple[str, str | None]]:
    rows = db.session.query(Companion).order_by(Companion.id)
    return [(row.kind, row.name) for row in rows]


@pytest.mark.parametrize(
    ("lang", "words"),
    [("ar", "3 (راشد واحد، طفلان)"), ("fr", "3 (1 adulte, 2 enfants)")],
)
def test_family_is_registered_with_one_form(client: Browser, lang: str, words: str) -> None:
    answer = client.fill(FORM.format(lang=lang), {**GOOD, **FAMILY})

    assert kept() == [("adult", "سعاد العلوي"), ("minor", "آدم بناني"), ("minor", None)]
    assert db.session.query(Registration).one().companions == 3
    purposes = {row.purpose for row in db.session.query(Consent)}
    assert purposes == {"stop", "guardian"}
    assert words in pages.read(client.get(answer.location)).all("//dd")


def test_family_sent_again_is_the_same_family(client: Browser) -> None:
    form = pages.read(client.get(FORM.format(lang="ar"))).form("full_name").fields
    tickets = {
        client.post(FORM.format(lang="ar"), data={**form, **GOOD, **FAMILY}).location
        for _tap in range(2)
    }

    assert (len(tickets), makers.count(Companion), makers.count(Consent)) == (1, 3, 2)


def test_children_without_guardian_are_told_beside_the_box(client: Browser) -> None:
    answer = client.fill(FORM.format(lang="ar"), {**GOOD, "minors": "1"})
    page = pages.read(answer)

    assert answer.status_code == 422
    assert page.all("p.why") == [
        "المرجو وضع العلامة في الخانة إن كنتم مسؤولين عن هؤلاء الأطفال: لا يمكن تسجيلهم بدونها."
    ]
    assert page.tree.xpath("//details[@id='family']/@open") == [""]
    assert makers.count(Registration) == 0


def test_number_that_was_said_stands_where_fewer_were_told_of(client: Browser) -> None:
    client.fill(FORM.format(lang="ar"), {**GOOD, "companions": "4", "helpers": "1"})

    assert db.session.query(Registration).one().companions == 4
    assert kept() == [("helper", None)]


def test_too_many_are_told_at_the_number(client: Browser) -> None:
    answer = client.fill(FORM.format(lang="fr"), {**GOOD, "adults": "5", "helpers": "5"})

    assert answer.status_code == 422
    assert pages.read(answer).all("p.why") == ["Choisissez un nombre de 0 à 9."]


def test_several_people_share_one_telephone(client: Browser) -> None:
    for name in ("سلمى بناني", "أحمد بناني"):
        client.fill(FORM.format(lang="ar"), {**GOOD, "full_name": name, "phone": "0612345678"})

    phones = [row.phone for row in db.session.query(Registration)]
    assert phones == ["+212612345678"] * 2


def test_companion_has_no_way_to_be_reached() -> None:
    assert set(Companion.__table__.columns.keys()) == {"id", "registration_id", "kind", "name"}


def test_family_goes_with_the_registration(client: Browser) -> None:
    client.fill(FORM.format(lang="ar"), {**GOOD, **FAMILY})

    row = db.session.query(Registration).one()
    db.session.query(Consent).delete()
    db.session.delete(row)
    db.session.commit()

    assert makers.count(Companion) == 0


def test_missing_guardian_is_told_at_the_box_itself(client: Browser) -> None:
    answer = client.fill(FORM.format(lang="fr"), {**GOOD, "minors": "1"})

    (box,) = pages.read(answer).tree.xpath("//input[@id='guardian']")
    assert (box.get("aria-invalid"), box.get("aria-describedby")) == ("true", "guardian-error")
