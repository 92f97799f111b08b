"""A published stop with rooms, speakers and partners, and ways to change it, for tests."""

from dataclasses import replace
from typing import Any

from caravan.tour import actions, agenda_file
from caravan.tour.stop_plan import PartnerPlan, Room, Speaker, StopPlan
from tests import makers
from tests.tour.stop_files import KNOWN, SHORT

KEY = "oujda-2027"
HALL = Room("hall", {"ar": "القاعة الكبرى", "fr": "Grande salle"})
WALI = Speaker("wali", {"ar": "والي الأمن", "fr": "Le préfet de police"})
BANK = PartnerPlan("bank", "bank", {"ar": "بنك متعاقد", "fr": "Banque sous contrat"}, stand="A-04")
BARE = agenda_file.read(SHORT, source="", known=KNOWN)
OPENING = replace(BARE.sessions[0], room="hall", speakers=("wali",))
PLAN = replace(BARE, rooms=(HALL,), speakers=(WALI,), partners=(BANK,), sessions=(OPENING,))


def make_catalogue() -> None:
    """What the plan refers to."""
    makers.make_prefecture(city={"ar": "وجدة", "fr": "Oujda"})
    makers.make_service()
    makers.make_tour()


def publish(plan: StopPlan = PLAN, **options: Any) -> actions.Published:
    """Publish `plan` as a file would be."""
    return actions.publish(plan, text=agenda_file.write(plan), **options)


def with_opening(plan: StopPlan = PLAN, **changes: Any) -> StopPlan:
    """`plan` with its first session changed."""
    return replace(plan, sessions=(replace(plan.sessions[0], **changes), *plan.sessions[1:]))


def with_two_speakers() -> StopPlan:
    """The plan with a second office that speaks beside the first."""
    director = Speaker("director", {"ar": "مدير المؤسسة", "fr": "Le directeur"})
    return with_opening(replace(PLAN, speakers=(WALI, director)), speakers=("wali", "director"))


def draft(plan: StopPlan, staff_id: int | None = None) -> int:
    """Let `plan` be the draft of its stop; gives the number of the edit."""
    staff_id = staff_id or makers.make_staff().id
    actions.change_draft(plan.key, lambda _plan: plan, staff_id=staff_id)
    return 1
