"""One reply: who answers until when, its text in two languages, the second reader, publication."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest

from caravan.followup import queries as followup
from caravan.followup.answering import actions, queries, rules, words
from caravan.followup.answering.actions.writing import Author
from caravan.followup.answering.cover import mark
from caravan.followup.answering.forms import HandOverForm, ReplyForm, VerdictForm
from caravan.followup.answering.views.board import service_names, tell
from caravan.followup.answering.views.choosing import bodies_to_choose
from caravan.followup.items.queries import Item, assignments_of, get_item
from caravan.followup.views.door import DESK, blueprint
from caravan.kernel import guard
from caravan.kernel.errors import explain
from caravan.kernel.guard import staff
from caravan.kernel.i18n import in_lang
from caravan.kernel.names import is_arabic
from caravan.kernel.refusal import Refusal
from caravan.kernel.texts import gettext as _
from caravan.tour import queries as tour
from caravan.tour.duties import queries as duties
from caravan.tour.models import Stop
from caravan.voice.queries import is_to_be_declined

REPLY = f"{DESK}/replies/<item>"


@blueprint.get(REPLY)
@staff("answer")
def reply(key: str, item: str) -> str:
    """The thread of one item; `template` in the address begins the text."""
    stop, found = _opened(key, item)
    return _page(stop, found, form=_begun(stop, found))


@blueprint.post(REPLY)
@staff("answer")
def write_reply(key: str, item: str) -> ResponseReturnValue:
    """Keep the text as a draft, or hand it to a second reader."""
    stop, found = _opened(key, item)
    form = ReplyForm()
    if not form.validate():
        return _page(stop, found, form=form), 422
    is_handed_in = form.act.data == "hand-in"
    author = Author(staff_id=guard.actor().id)
    try:
        actions.write(found.id, form.words(), author, hand_in=is_handed_in)
    except Refusal as refusal:
        return _refused(stop, found, form, refusal), refusal.status
    told = _("Handed to a second reader.") if is_handed_in else _("The draft is kept.")
    flash(told, "ok")
    return _back(key, item)


@blueprint.post(f"{REPLY}/owner")
@staff("answer")
def hand_over(key: str, item: str) -> ResponseReturnValue:
    """Give the item to a body, with a reason where somebody has it."""
    stop, found = _opened(key, item)
    form = _handing()
    if not form.validate():
        return _page(stop, found, handing=form), 422
    chosen = {"reason": form.reason.data or "", "due": form.due.data, "seen": form.mark.data or ""}
    try:
        actions.hand_over(found.id, form.body.data, **chosen, staff_id=guard.actor().id)
    except Refusal as refusal:
        _field_of(form, refusal).errors = [explain(refusal)]
        return _page(stop, found, handing=form), refusal.status
    flash(_("Handed over."), "ok")
    return _back(key, item)


@blueprint.post(f"{REPLY}/verdict")
@staff("answer")
def judge(key: str, item: str) -> ResponseReturnValue:
    """A second reader finds the reply right, or sends it back with a note."""
    stop, found = _opened(key, item)
    form, staff_id = VerdictForm(), guard.actor().id
    if not form.validate():
        return _page(stop, found, verdict=form), 422
    version = int(form.version.data)
    try:
        if form.verdict.data == "right":
            actions.check(found.id, version=version, staff_id=staff_id)
        else:
            actions.send_back(found.id, form.note.data or "", version=version, staff_id=staff_id)
    except Refusal as refusal:
        form.note.errors = [explain(refusal)]
        return _page(stop, found, verdict=form), refusal.status
    is_right = form.verdict.data == "right"
    flash(_("Found right: it can be published.") if is_right else _("Sent back."), "ok")
    return _back(key, item)


@blueprint.post(f"{REPLY}/publication")
@staff("answer")
def publish_reply(key: str, item: str) -> ResponseReturnValue:
    """Publish one reply that was checked."""
    stop, found = _opened(key, item)
    version = request.form.get("version", type=int)
    if version is None:
        raise BadRequest
    tell(actions.publish(stop, {found.id: version}, staff_id=guard.actor().id))
    return redirect(url_for("followup.replies", key=key), 303)


def _opened(key: str, item_id: str) -> tuple[Stop, Item]:
    stop = tour.get_stop(key)
    found = get_item(item_id, stop.id)
    if found.state == rules.REJECTED:
        raise rules.NothingToAnswer
    return stop, found


def _back(key: str, item_id: str) -> ResponseReturnValue:
    return redirect(url_for("followup.reply", key=key, item=item_id), 303)


def _begun(stop: Stop, item: Item) -> ReplyForm:
    """The form with what stands: the reply, else the published answer, or a template's text."""
    standing, public = queries.find_reply(item.id), followup.answers_of([item.id]).get(item.id)
    said: Any = standing or public
    version = standing.version if standing else 0
    values: dict[str, Any] = {"version": version}
    if number := request.args.get("template", type=int):
        said = queries.get_template(number)
        about = _filling(stop, item)
        texts = {lang: rules.fill(text, about[lang]) for lang, text in said.body.items()}
        values |= {"body_ar": texts["ar"], "body_fr": texts["fr"]}
    elif not said and is_to_be_declined(item.state, item.reason):
        lang = "ar" if is_arabic(item.reason or "") else "fr"
        return ReplyForm(None, is_refusal=True, **values, **{f"body_{lang}": item.reason})
    elif said:
        values |= {f"body_{lang}": text for lang, text in said.body.items()}
    return ReplyForm(None, is_refusal=bool(said and said.is_refusal), **values)


def _filling(stop: Stop, item: Item) -> dict[str, dict[str, str]]:
    """What a template's `{stop}`, `{service}`, `{body}` mean here, by language."""
    owner = assignments_of([item.id]).get(item.id)
    texts = {
        "stop": stop.title,
        "service": service_names()[item.service_code],
        "body": duties.get_body(owner.body_code).name if owner else {},
    }
    return {
        lang: {name: in_lang(text, lang) for name, text in texts.items() if text}
        for lang in ("ar", "fr")
    }


def _refused(stop: Stop, item: Item, form: ReplyForm, refusal: Refusal) -> str:
    """What was typed stays; where a colleague was faster, it is held against what stands now."""
    theirs = None
    if isinstance(refusal, rules.ReplyChanged):
        theirs = queries.find_reply(item.id)
        form.version.data = theirs.version if theirs else 0
    form.form_errors.append(explain(refusal))
    return _page(stop, item, form=form, theirs=theirs)


def _seen(form: HandOverForm, mark: str) -> HandOverForm:
    """The page shows who has it now: whoever sends the form again has seen that."""
    form.mark.data = mark
    return form


def _field_of(form: HandOverForm, refusal: Refusal) -> Any:
    if isinstance(refusal, rules.NotUnderAgreement):
        return form.body
    return form.due if isinstance(refusal, rules.DueInThePast) else form.reason


def _handing() -> HandOverForm:
    return HandOverForm().offer(bodies_to_choose())


def _page(
    stop: Stop,
    item: Item,
    *,
    form: ReplyForm | None = None,
    handing: HandOverForm | None = None,
    verdict: VerdictForm | None = None,
    theirs: Any = None,
) -> str:
    reply = queries.find_reply(item.id)
    owner = assignments_of([item.id]).get(item.id)
    return render_template(
        "followup/answering/reply.html",
        stop=stop,
        item=item,
        reply=reply,
        owner=owner,
        form=form or _begun(stop, item),
        handing=_seen(handing or _handing(), queries.owner_mark(owner)),
        verdict=verdict or VerdictForm(None),
        theirs=theirs,
        promise=rules.read_promise(reply.promise) if reply and reply.promise else None,
        steps=queries.history(item.id),
        given=queries.given(item.id),
        templates=queries.templates_for(item.service_code),
        bodies={body.code: body.name for body in duties.bodies()},
        uncovered=queries.uncovered(),
        mark=mark,
        services=service_names(),
        why_decline=item.reason if is_to_be_declined(item.state, item.reason) else "",
        is_own=reply is not None and reply.staff_id == guard.actor().id,
        knew_link=reply is not None and guard.actor().id in reply.known_to,
        words=words,
    )
