"""The templates of answers: a list, one to write or change."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from caravan.followup.answering import actions, queries, rules
from caravan.followup.answering.forms import SeenForm, TemplateForm
from caravan.followup.answering.models import ReplyTemplate
from caravan.followup.views.door import blueprint
from caravan.kernel import guard
from caravan.kernel.errors import explain
from caravan.kernel.guard import staff
from caravan.kernel.i18n import in_lang
from caravan.kernel.texts import gettext as _
from caravan.tour import queries as tour

TEMPLATES = "/<lang:lang>/staff/reply-templates"


@blueprint.get(TEMPLATES)
@staff("answer", everywhere=True)
def reply_templates() -> str:
    """All templates, and a form for one more."""
    return _page(_offered(TemplateForm(None)))


@blueprint.post(TEMPLATES)
@staff("answer", everywhere=True)
def add_reply_template() -> ResponseReturnValue:
    """Keep one more template."""
    return _kept(None)


@blueprint.get(f"{TEMPLATES}/<int:number>")
@staff("answer", everywhere=True)
def reply_template(number: int) -> str:
    """One template, to be changed."""
    found = queries.get_template(number)
    texts = {f"name_{lang}": text for lang, text in found.name.items()}
    texts |= {f"body_{lang}": text for lang, text in found.body.items()}
    service = found.service_code or ""
    mark = queries.template_mark(found)
    form = TemplateForm(None, service=service, is_refusal=found.is_refusal, mark=mark, **texts)
    return _page(_offered(form), found)


@blueprint.post(f"{TEMPLATES}/<int:number>")
@staff("answer", everywhere=True)
def change_reply_template(number: int) -> ResponseReturnValue:
    """Change a template."""
    return _kept(queries.get_template(number))


@blueprint.post(f"{TEMPLATES}/<int:number>/removal")
@staff("answer", everywhere=True)
def remove_reply_template(number: int) -> ResponseReturnValue:
    """Take a template away, as it was seen."""
    seen, staff_id = SeenForm().mark.data or "", guard.actor().id
    try:
        actions.remove_template(number, seen=seen, staff_id=staff_id)
    except rules.TemplateChanged:
        flash(explain(rules.LinkChanged()), "warn")
    else:
        flash(_("The template is gone."), "ok")
    return redirect(url_for("followup.reply_templates"), 303)


def _kept(standing: ReplyTemplate | None) -> ResponseReturnValue:
    form = _offered(TemplateForm())
    if not form.validate():
        return _page(form, standing), 422
    number, service = standing.id if standing else None, form.service.data or None
    seen, staff_id = form.mark.data or "", guard.actor().id
    try:
        actions.save_template(
            number, form.name(), form.words(), service, seen=seen, staff_id=staff_id
        )
    except rules.TemplateChanged as refusal:
        form.form_errors.append(explain(refusal))
        return _changed(form, number or 0), refusal.status
    flash(_("Saved."), "ok")
    return redirect(url_for("followup.reply_templates"), 303)


def _changed(form: TemplateForm, number: int) -> str:
    """What was typed, beside what stands now; who saves again has seen both."""
    standing = queries.get_template(number)
    form.mark.data = queries.template_mark(standing)
    return _page(form, standing, theirs=standing)


def _offered(form: TemplateForm) -> TemplateForm:
    return form.offer((one.code, in_lang(one.name)) for one in tour.all_services())


def _page(
    form: TemplateForm,
    standing: ReplyTemplate | None = None,
    *,
    theirs: ReplyTemplate | None = None,
) -> str:
    return render_template(
        "followup/answering/templates.html",
        form=form,
        standing=standing,
        theirs=theirs,
        mark=queries.template_mark,
        templates=queries.templates(),
        services={one.code: one.name for one in tour.all_services()},
    )
