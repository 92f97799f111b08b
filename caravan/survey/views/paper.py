"""The survey on paper: drawn with a code on each, and taken back in by staff."""

from flask import Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from caravan.kernel import guard
from caravan.kernel.errors import explain
from caravan.kernel.guard import staff
from caravan.kernel.texts import gettext as _
from caravan.survey import actions, forms, papers, passes, queries, rules
from caravan.survey.forms import HandingForm, PaperCode, PapersForm
from caravan.survey.views import door
from caravan.survey.views.door import DESK, OF_SESSION, blueprint


@blueprint.get(f"{DESK}/survey/paper", defaults={"session": rules.WHOLE_STOP})
@blueprint.get(f"{DESK}{OF_SESSION}/paper")
@staff("desk")
def paper(key: str, session: str) -> str:
    """The forms to hand a paper over, to type one in, and to draw more of them."""
    return _page(door.sheet(door.subject(key, session), PaperCode, has_token=True))


@blueprint.post(f"{DESK}/survey/paper", defaults={"session": rules.WHOLE_STOP})
@blueprint.post(f"{DESK}{OF_SESSION}/paper")
@staff("desk")
def take_paper(key: str, session: str) -> ResponseReturnValue:
    """Count one paper by its code; typed in twice it counts once."""
    sheet = door.sheet(door.subject(key, session), PaperCode, has_token=True)
    is_new = _count(sheet)
    if is_new is None:
        return _page(sheet), 422
    if is_new:
        flash(_("Counted. The next paper, please."), "ok")
    else:
        flash(explain(rules.AlreadyCounted()), "warn")
    return redirect(url_for("survey.paper", key=key, session=session), 303)


@blueprint.post(f"{DESK}/survey/paper/handed", defaults={"session": rules.WHOLE_STOP})
@blueprint.post(f"{DESK}{OF_SESSION}/paper/handed")
@staff("desk")
def hand_paper(key: str, session: str) -> ResponseReturnValue:
    """Write down that somebody gets a paper: it stands for that person, whichever it is."""
    sheet = door.sheet(door.subject(key, session), PaperCode, has_token=True)
    handing = HandingForm()
    if not handing.validate():
        return _page(sheet, handing=handing), 422
    try:
        holder = queries.find_holder(sheet.subject.stop, "", handing.ticket.data or "")
    except rules.UnknownHolder as refusal:
        handing.ticket.errors = [explain(refusal)]
        return _page(sheet, handing=handing), 422
    if actions.hand_over(sheet.survey, holder):
        flash(_("Hand a paper over, out of a mixed pile."), "ok")
    else:
        flash(_("This person was counted already, or has a paper: hand none over."), "warn")
    return redirect(url_for("survey.paper", key=key, session=session), 303)


@blueprint.post(f"{DESK}/survey/papers", defaults={"session": rules.WHOLE_STOP})
@blueprint.post(f"{DESK}{OF_SESSION}/papers")
@staff("desk")
def draw_papers(key: str, session: str) -> ResponseReturnValue:
    """So many papers to print, each with a code of its own that stands nowhere else."""
    about, form = door.subject(key, session), PapersForm()
    sheet = door.sheet(about, PaperCode, has_token=True)
    if not form.validate():
        return _page(sheet, form), 422
    number = form.number.data or 1
    actions.note_papers(about.stop, sheet.survey, number, staff_id=guard.actor().id)
    drawn = papers.draw(about.stop, about.session, sheet.survey, number)
    answer = Response(drawn, mimetype="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="survey-{key}.pdf"'
    return answer


def _count(sheet: door.Sheet) -> bool | None:
    """As door.count_person does, for the holder of a drawn code."""
    if not sheet.form.validate():
        return None
    drawn = passes.find_paper(sheet.survey.id, sheet.form["code"].data or "")
    if drawn is None:
        sheet.form["code"].errors = [explain(rules.UnknownSheet())]
        return None
    try:
        said = rules.read_said(sheet.questions, forms.typed(sheet.form, sheet.questions))
        return actions.count(sheet.survey, drawn, said, rules.PAPER)
    except rules.NothingSaid as refusal:
        sheet.form.form_errors = [explain(refusal)]
        return None
    except rules.PaperNotHanded as refusal:
        sheet.form["code"].errors = [explain(refusal)]
        return None


def _page(
    sheet: door.Sheet, drawing: PapersForm | None = None, handing: HandingForm | None = None
) -> str:
    return render_template(
        "survey/paper.html",
        sheet=sheet,
        about=sheet.subject,
        stop=sheet.subject.stop,
        form=sheet.form,
        drawing=drawing or PapersForm(formdata=None),
        handing=handing or HandingForm(formdata=None),
        others=queries.sessions_with_survey(sheet.subject.stop.id),
    )
