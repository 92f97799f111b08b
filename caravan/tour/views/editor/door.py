"""What the editor's pages share: the plan at hand with its release, its forms, its addresses."""

from dataclasses import dataclass
from typing import Any

from flask import render_template, url_for

from caravan.accounts import queries as accounts
from caravan.kernel import guard
from caravan.kernel.i18n import day_short, in_lang
from caravan.kernel.refusal import NotFound
from caravan.kernel.texts import gettext as _
from caravan.tour import queries
from caravan.tour.catalogue import Catalogue
from caravan.tour.editor import changes, parts
from caravan.tour.editor.lines import Lines
from caravan.tour.forms.editor import FORMS, PartForm
from caravan.tour.stop_plan import StopPlan

AGENDA = "/<lang:lang>/staff/stops/<key>/agenda"
_LISTS = ("rooms", "speakers", "partners", "days")
_PAGES = {parts.FACTS: "tour/editor/facts.html", "sessions": "tour/editor/session.html"}
_PAGE = "tour/editor/part.html"


@dataclass(frozen=True)
class Desk:
    """What an editor has at hand: the plan with its release, and the codes that it may name."""

    place: queries.Workplace
    known: Catalogue

    @property
    def plan(self) -> StopPlan:
        """The plan that is edited."""
        return self.place.plan

    @property
    def rules(self) -> changes.Desk:
        """What the rules want to know of the editor."""
        released = self.place.released_keys
        return changes.Desk(guard.actor().name, self.known, released)

    def is_released(self, kind: str, name: object) -> bool:
        """Whether it is a session that people may have seen."""
        return kind == "sessions" and name in self.place.released_keys


def desk_of(key: str) -> Desk:
    """The desk of the stop; refused where there is neither a draft nor a release."""
    return Desk(queries.workplace(key), queries.known_codes())


def changed_by(desk: Desk) -> str:
    """Who changed the draft last; "" where it is as it was begun."""
    draft = desk.place.draft
    return accounts.get_staff(draft.staff_id).name if draft and draft.staff_id else ""


def listed(kind: str) -> str:
    """A list whose parts have pages of their own beside the grid; there are no others."""
    if kind not in _LISTS:
        raise NotFound
    return kind


def part_named(kind: str, written: str) -> Any:
    """What names a part of such a list, from its address."""
    name = parts.name_of(listed(kind), written)
    if name is None:
        raise NotFound
    return name


def form_of(kind: str, desk: Desk, shown: Lines, opened: Lines | None = None) -> PartForm:
    """The form of a part with these lines and its choices; `opened` as in PartForm.showing."""
    form = FORMS[kind].showing(shown, opened)
    plan, services = desk.plan, desk.known.services.values()
    organisations = desk.known.organisations.values()
    offered = {
        "day": [(day.date.isoformat(), day_short(day.date)) for day in plan.days],
        "room": [(room.key, in_lang(room.name) or room.key) for room in plan.rooms],
        "speakers": [(one.key, in_lang(one.name) or one.key) for one in plan.speakers],
        "partners": [(one.key, in_lang(one.name) or one.key) for one in plan.partners],
        "services": [(service.code, in_lang(service.name)) for service in services],
        "organisation": [(one.code, in_lang(one.name)) for one in organisations],
    }
    empty = {"room": _("No room yet"), "organisation": _("None of the list")}
    for field, pairs in offered.items():
        if field in form:
            form.offer(field, pairs, empty=empty.get(field, ""))
    return form


def page_of(desk: Desk, kind: str, name: Any, form: PartForm, *, is_gone: bool = False) -> str:
    """The page with the form of a part; `name` None where it is a new one.

    `is_gone`: somebody removed it while this form was open.
    """
    return render_template(
        _PAGES.get(kind, _PAGE),
        stop=desk.plan,
        kind=kind,
        name=name,
        form=form,
        is_gone=is_gone,
        is_released=desk.is_released(kind, name),
        action=address_of(desk, kind, name),
        back=back_from(desk, kind, name),
    )


def address_of(desk: Desk, kind: str, name: Any) -> str:
    """The page of a part, or of the form for a new one (`name` None)."""
    key = desk.plan.key
    if kind == parts.FACTS:
        return url_for("tour.facts", key=key)
    if kind == "sessions" and name is None:
        return url_for("tour.new_session", key=key)
    if kind == "sessions":
        return url_for("tour.session", key=key, session=name)
    if name is None:
        return url_for("tour.new_part", key=key, kind=kind)
    return url_for("tour.part", key=key, kind=kind, part=str(name))


def back_from(desk: Desk, kind: str, name: Any) -> str:
    """Where one comes from: the grid with the session chosen, or the lists."""
    if kind == "sessions":
        return grid_at(desk, name)
    return url_for("tour.places", key=desk.plan.key, _anchor=kind)


def grid_at(desk: Desk, name: Any) -> str:
    """The grid on the day of a session, with the session chosen."""
    values: dict[str, Any] = {"session": name, "_anchor": f"s-{name}"} if name else {}
    return url_for("tour.agenda", key=desk.plan.key, **values)
