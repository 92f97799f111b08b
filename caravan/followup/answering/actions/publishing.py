"""Publishing replies that were checked: one, or many in one go."""

from collections.abc import Mapping
from dataclasses import dataclass

from caravan.followup import actions as followup_actions
from caravan.followup import queries as followup
from caravan.followup import rules as public
from caravan.followup.answering import queries, rules
from caravan.followup.answering.actions.writing import Author, step
from caravan.followup.answering.models import Reply
from caravan.followup.items.queries import Item, get_item
from caravan.followup.items.rules import QUESTION, SUGGESTION
from caravan.followup.models import Answer
from caravan.kernel import audit, versions
from caravan.kernel.clock import now
from caravan.kernel.db import transaction
from caravan.kernel.refusal import NotFound, Refusal
from caravan.tour.models import Stop
from caravan.voice import actions as voice
from caravan.voice import queries as said

_RECEIVED, _STUDIED, _DECLINED = "received", "studied", "declined"


@dataclass(frozen=True)
class Outcome:
    """How many replies were published, and why those to the other items were not, by item."""

    published: int
    left: Mapping[str, Refusal]


def publish(stop: Stop, chosen: Mapping[str, int], *, staff_id: int) -> Outcome:
    """Publish the replies to these items of the stop, each as it was seen: `chosen` are versions.

    All in one write: whoever reads the page sees none of them or all. One that changed since, was
    sent back, or whose question is not shown any more is left out, and it is said why.
    """
    left = dict[str, Refusal]()
    with transaction():
        for item_id, version in chosen.items():
            try:
                _publish(stop, item_id, version, staff_id)
            except NotFound:
                left[item_id] = rules.NotAtThisStep()
            except Refusal as refusal:  # raised before anything of this one is written
                left[item_id] = refusal
        versions.bump(said.topic(stop.key))
        versions.bump(followup.topic(stop.key))
    return Outcome(len(chosen) - len(left), left)


def _publish(stop: Stop, item_id: str, version: int, staff_id: int) -> None:
    item = get_item(item_id, stop.id)
    reply = queries.find_reply(item_id, to_change=True)
    if reply is None or (reply.state, reply.version) != (rules.CHECKED, version):
        raise rules.NotAtThisStep
    promise = rules.read_promise(reply.promise) if reply.promise else None
    if promise:
        public.check_promise(promise, stop.first_day)  # the stop may have moved since the check
    if item.kind == QUESTION:
        question = said.get_question(item.id, to_change=True)
        public.check_answerable(question.state)
        voice.mark_answered(item.id, staff_id)
    elif item.kind == SUGGESTION:
        _decide(item, reply, staff_id)
    with transaction() as writing:
        writing.add(
            Answer(
                item_id=item.id,
                body=dict(reply.body),
                is_refusal=reply.is_refusal,
                staff_id=staff_id,
                answered_at=now(),
            )
        )
    if promise:
        followup_actions.make_promise(stop, item.id, item.service_code, promise, staff_id=staff_id)
        reply.promise = None
    step(item, reply, rules.PUBLISHED, "followup.publish", Author(staff_id))
    audit.record("followup.answer", staff_id=staff_id, stop_key=stop.key, subject=item.id)


def _decide(item: Item, reply: Reply, staff_id: int) -> None:
    """A "no" declines the suggestion, with the words of both languages; else it is shown.

    Whoever would have declined it is overruled by any other answer: nothing more is to be worded.
    So is a refusal that was published: nobody reads it beside the answer that corrects it.
    """
    if reply.is_refusal:
        voice.decline(item.id, reply.body, staff_id)
    elif item.state in (_RECEIVED, _DECLINED) or said.is_to_be_declined(item.state, item.reason):
        voice.set_suggestion_state(item.id, _STUDIED, staff_id)
