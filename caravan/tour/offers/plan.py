"""Partners, what they offer, who stands at a stand when: as plain values."""

from dataclasses import dataclass, field
from datetime import date, time

from caravan.tour.stop_plan import Text

TITLE_LENGTH, TEXT_LENGTH = 120, 1000
PAPER_LENGTH, MOST_PAPERS = 120, 12
REPRESENTATIVE_LENGTH = 60


@dataclass(frozen=True)
class OrganisationPlan:
    """A partner under contract; after the day `until` (None: no end) nothing of it is offered."""

    code: str
    kind: str
    name: Text
    until: date | None = None


@dataclass(frozen=True)
class OfferPlan:
    """What a partner offers under a service.

    `text` is the partner's own words, to be shown as such; an empty `audience` means everybody;
    `papers` are what one brings along; `until` is the last day on which it holds (None: no end);
    `stops` are the keys of the stops where it is made, () for all of them.
    """

    code: str
    partner: str
    service: str
    title: Text
    text: Text = field(default_factory=dict)
    audience: tuple[str, ...] = ()
    papers: tuple[Text, ...] = ()
    until: date | None = None
    stops: tuple[str, ...] = ()


@dataclass(frozen=True)
class ShiftPlan:
    """Who represents a partner at its stand, from when to when (Moroccan wall times on `day`).

    `partner` is the partner's key at the stop; `representative` a first name with an initial, or
    an office (`is_office`); `phone` is in E.164, "" where none was given. The public never sees it.
    """

    partner: str
    day: date
    starts: time
    ends: time
    representative: str
    is_office: bool = False
    phone: str = ""
