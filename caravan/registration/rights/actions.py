"""Writing the person's rights: ask, answer, switch messages off and on, erase."""

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import datetime

from sqlalchemy import Table, update

from caravan.kernel import audit, erasures, holdings, outbox, retention
from caravan.kernel.db import transaction
from caravan.kernel.retention import Certificate, Rule
from caravan.kernel.terminal import Progress
from caravan.registration import queries as registration
from caravan.registration.capacity import actions as places
from caravan.registration.capacity.rules import WITHDRAWN
from caravan.registration.models import Registration
from caravan.registration.people import queries as people
from caravan.registration.rights import queries, rules
from caravan.registration.rights.models import Opposition, PrivacyRequest


def ask(person: Registration, kind: str, words: str, *, now: datetime) -> None:
    """Keep a request for the staff; refused while too many of the same person wait."""
    with transaction() as writing:
        rules.refuse_flood(queries.count_open(person.id))
        writing.add(
            PrivacyRequest(
                registration_id=person.id, kind=kind, words=words, asked_at=now, answer=""
            )
        )


def record(
    stop_id: int,
    stop_key: str,
    entry_code: str,
    kind: str,
    words: str,
    *,
    staff_id: int,
    now: datetime,
) -> None:
    """Keep a request that a person of this stop made in person; refused for an unknown code."""
    person = registration.find_by_entry_code(entry_code)
    if person is None or person.stop_id != stop_id:
        raise rules.NoSuchCode
    with transaction():
        ask(person, kind, words, now=now)
        audit.record(
            "registration.record_request",
            staff_id=staff_id,
            stop_key=stop_key,
            subject=person.id,
            kind=kind,
        )


def answer(
    request_id: int,
    stop_id: int,
    stop_key: str,
    outcome: str,
    text: str,
    *,
    staff_id: int,
    now: datetime,
) -> None:
    """Say what became of a request about this stop; refused when somebody did already.

    ERASED erases the person at once, with every registration that was found to be this person, and
    the request with everything else.
    """
    with transaction():
        places.take_turn(stop_id)  # before anything is held: always in this order
        request = queries.get_request(request_id, stop_id, to_change=True)
        if request.outcome is not None:
            raise rules.AlreadyAnswered
        audit.record(
            "registration.answer_request",
            staff_id=staff_id,
            stop_key=stop_key,
            subject=request_id,
            outcome=outcome,
        )
        if outcome == rules.ERASED:
            person = queries.person_of(request)
            erase(person, *people.same_person(person.id), why="asked", now=now)
            return
        request.outcome, request.answer = outcome, text
        request.answered_at, request.staff_id = now, staff_id


def oppose(person: Registration, *, now: datetime) -> None:
    """No more messages to this person, by whichever registration; those that wait are given up.

    Twice is once.
    """
    with transaction() as writing:
        if not queries.opposed_among([person.id]):
            writing.add(Opposition(registration_id=person.id, opposed_at=now))
        for one in (person, *people.same_person(person.id)):
            outbox.give_up(outbox.person_mark(one.code))


def lift_opposition(shown: Iterable[Registration], *, now: datetime) -> None:
    """Whoever showed these tickets wants messages again; said with another one, it stands."""
    with transaction() as writing:
        meant = Opposition.registration_id.in_([one.id for one in shown])
        writing.execute(
            update(Opposition).where(meant, Opposition.lifted_at.is_(None)).values(lifted_at=now)
        )


def erase(*shown: Registration, why: str, now: datetime) -> None:
    """Erase these registrations of one person and all that hangs on them, for good.

    The list remembers it. `why` is "asked" when the person did it, else a word for the list. The
    places go to those who wait longest.
    """
    ids, codes = [one.id for one in shown], [one.code for one in shown]
    with transaction():
        for stop_id in queries.stops_of(ids):
            places.take_turn(stop_id)  # before anything is written: always in this order
        for code in codes:
            outbox.give_up(outbox.person_mark(code))
        marks = map(erasures.mark_of, (*codes, *queries.invitation_codes(ids)))
        erasures.remember(marks, why=why, now=now)
        _let_go(ids, now)


def _let_go(ids: Collection[int], now: datetime) -> dict[str, int]:
    """Delete these people and give their places on; how many rows went, by table."""
    with transaction():
        stops = queries.stops_of(ids)
        for stop_id in stops:
            places.take_turn(stop_id)
        bound = people.bound_to(ids)
        counted = people.counting_among(bound)
        table = queries.REGISTRATIONS
        gone = holdings.erase(table, table.c.id.in_(ids))
        back = people.by_id(people.counting_among(bound) - counted)
        for stop_id in stops:
            count_again = [one.id for one in back.values() if one.stop_id == stop_id]
            places.settle(stop_id, count_again, cause=WITHDRAWN, now=now)
    return gone


def purge(due: Iterable[Rule], moment: datetime) -> Certificate | None:
    """Apply retention at `moment` (UTC) and note that it was done; None where nothing was due."""
    done = retention.purge(due, moment)
    rows = sum(sum(line.gone.values()) for line in done.lines) if done else 0
    with transaction():
        number = done.number if done else ""
        audit.record("registration.purge", staff_id=None, subject=number, rows=rows)
    return done


def replay(now: datetime, show: Progress | None = None) -> dict[str, int]:
    """Erase again everybody whom the list of the erased names: after an old copy was restored.

    Also invitations by which they registered: the copy may be older than that. Gives how many rows
    went, by table; twice is once. `show` is told (looked at, all).
    """
    marks = erasures.remembered()
    gone: Counter[str] = Counter()
    looked, every = 0, sum(map(queries.count_all, queries.REMEMBERED))
    for table in queries.REMEMBERED:
        for batch in queries.codes_in_batches(table):
            ids = [number for number, code in batch if erasures.mark_of(code) in marks]
            gone.update(_erase_again(table, ids, now) if ids else {})
            looked += len(batch)
            if show:
                show(looked, every)
    return dict(gone)


def _erase_again(table: Table, ids: Collection[int], now: datetime) -> dict[str, int]:
    if table is queries.REGISTRATIONS:
        return _let_go(ids, now)
    with transaction():
        return holdings.erase(table, table.c.id.in_(ids))
