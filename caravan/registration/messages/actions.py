"""Queuing short messages to attendees, in the transaction of what they tell of."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from sqlalchemy.dialects import postgresql, sqlite

from caravan.kernel import outbox, post
from caravan.kernel.clock import now, to_wall
from caravan.kernel.db import Base, transaction
from caravan.kernel.outbox import SMS, About, Mail
from caravan.kernel.seal import seal
from caravan.registration.messages import queries, rules, words
from caravan.registration.messages.models import ReminderRound
from caravan.registration.models import Consent, Registration
from caravan.tour import queries as tour
from caravan.tour.models import Stop

CONFIRMED = ("phone", "desk")  # a list that staff brought in confirms nothing by itself
_ROUNDS = Base.metadata.tables[ReminderRound.__tablename__]
_ONCE = {
    name: dialect.insert(_ROUNDS).on_conflict_do_nothing()
    for name, dialect in (("sqlite", sqlite), ("postgresql", postgresql))
}


class Reached(Protocol):
    """Somebody who registered, as far as a confirmation goes."""

    @property
    def phone(self) -> str | None: ...
    @property
    def channel(self) -> str: ...
    @property
    def language(self) -> str: ...


def confirm_all(ids: Sequence[int]) -> None:
    """Tell those who had to wait and have a place now, or gave another number, likewise."""
    for one in queries.registrations(ids) if ids and post.is_open(SMS) else ():
        confirm(one.stop_id, one, one.code, one.entry_code)


def confirm(stop_id: int, details: Reached, code: str, entry_code: str) -> None:
    """Tell somebody who just registered, where a number was given and a gateway is set.

    Not more than MOST_TO_A_NUMBER to one number about one stop.
    """
    if details.phone is None or details.channel not in CONFIRMED or not post.is_open(SMS):
        return
    stop = tour.get_stop_by_id(stop_id)
    mark = outbox.address_mark(stop.key, details.phone)
    is_flood = outbox.count_to(mark, "confirmation") >= rules.MOST_TO_A_NUMBER
    if is_flood or not rules.is_of_use(stop, to_wall(now()).date()):
        return
    language = rules.language_of(details.language)
    text = words.confirmation(stop, entry_code, language)
    about = About("confirmation", SMS, outbox.person_mark(code), mark, rules.end_of(stop.last_day))
    once_key = seal("confirmation", code, details.phone)
    mail = Mail(details.phone, language, "", text)
    outbox.queue(mail, once_key=once_key, stop_key=stop.key, about=about)


def agree_to_be_asked(registration_id: int) -> None:
    """Write down that this person agrees to be asked whether a promise is solved; once."""
    with transaction() as writing:
        if not queries.has_agreed(registration_id):
            writing.add(
                Consent(
                    registration_id=registration_id,
                    purpose=rules.ASKING,
                    notice_version=rules.ASKING_VERSION,
                    agreed_at=now(),
                )
            )


def remind() -> None:
    """The day before, by day: remind the people of each stop that begins tomorrow, once."""
    moment = now()
    if not post.is_open(SMS) or not rules.is_reminding_hour(moment):
        return
    for stop in queries.stops_to_remind_of(rules.tomorrow(moment)):
        with transaction() as writing:
            row = {"stop_id": stop.id, "first_day": stop.first_day, "queued_at": moment}
            done: Any = writing.execute(_ONCE[writing.get_bind().dialect.name], row)
            if done.rowcount:  # else another process was first
                _queue_reminders(stop)


def _queue_reminders(stop: Stop) -> None:
    expires = rules.end_of(stop.first_day)
    messages = []
    told: Counter[str | None] = Counter()
    for one in queries.reached(stop.id):
        told[one.phone] += 1
        if told[one.phone] > rules.MOST_TO_A_NUMBER:
            continue
        language = rules.language_of(one.language)
        mail = Mail(one.phone or "", language, "", words.reminder(stop, one.entry_code, language))
        about = About("reminder", SMS, outbox.person_mark(one.code), None, expires)
        messages.append((mail, seal("reminder", one.code, stop.first_day), about))
    outbox.queue_all(messages, stop_key=stop.key)


def tell_of_release(stop: Stop, sentences: Mapping[str, Sequence[str]]) -> int:
    """Tell attendees what a new release changed for them; gives how many are written to.

    `sentences` are those of the release, by language. One message for each number: who registered
    a family reads it once. Who waits for a place is told as well: nobody comes to a moved stop.
    """
    if not post.is_open(SMS) or not rules.is_of_use(stop, to_wall(now()).date()):
        return 0
    texts = {
        language: words.change(stop, sentences[language], language)
        for language in rules.SPOKEN
        if sentences.get(language)
    }
    messages: dict[str, tuple[Mail, str, About]] = {}
    for one in queries.reached(stop.id, also_waiting=True) if texts else ():
        language = rules.language_of(one.language)
        if language in texts and one.phone not in messages:
            messages[one.phone or ""] = _change_to(one, stop, texts[language], language)
    outbox.queue_all(messages.values(), stop_key=stop.key)
    return len(messages)


def _change_to(one: Registration, stop: Stop, text: str, language: str) -> tuple[Mail, str, About]:
    mark, expires = outbox.person_mark(one.code), rules.end_of(stop.last_day)
    about = About("change", SMS, mark, None, expires)
    key = seal("change", stop.key, stop.release, one.phone)
    return Mail(one.phone or "", language, "", text), key, about
