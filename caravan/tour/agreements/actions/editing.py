"""What staff write into the register: an agreement, its rows, each step of a delivery."""

from dataclasses import dataclass

from sqlalchemy.exc import IntegrityError

from caravan.kernel import audit, versions
from caravan.kernel.clock import now, today
from caravan.kernel.db import transaction
from caravan.kernel.refusal import NotFound
from caravan.tour.agreements import queries, rules
from caravan.tour.agreements.actions.writing import append, check, write
from caravan.tour.agreements.fields import DELIVERY, HEAD, PARTS, Part, has_key, shown
from caravan.tour.agreements.models import Agreement
from caravan.tour.agreements.plan import STATES, AgreementPlan
from caravan.tour.agreements.rows import (
    Flat,
    Values,
    columns_of,
    delivery_from,
    flat_of,
    values_from,
    values_of,
)
from caravan.tour.faults import BadAgreements
from caravan.tour.file_shapes import Field
from caravan.tour.stop_plan import Text


@dataclass(frozen=True)
class Edit:
    """What a form sends: its fields, what they began from (`rules.base_of`), and what was chosen.

    `taken` names the fields in which the person prefers what somebody else saved meanwhile.
    """

    flat: Flat
    base: str = ""
    taken: tuple[str, ...] = ()


def create(key: str, title: Text, *, staff_id: int) -> None:
    """A new agreement, not shown to the public yet.

    Refused: KeyTaken; BadAgreements where the key or the title is none.
    """
    plan = AgreementPlan(key, title, draft=True)
    check(plan)
    with transaction() as writing:
        row = Agreement(**columns_of(plan), changed_at=now(), staff_id=staff_id)
        writing.add(row)
        try:
            writing.flush()
        except IntegrityError as taken:
            raise rules.KeyTaken from taken
        versions.bump(rules.TOPIC)
        audit.record("tour.add_agreement", staff_id=staff_id, subject=key)


def save_head(key: str, edit: Edit, *, staff_id: int) -> None:
    """Title of the agreement, and whether it is a draft. Refused: ChangedMeanwhile."""
    with transaction() as writing:
        row = _held(key)
        before = values_of(queries.standing_plan(row), HEAD)
        after = _joined(HEAD[1:], before, edit)
        if after != before:
            write(writing, row, after, staff_id)
            audit.record("tour.edit_agreement", staff_id=staff_id, subject=key, part="head")


def save_row(key: str, plural: str, name: str, edit: Edit, *, staff_id: int) -> None:
    """Write the row `name` of a part, at the end of its part where it is not there yet.

    The same form sent twice is one row. Refused: ChangedMeanwhile, RemovedMeanwhile, and
    BadAgreements where the file could not say it.
    """
    part = PARTS[plural]
    with transaction() as writing:
        row = _held(key)
        rows = list(getattr(row, plural))
        at = _place(rows, part, name)
        before = rows[at] if at is not None else None
        after = _joined(shown(part), before, edit, {"key": name} if has_key(part) else {})
        if after == before:
            return
        if at is None:
            rows.append(after)
        else:
            rows[at] = after
        write(writing, row, {plural: _in_order(part, rows)}, staff_id)
        audit.record("tour.edit_agreement", staff_id=staff_id, subject=key, part=plural, row=name)


def remove_row(key: str, plural: str, name: str, base: str, *, staff_id: int) -> None:
    """Take a row out, where it is what the person saw (`base`).

    Refused: ChangedMeanwhile, RemovedMeanwhile, and StillNamed where other rows speak of it.
    """
    part = PARTS[plural]
    with transaction() as writing:
        row = _held(key)
        rows = list(getattr(row, plural))
        at = _place(rows, part, name)
        if at is None:
            raise rules.RemovedMeanwhile
        there = rules.base_of(flat_of(rows[at], shown(part)))
        if rules.read_base(base) != rules.read_base(there):
            raise rules.ChangedMeanwhile([], {}, there)
        del rows[at]
        try:
            write(writing, row, {plural: rows}, staff_id)
        except BadAgreements as named:
            raise rules.StillNamed from named
        audit.record(
            "tour.remove_from_agreement", staff_id=staff_id, subject=key, part=plural, row=name
        )


def record_delivery(key: str, site: str, facility: str, edit: Edit, *, staff_id: int) -> None:
    """One more step of a delivery; the very same as the one that stands changes nothing.

    Refused: DayAhead, ChangedMeanwhile, BadAgreements.
    """
    with transaction() as writing:
        row = _held(key)
        steps = {step.key: step for step in queries.standing_plan(row).deliveries}
        standing = steps.get(f"{site}/{facility}")
        before = values_of(standing, DELIVERY) if standing else None
        after = _joined(DELIVERY[2:], before, edit, {"site": site, "facility": facility})
        if after == before:
            return
        step = delivery_from(after)
        rules.check_day(step.state, step.day, today())
        append(writing, row, step, staff_id)
        audit.record(
            "tour.record_delivery",
            staff_id=staff_id,
            subject=key,
            site=site,
            facility=facility,
            state=step.state,
        )


def _held(key: str) -> Agreement:
    """The agreement, held until the transaction ends: editors take turns."""
    row = queries.find_row(key, to_change=True)
    if row is None:
        raise NotFound
    return row


def _place(rows: list[Values], part: Part, name: str) -> int | None:
    first = part.fields[0].key
    return next((at for at, row in enumerate(rows) if row[first] == name), None)


def _joined(
    fields: tuple[Field, ...], before: Values | None, edit: Edit, bare: Values | None = None
) -> Values:
    """The row once `edit` is joined with what stands; on `bare` where nothing stands yet."""
    if before is not None:
        flat = rules.reconcile(edit.base, edit.flat, flat_of(before, fields), edit.taken)
        return values_from(flat, fields, before)
    if rules.read_base(edit.base):
        raise rules.RemovedMeanwhile
    return values_from(edit.flat, fields, bare or {})


def _in_order(part: Part, rows: list[Values]) -> list[Values]:
    """States in the order in which an agreement comes to them; the rest as entered."""
    if part is not PARTS["stages"]:
        return rows
    return sorted(rows, key=lambda row: STATES.index(row["state"]))
