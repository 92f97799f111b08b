"""The signs of the stands of a stop: their facts as the press wants them."""

from collections.abc import Sequence

from flask import current_app

from caravan.kernel.clock import now
from caravan.kernel.i18n import clock, day_short, in_lang
from caravan.press import pictos, sign
from caravan.press.words import Pair
from caravan.tour.models import Partner, Service, Stop
from caravan.tour.offers import rules


def draw_signs(stop: Stop, stands: Sequence[Partner], services: Sequence[Service]) -> bytes:
    """The A4 signs of those `stands` that have a code, as a PDF; `services` is the catalogue.

    Refused where none of them has one: NoStandHasACode.
    """
    signs = [sign_facts(stop, stand, services) for stand in stands if stand.stand]
    if not signs:
        raise rules.NoStandHasACode
    return sign.draw(signs, made_at=now())


def sign_facts(stop: Stop, stand: Partner, services: Sequence[Service]) -> sign.SignFacts:
    """What the sign of the stand says; its code leads to the stand's page."""
    shown = [service for service in services if service.code in stand.services]
    drawn = [service.pictogram for service in shown if service.pictogram in pictos.DRAWINGS]
    # without a language: the visitor's own is found at the door
    url = f"{current_app.config['SETTINGS'].public_url}/stops/{stop.key}/stands/{stand.key}"
    return sign.SignFacts(
        stand=str(stand.stand),
        name=_pair(stand.name),
        services=Pair(*(_joined(shown, lang) for lang in ("ar", "fr"))),
        hours=tuple(
            Pair(
                f"{day_short(day.date, 'ar')}: من {clock(day.opens)} إلى {clock(day.closes)}",
                f"{day_short(day.date, 'fr')} : de {clock(day.opens)} à {clock(day.closes)}",
            )
            for day in stop.days
        ),
        series=_pair(stop.tour_name),
        url=url,
        printed_address=url.split("://")[1],
        pictogram=next(iter(drawn), "desk"),
    )


def _joined(services: Sequence[Service], lang: str) -> str:
    comma = "، " if lang == "ar" else ", "
    return comma.join(in_lang(service.name, lang) for service in services)


def _pair(texts: dict[str, str]) -> Pair:
    return Pair(in_lang(texts, "ar"), in_lang(texts, "fr"))
