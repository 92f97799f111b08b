"""Letters to answering bodies that wait to be sent: what they lead to, and whom they are for."""

from flask import current_app

from caravan.followup.answering import queries
from caravan.kernel import outbox
from caravan.kernel.outbox import About
from caravan.kernel.seal import seal

_LANGUAGES = ("ar", "fr")
_KIND = "owed"


def about(body_code: str, email: str) -> About:
    """What a letter to that address of the body is about."""
    return About(_KIND, person_mark=_mark(body_code, email))


def page_of(body_code: str, language: str, token: str | None) -> str:
    """The body's own page, where it has a link; else where the staff sign in."""
    address = current_app.config["SETTINGS"].public_url
    if token is None:
        return f"{address}/{language}/staff/"
    return f"{address}/{language}/answering/{body_code}?token={token}"


def lead_on(body_code: str, old: str | None, new: str | None) -> None:
    """The letters that wait lead by the link `new` (None: to where the staff sign in), not `old`.

    Inside the transaction that ends the old link. Only those to the addresses that stand: who knows
    the new link is told by them. A letter of another body to the same address stays as it is.
    """
    marks = {_mark(body_code, one.email) for one in queries.contacts_by_body().get(body_code, ())}
    for language in _LANGUAGES:
        pages = (page_of(body_code, language, token) for token in (old, new))
        outbox.reword(marks, *pages)


def drop(body_code: str, email: str) -> None:
    """What waits for that address of the body is not sent."""
    outbox.give_up(_mark(body_code, email))


def _mark(body_code: str, email: str) -> str:
    return seal("letters to a body", body_code, email)
