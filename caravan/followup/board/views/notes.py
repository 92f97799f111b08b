"""Writing down what was told at a desk."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from caravan.followup.board.forms import NoteForm
from caravan.followup.board.views.door import BOARD
from caravan.followup.items import actions
from caravan.followup.rules import new_id
from caravan.followup.views.door import blueprint
from caravan.kernel import guard
from caravan.kernel.guard import staff
from caravan.kernel.i18n import in_lang
from caravan.kernel.texts import gettext as _
from caravan.tour import queries as tour
from caravan.tour.models import Stop


@blueprint.get(f"{BOARD}/notes")
@staff("answer")
def desk_note(key: str) -> str:
    """The form of a note."""
    stop = tour.get_stop(key)
    return _page(stop, _form(stop, NoteForm(formdata=None, note_id=new_id())))


@blueprint.post(f"{BOARD}/notes")
@staff("answer")
def write_note(key: str) -> ResponseReturnValue:
    """Keep the note; on to the next one, for desks have many."""
    stop = tour.get_stop(key)
    form = _form(stop, NoteForm())
    if not form.validate():
        return _page(stop, form), 422
    body, people = form.body.data or "", form.people.data or 1
    actions.write_note(
        stop,
        form.service.data,
        body,
        people=people,
        note_id=form.note_id.data or new_id(),
        staff_id=guard.actor().id,
    )
    flash(_("The note is kept: it stands on the board."), "ok")
    return redirect(url_for("followup.desk_note", key=key), 303)


def _form(stop: Stop, form: NoteForm) -> NoteForm:
    offered = tour.services_of(stop.id) or tour.all_services()
    form.service.choices = [(one.code, in_lang(one.name)) for one in offered]
    return form


def _page(stop: Stop, form: NoteForm) -> str:
    return render_template("followup/board/note.html", stop=stop, form=form)
