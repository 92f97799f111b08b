"""One question on the desk: its wordings, its subjects, what it is grouped with, a way back."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from caravan.kernel import guard
from caravan.kernel.errors import explain
from caravan.kernel.guard import staff
from caravan.kernel.i18n import in_lang
from caravan.kernel.texts import gettext as _
from caravan.tour import queries as tour
from caravan.tour.models import Stop
from caravan.voice import queries
from caravan.voice.models import Question
from caravan.voice.moderation import actions, rules
from caravan.voice.moderation import queries as moderation
from caravan.voice.moderation.flags import flags
from caravan.voice.moderation.forms import GroupForm, LabelsForm, WordingForm
from caravan.voice.screen.views import live
from caravan.voice.views.desk import decide, done, seen
from caravan.voice.views.door import DESK, blueprint


@blueprint.get(f"{DESK}/questions/<question>")
@staff("moderate")
def desk_question(key: str, question: str) -> ResponseReturnValue:
    """All of one question: to edit it, to say what it is about, to group it."""
    stop = tour.get_stop(key)
    return _page(stop, queries.get_question(question, stop.id))


@blueprint.get(f"{DESK}/questions/<question>/news")
@staff("moderate")
def desk_question_news(key: str, question: str) -> ResponseReturnValue:
    """Whether a colleague has changed the question since the page was drawn."""

    def draw() -> str:
        asked = queries.get_question(question, tour.get_stop(key).id)
        is_same = request.args.get("mark") == moderation.beside([asked]).mark(asked)
        return render_template("voice/_desk_changed.html", key=key, asked=asked, is_same=is_same)

    return live.own(key, draw)


@blueprint.post(f"{DESK}/questions/<question>/wording")
@staff("moderate")
def edit_question(key: str, question: str) -> ResponseReturnValue:
    """Show another wording; what a colleague wrote meanwhile is shown beside what was typed."""
    stop = tour.get_stop(key)
    asked = queries.get_question(question, stop.id)
    form = WordingForm()
    if not form.validate():
        return _page(stop, asked, form), 422
    try:
        actions.edit(asked.id, form.body.data or "", guard.actor().id, mark=form.mark.data or "")
    except (rules.WordingMissing, rules.ChangedMeanwhile) as refusal:
        form.body.errors = [explain(refusal)]
        return _page(stop, queries.get_question(asked.id), form), refusal.status
    flash(_("The wording is changed. The one before is kept here, for moderators only."), "ok")
    return redirect(_address(key, question), 303)


@blueprint.post(f"{DESK}/questions/<question>/labels")
@staff("moderate")
def label_question(key: str, question: str) -> ResponseReturnValue:
    """Say what else a question is about."""
    asked = queries.get_question(question, tour.get_stop(key).id)
    form = _labels_form(asked)
    if not form.validate():
        return _page(tour.get_stop(key), asked), 422
    codes, mark, staff_id = form.labels.data or [], form.mark.data or "", guard.actor().id
    return done(
        key,
        lambda: actions.set_labels(asked.id, codes, staff_id, mark=mark),
        _("The subjects are kept."),
        _address(key, question),
    )


@blueprint.post(f"{DESK}/questions/<question>/group")
@staff("moderate")
def group_questions(key: str, question: str) -> ResponseReturnValue:
    """Put other questions under this one."""
    asked = queries.get_question(question, tour.get_stop(key).id)
    form, staff_id = GroupForm(), guard.actor().id
    return done(
        key,
        lambda: actions.group(asked.id, form.marks(), staff_id, mark=form.mark.data or ""),
        _("Grouped: each wording is kept, and each asker is told the answer."),
        _address(key, question),
    )


@blueprint.post(f"{DESK}/questions/<question>/separation")
@staff("moderate")
def separate_question(key: str, question: str) -> ResponseReturnValue:
    """Take a question out of its group."""
    asked = queries.get_question(question, tour.get_stop(key).id)
    lead = moderation.lead_of(asked.id)
    mark, staff_id = seen(), guard.actor().id
    return done(
        key,
        lambda: actions.separate(asked.id, staff_id, mark=mark),
        _("Taken out of the group: it stands where it stood before."),
        _address(key, lead.id if lead else asked.id),
    )


@blueprint.post(f"{DESK}/questions/<question>/return")
@staff("moderate")
def give_question_back(key: str, question: str) -> ResponseReturnValue:
    """Take the last decision about a question back."""
    return decide(key, question, actions.give_back, _("Taken back: it is one step before."))


@blueprint.post(f"{DESK}/questions/<question>/star")
@staff("moderate")
def star_question(key: str, question: str) -> ResponseReturnValue:
    """Put a question first."""
    stop = tour.get_stop(key)
    return done(
        key, lambda: actions.set_star(stop, question, starred=True), _("It stands first now.")
    )


@blueprint.post(f"{DESK}/questions/<question>/star/end")
@staff("moderate")
def unstar_question(key: str, question: str) -> ResponseReturnValue:
    """Put a question back among the others."""
    stop = tour.get_stop(key)
    return done(
        key,
        lambda: actions.set_star(stop, question, starred=False),
        _("It stands among the others again."),
    )


def _address(key: str, question: str) -> str:
    return url_for("voice.desk_question", key=key, question=question)


def _labels_form(asked: Question, chosen: list[str] | None = None) -> LabelsForm:
    form = LabelsForm(labels=chosen)
    others = [one for one in tour.all_services() if one.code != asked.service_code]
    form.labels.choices = [(one.code, in_lang(one.name)) for one in others]
    return form


def _page(stop: Stop, asked: Question, wording: WordingForm | None = None) -> str:
    candidates = moderation.candidates(asked)
    found = moderation.beside([asked, *candidates])
    if wording is not None:
        wording.mark.data = found.mark(asked)
    labels = LabelsForm(formdata=None, labels=found.labels.get(asked.id, []))
    labels.labels.choices = _labels_form(asked).labels.choices
    return render_template(
        "voice/desk_question.html",
        stop=stop,
        question=asked,
        beside=found,
        lead=moderation.lead_of(asked.id),
        wordings=moderation.wordings(asked.id),
        candidates=candidates,
        appointment=moderation.appointments_of([asked.id]).get(asked.id),
        flags=flags(asked.body),
        wording=wording or WordingForm(formdata=None, body=asked.body, mark=found.mark(asked)),
        labels=labels,
        services={one.code: one.name for one in tour.all_services()},
    )
