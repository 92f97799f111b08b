"""Addresses of the feedback desk, the stops it is about, and how an act ends."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from caravan.followup.answering.cover import mark
from caravan.followup.answering.queries import uncovered
from caravan.followup.board import rules
from caravan.followup.board.forms import FilterForm
from caravan.followup.items.queries import Item, get_item
from caravan.followup.views.door import DESK
from caravan.kernel import guard
from caravan.kernel.errors import explain
from caravan.kernel.i18n import days, in_lang
from caravan.kernel.refusal import NotFound, Refusal
from caravan.kernel.texts import gettext as _
from caravan.kernel.texts import lazy_gettext as _l
from caravan.kernel.texts import ngettext
from caravan.tour import queries as tour
from caravan.tour.duties import queries as duties
from caravan.tour.models import Stop

BOARD = f"{DESK}/feedback"
EVERYWHERE = "/<lang:lang>/staff/feedback"
HEAPS = {
    "open": _l("Nobody has it"),
    "late": _l("Late"),
    "week": _l("This week"),
    "later": _l("After that"),
    "owned": _l("Somebody has it"),
    "answered": _l("Answered"),
    "refused": _l("Refused with a reason"),
}
ORDERS = {"due": _l("Due day"), "state": _l("State"), "body": _l("Who answers")}
ACTS = {
    "give": _l("Given to a body"),
    "code": _l("Given a theme"),
    "group": _l("Put together"),
    "part": _l("Taken out of a group"),
}


@dataclass(frozen=True)
class Place:
    """Where one is: at the board of a stop, or (None) of all stops that one may follow up."""

    stop: Stop | None
    stops: list[Stop] = field(default_factory=list)

    @property
    def key(self) -> str | None:
        """The key in the address."""
        return self.stop.key if self.stop else None

    @property
    def ids(self) -> set[int]:
        """The ids of the stops whose items may be seen and changed here."""
        return {one.id for one in ([self.stop] if self.stop else self.stops)}

    @property
    def all_ids(self) -> set[int]:
        """The ids of all stops that this person may follow up."""
        return {one.id for one in self.stops}


def place(key: str = "") -> Place:
    """The board of the stop `key`, or of all that the signed-in person may follow up."""
    mine = tour.stops_for(guard.actor(), "answer")
    return Place(tour.get_stop(key) if key else None, mine)


def line(key: str, item: str) -> tuple[Place, Item]:
    """The board of the stop `key`, and the item of that stop; NotFound where it has none such."""
    here = place(key)
    return here, get_item(item, tour.get_stop(key).id)


def filter_form(here: Place) -> FilterForm:
    """The filter in the address; what it names and is not there is no page."""
    form = FilterForm(request.args)
    everything = [("", _("All"))]
    form.stop.choices = everything + [(one.key, _named(one)) for one in here.stops]
    commands = [(one.code, in_lang(one.name)) for one in tour.commands()]
    form.prefecture.choices = everything + commands
    services = [(one.code, in_lang(one.name)) for one in tour.all_services()]
    form.service.choices = everything + services
    form.theme.choices = everything + _themes()
    form.body.choices = everything + [(one.code, in_lang(one.name)) for one in duties.bodies()]
    for name, usual in (("state", rules.OWED), ("by", rules.BY_DUE)):
        form[name].data = form[name].data or usual
    for choice in (form.kind, form.stop, form.prefecture, form.service, form.theme, form.body):
        choice.data = choice.data or ""
    if not form.validate():
        raise NotFound
    return form


def _named(stop: Stop) -> str:
    """A stop among those of other years in the same town."""
    return f"{in_lang(stop.title)}{_(', ')}{days(stop.first_day, stop.last_day)}"


def _themes() -> list[tuple[str, str]]:
    special = [(rules.UNCODED, _("Not coded by me")), (rules.DIFFERENT, _("Coders differ"))]
    return special + [(one.code, in_lang(one.name)) for one in duties.themes()]


def services() -> dict[str, Any]:
    """The names of the services by code, each by language."""
    return {one.code: one.name for one in tour.all_services()}


def names() -> dict[str, dict[str, Any]]:
    """What codes are called, by language: services, themes, bodies; who is under no agreement."""
    return {
        "services": services(),
        "themes": {one.code: one.name for one in duties.themes()},
        "bodies": {one.code: one.name for one in duties.bodies()},
        "uncovered": {code: mark(cover) for code, cover in uncovered().items()},
    }


def back(here: Place) -> str:
    """The board with the filter and page of this address; the item, where one was at hand."""
    if here.stop and (item := request.args.get("item")):
        return url_for("followup.board_item", key=here.key, item=item)
    words = {name: value for name, value in request.args.items() if name != "item"}
    return board_url(here, **words)


def board_url(here: Place, **words: Any) -> str:
    """The address of the board that one is at."""
    words = {name: value for name, value in words.items() if name != "key"}
    if here.stop:
        return url_for("followup.board", key=here.key, **words)
    return url_for("followup.board_of_all", **words)


def tell(done: rules.Done) -> None:
    """Say how many lines an act changed, and how many a colleague had changed before."""
    changed = ngettext("%(num)s line is changed.", "%(num)s lines are changed.", done.changed)
    left = ngettext(
        "%(num)s line is left as it is: a colleague changed it meanwhile.",
        "%(num)s lines are left as they are: colleagues changed them meanwhile.",
        done.left,
    )
    flash(f"{changed} {left}" if done.left else changed, "warn" if done.left else "ok")


def finish(act: Callable[[], rules.Done | None], to: str, said: str = "") -> ResponseReturnValue:
    """Do it and go on `to`, where is told what happened, or why it did not."""
    try:
        done = act()
    except Refusal as refusal:
        flash(explain(refusal), "warn")
    else:
        if done is not None:
            tell(done)
        else:
            flash(said, "ok")
    return redirect(to, 303)
