"""One change between two releases: its sentence, what fills it, whom it concerns."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from caravan.tour.faults import N_

Lang = Literal["ar", "fr", "en"]
Office = tuple[str, str]
"""Who comes to a stop to serve: "speaker" or "partner", and the key in the plan's list."""

MESSAGES = {
    "on": N_("The stop takes place after all, %(days)s."),
    "open": N_("Registration is open."),
    "closed": N_("Registration is closed."),
    "announced": N_("Registration opens later."),
    "cancelled": N_("The stop is cancelled: %(reason)s"),
    "moved": N_("The stop is moved: %(reason)s"),
    "stop_title": N_("The stop is now called %(title)s."),
    "days": N_("The stop now takes place on %(days)s instead of %(old_days)s."),
    "hours": N_("On %(day)s the doors open at %(opens)s and close at %(closes)s."),
    "prefecture": N_("The stop is now held at %(prefecture)s instead of %(old_prefecture)s."),
    "venue": N_("The stop now takes place at %(venue)s instead of %(old_venue)s."),
    "venue_known": N_("The stop takes place at %(venue)s."),
    "venue_gone": N_("The place of the stop will be announced later."),
    "address": N_("The address of the stop is now: %(address)s."),
    "host": N_("The host is now %(host)s instead of %(old_host)s."),
    "host_known": N_("The host is %(host)s."),
    "host_gone": N_("The host will be announced later."),
    "services_added": N_("Also presented at this stop: %(services)s."),
    "services_gone": N_("No longer presented at this stop: %(services)s."),
    "renamed": N_("%(old_name)s is now called: %(name)s."),
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
    "place_gone": N_("The room of %(title)s will be announced later."),
    "starts_place": N_(
        "%(title)s now begins at %(starts)s in %(place)s, not at %(old_starts)s in %(old_place)s."
    ),
    "ends": N_("%(title)s now ends at %(ends)s instead of %(old_ends)s."),
    "speaker": N_("%(title)s: %(speaker)s speaks."),
    "speaker_instead": N_("%(title)s: %(speaker)s speaks instead of %(old_speaker)s."),
    "speaker_gone": N_("%(title)s: %(old_speaker)s no longer speaks."),
    "joined": N_("%(title)s: %(partners)s takes part."),
    "left": N_("%(title)s: %(partners)s no longer takes part."),
    "audience": N_("%(title)s is now for: %(audience)s."),
    "audience_all": N_("%(title)s is now for everybody."),
    "subject": N_("%(title)s is now about: %(services)s."),
    "subject_open": N_("%(title)s is no longer about one service in particular."),
    "languages": N_("%(title)s is now held in: %(languages)s."),
    "partner_added": N_("New partner: %(partner)s."),
    "partner_dropped": N_("%(partner)s will not be there."),
    "stand": N_("%(partner)s is now at stand %(stand)s."),
    "stand_gone": N_("The stand of %(partner)s will be announced later."),
    "offers": N_("%(partner)s now informs about: %(services)s."),
}


@dataclass(frozen=True)
class Change:
    """One change; `session_key` is "" where no single session is meant.

    `params` fill the places of `message` and are already in the language that was asked for;
    `codes` are those that are still to be put into words ("audience", "languages"). `concerns`
    names the offices that come for what has changed.
    """

    kind: str
    session_key: str = ""
    params: Mapping[str, str] = field(default_factory=dict)
    codes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    concerns: frozenset[Office] = frozenset()

    @property
    def message(self) -> str:
        """The English msgid of the sentence."""
        return MESSAGES[self.kind]
