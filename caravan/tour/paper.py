"""The poster of a stop: its facts as the press wants them."""

from babel.dates import format_date
from flask import current_app

from caravan.kernel.clock import now
from caravan.kernel.i18n import clock, days, in_lang
from caravan.press import poster
from caravan.press.words import Pair
from caravan.tour.models import Stop

HEADLINE = Pair("سجّلوا حضوركم", "Inscrivez-vous")


def draw_poster(stop: Stop) -> bytes:
    """The A3 poster of `stop` as a PDF; its code leads to the stop's short address."""
    return poster.draw(poster_facts(stop), made_at=now())


def poster_facts(stop: Stop) -> poster.PosterFacts:
    """What the poster of `stop` says; hours are wall times of the first day."""
    address = f"{current_app.config['SETTINGS'].public_url}/s/{stop.key}"
    opens = clock(stop.days[0].opens)
    return poster.PosterFacts(
        series=_pair(stop.tour_name),
        headline=HEADLINE,
        city=_pair(stop.name),
        city_zgh=stop.name.get("zgh", ""),
        dates=Pair(
            days(stop.first_day, stop.last_day, "ar"), days(stop.first_day, stop.last_day, "fr")
        ),
        weekdays=_weekdays(stop),
        hours=Pair(f"ابتداء من {opens}", f"dès {opens}"),
        venue=_pair(stop.venue_name or stop.prefecture.name),
        host=in_lang(stop.host, "ar"),
        url=address,
        printed_address=address.split("://")[1],
    )


def _pair(texts: dict[str, str]) -> Pair:
    return Pair(in_lang(texts, "ar"), in_lang(texts, "fr"))


def _weekdays(stop: Stop) -> str:
    """الجمعة والسبت; more than two days from the first to the last."""
    first, last = (format_date(day, "EEEE", "ar_MA") for day in (stop.first_day, stop.last_day))
    if first == last:
        return first
    return f"{first} و{last}" if len(stop.days) == 2 else f"من {first} إلى {last}"
