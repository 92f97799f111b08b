"""Writing answers, promises, and that a promise was kept."""

from caravan.followup import queries, rules
from caravan.followup.items import actions as items
from caravan.followup.items.queries import get_item
from caravan.followup.models import Answer, Promise, PromiseKept
from caravan.followup.promises import actions as promises
from caravan.followup.promises import queries as promised
from caravan.followup.promises.rules import GIVEN_UP, KEPT, MADE, StepNotPossible
from caravan.kernel import audit, versions
from caravan.kernel.clock import now, to_wall
from caravan.kernel.db import transaction
from caravan.press import summary
from caravan.press.words import Lang
from caravan.tour import queries as tour
from caravan.tour.models import Stop
from caravan.voice import actions as voice
from caravan.voice import queries as said


def answer(
    question_id: str,
    body: rules.Texts,
    promise: rules.PromiseDetails | None = None,
    *,
    staff_id: int,
) -> None:
    """Publish an answer in Arabic and French, with a promise where one is made.

    A later answer to the same question corrects the earlier one, which is kept; the very same
    answer, or promise, sent again changes nothing. Refused for a question that is not shown or
    was rejected, for a missing language, and for half a promise.
    """
    rules.check_answer(body)
    with transaction() as writing:
        question = said.get_question(question_id, to_change=True)
        rules.check_answerable(question.state)
        stop = tour.get_stop_by_id(question.stop_id)
        voice.mark_answered(question_id, staff_id)
        latest = queries.answers_of([question_id]).get(question_id)
        items.take_up(get_item(question_id))
        if latest is None or latest.body != dict(body):
            writing.add(
                Answer(item_id=question_id, body=dict(body), staff_id=staff_id, answered_at=now())
            )
            audit.record(
                "followup.answer", staff_id=staff_id, stop_key=stop.key, subject=question_id
            )
        if promise is not None:
            make_promise(stop, question.id, question.service_code, promise, staff_id=staff_id)
        versions.bump(said.topic(stop.key))
        versions.bump(queries.topic(stop.key))


def make_promise(
    stop: Stop, item_id: str, service_code: str, details: rules.PromiseDetails, *, staff_id: int
) -> None:
    """Promise something with the answer to an item of the stop; sent again it is the same promise.

    The body that has the item, or answers for its service, owes it until somebody names another.
    Refused where a part is missing, and for a day before the stop.
    """
    rules.check_promise(details, stop.first_day)
    with transaction() as writing:
        item = get_item(item_id)
        items.take_up(item)  # from here on the same form, sent in the same instant, waits
        if writing.get(Promise, details.id) is not None:
            return
        promise = Promise(
            id=details.id,
            stop_id=stop.id,
            item_id=item_id,
            service_code=service_code,
            body=dict(details.body),
            owner=dict(details.owner),
            due=details.due,
            staff_id=staff_id,
            promised_at=now(),
        )
        writing.add(promise)
        writing.flush()
        promises.hold_to(promise, owner=promised.body_of(item))
        promises.record_step(promise, MADE, {}, staff_id=staff_id)
        audit.record("followup.promise", staff_id=staff_id, stop_key=stop.key, subject=details.id)
        versions.bump(queries.topic(stop.key))


def keep_promise(promise_id: str, evidence: rules.Texts, *, staff_id: int) -> None:
    """Write down that a promise was kept, and what shows it in Arabic and French.

    Refused without evidence, when it was written down before, and when it was given up.
    """
    rules.check_evidence(evidence)
    with transaction() as writing:
        writing.get(Promise, promise_id, with_for_update=True)  # two hands take turns
        promise = queries.get_promise(promise_id)
        if writing.get(PromiseKept, promise_id) is not None:
            raise rules.PromiseAlreadyKept
        commitment = promised.find_commitment(promise_id)
        if commitment and commitment.stage == GIVEN_UP:
            raise StepNotPossible
        writing.add(
            PromiseKept(
                promise_id=promise_id, evidence=dict(evidence), staff_id=staff_id, kept_at=now()
            )
        )
        promises.record_step(promise, KEPT, evidence, staff_id=staff_id)
        stop = tour.get_stop_by_id(promise.stop_id)
        audit.record(
            "followup.keep_promise", staff_id=staff_id, stop_key=stop.key, subject=promise_id
        )
        versions.bump(queries.topic(stop.key))


def print_summary(
    stop: Stop, lang: Lang, *, staff_id: int | None, progress: summary.Progress | None = None
) -> bytes:
    """The summary of the stop as a PDF in Arabic or French, as things stand now.

    That it was drawn is written down: it leaves the house. `staff_id` None is the command line.
    """
    pdf = summary.draw(queries.stop_facts(stop, lang), made_at=to_wall(now()), progress=progress)
    with transaction():
        audit.record("followup.summary", staff_id=staff_id, stop_key=stop.key, subject=lang)
    return pdf
