"""What is known of one partnership agreement, each fact with the sources that tell it."""

from dataclasses import dataclass, field
from datetime import date

from caravan.tour.stop_plan import Text

STATES = ("expected", "signed", "in_force", "ended")
SITE_KINDS = ("city", "command", "border_post")
DUTIES = ("finances", "supervises")
DELIVERY_STATES = ("planned", "begun", "delivered", "given_up")

Codes = tuple[str, ...]
"""Keys of other rows of the same agreement; in `told_by` those of its sources."""


@dataclass(frozen=True)
class Source:
    """Where facts come from: a document or an article, the day it appeared, who published it."""

    key: str
    title: Text
    published: date | None = None
    address: str = ""


@dataclass(frozen=True)
class Stage:
    """A state that the agreement has come to; the place is that of the signature."""

    state: str
    day: date | None = None
    place: Text = field(default_factory=dict)
    told_by: Codes = ()

    @property
    def key(self) -> str:
        """Each state is come to once."""
        return self.state


@dataclass(frozen=True)
class Party:
    """A body that is bound, by its full name; `note` says for whom it signs.

    `organisation` is its code in the list of partners, where it is one of them.
    """

    key: str
    name: Text
    organisation: str | None = None
    note: Text = field(default_factory=dict)
    told_by: Codes = ()


@dataclass(frozen=True)
class Variant:
    """Another name that sources give to a party, in one language, as they write it."""

    key: str
    party: str
    lang: str
    name: str
    told_by: Codes = ()


@dataclass(frozen=True)
class Aim:
    """What the agreement is for."""

    key: str
    text: Text
    told_by: Codes = ()


@dataclass(frozen=True)
class Site:
    """Where something is to be delivered: a city, a command of the police, a border post."""

    key: str
    kind: str
    name: Text
    told_by: Codes = ()


@dataclass(frozen=True)
class Facility:
    """What is to be delivered at each of `sites`; without any, the sources do not say where."""

    key: str
    name: Text
    sites: Codes = ()
    told_by: Codes = ()


@dataclass(frozen=True)
class Duty:
    """Who finances or supervises; `note` says how."""

    key: str
    kind: str
    parties: Codes
    note: Text = field(default_factory=dict)
    told_by: Codes = ()


@dataclass(frozen=True)
class Remark:
    """What else is to be known, above all where the sources differ."""

    key: str
    text: Text
    told_by: Codes = ()


@dataclass(frozen=True)
class Delivery:
    """Where a facility stands at a site since `day`; "planned": the day by which it is due.

    `note` is the evidence of what was begun or delivered, or the reason why it was given up.
    """

    site: str
    facility: str
    state: str
    day: date
    note: Text = field(default_factory=dict)
    told_by: Codes = ()

    @property
    def key(self) -> str:
        """The place in the register that it fills."""
        return f"{self.site}/{self.facility}"


@dataclass(frozen=True)
class AgreementPlan:
    """One agreement as `events/agreements.toml` tells it (`docs/agreements-format.md`).

    A `draft` is not shown to the public. `deliveries` holds what stands, once for each facility
    and site.
    """

    key: str
    title: Text
    draft: bool = False
    sources: tuple[Source, ...] = ()
    stages: tuple[Stage, ...] = ()
    parties: tuple[Party, ...] = ()
    variants: tuple[Variant, ...] = ()
    aims: tuple[Aim, ...] = ()
    sites: tuple[Site, ...] = ()
    facilities: tuple[Facility, ...] = ()
    duties: tuple[Duty, ...] = ()
    remarks: tuple[Remark, ...] = ()
    deliveries: tuple[Delivery, ...] = ()
