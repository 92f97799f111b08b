"""One item: its wording, who has it, its theme, where else the same was said."""

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from caravan.accounts import queries as accounts
from caravan.followup.board import actions, queries
from caravan.followup.board.forms import ApartForm, MarkForm, ThemeForm
from caravan.followup.board.views import door
from caravan.followup.board.views.door import BOARD, Place, finish, line, place
from caravan.followup.items.queries import get_item
from caravan.followup.views.door import blueprint
from caravan.kernel import guard
from caravan.kernel.guard import staff
from caravan.kernel.refusal import NotFound
from caravan.kernel.texts import gettext as _


@blueprint.get(f"{BOARD}/<item>")
@staff("answer")
def board_item(key: str, item: str) -> str:
    """The item, with what seems to say the same at all stops that one may follow up."""
    (here, found), staff_id = line(key, item), guard.actor().id
    [entry] = queries.entries([found.id], staff_id)
    alike = [one.id for one in queries.alike(found, here.all_ids)]
    seen = queries.seen_codings(found.id)
    return render_template(
        "followup/board/item.html",
        stop=here.stop,
        stops={one.id: one for one in here.stops},
        entry=entry,
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
    (_here, found), form, staff_id = line(key, item), ThemeForm(), guard.actor().id
    theme = (form.code.data or "") if form.validate() else ""
    return finish(
        lambda: actions.settle(found.id, theme, staff_id=staff_id),
        url_for("followup.board_item", key=key, item=item),
        _("The theme is settled."),
    )


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


def _members(entry: queries.Entry, here: Place, staff_id: int) -> list[queries.Entry]:
    """The others of the group, at the stops that one may follow up: others show no text here."""
    if entry.group_id is None:
        return []
    group = queries.of_group(entry.group_id, staff_id)
    return [one for one in group if one != entry and one.item.stop_id in here.all_ids]
