"""Reminding answering bodies of what they owe: one letter a working day at most."""

from datetime import date

from flask import current_app, render_template

from caravan.followup.answering import queries, workdays
from caravan.followup.answering.models import BodyContact
from caravan.kernel import outbox, post
from caravan.kernel.clock import now, to_wall, today
from caravan.kernel.i18n import in_lang, speaking
from caravan.kernel.outbox import About, Mail
from caravan.kernel.seal import seal
from caravan.tour.duties import queries as duties
from caravan.tour.duties.models import AnsweringBody

_EVERY_STOP = ""  # a letter speaks of all stops
_REMINDER = About("owed")


def remind() -> None:
    """In office hours: a letter to each body for which something is new, soon due or late.

    It says how many and until when, and no text. Once a day and address, whoever comes first.
    """
    if not post.is_open() or not workdays.is_mail_hour(to_wall(now())):
        return
    tokens = queries.link_tokens()  # first: whoever made a newer one knew who is written to now
    contacts = queries.contacts_by_body()
    if not contacts:
        return
    day = today()
    far = workdays.horizon(0)
    holidays = queries.closed_days(day - far, day + far)
    if not workdays.is_working(day, holidays):
        return
    owed = queries.owed_by_bodies()
    messages = [
        (
            _compose(body, one, owed[body.code], day, tokens.get(body.code)),
            _once(body, one, day),
            _REMINDER,
        )
        for body in duties.open_bodies()
        if workdays.is_reminded(owed.get(body.code, ()), day, holidays)
        for one in contacts.get(body.code, ())
    ]
    outbox.queue_all(messages, stop_key=_EVERY_STOP)


def _once(body: AnsweringBody, contact: BodyContact, day: date) -> str:
    return seal("answers owed", body.code, contact.email, day)


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
            page=_page(body.code, language, token),
        )
    subject, _, rest = text.partition("\n")
    return Mail(contact.email, language, subject, rest.lstrip("\n"))


def _page(body_code: str, language: str, token: str | None) -> str:
    """The body's own page, where it has a link; else where the staff sign in."""
    address = current_app.config["SETTINGS"].public_url
    if token is None:
        return f"{address}/{language}/staff/"
    return f"{address}/{language}/answering/{body_code}?token={token}"
