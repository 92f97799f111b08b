"""Finding people of a stop by their name, in either script and in any usual spelling."""

from collections.abc import Collection, Iterable
from typing import NamedTuple

from flask_sqlalchemy.pagination import Pagination
from sqlalchemy import ColumnElement, and_, exists, false, not_, or_, select, true
from sqlalchemy.orm import InstrumentedAttribute

from caravan.kernel import codes, names
from caravan.kernel.db import db, session
from caravan.registration.models import Registration, Withdrawal
from caravan.registration.people import index, rules
from caravan.registration.people.models import Merge, MergeUndo

_UNDONE = select(MergeUndo.merge_id)
STANDING = select(Merge.other_id, Merge.kept_id).where(Merge.is_same, Merge.id.not_in(_UNDONE))
"""Whose registration is somebody else's (`other_id`), and whose (`kept_id`)."""
_SAME = STANDING.subquery()
_ITSELF = select(Withdrawal.registration_id)
_AS_ANOTHER = select(_SAME.c.kept_id).where(_SAME.c.other_id.in_(_ITSELF))
IS_WITHDRAWN = or_(
    exists().where(Withdrawal.registration_id == Registration.id),
    Registration.id.in_(_AS_ANOTHER),
)
"""Whether the person of the row at hand withdrew; of several rows, asked of the one that counts."""
_AS_KEPT = select(_SAME.c.other_id).where(_SAME.c.kept_id.in_(_ITSELF))
WITHDRAWN = _ITSELF.union_all(_AS_ANOTHER, _AS_KEPT)
"""The registrations of whoever withdrew, with whichever of the own tickets.

Only one of these has the row: when the decision that they are one person is taken back, the other
ones stand as if nothing had been.
"""
GONE = _ITSELF.union_all(_AS_ANOTHER, select(_SAME.c.other_id))
"""The ids that do not count: withdrawn, or the same person as another one who counts."""
ON_A_PAGE = 50
MOST_FOUND = 200
"""Of a name that more people have, the newest of them are looked at: more letters find the others.

To sort tens of thousands for the ten that a list shows would take longer than the door can wait.
"""
_LAST_PAGE = 9999  # beyond it, counting rows to leave out is more than databases can


Key = InstrumentedAttribute[str]


class Meant(NamedTuple):
    """Whom a text means: what the index is asked, and what decides, name by name."""

    match: str
    names: ColumnElement[bool]


def search_people(stop_id: int, text: str, limit: int = 10) -> list[Registration]:
    """The people of the stop whose name is spelled or sounds like `text`, the best first.

    At least three signs are needed, else nobody is found. Withdrawn ones are found too: the gate
    has to say so.
    """
    if len(names.fold(text)) < 3:
        return []
    spelled, sounding = _spelled(text), _sounding(text)
    found = _by_name(stop_id, spelled, limit)
    if len(found) < limit:
        other = Meant(sounding.match, and_(sounding.names, not_(spelled.names)))
        found += _by_name(stop_id, other, limit - len(found))
    chosen = session().scalars(select(Registration).where(Registration.id.in_(found)))
    people = {one.id: one for one in chosen}
    return [people[one] for one in found]


def _by_name(stop_id: int, meant: Meant, limit: int) -> list[int]:
    """The ids of the first of those meant, by name."""
    return [number for _key, number in sorted(_newest(stop_id, meant))[:limit]]


def _newest(stop_id: int, meant: Meant) -> list[tuple[str, int]]:
    """Key and id of the newest MOST_FOUND of those meant."""
    if meant.match and db.engine.dialect.name == "sqlite":
        # Said so, SQLite begins with the index and not with everybody of the stop.
        which = and_((Registration.stop_id + 0) == stop_id, meant.names)
        fresh = session().execute(index.not_yet_in(which)).all()
        kept = session().execute(index.newest(meant.match, which, MOST_FOUND)).all()
        return [(key, number) for key, number in (*fresh, *kept)][:MOST_FOUND]
    columns = select(Registration.name_folded, Registration.id)
    chosen = columns.where(Registration.stop_id == stop_id, meant.names)
    found = session().execute(chosen.order_by(Registration.id.desc()).limit(MOST_FOUND)).all()
    return [(key, number) for key, number in found]


def meant(key: Key, text: str) -> ColumnElement[bool]:
    """Whether the search key in that column is of a name spelled like `text`, or sounding so."""
    return or_(_is_spelled(key, text), _is_sounding(key, text))


def _is_spelled(key: Key, text: str) -> ColumnElement[bool]:
    parts, _sounds = names.search_parts(text)
    return and_(true(), *(key.contains(part, autoescape=True) for part in parts))


def _is_sounding(key: Key, text: str) -> ColumnElement[bool]:
    _parts, sounds = names.search_parts(text)
    return and_(*(or_(*map(key.contains, sound)) for sound in sounds)) if sounds else false()


def _spelled(text: str) -> Meant:
    return Meant(index.spelled_match(text), _is_spelled(Registration.name_folded, text))


def _sounding(text: str) -> Meant:
    return Meant(index.sounding_match(text), _is_sounding(Registration.name_folded, text))


class Found(Pagination):
    """Pages of people who were found: their ids are at hand, those of the page are loaded."""

    def _query_items(self) -> list[Registration]:
        ids = self._query_args["ids"][self._query_offset :][: self.per_page]
        people = by_id(ids)
        return [people[one] for one in ids]

    def _query_count(self) -> int:
        return len(self._query_args["ids"])


def people(stop_id: int, page: int = 1, text: str = "") -> Pagination:
    """A page of the stop's people, newest first; with `text` only the name or entry code meant.

    Of these at most MOST_FOUND.
    """
    page = min(page, _LAST_PAGE)
    if names.fold(text):
        ids = _meant_ids(stop_id, text)
        return Found(page=page, per_page=ON_A_PAGE, error_out=False, ids=ids)
    chosen = select(Registration).where(Registration.stop_id == stop_id)
    newest = chosen.order_by(Registration.registered_at.desc(), Registration.id.desc())
    return db.paginate(newest, page=page, per_page=ON_A_PAGE, error_out=False)


def _meant_ids(stop_id: int, text: str) -> list[int]:
    spelled, sounding = _spelled(text), _sounding(text)
    asked = [f"({match})" for match in (spelled.match, sounding.match) if match]
    match = " OR ".join(asked) if spelled.match else ""
    meant = Meant(match, or_(spelled.names, sounding.names))
    found = [number for _key, number in _newest(stop_id, meant)]
    if (code := codes.read_entry_code(text)) is not None:
        of_stop = select(Registration.id).where(Registration.stop_id == stop_id)
        coded = session().scalars(of_stop.where(Registration.entry_code == code))
        found += [one for one in coded if one not in found]
    return found


def proposed(stop_id: int) -> list[rules.Pair]:
    """The registrations of the stop that may be one person, two by two, surest first."""
    columns = select(Registration.id, Registration.name_folded, Registration.phone)
    standing = columns.where(Registration.stop_id == stop_id, Registration.id.not_in(GONE))
    faces = [rules.Face(*row) for row in session().execute(standing)]
    asked = select(Merge.kept_id, Merge.other_id).where(
        Merge.stop_id == stop_id, Merge.id.not_in(_UNDONE)
    )
    decided = {(min(pair), max(pair)) for pair in session().execute(asked)}
    return rules.propose(faces, decided)


def decisions(stop_id: int, most: int = 50) -> list[Merge]:
    """The decisions of the stop that stand, newest first."""
    chosen = select(Merge).where(Merge.stop_id == stop_id, Merge.id.not_in(_UNDONE))
    return list(session().scalars(chosen.order_by(Merge.id.desc()).limit(most)))


def bound_to(ids: Collection[int]) -> set[int]:
    """The registrations of which one of these is the same person, themselves left out."""
    standing = STANDING.subquery()
    meant = or_(standing.c.kept_id.in_(ids), standing.c.other_id.in_(ids))
    found = session().execute(select(standing).where(meant))
    return {one for pair in found for one in pair} - set(ids)


def same_person(registration_id: int) -> list[Registration]:
    """The other registrations that staff found to be this person, the oldest first."""
    pairs, of_kept = STANDING.subquery(), STANDING.subquery()
    kept = select(of_kept.c.kept_id).where(of_kept.c.other_id == registration_id)
    meant = or_(pairs.c.kept_id == registration_id, pairs.c.kept_id.in_(kept))
    found = session().execute(select(pairs).where(meant)).all()
    ids = {one for pair in found for one in pair} - {registration_id}
    chosen = select(Registration).where(Registration.id.in_(ids)).order_by(Registration.id)
    return list(session().scalars(chosen)) if ids else []


def is_kept_elsewhere(registration_id: int) -> bool:
    """Whether another registration counts in the place of this one."""
    standing = STANDING.subquery()
    chosen = select(standing.c.kept_id).where(standing.c.other_id == registration_id)
    return session().scalar(chosen.limit(1)) is not None


def part_of_pairs(ids: Collection[int]) -> set[int]:
    """Those of the ids that are one person with another registration."""
    standing = STANDING.subquery()
    meant = or_(standing.c.kept_id.in_(ids), standing.c.other_id.in_(ids))
    found = session().execute(select(standing).where(meant))
    return {one for pair in found for one in pair} & set(ids)


def counting_among(ids: Iterable[int]) -> set[int]:
    """Those of the ids that count."""
    chosen = select(Registration.id).where(Registration.id.in_(list(ids)))
    return set(session().scalars(chosen.where(Registration.id.not_in(GONE))))


def by_id(ids: Iterable[int]) -> dict[int, Registration]:
    """These registrations, by their ids."""
    chosen = select(Registration).where(Registration.id.in_(list(ids)))
    return {one.id: one for one in session().scalars(chosen)}
