"""The staff's pages of promises: all of them, one with its history, answers that bind."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from caravan.followup import actions as room_actions
from caravan.followup import queries as room
from caravan.followup import rules as room_rules
from caravan.followup import words as room_words
from caravan.followup.forms import KeptForm
from caravan.followup.promises import actions, queries, rules, words
from caravan.followup.promises.forms import PromiseForm, StepForm, TermsForm
from caravan.followup.views.door import DESK, blueprint
from caravan.kernel import guard
from caravan.kernel.errors import explain
from caravan.kernel.guard import staff
from caravan.kernel.i18n import in_lang
from caravan.kernel.refusal import Refusal
from caravan.kernel.texts import gettext as _
from caravan.tour import queries as tour
from caravan.tour.duties import queries as duties
from caravan.tour.models import Stop

PROMISE = f"{DESK}/promises/<promise>"


@blueprint.get("/<lang:lang>/staff/promises")
@staff("answer")
def promise_register() -> str:
    """The promises of all stops whose answers the person writes, late ones first."""
    asked = {name: request.args.get(name) or None for name in ("state", "body", "line")}
    wanted = queries.Wanted(**asked, agreement=request.args.get("agreement") or None)
    stops = tour.stops_for(guard.actor(), "answer")
    return render_template(
        "followup/promises/register.html",
        found=queries.register(stops, wanted),
        wanted=wanted,
        bodies={one.code: one.name for one in duties.bodies()},
        lines={one.code: one.name for one in duties.plan_lines()},
        words=words,
        named=room_words.PROMISES,
        states=room_words.COUNTED_PROMISES,
    )


@blueprint.get(PROMISE)
@staff("answer")
def promise(key: str, promise: str) -> str:
    """One promise: what it is held to, its history, and the steps that it may take."""
    return _page(tour.get_stop(key), promise)


@blueprint.post(PROMISE)
@staff("answer")
def keep_promise(key: str, promise: str) -> ResponseReturnValue:
    """Write down that it was kept, and what shows it."""
    stop, form = tour.get_stop(key), KeptForm()
    made = room.get_promise(promise, stop.id)
    if not form.validate():
        return _page(stop, promise, kept=form), 422
    try:
        room_actions.keep_promise(made.id, form.evidence(), staff_id=guard.actor().id)
    except Refusal as refusal:
        flash(explain(refusal), "warn")
    else:
        flash(_("The promise is marked as kept."), "ok")
    return _back(key, promise)


@blueprint.post(f"{PROMISE}/terms")
@staff("answer")
def set_promise_terms(key: str, promise: str) -> ResponseReturnValue:
    """Write down what the promise is held to."""
    stop = tour.get_stop(key)
    made, form = room.get_promise(promise, stop.id), _offered(TermsForm())
    if not form.validate():
        return _page(stop, promise, terms=form), 422
    seen, staff_id = form.mark.data or "", guard.actor().id
    try:
        actions.set_terms(made.id, form.terms(), seen=seen, staff_id=staff_id)
    except rules.TermsChanged as refusal:
        form.form_errors.append(explain(refusal))
        return _page(stop, promise, terms=form), refusal.status
    flash(_("It is written down what the promise is held to."), "ok")
    return _back(key, promise)


@blueprint.post(f"{PROMISE}/steps")
@staff("answer")
def take_promise_step(key: str, promise: str) -> ResponseReturnValue:
    """Begin, move, give up or take up again."""
    stop, form = tour.get_stop(key), StepForm()
    made = room.get_promise(promise, stop.id)
    if not form.validate():
        return _page(stop, promise, step=form), 422
    try:
        seen, staff_id = int(form.seen.data or 0), guard.actor().id
        actions.take_step(made.id, form.move(), seen=seen, staff_id=staff_id)
    except Refusal as refusal:
        at = {rules.DayNotLater: form.due, rules.StepNotPossible: form.kind}
        at.get(type(refusal), form.note_ar).errors = [explain(refusal)]
        return _page(stop, promise, step=form), refusal.status
    flash(_("The step is written down."), "ok")
    return _back(key, promise)


@blueprint.get(f"{DESK}/binding-answers")
@staff("answer")
def binding_answers(key: str) -> str:
    """The answers that name a day or a figure and belong to no promise yet."""
    stop = tour.get_stop(key)
    return render_template(
        "followup/promises/binding.html", stop=stop, answers=queries.unpromised(stop.id)
    )


@blueprint.get(f"{DESK}/binding-answers/<int:answer>")
@staff("answer")
def binding_answer(key: str, answer: int) -> str:
    """One of them, to promise what it says."""
    stop = tour.get_stop(key)
    form = PromiseForm(data=_proposed(stop, answer))
    return _binding_page(stop, answer, form)


@blueprint.post(f"{DESK}/binding-answers/<int:answer>")
@staff("answer")
def promise_answer(key: str, answer: int) -> ResponseReturnValue:
    """Promise what the answer says."""
    stop, form = tour.get_stop(key), PromiseForm()
    if queries.is_promised(stop.id, form.promise_id.data or ""):
        return _back(key, form.details().id)
    item = queries.get_unpromised(stop.id, answer)
    if not form.validate():
        return _binding_page(stop, answer, form), 422
    try:
        room_actions.make_promise(
            stop, item.id, item.service_code, form.details(), staff_id=guard.actor().id
        )
    except room_rules.DueBeforeStop as refusal:
        form.due.errors = [explain(refusal)]
        return _binding_page(stop, answer, form), refusal.status
    flash(_("The answer is a promise now."), "ok")
    return _back(key, form.details().id)


@blueprint.post(f"{DESK}/binding-answers/<int:answer>/none")
@staff("answer")
def set_plain_answer(key: str, answer: int) -> ResponseReturnValue:
    """Say that the answer promises nothing."""
    actions.set_plain(answer, tour.get_stop(key), staff_id=guard.actor().id)
    flash(_("The answer stays an answer."), "ok")
    return redirect(url_for("followup.binding_answers", key=key), 303)


def _proposed(stop: Stop, answer: int) -> dict[str, object]:
    """What a promise from this answer would say first: the answer's words, who has the item."""
    item = queries.get_unpromised(stop.id, answer)
    said = room.answers_of([item.id])[item.id].body
    body = queries.body_of(item)
    owner = body.name if body else {}
    texts = {f"body_{lang}": text[: room_rules.PROMISE_LENGTH] for lang, text in said.items()}
    owners = {f"owner_{lang}": owner.get(lang, "") for lang in room_rules.LANGUAGES}
    return {**texts, **owners, "promise_id": room_rules.new_id()}


def _binding_page(stop: Stop, answer: int, form: PromiseForm) -> str:
    item = queries.get_unpromised(stop.id, answer)
    said = room.answers_of([item.id])[item.id]
    return render_template(
        "followup/promises/binding_answer.html", stop=stop, item=item, answer=said, form=form
    )


def _page(
    stop: Stop,
    promise_id: str,
    *,
    kept: KeptForm | None = None,
    terms: TermsForm | None = None,
    step: StepForm | None = None,
) -> str:
    made = room.get_promise(promise_id, stop.id)
    told, commitment = queries.get_told(made.id), queries.find_commitment(made.id)
    standing = queries.terms_of(commitment)
    form = terms or _offered(TermsForm(None, data=_standing(standing)))
    if terms is None or terms.form_errors:
        form.mark.data = rules.mark_of(standing)
    taken = (step or StepForm(None)).offer(rules.next_steps(told.state))
    taken.seen.data = str(rules.count_public(told.steps))  # the page shows these
    return render_template(
        "followup/promises/promise.html",
        stop=stop,
        promise=told,
        kept=kept or KeptForm(None),
        terms=form,
        theirs=_said(form, standing) if terms and terms.form_errors else None,
        step=taken,
        wrong=kept or terms or step,
        clause=queries.find_clause(commitment),
        names=queries.names_of_staff(told.steps),
        services={service.code: service.name for service in tour.all_services()},
        words=words,
        named=room_words.PROMISES,
        states=room_words.COUNTED_PROMISES,
    )


def _standing(terms: rules.Terms) -> dict[str, str]:
    return {
        "body": terms.body_code or "",
        "line": terms.plan_line or "",
        "clause": "/".join(terms.clause or ()),
        **{f"measure_{lang}": text for lang, text in terms.measure.items()},
    }


def _said(form: TermsForm, standing: rules.Terms) -> list[str]:
    """What stands now, in the words of the form's lists."""
    values = _standing(standing)
    chosen = [
        {one.value: one.label for one in field.choices}.get(values[name], "")
        for name, field in (("body", form.body), ("line", form.line), ("clause", form.clause))
    ]
    return [str(one) for one in (*chosen, *standing.measure.values()) if one]


def _offered(form: TermsForm) -> TermsForm:
    return form.offer(
        [(one.code, in_lang(one.name)) for one in duties.bodies()],
        [(one.code, in_lang(one.name)) for one in duties.plan_lines()],
        [("/".join(one.key), _clause_words(one)) for one in queries.clauses()],
    )


def _clause_words(clause: queries.Clause) -> str:
    parts = (clause.facility, clause.site, clause.agreement)
    return _(", ").join(in_lang(part) for part in parts)


def _back(key: str, promise: str) -> ResponseReturnValue:
    return redirect(url_for("followup.promise", key=key, promise=promise), 303)
