"""Real rows for tests, made by plain functions without surprises; values are overridden by name."""

import itertools
import uuid
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy.orm import Session

from caravan.accounts.models import Staff, StaffRole
from caravan.checkin.models import Arrival
from caravan.followup.items import actions as items
from caravan.followup.items.models import DeskNote
from caravan.followup.items.queries import get_item
from caravan.followup.models import Answer, Promise
from caravan.kernel import clock, codes, names
from caravan.kernel.db import db, transaction
from caravan.kernel.db import session as reading
from caravan.registration.models import Registration
from caravan.tour.models import (
    AgendaSession,
    Edition,
    Partner,
    Prefecture,
    Release,
    Service,
    Stop,
    StopDay,
    StopService,
    Tour,
)
from caravan.voice.models import Question
from tests.rows import save
from tests.voice_makers import make_question, make_round, make_suggestion

__all__ = ["make_question", "make_round", "make_suggestion"]  # kept in a file of their own

_numbers = itertools.count(1)


def make_prefecture(code: str = "oujda", **values: Any) -> Prefecture:
    """The prefecture, made once."""
    return reading().get(Prefecture, code) or save(
        Prefecture(
            **{
                "code": code,
                "level": "prefecture",
                "name": {"ar": "ولاية أمن وجدة", "fr": "Préfecture de police d’Oujda"},
                "parent": None,
                "checked": date(2026, 11, 21),
                **values,
            }
        )
    )


def make_service(code: str = "housing", **values: Any) -> Service:
    """The service, made once."""
    return reading().get(Service, code) or save(
        Service(
            **{
                "code": code,
                "name": {"ar": "السكن", "fr": "Logement", "en": "Housing"},
                "pictogram": code,
                "position": 1,
                **values,
            }
        )
    )


def make_tour(code: str = "communication-days", **values: Any) -> Tour:
    """The tour with its second edition, made once; `slogan` is the edition's."""
    names = {"ar": "الأيام التواصلية الجهوية", "fr": "Journées régionales de communication"}
    slogan = values.pop("slogan", {})
    found = reading().get(Tour, code)
    if found is None:
        found = save(Tour(**{"code": code, "name": names, **values}))
        save(Edition(tour=code, code="2", name={"ar": "الثانية", "fr": "Deuxième"}, slogan=slogan))
    return found


def make_stop(key: str = "oujda-2025", days: int = 2, **values: Any) -> Stop:
    """A published stop of `days` days that begins today unless `first_day` says otherwise."""
    first = values.pop("first_day", clock.today())
    stop = Stop(
        **{
            "key": key,
            "prefecture_code": "oujda",
            "tour": "communication-days",
            "edition": "2",
            "stage": 6,
            "title": {"ar": "محطة وجدة", "fr": "Étape d’Oujda", "en": "Oujda stop"},
            "venue_name": {"ar": "القاعة الكبرى", "fr": "Grande salle"},
            "venue_address": {"ar": "وجدة", "fr": "Oujda"},
            "first_day": first,
            "last_day": first + timedelta(days=days - 1),
            "seats": None,
            "status": "open",
            "status_reason": {},
            "release": 1,
            "published_at": clock.now(),
            **values,
        }
    )
    stop.days = [
        StopDay(date=first + timedelta(days=n), opens=time(8, 30), closes=time(18))
        for n in range(days)
    ]
    with transaction():  # one for all: nearly every test makes a stop
        make_prefecture()
        make_service()
        make_tour(stop.tour)
        save(stop)
        save(StopService(stop_id=stop.id, service_code="housing", position=1))
    return stop


def make_release(
    stop: Stop,
    number: int = 1,
    sentences: dict[str, list[str]] | None = None,
    *,
    sessions: Sequence[str] = (),
    **values: Any,
) -> Release:
    """A release of the stop that told these `sentences` by language, about `sessions` by key."""
    return save(
        Release(
            **{
                "stop_id": stop.id,
                "number": number,
                "published_at": clock.now(),
                "staff_id": None,
                "plan_hash": str(number),
                "plan": "",
                "changes": {
                    "sentences": sentences or {"ar": [], "fr": [], "en": []},
                    "sessions": list(sessions),
                },
                **values,
            }
        )
    )


def make_session(
    stop: Stop, starts: str = "09:30", ends: str = "11:00", **values: Any
) -> AgendaSession:
    """A session on the stop's first day; times are Moroccan wall times."""
    day = values.pop("day", stop.first_day)
    return save(
        AgendaSession(
            **{
                "stop_id": stop.id,
                "key": f"session-{next(_numbers)}",
                "day": day,
                "starts": time.fromisoformat(starts),
                "ends": time.fromisoformat(ends),
                "starts_at": clock.to_instant(day, time.fromisoformat(starts)),
                "ends_at": clock.to_instant(day, time.fromisoformat(ends)),
                "kind": "plenary",
                "title": {"ar": "جلسة عامة", "fr": "Plénière"},
                "place": {"ar": "القاعة الكبرى", "fr": "Grande salle"},
                "speaker": {},
                "services": [],
                "audience": [],
                **values,
            }
        )
    )


def make_partner(stop: Stop, **values: Any) -> Partner:
    """A bank with stand A-12."""
    return save(
        Partner(
            **{
                "stop_id": stop.id,
                "key": f"partner-{next(_numbers)}",
                "kind": "bank",
                "name": {"ar": "بنك متعاقد", "fr": "Banque conventionnée"},
                "stand": "A-12",
                "note": {},
                "services": ["housing"],
                "position": 1,
                **values,
            }
        )
    )


def make_registration(
    stop: Stop, full_name: str = "فاطمة الزهراء بنعلي", **values: Any
) -> Registration:
    """A serving officer registered by phone."""
    latin = values.pop("latin_name", None)
    return save(
        Registration(
            **{
                "stop_id": stop.id,
                "code": codes.new_ticket_code(),
                "entry_code": codes.new_entry_code(),
                "follow_code": codes.new_follow_code(),
                "once_key": uuid.uuid4().hex,
                "full_name": full_name,
                "latin_name": latin,
                "name_folded": names.search_key(full_name, latin),
                "category": "serving",
                "phone": None,
                "companions": 0,
                "language": "ar",
                "channel": "phone",
                "registered_at": clock.now(),
                **values,
            }
        )
    )


def make_arrival(registration: Registration, **values: Any) -> Arrival:
    """The registration's arrival today at gate 1."""
    return save(
        Arrival(
            **{
                "id": str(uuid.uuid4()),
                "stop_id": registration.stop_id,
                "registration_id": registration.id,
                "day": clock.today(),
                "round": 0,
                "arrived_at": clock.now(),
                "gate": "1",
                "staff_id": None,
                **values,
            }
        )
    )


def take_up(item_id: str) -> str:
    """The item of follow-up that stands for what was said, by its id; gives the id back."""
    with transaction():
        items.take_up(get_item(item_id))
    return item_id


def make_note(stop: Stop, **values: Any) -> DeskNote:
    """What two people told at a desk about housing."""
    return save(
        DeskNote(
            **{
                "id": uuid.uuid4().hex,
                "stop_id": stop.id,
                "service_code": "housing",
                "body": "متى تفتح لائحة السكن بوجدة؟",
                "language": "ar",
                "people": 2,
                "day": clock.today(),
                **values,
            }
        )
    )


def make_answer(question: Question, **values: Any) -> Answer:
    """A published answer in both languages."""
    return save(
        Answer(
            **{
                "item_id": take_up(question.id),
                "body": {"ar": "تُسلَّم في شهر ماي.", "fr": "Livraison au mois de mai."},
                "staff_id": None,
                "answered_at": clock.now(),
                **values,
            }
        )
    )


def make_promise(stop: Stop, **values: Any) -> Promise:
    """A promise of the housing office, due in a month."""
    if values.get("item_id"):
        take_up(values["item_id"])
    return save(
        Promise(
            **{
                "id": uuid.uuid4().hex,
                "stop_id": stop.id,
                "item_id": None,
                "service_code": "housing",
                "body": {"ar": "نشر لائحة المستفيدين", "fr": "Publier la liste des bénéficiaires"},
                "owner": {"ar": "مصلحة السكن", "fr": "Service du logement"},
                "due": clock.today() + timedelta(days=30),
                "staff_id": None,
                "promised_at": clock.now(),
                **values,
            }
        )
    )


def make_staff(role: str = "organiser", stop_key: str | None = None, **values: Any) -> Staff:
    """A staff person with one role, for all stops unless `stop_key` names one."""
    number = next(_numbers)
    staff = Staff(
        **{
            "email": f"staff{number}@example.org",
            "name": f"Agent {number}",
            "password_hash": None,
            "created_at": clock.now(),
            **values,
        }
    )
    staff.roles = [StaffRole(role=role, stop_key=stop_key)]
    return save(staff)


def at(day: date, wall: str) -> datetime:
    """The instant at which Moroccan clocks show `wall` ("10:30") on `day`."""
    return clock.to_instant(day, time.fromisoformat(wall))


def count(model: type, session: Session | None = None) -> int:
    """How many rows there are."""
    return (session or db.session).query(model).count()
