"""Reading registrations: by the codes people hold, and as lists for the staff."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from flask_sqlalchemy.pagination import Pagination
from sqlalchemy import and_, bindparam, func, select

from caravan.kernel import codes, i18n, names
from caravan.kernel.db import db, session
from caravan.kernel.refusal import NotFound
from caravan.kernel.versions import kept
from caravan.press.badges import BadgeFace, family_of
from caravan.registration import words
from caravan.registration.capacity.queries import IS_WAITING
from caravan.registration.models import Registration
from caravan.registration.people import queries as finding
from caravan.tour.models import Stop

merged = finding.STANDING
"""Whose registration is somebody else's (`other_id`), and whose (`kept_id`): people/queries.py."""
MOST_FOUND = finding.MOST_FOUND
"""Of more people whom a text means, the newest so many are found."""
WITHDRAWN = finding.WITHDRAWN
"""The registrations of whoever withdrew, with whichever of the own tickets: people/queries.py."""
IS_WITHDRAWN = finding.IS_WITHDRAWN
"""The same, of the row at hand, where that is the one that counts."""
GONE = finding.GONE
"""The ids that do not count: withdrawn, or the same person as another one who counts."""
HAS_PLACE = and_(Registration.id.not_in(GONE), ~IS_WAITING)
"""Whether the registration of the row at hand counts, and has a place."""


class Door(NamedTuple):
    """What registering needs to know of a stop, and no more."""

    id: int
    key: str
    status: str
    last_day: date
    safety_limit: int | None


_DOOR = select(Stop.id, Stop.key, Stop.status, Stop.last_day, Stop.safety_limit).where(
    Stop.key == bindparam("key")
)


def get_door(key: str) -> Door:
    """The stop as registering sees it, at most a second old; refused when none has the key.

    Registration is the busiest write, and loading the stop took a quarter of its time: what is
    read here is kept until a publication counts the stop's version up.
    """
    return kept(f"stop:{key}", "door", lambda: _read_door(key))


def _read_door(key: str) -> Door:
    with db.engine.connect() as connection:
        row = connection.execute(_DOOR, {"key": key}).first()
    if row is None:
        raise NotFound
    return Door(*row)


def get_by_code(code: str) -> Registration:
    """The registration whose ticket has this code; refused when there is none."""
    found = None
    if len(code) == 26 and set(code) <= set(codes.ALPHABET):
        found = session().scalar(select(Registration).where(Registration.code == code))
    if found is None:
        raise NotFound
    return found


def find_by_entry_code(entry_code: str) -> Registration | None:
    """The registration with this entry code (as `codes.read_entry_code` gives it), or None."""
    return session().scalar(select(Registration).where(Registration.entry_code == entry_code))


def find_by_follow_code(code: str) -> Registration | None:
    """The registration with this follow-up code (as `codes.read_follow_code` gives it), or None."""
    return session().scalar(select(Registration).where(Registration.follow_code == code))


def is_withdrawn(registration_id: int) -> bool:
    """Whether the person took it back, with this ticket or another one of the own."""
    return bool(withdrawn_among([registration_id]))


def withdrawn_among(registration_ids: Iterable[int]) -> set[int]:
    """Those of the ids whose registration was taken back."""
    gone = WITHDRAWN.subquery()
    chosen = select(gone.c.registration_id)
    return set(session().scalars(chosen.where(gone.c.registration_id.in_(list(registration_ids)))))


def search_people(stop_id: int, text: str, limit: int = 10) -> list[Registration]:
    """The people of the stop whose name is spelled or sounds like `text`: people/queries.py."""
    return finding.search_people(stop_id, text, limit)


def people(stop_id: int, page: int = 1, text: str = "") -> Pagination:
    """A page of the stop's people, newest first, or of those meant by `text`: people/queries.py."""
    return finding.people(stop_id, page, text)


def registered_by_category(stop_id: int) -> dict[str, int]:
    """How many people of each category have a place at the stop: not withdrawn, not waiting."""
    counted = (
        select(Registration.category, func.count())
        .where(Registration.stop_id == stop_id, HAS_PLACE)
        .group_by(Registration.category)
    )
    return dict(session().execute(counted).all())


def category_words() -> dict[str, str]:
    """What the categories of people are called in the language of the page, in their order."""
    return {category: str(word) for category, word in words.CATEGORIES.items()}


def count_registered(stop_id: int) -> int:
    """How many people have a place at the stop: withdrawn and waiting ones left out."""
    return sum(registered_by_category(stop_id).values())


def expected_ids(stop_id: int) -> list[int]:
    """The ids of the stop's people by name, withdrawn and waiting ones left out."""
    chosen = select(Registration.id).where(Registration.stop_id == stop_id, HAS_PLACE)
    return list(session().scalars(chosen.order_by(Registration.name_folded, Registration.id)))


def badge_faces(stop: Stop, ids: Iterable[int] | None = None) -> list[BadgeFace]:
    """What the badges of the stop's people say, by name; with `ids` only of these.

    Withdrawn registrations, and those that wait for a place, have no badge.
    """
    columns = (
        Registration.full_name,
        Registration.latin_name,
        Registration.category,
        Registration.entry_code,
    )
    chosen = select(*columns).where(Registration.stop_id == stop.id, HAS_PLACE)
    if ids is not None:
        chosen = chosen.where(Registration.id.in_(list(ids)))
    rows = session().execute(chosen.order_by(Registration.name_folded, Registration.id))
    blank = {family: _blank_face(stop, family) for family in words.badge_families()}
    return [
        replace(
            blank[family_of(category)],
            name_ar=full_name if names.is_arabic(full_name) else "",
            name_latin=(latin_name or "") if names.is_arabic(full_name) else full_name,
            qr_payload=codes.entry_payload(stop.key, entry_code),
        )
        for full_name, latin_name, category, entry_code in rows
    ]


def _blank_face(stop: Stop, family: str) -> BadgeFace:
    return BadgeFace(
        name_ar="",
        name_latin="",
        family=family,
        city_ar=i18n.in_lang(stop.name, "ar"),
        city_latin=i18n.in_lang(stop.name, "fr"),
        city_zgh=stop.name.get("zgh", ""),
        dates_ar=i18n.days(stop.first_day, stop.last_day, "ar"),
        series_ar=words.badge_series(),
        family_label=words.badge_families()[family],
        qr_payload="",
    )
