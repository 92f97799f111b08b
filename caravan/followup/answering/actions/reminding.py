"""Reminding answering bodies of what they owe: one letter a working day at most."""

from dataclasses import dataclass
from datetime import date

from flask import render_template

from caravan.followup.answering import queries, workdays
from caravan.followup.answering.actions import letters
from caravan.followup.answering.models import BodyContact
from caravan.kernel import outbox, post
from caravan.kernel.clock import now, to_wall, today
from caravan.kernel.db import transaction
from caravan.kernel.i18n import in_lang, speaking
from caravan.kernel.outbox import Mail
from caravan.kernel.seal import seal
from caravan.tour.duties import queries as duties
from caravan.tour.duties.models import AnsweringBody

_EVERY_STOP = ""  # a letter speaks of all stops


@dataclass(frozen=True)
class _Letter:
    """A letter to an address of a body, with the link it was written with."""

    body_code: str
    email: str
    token: str | None
    mail: Mail


def remind() -> None:
    """In office hours: a letter to each body for which something is new, soon due or late.

    It says how many and until when, and no text. Once a day and address, whoever comes first.
    """
    if not post.is_open() or not workdays.is_mail_hour(to_wall(now())):
        return
    tokens, contacts = queries.link_tokens(), queries.contacts_by_body()
    if not contacts:
        return
    day = today()
    far = workdays.horizon(0)
    holidays = queries.closed_days(day - far, day + far)
    if not workdays.is_working(day, holidays):
        return
    owed = queries.owed_by_bodies()
    written = [
        _Letter(body.code, one.email, token, _compose(body, one, owed[body.code], day, token))
        for body in duties.open_bodies()
        if workdays.is_reminded(owed.get(body.code, ()), day, holidays)
        for token in (tokens.get(body.code),)
        for one in contacts.get(body.code, ())
    ]
    if written:
        _queue(written, day)


def _queue(written: list[_Letter], day: date) -> None:
    """Let them be sent, but for those whose link or address a colleague changed meanwhile.

    What is owed there is told by the next letter, a minute later.
    """
    with transaction():
        queries.hold_body(*{one.body_code for one in written})
        tokens, contacts = queries.link_tokens(), queries.contacts_by_body()
        emails = {(code, one.email) for code, some in contacts.items() for one in some}
        standing = [
            one
            for one in written
            if one.token == tokens.get(one.body_code) and (one.body_code, one.email) in emails
        ]
        outbox.queue_all(
            [
                (one.mail, _once(one, day), letters.about(one.body_code, one.email))
                for one in standing
            ],
            stop_key=_EVERY_STOP,
        )


def _once(letter: _Letter, day: date) -> str:
    return seal("answers owed", letter.body_code, letter.email, day)


def _compose(
    body: AnsweringBody,
    contact: BodyContact,
    owed: list[tuple[date, date]],
    day: date,
    token: str | None,
) -> Mail:
    language = "fr" if contact.language == "fr" else "ar"
    with speaking(language):
        text = render_template(
            f"mail/owed.{language}.txt",
            body=in_lang(body.name),
            total=len(owed),
            late=sum(due < day for _, due in owed),
            next_due=min((due for _, due in owed if due >= day), default=None),
            page=letters.page_of(body.code, language, token),
        )
    subject, _, rest = text.partition("\n")
    return Mail(contact.email, language, subject, rest.lstrip("\n"))
