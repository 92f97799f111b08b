"""What is printed of a stop, poster and programme: its facts as the press wants them."""

from datetime import date

from babel.dates import format_date
from flask import current_app

from caravan.kernel.clock import now, to_wall
from caravan.kernel.i18n import clock, days, in_lang
from caravan.press import poster, programme
from caravan.press.words import Pair
from caravan.tour import queries
from caravan.tour.models import AgendaSession, Stop

HEADLINE = Pair("سجّلوا حضوركم", "Inscrivez-vous")
STATES = {"cancelled": Pair("ملغاة", "Annulée"), "moved": Pair("مؤجلة", "Reportée")}
REHEARSAL = Pair("محطة تجريبية", "Répétition")


def draw_poster(stop: Stop) -> bytes:
    """The A3 poster of `stop` as a PDF; its code leads to the stop's short address."""
    return poster.draw(poster_facts(stop), made_at=now())


def poster_facts(stop: Stop) -> poster.PosterFacts:
    """What the poster of `stop` says; hours are wall times of the first day."""
    address = _address(stop)
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


def draw_programme(stop: Stop, shape: programme.Shape) -> bytes:
    """The published programme of `stop` in one of `programme.SHAPES`, as a PDF.

    Its clock is that of the release, so that one release gives the same file everywhere.
    """
    return programme.draw(programme_facts(stop), shape, made_at=stop.published_at)


def programme_facts(stop: Stop) -> programme.Programme:
    """What the programme of `stop` says: hours are wall times, sessions for staff are left out."""
    sessions, address = queries.agenda(stop.id), _address(stop)
    return programme.Programme(
        series=_pair(stop.tour_name),
        city=_pair(stop.name),
        city_zgh=stop.name.get("zgh", ""),
        venue=_pair(stop.venue_name or stop.prefecture.name),
        days=tuple(_day(one.date, sessions) for one in stop.days),
        url=address,
        printed_address=address.split("://")[1],
        release=stop.release,
        published=_published(stop),
        state=STATES.get(stop.status, REHEARSAL if stop.is_rehearsal else programme.NOTHING),
        reason=_pair(stop.status_reason),
        note=_pair(stop.note),
    )


def _day(on: date, sessions: list[AgendaSession]) -> programme.ProgrammeDay:
    weekday = Pair(_weekday(on, "ar_MA"), _weekday(on, "fr_MA").capitalize())
    return programme.ProgrammeDay(
        weekday,
        Pair(days(on, on, "ar"), days(on, on, "fr")),
        tuple(_session(one) for one in sessions if one.day == on),
    )


def _session(session: AgendaSession) -> programme.Session:
    return programme.Session(
        clock(session.starts),
        clock(session.ends),
        _pair(session.title),
        _pair(session.place),
        _pair(session.speaker),
        is_pause=session.kind == "pause",
        is_withdrawn=session.is_withdrawn,
    )


def _published(stop: Stop) -> Pair:
    at = to_wall(stop.published_at)
    on, hour = at.date(), clock(at)
    return Pair(f"{days(on, on, 'ar')} على الساعة {hour}", f"{days(on, on, 'fr')} à {hour}")


def _address(stop: Stop) -> str:
    return f"{current_app.config['SETTINGS'].public_url}/s/{stop.key}"


def _pair(texts: dict[str, str]) -> Pair:
    return Pair(in_lang(texts, "ar"), in_lang(texts, "fr"))


def _weekdays(stop: Stop) -> str:
    """الجمعة والسبت; more than two days from the first to the last."""
    first, last = (_weekday(day, "ar_MA") for day in (stop.first_day, stop.last_day))
    if first == last:
        return first
    return f"{first} و{last}" if len(stop.days) == 2 else f"من {first} إلى {last}"


def _weekday(on: date, locale: str) -> str:
    return format_date(on, "EEEE", locale)
