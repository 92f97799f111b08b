"""Writing a reply, handing it to a second reader, checking it, sending it back."""

from dataclasses import dataclass

from caravan.followup import rules as public
from caravan.followup.answering import queries, rules
from caravan.followup.answering.models import Reply, ReplyStep
from caravan.followup.answering.printing import unprintable
from caravan.followup.items import actions as items
from caravan.followup.items.queries import Item, get_item
from caravan.kernel import audit
from caravan.kernel.clock import now
from caravan.kernel.db import transaction
from caravan.tour import queries as tour

_KEPT = rules.DRAFT, "followup.draft"
_HANDED_IN = rules.REVIEW, "followup.hand_in"


@dataclass(frozen=True)
class Author:
    """Who writes: one of the staff, or an answering body by its own link.

    Both: one of the staff was signed in on the browser that opened the body's link. `token` is that
    link's (None: it was not looked at).
    """

    staff_id: int | None = None
    body_code: str | None = None
    token: str | None = None


def write(item_id: str, words: rules.Words, author: Author, *, hand_in: bool) -> None:
    """Keep the reply as a draft, or hand it to a second reader; what is public stays until then.

    The same text sent again by the same author changes nothing. Refused when somebody changed it
    since `words.version`; handed in, also when a language is
    missing or a refusal cannot be printed; and for half a promise, or one for a day before the
    stop. A body writes only what it has, only while nobody of the staff has begun, and only by a
    link that still stands.
    """
    if hand_in:
        rules.check_whole(words, unprintable)
    with transaction() as writing:
        item = _item(item_id, author)
        if words.promise is not None:
            public.check_promise(words.promise, tour.get_stop_by_id(item.stop_id).first_day)
        items.take_up(item)  # from here on another one who begins the same reply waits
        reply = queries.find_reply(item_id, to_change=True)
        known_to = _known_to(author)
        state, act = _HANDED_IN if hand_in else _KEPT
        if reply and _is_kept(reply, words, author, state):
            return
        _check_turn(reply, words.version, author)
        if reply is None:
            reply = Reply(item_id=item_id, version=0)
            writing.add(reply)
        reply.body, reply.is_refusal = dict(words.body), words.is_refusal
        _take_promise(reply, words)
        reply.staff_id, reply.body_code = author.staff_id, author.body_code
        reply.known_to = known_to
        step(item, reply, state, act, author)


def _known_to(author: Author) -> list[int]:
    """To whom of the staff the body's link is known; NotFound where it opens nothing any more."""
    if author.body_code is None:
        return []
    if author.token is not None:  # it may have been ended or made anew since the page was opened
        queries.open_door(author.body_code, author.token)
    door = queries.door_of(author.body_code)
    return queries.who_knows(door) if door else []


def _is_kept(reply: Reply, words: rules.Words, author: Author, state: str) -> bool:
    """Whether the same form came before: a button pressed twice, a page that was sent again."""
    promise = rules.written_promise(words.promise) if words.promise else reply.promise
    return (
        reply.version == words.version + 1
        and reply.state == state
        and (reply.staff_id, reply.body_code) == (author.staff_id, author.body_code)
        and (reply.body, reply.is_refusal) == (dict(words.body), words.is_refusal)
        and reply.promise == (promise if words.promise or words.keeps_promise else None)
    )


def _take_promise(reply: Reply, words: rules.Words) -> None:
    if words.promise is not None:
        reply.promise = rules.written_promise(words.promise)
    elif not words.keeps_promise:
        reply.promise = None


def _item(item_id: str, author: Author) -> Item:
    if author.body_code is not None:
        return queries.get_own(author.body_code, item_id).item
    item = get_item(item_id)
    if item.state == rules.REJECTED or (item.kind, item.state) == ("question", "received"):
        raise rules.NothingToAnswer
    return item


def _check_turn(reply: Reply | None, seen: int, author: Author) -> None:
    standing = reply.version if reply else 0
    if author.body_code is not None:
        if reply and not rules.may_body_write(reply.state, reply.body_code):
            raise rules.NotYours
        if reply and reply.body_code != author.body_code:
            return  # another body had begun before the item was handed over: it starts afresh
    if standing != seen:
        raise rules.ReplyChanged


def check(item_id: str, *, version: int, staff_id: int) -> None:
    """The second reader finds it right in both languages: it may be published.

    Refused for whoever wrote it, or knew the link by which it was written, when it waits for no
    reader, and when it changed since `version`.
    """
    with transaction():
        reply = _at(item_id, rules.REVIEW, version)
        rules.check_reader(reply.staff_id, reply.known_to, staff_id)
        step(get_item(item_id), reply, rules.CHECKED, "followup.check", Author(staff_id))


def send_back(item_id: str, note: str, *, version: int, staff_id: int) -> None:
    """The second reader, or whoever was to publish it, gives it back as a draft and says why."""
    if not note.strip():
        raise rules.ReasonMissing
    with transaction():
        reply = _at(item_id, (rules.REVIEW, rules.CHECKED), version)
        step(get_item(item_id), reply, rules.DRAFT, "followup.send_back", Author(staff_id))
        reply.note = note.strip()


def _at(item_id: str, states: str | tuple[str, ...], version: int) -> Reply:
    """The reply, held until the transaction ends; refused where it is not at one of the states."""
    reply = queries.find_reply(item_id, to_change=True)
    if reply is None or reply.state not in states:
        raise rules.NotAtThisStep
    if reply.version != version:
        raise rules.ReplyChanged
    return reply


def step(item: Item, reply: Reply, state: str, act: str, author: Author) -> None:
    """Bring the reply to `state`, as one more version; write down who did it, in the audit too.

    Inside the transaction that holds the reply.
    """
    reply.state, reply.version, reply.note = state, reply.version + 1, None
    reply.changed_at = now()
    row = ReplyStep(
        item_id=item.id,
        version=reply.version,
        state=state,
        staff_id=author.staff_id,
        body_code=author.body_code,
        taken_at=reply.changed_at,
    )
    with transaction() as writing:
        writing.flush()
        writing.add(row)
        key = tour.get_stop_by_id(item.stop_id).key
        body = {"body": author.body_code} if author.body_code else {}
        audit.record(act, staff_id=author.staff_id, stop_key=key, subject=item.id, **body)
