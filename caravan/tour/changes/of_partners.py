"""Changes of the partners: who comes, who does not, where the stands are, what is shown there."""

from collections.abc import Iterator

from caravan.tour.changes.change import Change
from caravan.tour.changes.wording import Words
from caravan.tour.stop_plan import PartnerPlan, StopPlan


def partner_changes(old: StopPlan, new: StopPlan, words: Words) -> Iterator[Change]:
    """What changed of the partners, in the order of the stop; then who will not be there."""
    before = {partner.key: partner for partner in old.partners}
    after = {partner.key: partner for partner in new.partners}
    for key, partner in after.items():
        if key in before:
            yield from _changes(before[key], partner, words)
        else:
            yield _change("partner_added", partner, words)
    for key, partner in before.items():
        if key not in after:
            yield _change("partner_dropped", partner, words)


def _changes(was: PartnerPlan, now: PartnerPlan, words: Words) -> Iterator[Change]:
    if words.text(was.name) != words.text(now.name):
        names = {"name": words.text(now.name), "old_name": words.text(was.name)}
        yield _change("renamed", now, words, **names)
    if now.stand != was.stand:
        yield _change("stand" if now.stand else "stand_gone", now, words)
    if now.services and set(now.services) != set(was.services):
        yield _change("offers", now, words, services=words.services(now.services))


def _change(kind: str, partner: PartnerPlan, words: Words, **params: str) -> Change:
    told = {"partner": words.text(partner.name), "stand": partner.stand, **params}
    concerns = frozenset({("partner", partner.key)})
    return Change(kind, params=told, concerns=concerns)
