"""What changed between two releases of a stop, in one sentence per change."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from typing import Literal

from babel.dates import format_date

from caravan.kernel.refusal import Refusal
from caravan.tour.faults import N_
from caravan.tour.stop_plan import OFF, SessionPlan, StopPlan, Text

Lang = Literal["ar", "fr", "en"]

MESSAGES = {
    "on": N_("The stop takes place after all, %(days)s."),
    "open": N_("Registration is open."),
    "closed": N_("Registration is closed."),
    "announced": N_("Registration opens later."),
    "cancelled": N_("The stop is cancelled: %(reason)s"),
    "moved": N_("The stop is moved: %(reason)s"),
    "days": N_("The stop now takes place on %(days)s instead of %(old_days)s."),
    "venue": N_("The stop now takes place at %(venue)s instead of %(old_venue)s."),
    "venue_known": N_("The stop takes place at %(venue)s."),
    "added": N_("New: %(title)s, %(day)s at %(starts)s."),
    "added_place": N_("New: %(title)s, %(day)s at %(starts)s, %(place)s."),
    "dropped": N_("%(title)s is no longer on the agenda."),
    "withdrawn": N_("%(title)s will not take place."),
    "restored": N_("%(title)s takes place after all, %(day)s at %(starts)s."),
    "title": N_("%(old_title)s is now called %(title)s."),
    "day": N_("%(title)s moves to %(day)s at %(starts)s."),
    "starts": N_("%(title)s now begins at %(starts)s instead of %(old_starts)s."),
    "place": N_("%(title)s is now in %(place)s instead of %(old_place)s."),
    "place_known": N_("%(title)s takes place in %(place)s."),
    "starts_place": N_(
        "%(title)s now begins at %(starts)s in %(place)s, not at %(old_starts)s in %(old_place)s."
    ),
    "ends": N_("%(title)s now ends at %(ends)s instead of %(old_ends)s."),
    "speaker": N_("%(title)s: %(speaker)s speaks."),
    "partner_added": N_("New partner: %(partner)s."),
    "partner_dropped": N_("%(partner)s will not be there."),
    "stand": N_("%(partner)s is now at stand %(stand)s."),
}
_LOCALES = {"ar": "ar_MA", "fr": "fr_MA", "en": "en_GB"}


@dataclass(frozen=True)
class Change:
    """One change; `session_key` is "" where the whole stop is meant.

    `params` fill the places of `message` and are already in the language that was asked for.
    """

    kind: str
    session_key: str = ""
    params: Mapping[str, str] = field(default_factory=dict)

    @property
    def message(self) -> str:
        """The English msgid of the sentence."""
        return MESSAGES[self.kind]


class SessionDropped(Refusal):
    """A session that people already spoke about is missing from the new plan."""

    message = (
        "%(sessions)s: people already spoke about it. Keep it in the file with withdrawn = true."
    )
    status = 409


def refuse_dropped(old: StopPlan | None, new: StopPlan, spoken_about: Collection[str]) -> None:
    """Refuse `new` when a session of `old` is missing whose key is in `spoken_about`.

    `spoken_about` has the keys of sessions with a question or other speech. Refused with the
    names of all of them: SessionDropped.
    """
    kept = {session.key for session in new.sessions}
    dropped = [
        f"{session.title['ar']} ({session.key})"
        for session in (old.sessions if old else ())
        if session.key not in kept and session.key in spoken_about
    ]
    if dropped:
        raise SessionDropped(sessions=", ".join(dropped))


def difference(old: StopPlan | None, new: StopPlan, lang: Lang) -> list[Change]:
    """What the public is told when `new` takes the place of `old`, in the order of the agenda.

    A first release (no `old`) has nothing to tell; internal sessions are never spoken of.
    """
    if old is None:
        return []
    words = _Words(lang)
    return [
        *_stop_changes(old, new, words),
        *_session_changes(old, new, words),
        *_partner_changes(old, new, words),
    ]


@dataclass(frozen=True)
class _Words:
    """Texts, days and hours as one language writes them."""

    lang: Lang

    def text(self, texts: Text) -> str:
        return texts.get(self.lang) or texts.get("fr", "")

    def day(self, value: date, pattern: str = "EEEE d MMMM") -> str:
        return format_date(value, pattern, locale=_LOCALES[self.lang])

    def days(self, plan: StopPlan) -> str:
        joint = "، " if self.lang == "ar" else ", "
        return joint.join(self.day(day.date, "EEEE d MMMM y") for day in plan.days)

    def session(self, plan: StopPlan, session: SessionPlan) -> dict[str, str]:
        return {
            "title": self.text(session.title),
            "day": self.day(session.day),
            "starts": _clock(session.starts),
            "ends": _clock(session.ends),
            "place": self.text(plan.place_of(session)),
            "speaker": self.text(plan.speaker_of(session)),
        }


def _clock(value: time) -> str:
    return f"{value:%H:%M}"


def _stop_changes(old: StopPlan, new: StopPlan, words: _Words) -> Iterator[Change]:
    days, venue = words.days(new), words.text(new.venue.name)
    old_days, old_venue = words.days(old), words.text(old.venue.name)
    if (new.status, new.reason) != (old.status, old.reason):
        yield from _status_changes(old, new, {"reason": words.text(new.reason), "days": days})
    if days != old_days:
        yield Change("days", params={"days": days, "old_days": old_days})
    if venue and venue != old_venue:
        kind = "venue" if old_venue else "venue_known"
        yield Change(kind, params={"venue": venue, "old_venue": old_venue})


def _status_changes(old: StopPlan, new: StopPlan, params: dict[str, str]) -> Iterator[Change]:
    if new.status in OFF:
        yield Change(new.status, params=params)
        return
    if old.status in OFF:
        yield Change("on", params=params)
    if new.status != old.status and (old.status not in OFF or new.status != "open"):
        yield Change(new.status)


def _session_changes(old: StopPlan, new: StopPlan, words: _Words) -> Iterator[Change]:
    before = {session.key: session for session in old.sessions if not session.internal}
    after = {session.key: session for session in new.sessions if not session.internal}
    for key, session in after.items():
        earlier = before.get(key)
        if earlier is None or earlier.withdrawn or session.withdrawn:
            yield from _coming_or_going(earlier, session, words.session(new, session))
        else:
            yield from _moves(key, words.session(old, earlier), words.session(new, session))
    for key, session in before.items():
        if key not in after and not session.withdrawn:
            yield Change("dropped", key, words.session(old, session))


def _coming_or_going(
    earlier: SessionPlan | None, session: SessionPlan, params: dict[str, str]
) -> Iterator[Change]:
    if earlier is None:
        if not session.withdrawn:
            yield Change("added_place" if params["place"] else "added", session.key, params)
    elif session.withdrawn != earlier.withdrawn:
        yield Change("withdrawn" if session.withdrawn else "restored", session.key, params)


def _moves(key: str, was: dict[str, str], now: dict[str, str]) -> Iterator[Change]:
    params = now | {f"old_{name}": value for name, value in was.items()}
    changed = {name for name in now if now[name] != was[name] and now[name]}
    if "title" in changed:
        yield Change("title", key, params)
    if "day" in changed:
        yield Change("day", key, params)
        changed -= {"starts", "ends"}
    if {"starts", "place"} <= changed and was["place"]:
        yield Change("starts_place", key, params)
        changed -= {"starts", "place", "ends"}
    if "starts" in changed:
        changed -= {"ends"}  # the hour of the end moves along; one sentence is enough
    for name in ("starts", "place", "ends", "speaker"):
        if name in changed:
            kind = "place_known" if name == "place" and not was["place"] else name
            yield Change(kind, key, params)


def _partner_changes(old: StopPlan, new: StopPlan, words: _Words) -> Iterator[Change]:
    before = {partner.key: partner for partner in old.partners}
    after = {partner.key: partner for partner in new.partners}
    for key, partner in after.items():
        params = {"partner": words.text(partner.name), "stand": partner.stand}
        if key not in before:
            yield Change("partner_added", params=params)
        elif partner.stand and partner.stand != before[key].stand:
            yield Change("stand", params=params)
    for key, partner in before.items():
        if key not in after:
            yield Change("partner_dropped", params={"partner": words.text(partner.name)})
