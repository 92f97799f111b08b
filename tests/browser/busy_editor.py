"""The agenda editor on a busy morning: a draft with clashes and gaps, and the way to its pages."""

from dataclasses import replace
from datetime import date, time

from playwright.sync_api import Page

from caravan.tour import actions
from caravan.tour import queries as tour
from caravan.tour.editor import changes, parts
from caravan.tour.editor.changes import Desk, Edit
from caravan.tour.stop_plan import SessionPlan, StopPlan
from tests.browser.busy import KEY, Facts, Visit, send_empty

FRIDAY = date(2025, 2, 7)
_DRAFT = (
    SessionPlan(
        key="summer",
        day=FRIDAY,
        starts=time(15),
        ends=time(16, 15),
        kind="themed",
        title={"ar": "ورشة: الاصطياف والمخيمات"},
        room="stands",
    ),
    SessionPlan(
        key="loans",
        day=FRIDAY,
        starts=time(16, 15),
        ends=time(17, 15),
        kind="themed",
        title={"ar": "ورشة: ملفات القروض", "fr": "Atelier : dossiers de prêt"},
        room="main",
        partners=("bank",),
    ),
    SessionPlan(
        key="security",
        day=FRIDAY,
        starts=time(15),
        ends=time(16),
        kind="setup",
        title={"ar": "تفتيش أمني", "fr": "Contrôle de sécurité"},
        room="entrance",
        internal=True,
    ),
)


def _unfinished(plan: StopPlan) -> StopPlan:
    """Three new sessions, one withdrawn, one whose partner is wanted elsewhere too."""
    changed = {"stands-tour": {"withdrawn": True}, "partner-answers": {"partners": ("bank",)}}
    old = [
        replace(one, **changed.get(one.key, {}))
        for one in plan.sessions
        if one.key not in {new.key for new in _DRAFT}
    ]
    return replace(plan, sessions=(*old, *_DRAFT))


def edit(facts: Facts) -> None:
    """The draft of Oujda, as it is in the middle of the work."""
    actions.change_draft(KEY, _unfinished, staff_id=facts.staff_id)


def send_late(page: Page, facts: Facts) -> None:
    """Somebody else saves the opening while this form is open; then it is sent."""
    mine = {"title_fr": f"Ouverture {page.url}", "room": "stands"}
    desk = Desk("Autre", tour.known_codes())

    def change(plan: StopPlan) -> StopPlan:
        opened = parts.lines_of(plan, "sessions", "opening")
        return changes.save(plan, "sessions", "opening", Edit(opened, mine), desk)

    actions.change_draft(KEY, change, staff_id=facts.staff_id)
    page.fill("[name=title_fr]", "Séance d’ouverture")
    page.fill("[name=ends]", "10:30")
    with page.expect_navigation():
        page.locator("main form button.primary").click()


_AGENDA = "/{lang}{desk}/agenda"
EDITOR = {
    "grid": Visit(f"{_AGENDA}?session=summer", "organiser", before=edit),
    "second day": Visit(f"{_AGENDA}?day=2025-02-08", "organiser"),
    "session": Visit(f"{_AGENDA}/sessions/opening", "organiser"),
    "new session with errors": Visit(f"{_AGENDA}/new-session", "organiser", act=send_empty),
    "withdrawal": Visit(f"{_AGENDA}/sessions/opening/removal", "organiser"),
    "difference": Visit(f"{_AGENDA}/sessions/opening", "organiser", act=send_late),
    "lists": Visit(f"{_AGENDA}/places", "organiser", before=edit),
    "partner": Visit(f"{_AGENDA}/places/partners/bank", "organiser"),
    "day": Visit(f"{_AGENDA}/places/days/2025-02-07", "organiser"),
    "new room with errors": Visit(f"{_AGENDA}/places/rooms", "organiser", act=send_empty),
    "facts": Visit(f"{_AGENDA}/facts", "organiser"),
}
