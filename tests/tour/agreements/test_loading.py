"""The register from its file: loaded once, never over what staff edited, and given back whole."""

from dataclasses import replace
from typing import Any

import pytest
from flask import Flask

from caravan.kernel import versions
from caravan.kernel.audit import AuditEntry
from caravan.settings import ROOT
from caravan.tour.agreements import actions, register_file, rules
from caravan.tour.agreements import queries as register
from caravan.tour.agreements.actions import Edit, Loaded
from caravan.tour.agreements.fields import DELIVERY, PARTS, shown
from caravan.tour.agreements.models import Agreement, AgreementDelivery
from caravan.tour.agreements.plan import AgreementPlan
from caravan.tour.agreements.rows import flat_of, values_of
from tests import makers
from tests import register as rows
from tests.tour.agreements.register_files import SHORT

(PLAN,) = register_file.read(SHORT, source="agreements.toml")
KEY = PLAN.key
NOTHING = Loaded((), ())
TAKEN = Loaded((KEY,), ())
KEPT = Loaded((), (KEY,))


def standing() -> AgreementPlan:
    return register.get_agreement(KEY, drafts=True).plan


def edited(field: str, value: str) -> None:
    """Somebody changes one field of the first site on screen."""
    fields = shown(PARTS["sites"])
    flat = flat_of(values_of(standing().sites[0], fields), fields)
    staff = makers.make_staff()
    edit = Edit({**flat, field: value}, rules.base_of(flat))
    actions.save_row(KEY, "sites", "laayoune", edit, staff_id=staff.id)


def delivered(site: str = "guergarat") -> None:
    """Somebody records a delivery on screen."""
    flat = {"state": "begun", "day": "2025-11-01", "note_ar": "", "note_fr": "", "told_by": []}
    actions.record_delivery(KEY, site, "gym", Edit(flat), staff_id=makers.make_staff().id)


def test_file_is_loaded_once(app: Flask) -> None:
    assert actions.load([PLAN]) == TAKEN
    versions.forget_all()
    seen = versions.version_of(rules.TOPIC), makers.count(AuditEntry)
    assert actions.load([PLAN]) == NOTHING
    versions.forget_all()
    assert (versions.version_of(rules.TOPIC), makers.count(AuditEntry)) == seen
    assert standing() == PLAN


def test_file_that_did_not_change_leaves_what_staff_edited(app: Flask) -> None:
    actions.load([PLAN])
    edited("name_fr", "Laâyoune, siège")
    delivered()

    assert actions.load([PLAN]) == NOTHING
    assert standing().sites[0].name["fr"] == "Laâyoune, siège"
    assert makers.count(AgreementDelivery) == 2


def test_file_that_changed_is_followed_where_nobody_edited(app: Flask) -> None:
    actions.load([PLAN])
    delivered()
    changed = replace(PLAN, title={"ar": "أخرى", "fr": "Autre"})

    assert actions.load([changed]) == TAKEN
    assert standing().title["fr"] == "Autre"
    assert [step.state for step in standing().deliveries] == ["delivered", "begun"]


def test_file_that_changed_is_not_followed_where_staff_edited(app: Flask) -> None:
    actions.load([PLAN])
    edited("name_fr", "Laâyoune, siège")
    changed = replace(PLAN, title={"ar": "أخرى", "fr": "Autre"})

    assert actions.load([changed]) == KEPT
    assert actions.load([changed]) == KEPT
    assert standing().title == PLAN.title


def test_file_brought_together_with_the_screen_is_followed_again(app: Flask) -> None:
    actions.load([PLAN])
    edited("name_fr", "Laâyoune, siège")
    (exported,) = register_file.read(register_file.write(register.everything()), source="x")
    assert actions.load([exported]) == NOTHING

    assert actions.load([replace(exported, draft=True)]) == TAKEN
    assert standing() == replace(exported, draft=True)


def test_file_never_drops_a_site_where_staff_recorded_a_delivery(app: Flask) -> None:
    actions.load([PLAN])
    delivered()
    (gym,) = PLAN.facilities
    smaller = replace(PLAN, sites=PLAN.sites[:1], facilities=(replace(gym, sites=("laayoune",)),))

    assert actions.load([smaller]) == KEPT
    assert len(standing().sites) == 2


def test_step_of_the_file_is_appended_unless_staff_recorded_another(app: Flask) -> None:
    actions.load([PLAN])
    (step,) = PLAN.deliveries
    moved = replace(step, day=step.day.replace(day=2))
    assert actions.load([replace(PLAN, deliveries=(moved,))]) == TAKEN

    flat = flat_of(values_of(moved, DELIVERY[2:]), DELIVERY[2:])
    edit = Edit({**flat, "state": "begun"}, rules.base_of(flat))
    actions.record_delivery(KEY, "laayoune", "gym", edit, staff_id=makers.make_staff().id)
    again = replace(step, day=step.day.replace(day=3))

    assert actions.load([replace(PLAN, deliveries=(again,))]) == KEPT
    assert [one.state for one in standing().deliveries] == ["begun"]
    assert makers.count(AgreementDelivery) == 3


def test_agreement_that_the_file_no_longer_names_stays(app: Flask) -> None:
    actions.load([PLAN])

    assert actions.load([]) == NOTHING
    assert makers.count(Agreement) == 1


def test_agreement_of_staff_is_not_overwritten_by_a_file_with_its_key(app: Flask) -> None:
    actions.create(KEY, {"ar": "مسودة", "fr": "Brouillon"}, staff_id=makers.make_staff().id)

    assert actions.load([PLAN]).kept == (KEY,)
    assert standing().title["fr"] == "Brouillon"


def test_real_register_comes_back_and_changes_nothing(app: Flask) -> None:
    plans = register_file.read((ROOT / "events" / "agreements.toml").read_bytes(), source="x")
    assert len(actions.load(plans).changed) == 3

    written = register_file.write(register.everything())

    assert register_file.read(written, source="x") == plans
    assert actions.load(register_file.read(written, source="x")) == NOTHING


@pytest.mark.parametrize("count", [1, 3])
def test_lists_ask_as_often_for_one_agreement_as_for_three(
    app: Flask, queries: Any, count: int
) -> None:
    for number in range(count):
        rows.make_delivery(rows.make_agreement(f"south-{number}"))

    with queries() as seen:
        register.agreements()

    assert len(seen) == 2
