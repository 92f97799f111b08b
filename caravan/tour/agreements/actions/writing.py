"""What every change of the register does: check the whole, write, say that it changed."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from caravan.kernel import versions
from caravan.kernel.clock import now
from caravan.tour.agreements import register_file, rules
from caravan.tour.agreements.models import Agreement, AgreementDelivery
from caravan.tour.agreements.plan import AgreementPlan, Delivery
from caravan.tour.agreements.queries import standing_plan
from caravan.tour.agreements.rows import changed_plan
from caravan.tour.offers import queries as offered


def check(plan: AgreementPlan) -> None:
    """Refuse what the file could not say: BadAgreements, with every fault."""
    partners = {one.code for one in offered.organisations()}
    register_file.read(register_file.write([plan]), source=plan.key, organisations=partners)


def write(
    writing: Session, row: Agreement, columns: Mapping[str, Any], staff_id: int | None
) -> None:
    """Bring the columns of `row` to `columns`; refused where the whole would not be right."""
    check(changed_plan(standing_plan(row), columns))
    for name, value in columns.items():
        setattr(row, name, value)
    _note(writing, row, staff_id)


def append(writing: Session, row: Agreement, step: Delivery, staff_id: int | None) -> None:
    """One more step of a delivery, which stands from now on; refused where it does not fit."""
    plan = standing_plan(row)
    others = tuple(delivery for delivery in plan.deliveries if delivery.key != step.key)
    check(replace(plan, deliveries=(*others, step)))
    writing.add(
        AgreementDelivery(
            agreement_id=row.id,
            site=step.site,
            facility=step.facility,
            state=step.state,
            day=step.day,
            note=step.note,
            told_by=list(step.told_by),
            staff_id=staff_id,
            recorded_at=now(),
        )
    )
    _note(writing, row, staff_id)


def _note(writing: Session, row: Agreement, staff_id: int | None) -> None:
    row.changed_at, row.staff_id = now(), staff_id
    writing.add(row)
    versions.bump(rules.TOPIC)
