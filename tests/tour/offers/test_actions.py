"""Writing the lists and the shifts: once, in the right place, never over somebody else's words."""

import itertools
from dataclasses import replace
from datetime import time, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from caravan.kernel import clock, versions
from caravan.kernel.audit import AuditEntry
from caravan.kernel.db import db
from caravan.kernel.refusal import NotFound
from caravan.settings import ROOT
from caravan.tour import actions as tour
from caravan.tour import queries as stops
from caravan.tour.catalogue import FILES, Service
from caravan.tour.drafting import Conflict
from caravan.tour.offers import actions, queries, rules
from caravan.tour.offers.models import Offer, Organisation, StandShift
from caravan.tour.offers.plan import OfferPlan, OrganisationPlan, ShiftPlan
from caravan.tour.offers.rows import plan_of
from caravan.tour.plan_json import mark_of
from tests import makers, offer_makers
from tests.together import together

NAME = {"ar": "بنك", "fr": "Banque", "en": "Bank"}
BANK = OrganisationPlan("bank", "bank", NAME)
LOAN = OfferPlan("loan", "bank", "housing", {"ar": "قرض", "fr": "Prêt"})


@pytest.fixture
def staff_id(app: Flask) -> int:
    return makers.make_staff().id


def save(name: str, plan: object, staff_id: int, seen: str = "") -> None:
    actions.save(name, plan, seen=seen, staff_id=staff_id)  # type: ignore[arg-type]


def audited() -> list[tuple[str, str]]:
    entries = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id))
    return [(entry.action, entry.subject) for entry in entries]


def test_new_entry_stands_at_the_end_of_its_list(staff_id: int) -> None:
    offer_makers.make_organisation("insurer", position=7)
    save("organisations", BANK, staff_id)
    assert [one.code for one in queries.organisations()] == ["insurer", "bank"]
    assert plan_of(queries.get_entry("organisations", "bank")) == BANK
    assert audited() == [("tour.save_organisation", "bank")]


def test_same_entry_sent_twice_is_one(staff_id: int) -> None:
    makers.make_service()
    save("organisations", BANK, staff_id)
    for _ in range(2):
        save("offers", LOAN, staff_id)
    assert makers.count(Offer) == 1
    assert len(audited()) == 2


def test_code_of_another_entry_is_refused(staff_id: int) -> None:
    save("organisations", BANK, staff_id)
    with pytest.raises(rules.CodeIsTaken):
        save("organisations", replace(BANK, kind="credit"), staff_id)
    assert queries.get_entry("organisations", "bank").kind == "bank"


def test_second_editor_is_shown_what_the_first_has_saved(staff_id: int) -> None:
    save("organisations", BANK, staff_id)
    seen = mark_of(BANK)
    first, second = replace(BANK, kind="credit"), replace(BANK, until=clock.today())
    save("organisations", first, staff_id, seen)
    with pytest.raises(Conflict) as refused:
        save("organisations", second, staff_id, seen)
    assert refused.value.theirs == first
    assert plan_of(queries.get_entry("organisations", "bank")) == first


def test_second_editor_who_says_the_same_is_not_troubled(staff_id: int) -> None:
    save("organisations", BANK, staff_id)
    changed = replace(BANK, kind="credit")
    for _ in range(2):
        save("organisations", changed, staff_id, mark_of(BANK))
    assert plan_of(queries.get_entry("organisations", "bank")) == changed


def test_several_who_save_at_once_lose_nothing(app: Flask, staff_id: int) -> None:
    assert together(app, lambda: save("organisations", BANK, staff_id)) == ["done"] * 4
    names = itertools.count(1)

    def rename() -> None:
        name = {"ar": f"بنك {next(names)}", "fr": "Banque"}
        save("organisations", replace(BANK, name=name), staff_id, mark_of(BANK))

    assert together(app, rename) == ["Conflict"] * 3 + ["done"]
    assert makers.count(Organisation) == 1


def test_public_pages_are_drawn_anew_after_a_change(staff_id: int) -> None:
    save("organisations", BANK, staff_id)
    assert versions.version_of("tour") == 1


def test_ended_offer_had_its_last_day_yesterday(staff_id: int) -> None:
    offer = offer_makers.make_offer()
    for _ in range(2):
        actions.end_offer(offer.code, staff_id=staff_id)
    assert queries.get_entry("offers", offer.code).until == clock.today() - timedelta(days=1)
    assert audited() == [("tour.end_offer", offer.code)]


@pytest.mark.parametrize(
    ("code", "step", "order"),
    [
        ("b", -1, ["b", "a", "c"]),
        ("b", 1, ["a", "c", "b"]),
        ("a", -1, ["a", "b", "c"]),
        ("c", 1, ["a", "b", "c"]),
    ],
)
def test_service_moves_one_place(staff_id: int, code: str, step: int, order: list[str]) -> None:
    for position, name in enumerate("abc"):
        makers.make_service(name, position=position)
    actions.move_service(code, step, staff_id=staff_id)
    assert [one.code for one in stops.all_services()] == order


def test_unchanged_file_leaves_what_was_edited_on_screen(staff_id: int) -> None:
    files = {name: (ROOT / "events" / name).read_bytes() for name in FILES}
    tour.load_catalogue(files)
    standing = plan_of(queries.get_entry("services", "housing"))
    edited = replace(standing, about={"ar": "نص جديد", "fr": "Texte nouveau"})
    save("services", edited, staff_id, mark_of(standing))
    save(
        "organisations",
        BANK,
        staff_id,
        mark_of(plan_of(queries.get_entry("organisations", "bank"))),
    )
    tour.load_catalogue(files)
    assert plan_of(queries.get_entry("services", "housing")) == edited
    assert plan_of(queries.get_entry("organisations", "bank")) == BANK


def test_entry_keeps_its_texts_in_further_languages(staff_id: int) -> None:
    service = Service("s", NAME, "house", {"ar": "نص", "fr": "Texte", "zgh": "ⴰ"})
    save("services", service, staff_id)
    assert plan_of(queries.get_entry("services", "s")) == service


def make_shift(**values: object) -> ShiftPlan:
    day = stops.get_stop("oujda-2025").first_day
    plan = ShiftPlan("bank", day, time(9), time(12), "فاطمة ب.", phone="+212612345678")
    return replace(plan, **values)  # type: ignore[arg-type]


def test_shift_added_twice_is_one_and_its_entry_names_nobody(staff_id: int) -> None:
    stop = makers.make_stop()
    for _ in range(2):
        actions.add_shift(stop, make_shift(), staff_id=staff_id)
    assert [plan_of(row) for row in queries.shifts_of(stop.id)] == [make_shift()]
    entry = db.session.scalars(select(AuditEntry)).one()
    assert (entry.action, entry.stop_key, entry.subject, entry.details) == (
        "tour.add_shift",
        "oujda-2025",
        "bank",
        {},
    )


def test_shift_changed_meanwhile_is_shown_and_kept(staff_id: int) -> None:
    stop = makers.make_stop()
    actions.add_shift(stop, make_shift(), staff_id=staff_id)
    row = queries.shifts_of(stop.id)[0]
    seen = mark_of(plan_of(row))
    first = make_shift(ends=time(13))
    actions.change_shift(stop, row.id, first, seen=seen, staff_id=staff_id)
    with pytest.raises(Conflict) as refused:
        actions.change_shift(stop, row.id, make_shift(phone=""), seen=seen, staff_id=staff_id)
    assert refused.value.theirs == first


def test_shift_made_equal_to_another_takes_its_place(staff_id: int) -> None:
    stop = makers.make_stop()
    for plan in (make_shift(), make_shift(starts=time(10))):
        actions.add_shift(stop, plan, staff_id=staff_id)
    row = queries.shifts_of(stop.id)[1]
    seen = mark_of(plan_of(row))
    actions.change_shift(stop, row.id, make_shift(phone=""), seen=seen, staff_id=staff_id)
    assert [plan_of(one) for one in queries.shifts_of(stop.id)] == [make_shift(phone="")]


def test_shift_is_taken_out_once(staff_id: int) -> None:
    stop = makers.make_stop()
    actions.add_shift(stop, make_shift(), staff_id=staff_id)
    shift = queries.shifts_of(stop.id)[0].id
    for _ in range(2):
        actions.remove_shift(stop, shift, staff_id=staff_id)
    assert makers.count(StandShift) == 0
    assert audited()[1:] == [("tour.remove_shift", "bank")]


def test_shift_of_another_stop_is_out_of_reach(staff_id: int) -> None:
    stop, other = makers.make_stop(), makers.make_stop("fes-2025")
    actions.add_shift(stop, make_shift(), staff_id=staff_id)
    shift = queries.shifts_of(stop.id)[0].id
    with pytest.raises(NotFound):
        actions.change_shift(other, shift, make_shift(), seen="", staff_id=staff_id)
    actions.remove_shift(other, shift, staff_id=staff_id)
    assert (makers.count(StandShift), makers.count(Organisation)) == (1, 0)
