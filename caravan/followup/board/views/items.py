"""One item: its wording, who has it, its theme, where else the same was said."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from caravan.accounts import queries as accounts
from caravan.followup.board import actions, queries, rules
from caravan.followup.board.forms import ApartForm, MarkForm, SettleForm, TickedForm
from caravan.followup.board.views import door
from caravan.followup.board.views.asking import Asking
from caravan.followup.board.views.door import BOARD, Place, finish, line, place
from caravan.followup.items.queries import Item, get_item
from caravan.followup.views.door import blueprint
from caravan.kernel import guard
from caravan.kernel.errors import explain
from caravan.kernel.guard import staff
from caravan.kernel.refusal import NotFound, Refusal
from caravan.kernel.texts import gettext as _


@blueprint.get(f"{BOARD}/<item>")
@staff("answer")
def board_item(key: str, item: str) -> str:
    """The item, with what seems to say the same at all stops that one may follow up."""
    return item_page(*line(key, item))


def item_page(
    here: Place,
    found: Item,
    chosen: str | None = None,
    fault: str = "",
    coding: str = "",
    asking: Asking | None = None,
) -> str:
    """The item; `chosen` is the theme that somebody wanted to settle, `fault` why it was not.

    `coding` is the theme that this coder chose, where it is not kept yet; `asking` what is asked
    once more before items are put together.
    """
    staff_id = guard.actor().id
    [entry] = queries.entries([found.id], staff_id)
    alike = [one.id for one in queries.alike(found, here.all_ids)]
    seen = queries.seen_codings(found.id)
    return render_template(
        "followup/board/item.html",
        stop=here.stop,
        stops={one.id: one for one in here.stops},
        entry=entry,
        coding=coding or entry.theme,
        ticked=TickedForm().marks(),
        settling=_settled(entry) if chosen is None else chosen,
        standing=_settled(entry),
        fault=fault,
        asking=asking,
        members=_members(entry, here, staff_id),
        alike=queries.entries(alike, staff_id),
        codings=seen,
        coders=accounts.names_of(seen),
        tree=queries.tree(),
        words=door,
        **door.names(),
    )


@blueprint.post(f"{BOARD}/<item>/theme")
@staff("answer")
def settle_theme(key: str, item: str) -> ResponseReturnValue:
    """Say which of two coders' themes holds."""
    (here, found), form, staff_id = line(key, item), SettleForm(), guard.actor().id
    theme, seen = (form.code.data or "") if form.validate() else "", form.seen.data or ""
    try:
        actions.settle(found.id, theme, seen=seen, staff_id=staff_id)
    except rules.SettledMeanwhile as refusal:
        return item_page(here, found, theme, explain(refusal)), refusal.status
    except Refusal as refusal:
        flash(explain(refusal), "warn")
    else:
        flash(_("The theme is settled."), "ok")
    return redirect(url_for("followup.board_item", key=key, item=item), 303)


@blueprint.post(f"{BOARD}/<item>/parting")
@staff("answer")
def part_item(key: str, item: str) -> ResponseReturnValue:
    """Take an item out of its group."""
    here, form, staff_id = place(key), MarkForm(), guard.actor().id
    form.validate()
    mark = form.mark.data or ""
    return finish(
        lambda: actions.part(item, mark, stop_ids=here.ids, staff_id=staff_id),
        url_for("followup.board_item", key=key, item=item),
    )


@blueprint.post(f"{BOARD}/<item>/difference")
@staff("answer")
def keep_apart(key: str, item: str) -> ResponseReturnValue:
    """Say that this item and another one are not the same."""
    (here, found), form, staff_id = line(key, item), ApartForm(), guard.actor().id
    other = get_item((form.other.data or "") if form.validate() else "")
    if other.stop_id not in here.all_ids:
        raise NotFound
    return finish(
        lambda: actions.keep_apart(found.id, other.id, staff_id=staff_id),
        url_for("followup.board_item", key=key, item=item),
        _("They are kept apart, and proposed no more."),
    )


def _settled(entry: queries.Entry) -> str:
    """The theme that was settled, "" where none is."""
    return "" if entry.differs else entry.theme or ""


def _members(entry: queries.Entry, here: Place, staff_id: int) -> list[queries.Entry]:
    """The others of the group, at the stops that one may follow up: others show no text here."""
    if entry.group_id is None:
        return []
    group = queries.of_group(entry.group_id, staff_id)
    return [one for one in group if one != entry and one.item.stop_id in here.all_ids]
