"""A body's own page, opened by its link: what it has to answer, and nothing of anybody else."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from caravan.followup.answering import actions, queries, rules, words
from caravan.followup.answering.actions.writing import Author
from caravan.followup.answering.forms import ReplyForm
from caravan.followup.answering.views.board import service_names
from caravan.followup.views.door import blueprint, page_number
from caravan.kernel import guard
from caravan.kernel.errors import explain
from caravan.kernel.guard import holder
from caravan.kernel.limits import TAP, limited
from caravan.kernel.refusal import Refusal
from caravan.kernel.texts import gettext as _
from caravan.tour import queries as tour
from caravan.tour.duties.models import AnsweringBody

OWN = "/<lang:lang>/answering/<body>"


@blueprint.get(OWN)
@holder
def own_replies(body: str) -> str:
    """What the body has to answer, of all stops, the first due first."""
    found = _opened(body)
    page, owed = queries.own(found.code, page_number())
    return render_template(
        "followup/answering/own.html",
        body=found,
        page=page,
        owed=owed,
        stops={stop.id: stop for stop in tour.stops()},
        services=service_names(),
        words=words,
        token=_token(),
        is_staff=guard.signed_in() is not None,
    )


@blueprint.get(f"{OWN}/<item>")
@holder
def own_reply(body: str, item: str) -> str:
    """One of these, to be answered."""
    found, owed = _opened(body), queries.get_own(body, item)
    reply = queries.find_reply(owed.item.id)
    texts, version = {}, 0
    if reply and reply.body_code == found.code:
        texts, version = {f"body_{lang}": text for lang, text in reply.body.items()}, reply.version
    is_refusal = bool(texts and reply and reply.is_refusal)
    form = ReplyForm(None, version=version, is_refusal=is_refusal, **texts)
    return _page(found, owed, form)


@blueprint.post(f"{OWN}/<item>")
@holder
@limited(TAP)
def write_own_reply(body: str, item: str) -> ResponseReturnValue:
    """Keep the body's draft, or hand it to the foundation, which reads and publishes it."""
    found, owed = _opened(body), queries.get_own(body, item)
    form = ReplyForm()
    if not form.validate():
        return _page(found, owed, form), 422
    author = Author(guard.signed_in(), found.code, _token())
    is_handed_in = form.act.data == "hand-in"
    try:
        actions.write(owed.item.id, form.words(), author, hand_in=is_handed_in)
    except Refusal as refusal:
        return _page(found, owed, form, refusal), refusal.status
    told = _("The foundation has your answer. Thank you.")
    flash(told if is_handed_in else _("The draft is kept."), "ok")
    return redirect(url_for("followup.own_replies", body=body, token=_token()), 303)


def _opened(body: str) -> AnsweringBody:
    return queries.open_door(body, _token())


def _token() -> str:
    return request.args.get("token", "")


def _page(
    body: AnsweringBody, owed: queries.Owed, form: ReplyForm, refusal: Refusal | None = None
) -> str:
    """The form; where a colleague of the body was faster, beside what stands now."""
    reply = queries.find_reply(owed.item.id)
    state, author = (reply.state, reply.body_code) if reply else (None, None)
    is_changed = isinstance(refusal, rules.ReplyChanged) and author == body.code
    if refusal:
        form.form_errors.append(explain(refusal))
    if is_changed and reply:
        form.version.data = reply.version
    return render_template(
        "followup/answering/own_reply.html",
        body=body,
        owed=owed,
        form=form,
        theirs=reply if is_changed else None,
        note=reply.note if reply and author == body.code else None,
        may_write=rules.may_body_write(state, author),
        stop=tour.get_stop_by_id(owed.item.stop_id),
        services=service_names(),
        words=words,
        token=_token(),
    )
