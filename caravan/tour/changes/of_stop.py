"""Changes of the stop as a whole: status, days, hours, place, host, services."""

from collections.abc import Iterator

from caravan.tour.changes.change import Change, Office
from caravan.tour.changes.wording import Words
from caravan.tour.stop_plan import OFF, StopPlan


def stop_changes(old: StopPlan, new: StopPlan, words: Words) -> Iterator[Change]:
    """What changed of the stop itself; its days, hours and place concern everybody who comes."""
    everybody = offices_of(old) | offices_of(new)
    yield from _status(old, new, words, everybody)
    title = words.text(new.title)
    if title != words.text(old.title):
        yield Change("stop_title", params={"title": title})
    yield from _times(old, new, words, everybody)
    yield from _place(old, new, words, everybody)
    yield from _host(old, new, words)
    yield from _services(old, new, words)


def offices_of(plan: StopPlan) -> frozenset[Office]:
    """Every speaker and partner of the plan."""
    speakers = {("speaker", speaker.key) for speaker in plan.speakers}
    partners = {("partner", partner.key) for partner in plan.partners}
    return frozenset(speakers | partners)


def _status(
    old: StopPlan, new: StopPlan, words: Words, everybody: frozenset[Office]
) -> Iterator[Change]:
    if (new.status, new.reason) == (old.status, old.reason):
        return
    params = {"reason": words.text(new.reason), "days": words.days(new)}
    if new.status in OFF:
        yield Change(new.status, params=params, concerns=everybody)
        return
    if old.status in OFF:
        yield Change("on", params=params, concerns=everybody)
    if new.status != old.status and (old.status not in OFF or new.status != "open"):
        yield Change(new.status)


def _times(
    old: StopPlan, new: StopPlan, words: Words, everybody: frozenset[Office]
) -> Iterator[Change]:
    days, old_days = words.days(new), words.days(old)
    if days != old_days:
        yield Change("days", params={"days": days, "old_days": old_days}, concerns=everybody)
    before = {day.date: (day.opens, day.closes) for day in old.days}
    for day in new.days:
        if before.get(day.date, (day.opens, day.closes)) != (day.opens, day.closes):
            params = {
                "day": words.day(day.date),
                "opens": words.clock(day.opens),
                "closes": words.clock(day.closes),
            }
            yield Change("hours", params=params, concerns=everybody)


def _place(
    old: StopPlan, new: StopPlan, words: Words, everybody: frozenset[Office]
) -> Iterator[Change]:
    if new.prefecture != old.prefecture:
        params = {
            "prefecture": words.prefecture(new.prefecture),
            "old_prefecture": words.prefecture(old.prefecture),
        }
        yield Change("prefecture", params=params, concerns=everybody)
    venue, old_venue = words.text(new.venue.name), words.text(old.venue.name)
    if venue != old_venue:
        kind = _kind("venue", venue, old_venue)
        yield Change(kind, params={"venue": venue, "old_venue": old_venue}, concerns=everybody)
    address = words.text(new.venue.address)
    if address and address != words.text(old.venue.address):
        yield Change("address", params={"address": address}, concerns=everybody)


def _host(old: StopPlan, new: StopPlan, words: Words) -> Iterator[Change]:
    host, old_host = words.text(new.host), words.text(old.host)
    if host != old_host:
        yield Change(_kind("host", host, old_host), params={"host": host, "old_host": old_host})


def _services(old: StopPlan, new: StopPlan, words: Words) -> Iterator[Change]:
    for kind, those, others in (("services_added", new, old), ("services_gone", old, new)):
        codes = [code for code in those.services if code not in others.services]
        if codes:
            yield Change(kind, params={"services": words.services(codes)})


def _kind(name: str, now: str, was: str) -> str:
    """venue, venue_known where there was none, venue_gone where there is none any more."""
    if not now:
        return f"{name}_gone"
    return name if was else f"{name}_known"
