"""The host commands as a tree, each with since and until when it stands."""

from collections.abc import Callable

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from caravan.kernel import guard
from caravan.kernel.clock import today
from caravan.kernel.errors import explain
from caravan.kernel.guard import staff
from caravan.kernel.i18n import in_lang
from caravan.kernel.refusal import NotFound, Refusal
from caravan.kernel.texts import gettext as _
from caravan.tour import actions, catalogue, queries
from caravan.tour.actions.naming import (
    BeginningMissing,
    BelowItself,
    CodeIsTaken,
    EndsBeforeItBegins,
)
from caravan.tour.forms.fields import offered
from caravan.tour.forms.naming import CommandForm
from caravan.tour.plan_json import mark_of
from caravan.tour.views.door import blueprint
from caravan.tour.views.planner import lists

COMMANDS = "/<lang:lang>/staff/tour/commands"
ONE = f"{COMMANDS}/one/<command>"
_PLACES = {
    CodeIsTaken: "code",
    BelowItself: "parent",
    EndsBeforeItBegins: "until",
    BeginningMissing: "since",
}


@blueprint.get(COMMANDS)
@staff("tour")
def commands() -> str:
    """Every command below the one above it, ended ones too."""
    return render_template("tour/commands.html", branches=queries.tree(), today=today())


@blueprint.get(f"{COMMANDS}/new")
@staff("tour", everywhere=True)
def new_command() -> str:
    """A new command; `after` names the one whose place it takes."""
    form = CommandForm(data={"checked": today(), "level": "prefecture", "parent": ""})
    if old := _after():
        taken_over = CommandForm.data_of(old)
        news = {"code": "", "since": today(), "until": None, "checked": today()}
        form = CommandForm(formdata=None, data={**taken_over, **news})
    return _new_page(form)


@blueprint.post(f"{COMMANDS}/new")
@staff("tour", everywhere=True)
def found_command() -> ResponseReturnValue:
    """Write a new command, perhaps in the place of another one, which then ends."""
    form, staff_id = _filled(CommandForm()), guard.actor().id
    old = _after()

    def write() -> None:
        made = form.command(form.code.data or "", None, today=today())
        if old:
            actions.succeed_command(made, before=old.code, staff_id=staff_id)
        else:
            actions.write_command(made, seen=None, staff_id=staff_id)

    return _write(form, write, _new_page)


@blueprint.get(ONE)
@staff("tour", everywhere=True)
def command(command: str) -> str:
    """One command, to be changed."""
    known = _known(command)
    data = {**CommandForm.data_of(known), "seen": mark_of(known)}
    return _command_page(known, _filled(CommandForm(data=data), known))


@blueprint.post(ONE)
@staff("tour", everywhere=True)
def change_command(command: str) -> ResponseReturnValue:
    """Change the command."""
    known = _known(command)
    form = _filled(CommandForm(), known)
    del form.code

    def write() -> None:
        wanted = form.command(command, known, today=today())
        actions.write_command(wanted, seen=form.seen.data or "", staff_id=guard.actor().id)

    return _write(form, write, lambda form: _command_page(known, form))


def _known(code: str) -> catalogue.Prefecture:
    found = queries.known_commands().get(code)
    if found is None:
        raise NotFound
    return found


def _after() -> catalogue.Prefecture | None:
    """The command whose place the new one takes, where the address names one."""
    code = request.args.get("after")
    return _known(code) if code else None


def _write(
    form: CommandForm, write: Callable[[], None], page: Callable[[CommandForm], str]
) -> ResponseReturnValue:
    """Write what the form says; else the page again, the fault beside its field."""
    if not form.validate():
        return page(form), 422
    try:
        write()
    except tuple(_PLACES) as refusal:
        form[_PLACES[type(refusal)]].errors = [explain(refusal)]
    except NotFound:
        raise
    except Refusal as refusal:
        form.form_errors = [explain(refusal)]
        if refusal.status == 409:  # a colleague's change: nothing of it is overwritten
            return page(form), 409
    else:
        flash(_("Saved."), "ok")
        return redirect(url_for("tour.commands"), 303)
    return page(form), 422


def _filled(form: CommandForm, known: catalogue.Prefecture | None = None) -> CommandForm:
    """The form with its lists: levels, and the commands that `known` can stand below."""
    form.level.choices = offered((one.code, in_lang(one.noun)) for one in queries.levels())
    above = (known.parent or "") if known else ""
    others = lists.commands(today(), also=above)
    if known:
        others = [choice for choice in others if choice[0] != known.code]
    form.parent.choices = offered([("", _("None: it stands at the top")), *others])
    return form


def _new_page(form: CommandForm) -> str:
    return render_template("tour/new_command.html", form=_filled(form), old=_after())


def _command_page(known: catalogue.Prefecture, form: CommandForm) -> str:
    return render_template("tour/command.html", command=known, form=form, today=today())
