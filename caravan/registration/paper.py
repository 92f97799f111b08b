"""The ticket of a person: its facts as the press wants them."""

from babel.support import LazyProxy
from flask import current_app

from caravan.kernel import codes
from caravan.kernel.clock import now
from caravan.kernel.i18n import days, in_lang, in_language
from caravan.press import stub, ticket
from caravan.press.words import Lang, Pair
from caravan.registration import rules, words
from caravan.registration.capacity import queries as places
from caravan.registration.models import Registration
from caravan.tour.models import Stop


def draw_ticket(stop: Stop, registration: Registration, language: str) -> bytes:
    """The ticket as a PDF of one A5 page, in French if `language` is "fr", else in Arabic."""
    return ticket.draw(
        _facts(stop, registration, "fr" if language == "fr" else "ar"), made_at=now()
    )


def draw_stub(stop: Stop, registration: Registration, language: str) -> bytes:
    """The stub for a receipt printer (80 mm), likewise; of who waits for a place it says so."""
    facts = _facts(stop, registration, "fr" if language == "fr" else "ar")
    return stub.draw(facts, made_at=now(), waits=places.is_waiting(registration.id))


def _facts(stop: Stop, registration: Registration, language: Lang) -> ticket.TicketFacts:
    public_url = current_app.config["SETTINGS"].public_url
    first, second = _when_and_where(stop)
    return ticket.TicketFacts(
        lang=language,
        name=registration.full_name,
        latin_name=registration.latin_name or "",
        category=_category(registration.category),
        stop=Pair(in_lang(stop.name, "ar"), in_lang(stop.name, "fr")),
        dates=first,
        venue=second,
        entry_code=codes.grouped(registration.entry_code),
        qr_payload=codes.entry_payload(stop.key, registration.entry_code),
        follow_code=codes.grouped(registration.follow_code),
        follow_address=public_url.split("://")[1] + "/follow",
        follow_payload=f"{public_url}/follow",
    )


def _when_and_where(stop: Stop) -> tuple[Pair, Pair]:
    """The days and the place; of a stop that is not held that it is off, and its days."""
    dates = Pair(
        days(stop.first_day, stop.last_day, "ar"), days(stop.first_day, stop.last_day, "fr")
    )
    if stop.status in rules.OFF:
        return _said(words.OFF[stop.status]), dates
    return dates, Pair(in_lang(stop.venue_name, "ar"), in_lang(stop.venue_name, "fr"))


def _category(category: str) -> Pair:
    return _said(words.CATEGORIES[category])


def _said(text: LazyProxy) -> Pair:
    with in_language("ar"):
        arabic = str(text)
    with in_language("fr"):
        return Pair(arabic, str(text))
