"""The board of all items: of a stop, or of all stops that one may follow up; acts on many lines."""

from datetime import timedelta

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from caravan.followup.answering import queries as answering
from caravan.followup.answering.rules import NotUnderAgreement
from caravan.followup.answering.views.choosing import bodies_to_choose
from caravan.followup.board import actions, queries
from caravan.followup.board.forms import GiveForm, GroupForm, ThemeForm, UndoForm
from caravan.followup.board.rules import CodedByTwo, SaidApart
from caravan.followup.board.views import door
from caravan.followup.board.views.asking import Asking, ask
from caravan.followup.board.views.door import BOARD, EVERYWHERE, Place, finish, place
from caravan.followup.board.views.items import item_page
from caravan.followup.items.queries import get_item
from caravan.followup.views.door import blueprint, page_number
from caravan.kernel import guard
from caravan.kernel.clock import now
from caravan.kernel.errors import explain
from caravan.kernel.guard import staff
from caravan.kernel.refusal import NotFound, Refusal

_UNDOABLE = timedelta(hours=12)


@blueprint.get(EVERYWHERE, endpoint="board_of_all")
@blueprint.get(BOARD, endpoint="board")
@staff("answer")
def board(key: str = "") -> str:
    """What the filter in the address finds, in heaps."""
    return _page(place(key), _give_form(blank=True))


@blueprint.post(f"{EVERYWHERE}/owners")
@blueprint.post(f"{BOARD}/owners")
@staff("answer")
def give_items(key: str = "") -> ResponseReturnValue:
    """Give the ticked lines to a body until a day."""
    here, form = place(key), _give_form()
    if not form.validate():
        return _page(here, form), 422
    to, due, why = form.to.data, form.due.data, form.reason.data or ""
    try:
        done = actions.give(
            form.marks(), to, due, why, stop_ids=here.ids, staff_id=guard.actor().id
        )
    except Refusal as refusal:
        at = form.to if isinstance(refusal, NotUnderAgreement) else form.reason
        at.errors = [explain(refusal)]
        return _page(here, form), refusal.status
    door.tell(done)
    return redirect(door.back(here), 303)


@blueprint.post(f"{EVERYWHERE}/themes")
@blueprint.post(f"{BOARD}/themes")
@staff("answer")
def code_items(key: str = "") -> ResponseReturnValue:
    """Give the ticked lines a theme, as this coder sees them."""
    here, form, staff_id = place(key), ThemeForm(), guard.actor().id
    theme = (form.code.data or "") if form.validate() else ""
    to = url_for("followup.next_to_code", key=key) if form.onward.data else door.back(here)
    try:
        done = actions.code(form.marks(), theme, stop_ids=here.ids, staff_id=staff_id)
    except Refusal as refusal:
        if form.onward.data and isinstance(refusal, CodedByTwo):  # there is nothing left to do here
            flash(explain(refusal), "warn")
            return redirect(to, 303)
        return _refused(here, refusal, theme)
    door.tell(done)
    return redirect(to, 303)


@blueprint.post(f"{EVERYWHERE}/groups")
@blueprint.post(f"{BOARD}/groups")
@staff("answer")
def group_items(key: str = "") -> ResponseReturnValue:
    """Put the ticked lines together: they say the same. At an item also lines of other stops."""
    here, form, staff_id = place(key), GroupForm(), guard.actor().id
    form.validate()
    marks, known = form.marks(), form.known.data or ""
    try:
        done = actions.group(marks, stop_ids=here.all_ids, staff_id=staff_id, known=known)
    except SaidApart as refusal:
        return _page_at(here, asking=ask(here, refusal, marks)), refusal.status
    except Refusal as refusal:
        return _refused(here, refusal)
    door.tell(done)
    return redirect(door.back(here), 303)


def _refused(here: Place, refusal: Refusal, theme: str = "") -> ResponseReturnValue:
    """The page that one was at, with why nothing was done, and with all that was typed."""
    flash(explain(refusal), "warn")
    return _page_at(here, theme), refusal.status


def _page_at(here: Place, theme: str = "", asking: Asking | None = None) -> str:
    if here.stop and (item := request.args.get("item")):
        return item_page(here, get_item(item, here.stop.id), coding=theme, asking=asking)
    return _page(here, _give_form(), asking)


@blueprint.post(f"{EVERYWHERE}/undo")
@blueprint.post(f"{BOARD}/undo")
@staff("answer")
def undo_act(key: str = "") -> ResponseReturnValue:
    """Take back what one did last."""
    here, form, staff_id = place(key), UndoForm(), guard.actor().id
    if not form.validate():
        raise NotFound
    act_id: int = form.act.data
    act, within = actions.undo, here.all_ids
    return finish(lambda: act(act_id, stop_ids=within, staff_id=staff_id), door.back(here))


def _give_form(*, blank: bool = False) -> GiveForm:
    form = GiveForm(formdata=None) if blank else GiveForm()
    form.to.choices = bodies_to_choose()
    return form


def _page(here: Place, form: GiveForm, asking: Asking | None = None) -> str:
    filters, staff_id = door.filter_form(here), guard.actor().id
    asked = filters.asked()
    chosen = {one.id for one in here.stops if one.key == asked.stop}
    within = chosen if asked.stop and not here.stop else here.ids
    return render_template(
        "followup/board/board.html",
        here=here,
        stop=here.stop,
        stops={one.id: one for one in here.stops},
        filters=filters,
        asked=asked,
        form=form,
        asking=asking,
        ticked=form.marks(),
        theme=ThemeForm().code.data or "",
        board=queries.board(asked, within, staff_id, page_number()),
        unreached=answering.unreached(within),
        asleep=answering.asleep(),
        last=queries.find_last(staff_id, now() - _UNDOABLE),
        tree=queries.tree(),
        words=door,
        **door.names(),
    )
