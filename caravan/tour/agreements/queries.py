"""Reading the register of agreements: what is agreed, and where each delivery stands."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from caravan.accounts.models import Staff
from caravan.kernel.clock import to_wall
from caravan.kernel.db import session
from caravan.kernel.refusal import NotFound
from caravan.tour.agreements import rules
from caravan.tour.agreements.models import Agreement, AgreementDelivery
from caravan.tour.agreements.plan import AgreementPlan, Delivery
from caravan.tour.agreements.rows import delivery_of, plan_of

Cover = rules.Cover


@dataclass(frozen=True)
class Entry:
    """An agreement as it stands, with the instant and the person of the last change."""

    plan: AgreementPlan
    changed_at: datetime
    staff_id: int | None


@dataclass(frozen=True)
class Step:
    """One step of a delivery, the Moroccan day it was recorded and by whom ("" for the file)."""

    delivery: Delivery
    recorded_on: date
    by: str


def agreements(*, drafts: bool = False) -> list[AgreementPlan]:
    """Every agreement, the newest signature first; those not shown to the public if `drafts`."""
    return rules.newest_first(_plans(drafts=drafts))


def everything() -> list[AgreementPlan]:
    """Every agreement with the drafts, in the order in which they were entered."""
    return _plans(drafts=True)


def get_agreement(key: str, *, drafts: bool = False) -> Entry:
    """The agreement with this key; refused when there is none, or a draft without `drafts`."""
    row = find_row(key)
    if row is None or (row.draft and not drafts):
        raise NotFound
    return Entry(standing_plan(row), row.changed_at, row.staff_id)


def find_row(key: str, *, to_change: bool = False) -> Agreement | None:
    """The row of the agreement, or None; `to_change` holds it until the transaction ends."""
    chosen = select(Agreement).where(Agreement.key == key)
    return session().scalar(chosen.with_for_update() if to_change else chosen)


def standing_plan(row: Agreement) -> AgreementPlan:
    """The agreement of `row` with the deliveries that stand."""
    return plan_of(row, _standing([row.id]).get(row.id, ()))


def steps(key: str, site: str, facility: str) -> list[Step]:
    """The delivery of a facility at a site, step by step, the last first."""
    chosen = (
        select(AgreementDelivery, Staff.name)
        .join(Agreement, Agreement.id == AgreementDelivery.agreement_id)
        .outerjoin(Staff, Staff.id == AgreementDelivery.staff_id)
        .where(
            Agreement.key == key,
            AgreementDelivery.site == site,
            AgreementDelivery.facility == facility,
        )
        .order_by(AgreementDelivery.id.desc())
    )
    found = session().execute(chosen).all()
    return [
        Step(delivery_of(row), to_wall(row.recorded_at).date(), name or "") for row, name in found
    ]


def covers(organisations: Collection[str], day: date) -> dict[str, rules.Cover]:
    """How agreements of the register, drafts included, cover each of these partners on `day`."""
    plans = _without_deliveries() if organisations else []
    bound = {
        code: [plan for plan in plans if code in {party.organisation for party in plan.parties}]
        for code in organisations
    }
    return {
        code: rules.cover(((plan.title, plan.stages) for plan in found), day)
        for code, found in bound.items()
    }


def _without_deliveries() -> list[AgreementPlan]:
    return [plan_of(row, ()) for row in session().scalars(select(Agreement).order_by(Agreement.id))]


def _plans(*, drafts: bool) -> list[AgreementPlan]:
    chosen = select(Agreement).order_by(Agreement.id)
    rows = list(session().scalars(chosen if drafts else chosen.where(Agreement.draft.is_(False))))
    standing = _standing([row.id for row in rows])
    return [plan_of(row, standing.get(row.id, ())) for row in rows]


def _standing(agreements: Sequence[int]) -> dict[int, Iterable[Delivery]]:
    """The last step of each facility at each site, by agreement, in the order of the first ones."""
    chosen = select(AgreementDelivery).where(AgreementDelivery.agreement_id.in_(agreements))
    last: dict[int, dict[str, Delivery]] = {}
    for row in session().scalars(chosen.order_by(AgreementDelivery.id)):
        delivery = delivery_of(row)
        last.setdefault(row.agreement_id, {})[delivery.key] = delivery
    return {agreement: found.values() for agreement, found in last.items()}
