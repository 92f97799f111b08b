"""What somebody who publishes must know first: what blocks, what differs, who is told of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from caravan.accounts import queries as accounts
from caravan.kernel.clock import to_wall
from caravan.kernel.i18n import clock, day, day_short, in_lang
from caravan.kernel.texts import gettext as _
from caravan.tour import agenda_file, parity, queries
from caravan.tour.aspects import (
    ITEMS,
    aspect_name,
    editor_address,
    editor_home,
    path_of,
    row_of,
)
from caravan.tour.catalogue import Catalogue
from caravan.tour.changes import Lang, Office, difference, dropped
from caravan.tour.comparison import Row, compare
from caravan.tour.faults import BadStopFile, Fault
from caravan.tour.models import Draft, Stop
from caravan.tour.parity import Finding
from caravan.tour.stop_plan import Day, SessionPlan, StopPlan
from caravan.tour.telling import TOLD_IN, sentences

_ON_THE_POSTER = {"venue", "command", "tour", "host"}
_ISOLATED = "\u2068{}\u2069"  # a word of another direction leaves the order of its sentence alone


@dataclass(frozen=True)
class Obstacle:
    """Something to mend: of which item, in which of its fields, why, and where that is done."""

    item: str
    field: str
    reason: str
    address: str


@dataclass(frozen=True)
class Recipient:
    """A speaker or partner whom the changes concern, and how many addresses there are for it."""

    office: Office
    name: str
    addresses: int


@dataclass(frozen=True)
class Publication:
    """The draft of a stop as it would be published: release `number` over release `standing` (0).

    `edit` is the number of the edit that is looked at, `base` the release it began from; blocking
    and other findings, differences in the language of the page, sentences by language.
    """

    plan: StopPlan
    standing: int
    edit: int
    base: int
    changed_at: datetime
    changed_by: str
    obstacles: list[Obstacle]
    looks: list[Obstacle]
    rows: list[Row]
    sentences: dict[Lang, list[str]]
    recipients: list[Recipient]

    @property
    def number(self) -> int:
        return self.standing + 1

    @property
    def is_poster_outdated(self) -> bool:
        """Whether a printed poster says what is no longer so."""
        return any(
            row.kind == "day" or (row.kind == "stop" and line.aspect in _ON_THE_POSTER)
            for row in self.rows
            for line in row.lines
        )

    @property
    def told(self) -> dict[Office, Recipient]:
        return {one.office: one for one in self.recipients}

    @property
    def differs(self) -> bool:
        """Whether publishing would change anything."""
        return not self.standing or bool(self.rows)


def find_publication(key: str) -> Publication | None:
    """The draft of the stop `key` held against what stands; None where there is no draft.

    Refused when the stop is neither drafted nor published: NotFound.
    """
    draft = queries.find_draft(key)
    if draft is None:
        queries.get_stop(key)
        return None
    return _publication(draft, queries.plan_in(draft))


def _publication(draft: Draft, plan: StopPlan) -> Publication:
    known, stop = queries.known_codes(), queries.find_stop(plan.key)
    standing = queries.find_release(stop.id) if stop else None
    before = queries.find_plan(standing, plan.key, known)
    told = {lang: difference(before, plan, lang, known) for lang in TOLD_IN}
    concerned = {office for changes in told.values() for one in changes for office in one.concerns}
    found = parity.find(plan)
    blocking = [one for one in found if one.severity == "blocks"]
    return Publication(
        plan=plan,
        standing=standing.number if standing else 0,
        edit=draft.number,
        base=draft.base_release,
        changed_at=to_wall(draft.changed_at),
        changed_by=accounts.names_of([draft.staff_id]).get(draft.staff_id or 0, ""),
        obstacles=[
            *obstacles(plan, [*faults_of(plan, known), *blocking]),
            *_dropped(before, plan, stop),
        ],
        looks=obstacles(plan, [one for one in found if one.severity == "look"]),
        rows=compare(before, plan, known) if before else [],
        sentences={lang: sentences(told[lang], lang) for lang in TOLD_IN},
        recipients=_recipients(concerned, plan, before),
    )


def faults_of(plan: StopPlan, known: Catalogue) -> list[Fault]:
    """Every fault of a plan in progress, as of its file."""
    try:
        agenda_file.read(agenda_file.write(plan), source=plan.key, known=known)
    except BadStopFile as bad:
        return bad.faults
    return []


def obstacles(plan: StopPlan, found: Iterable[Fault | Finding]) -> list[Obstacle]:
    """Faults and findings as a person reads them, each with the place where it is mended."""
    return [_obstacle(plan, one) for one in found]


def _obstacle(plan: StopPlan, found: Fault | Finding) -> Obstacle:
    path = path_of(found.key)
    row = row_of(plan, path)
    steps = [str(part) for part in (path[2:] if row else path)]
    if steps[:2] in (["venue", "name"], ["venue", "address"]):
        steps = ["venue" if steps[1] == "name" else "address", *steps[2:]]
    field, language = (*steps, "", "")[:2]
    params = {
        name: _ISOLATED.format(value) if isinstance(value, str) else value
        for name, value in found.params.items()
    }
    return Obstacle(
        item=_item(str(path[0]) if row else "stop", row),
        field=aspect_name(field, language),
        reason=str(_(found.message, **params)),
        address=editor_address(plan, path),
    )


def _dropped(before: StopPlan | None, plan: StopPlan, stop: Stop | None) -> list[Obstacle]:
    """The sessions that people spoke about and that the draft no longer has."""
    there = {session.key for session in plan.sessions}
    if before is None or all(session.key in there for session in before.sessions):
        return []
    sentence = _(
        "People already spoke about it. Add it again with this short name, then remove it."
    )
    return [
        Obstacle(_item("session", session), session.key, sentence, editor_home(plan.key))
        for session in dropped(before, plan, queries.spoken_about(stop))
    ]


def _item(table: str, row: object) -> str:
    """Friday 7, 13:45, “its title”; Room, “its name”."""
    kind = str(ITEMS.get(table, ITEMS["stop"]))
    name = in_lang(getattr(row, "title", None) or getattr(row, "name", None))
    if isinstance(row, SessionPlan):
        kind = _(", ").join([day_short(row.day), clock(row.starts)])
    elif isinstance(row, Day):
        name = day(row.date)
    quoted = _("“%(name)s”", name=_ISOLATED.format(name))
    return _(", ").join([kind, quoted]) if name else kind


def _recipients(concerned: set[Office], plan: StopPlan, before: StopPlan | None) -> list[Recipient]:
    """Who is concerned, by name, with the addresses that there are; nobody of a rehearsal."""
    if plan.rehearsal or not concerned:
        return []
    addresses: dict[Office, int] = {}
    for contact in queries.contacts_for(plan.key):
        office = (contact.kind, contact.item_key)
        addresses[office] = addresses.get(office, 0) + 1
    named = office_names(before) | office_names(plan) if before else office_names(plan)
    return [
        Recipient(office, named[office], addresses.get(office, 0))
        for office in sorted(concerned, key=lambda office: (office[0], named.get(office, "")))
        if office in named
    ]


def office_names(plan: StopPlan) -> dict[Office, str]:
    """The speakers and partners of the plan by name, in the language of the page."""
    speakers = {("speaker", one.key): in_lang(one.name) for one in plan.speakers}
    return speakers | {("partner", one.key): in_lang(one.name) for one in plan.partners}
