"""Writing what becomes of promises: terms, steps, the askers' word, who is told of a late one."""

from flask import current_app, render_template
from sqlalchemy import delete

from caravan.accounts import queries as accounts
from caravan.followup import queries as room
from caravan.followup.models import Answer, Promise, PromiseKept
from caravan.followup.promises import queries, rules, words
from caravan.followup.promises.models import Commitment, PlainAnswer, PromiseStep, PromiseVerdict
from caravan.kernel import audit, outbox, post, versions
from caravan.kernel.clock import now, to_wall, today
from caravan.kernel.db import transaction
from caravan.kernel.i18n import days, in_lang, speaking
from caravan.kernel.refusal import NotFound
from caravan.kernel.seal import seal
from caravan.registration.messages import actions as messages
from caravan.tour import queries as tour
from caravan.tour.duties.models import AnsweringBody
from caravan.tour.models import Stop

WORKING_HOURS = range(8, 18)


def hold_to(promise: Promise, *, owner: AnsweringBody | None) -> None:
    """Write down which body owes a promise that is just made; nothing where none is known."""
    if owner is not None:
        with transaction():
            _commitment(promise.id).body_code = owner.code


def set_terms(promise_id: str, terms: rules.Terms, *, seen: str, staff_id: int) -> None:
    """Write down who owes the promise, by what one sees it, which line and clause it serves.

    `seen` is the mark of the terms that stood there. Refused when a colleague wrote others since,
    and for a clause that the register of agreements does not know.
    """
    if terms.clause and terms.clause not in {one.key for one in queries.clauses()}:
        raise rules.ClauseNotKnown
    with transaction():
        promise = _in_hand(promise_id)
        standing = queries.terms_of(queries.find_commitment(promise_id))
        if standing == terms:
            return
        if rules.mark_of(standing) != seen:
            raise rules.TermsChanged
        commitment = _commitment(promise_id)
        commitment.body_code, commitment.plan_line = terms.body_code, terms.plan_line
        commitment.measure = dict(terms.measure)
        commitment.agreement_key, commitment.site, commitment.facility = terms.clause or (None,) * 3
        _told_of(promise, "followup.set_terms", staff_id)


def take_step(promise_id: str, move: rules.Move, *, seen: int | None = None, staff_id: int) -> None:
    """Begin a promise, move its day, give it up or take it up again, with the reason.

    `seen` is how many public steps the page showed (None: it was not looked at). Refused when a
    colleague took another one since, where it does not stand where the step leads on from, where
    the reason lacks a language, and where the new day is not still to come. A promise that is begun
    once more stays as it is, and so does one whose last step is this very one: the form was sent
    twice.
    """
    with transaction():
        promise = _in_hand(promise_id)
        told = queries.get_told(promise_id)
        if told.steps and _is_taken(told.steps[-1], move, staff_id):
            return
        if seen not in (None, rules.count_public(told.steps)):
            raise rules.StepNotPossible
        rules.check_move(move, told.state, today())
        commitment = _commitment(promise_id)
        if move.kind == rules.BEGUN == commitment.stage:
            return
        if move.kind == rules.REOPENED:
            _take_up_again(promise_id)
        if move.kind in (rules.BEGUN, rules.GIVEN_UP):
            commitment.stage = move.kind
        if move.kind in rules.DATED and move.due:
            promise.due = move.due
        record_step(promise, move.kind, move.note, staff_id=staff_id)
        _told_of(promise, "followup.take_step", staff_id)


def _is_taken(last: PromiseStep, move: rules.Move, staff_id: int) -> bool:
    is_same = (last.kind, last.note, last.staff_id) == (move.kind, dict(move.note), staff_id)
    return is_same and (move.kind not in rules.DATED or last.due == move.due)


def say(promise_id: str, mark: str, occasion: str, *, is_solved: bool) -> bool:
    """Count an asker's word on a kept promise, once an occasion; gives whether it was counted.

    `mark` is the seal by which the asker found the text. "Not solved" takes the promise up again,
    due as before: it is late until somebody gives it a day. Refused where it is not kept.
    """
    with transaction() as writing:
        promise = _in_hand(promise_id)
        told = queries.get_told(promise_id)
        if told.kept_on is None:
            raise rules.StepNotPossible
        verdict = room.verdict_mark(told, mark, occasion)
        if writing.get(PromiseVerdict, verdict) is not None:
            return False
        writing.add(
            PromiseVerdict(mark=verdict, promise_id=promise_id, is_solved=is_solved, day=today())
        )
        if not is_solved:
            _take_up_again(promise_id)
            record_step(promise, rules.ASKERS_REOPENED, {}, staff_id=None)
            versions.bump(room.topic(tour.get_stop_by_id(promise.stop_id).key))
        return True


def agree_to_be_asked(found: room.Followed) -> bool:
    """Note that whoever holds the code agrees to be asked by short message; whether it was noted.

    Not where nobody can be asked: without a name, without a number, where no messages are wanted.
    """
    holder = room.find_askable(found)
    if holder:
        messages.agree_to_be_asked(holder.id)
    return holder is not None


def ask_by_message() -> None:
    """Ask those who agreed whether a kept promise is solved: by day, once an occasion.

    One message to a number for all that was kept on the same day: a family shares a telephone.
    """
    if to_wall(now()).hour not in WORKING_HOURS or not post.is_open(outbox.SMS):
        return
    due = {
        seal("solved", one.stop.key, one.occasion, one.promise.kept_on, one.holder.phone): one
        for one in room.to_ask()
    }
    known = outbox.queued_among(due)
    for once_key, one in due.items():
        if once_key not in known:
            _ask(one, once_key)


def _ask(one: room.Asked, once_key: str) -> None:
    language = "fr" if one.holder.language == "fr" else "ar"
    text = words.is_it_solved(one.stop, language)
    mark, until = outbox.person_mark(one.holder.code), now() + rules.MESSAGE_WITHIN
    outbox.queue(
        outbox.Mail(one.holder.phone or "", language, "", text),
        once_key=once_key,
        stop_key=one.stop.key,
        about=outbox.About("solved", outbox.SMS, mark, None, until),
    )


def set_plain(answer_id: int, stop: Stop, *, staff_id: int) -> None:
    """Write down that an answer of the stop promises nothing, though it names a day or a figure.

    Said twice, it stays said.
    """
    with transaction() as writing:
        writing.get(Answer, answer_id, with_for_update=True)  # a second tap waits
        if queries.is_plain(stop.id, answer_id):
            return
        if answer_id not in {one.id for one in queries.unpromised(stop.id)}:
            raise NotFound
        writing.add(PlainAnswer(answer_id=answer_id, staff_id=staff_id, looked_at=now()))
        audit.record("followup.set_plain", staff_id=staff_id, stop_key=stop.key, subject=answer_id)


def record_step(promise: Promise, kind: str, note: rules.Texts, *, staff_id: int | None) -> None:
    """Add a row to the history of the promise, in the open transaction."""
    with transaction() as writing:
        writing.add(
            PromiseStep(
                promise_id=promise.id,
                kind=kind,
                due=promise.due,
                note=dict(note),
                staff_id=staff_id,
                day=today(),
            )
        )


def tell_of_late_ones() -> None:
    """Write to the owner of each promise that became late, and later to the direction; once each.

    To the owner as well where askers took one up again that is not late. In working hours only.
    That somebody was told is a step of the promise, so that whoever has no mail server sees it too.
    """
    if to_wall(now()).hour not in WORKING_HOURS:
        return
    for promise_id in queries.untold():
        with transaction():
            promise = _in_hand(promise_id)  # another process may have told meanwhile
            _tell(promise, queries.untold().get(promise_id, ()))


def _tell(promise: Promise, kinds: tuple[str, ...]) -> None:
    stop, number = tour.get_stop_by_id(promise.stop_id), len(queries.get_told(promise.id).steps)
    for kind in kinds:
        is_for_owner = kind != rules.TOLD_DIRECTION
        addresses = _owners(promise, stop) if is_for_owner else accounts.addresses_of("organiser")
        for address in addresses if not stop.is_rehearsal else ():
            once = seal("late", promise.id, number, kind, address)
            outbox.queue(_mail(kind, address, promise, stop), once_key=once, stop_key=stop.key)
        record_step(promise, kind, {}, staff_id=None)


def _owners(promise: Promise, stop: Stop) -> list[str]:
    """Where a late promise's owner is reached: the body that owes it, else who follows it up."""
    body = queries.find_body(promise.id)
    return (
        (queries.addresses_of(body, stop) if body else [])
        or accounts.addresses_of("feedback", stop.key)
        or accounts.addresses_of("organiser", stop.key)
    )


def _mail(kind: str, address: str, promise: Promise, stop: Stop) -> outbox.Mail:
    """One letter in Arabic, with the same in French beneath: nobody said which one is read."""
    site = current_app.config["SETTINGS"].public_url
    letter, parts = "reopened" if kind == rules.TOLD_REOPENED else "late", []
    for language in ("ar", "fr"):
        with speaking(language):
            text = render_template(
                f"mail/{letter}.{language}.txt",
                body=in_lang(promise.body),
                owner=in_lang(promise.owner),
                due=days(promise.due, promise.due),
                stop=in_lang(stop.title),
                page=f"{site}/{language}/staff/stops/{stop.key}/promises/{promise.id}",
            )
        parts.append(text.partition("\n"))
    subject = parts[0][0]
    return outbox.Mail(address, "ar", subject, "\n\n".join(rest.strip() for _, _, rest in parts))


def _in_hand(promise_id: str) -> Promise:
    """The promise, held until the transaction ends: two hands take turns."""
    with transaction() as writing:
        promise = writing.get(Promise, promise_id, with_for_update=True, populate_existing=True)
        if promise is None:
            raise NotFound
        return promise


def _commitment(promise_id: str) -> Commitment:
    with transaction() as writing:
        found = writing.get(Commitment, promise_id)
        if found is None:
            found = Commitment(promise_id=promise_id, stage=rules.PLANNED, measure={})
            writing.add(found)
        return found


def _take_up_again(promise_id: str) -> None:
    """Neither kept nor given up any more; what showed it stays in the history."""
    with transaction() as writing:
        writing.execute(delete(PromiseKept).where(PromiseKept.promise_id == promise_id))
        _commitment(promise_id).stage = rules.BEGUN


def _told_of(promise: Promise, action: str, staff_id: int) -> None:
    key = tour.get_stop_by_id(promise.stop_id).key
    audit.record(action, staff_id=staff_id, stop_key=key, subject=promise.id)
    versions.bump(room.topic(key))
