"""The register from its file: what the file changed is followed, what staff edited is kept."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from caravan.kernel import audit, versions
from caravan.kernel.clock import now
from caravan.kernel.db import transaction
from caravan.tour.agreements import queries, rules
from caravan.tour.agreements.actions.writing import append, check, write
from caravan.tour.agreements.fields import DELIVERY
from caravan.tour.agreements.models import Agreement
from caravan.tour.agreements.plan import AgreementPlan, Delivery
from caravan.tour.agreements.rows import columns_of, values_of
from caravan.tour.faults import BadAgreements

FACTS = ""  # where `loaded` keeps the digest of everything but the deliveries


@dataclass(frozen=True)
class Loaded:
    """Keys of the agreements that the file has changed, and of those that it could not.

    `kept` were edited on screen since the file was loaded, and the file has changed too: export
    the register, bring the two together, and publish that.
    """

    changed: tuple[str, ...]
    kept: tuple[str, ...]


def load(plans: Iterable[AgreementPlan]) -> Loaded:
    """Take over what the file of the register says anew; what it no longer names stays.

    The same file twice changes nothing, whatever staff edited meanwhile.
    """
    results: dict[str, set[str]] = {}
    with transaction() as writing:
        for plan in plans:
            results[plan.key] = _load(writing, plan)
    return Loaded(
        tuple(key for key, done in results.items() if "take" in done),
        tuple(key for key, done in results.items() if "keep" in done),
    )


def _load(writing: Session, plan: AgreementPlan) -> set[str]:
    """What was done for one agreement: "same", "take", "keep"."""
    row = queries.find_row(plan.key, to_change=True)
    loaded = dict(row.loaded) if row else {}
    facts = columns_of(plan)
    if row is None:
        done = {"take"}
        row = Agreement(**facts, loaded={}, changed_at=now())
        writing.add(row)
        writing.flush()
        versions.bump(rules.TOPIC)
        loaded[FACTS] = rules.digest(facts)
    else:
        done = {_load_facts(writing, row, plan, loaded)}
    done |= {_load_delivery(writing, row, step, loaded) for step in plan.deliveries}
    row.loaded = loaded
    if "take" in done:
        audit.record("tour.load_agreement", staff_id=None, subject=plan.key)
    return done


def _load_facts(
    writing: Session, row: Agreement, plan: AgreementPlan, loaded: dict[str, str]
) -> str:
    standing = queries.standing_plan(row)
    facts = columns_of(plan)
    new, current = rules.digest(facts), rules.digest(columns_of(standing))
    verdict = rules.decide(loaded.get(FACTS), new, current)
    if verdict == "take" and not _is_right(replace(plan, deliveries=standing.deliveries)):
        return "keep"  # the file drops a site or facility whose delivery staff have recorded
    if verdict == "take":
        write(writing, row, facts, None)
    if verdict != "keep":
        loaded[FACTS] = new
    return verdict


def _load_delivery(writing: Session, row: Agreement, step: Delivery, loaded: dict[str, str]) -> str:
    """The file's step is appended where it is new, and nobody recorded another meanwhile."""
    standing = queries.standing_plan(row)
    there = {one.key: rules.digest(values_of(one, DELIVERY)) for one in standing.deliveries}
    new = rules.digest(values_of(step, DELIVERY))
    verdict = rules.decide(loaded.get(step.key), new, there.get(step.key))
    others = tuple(one for one in standing.deliveries if one.key != step.key)
    if verdict == "take" and not _is_right(replace(standing, deliveries=(*others, step))):
        return "keep"
    if verdict == "take":
        append(writing, row, step, None)
    if verdict != "keep":
        loaded[step.key] = new
    return verdict


def _is_right(plan: AgreementPlan) -> bool:
    try:
        check(plan)
    except BadAgreements:
        return False
    return True
