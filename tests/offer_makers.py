"""Real rows of partners, offers and shifts for tests; values are overridden by name."""

import itertools
from datetime import time
from typing import Any

from caravan.kernel.db import db
from caravan.tour.models import Stop
from caravan.tour.offers.models import Offer, Organisation, StandShift
from tests import makers

_NUMBERS = itertools.count(1)


def make_organisation(code: str = "bank", **values: Any) -> Organisation:
    """The contracted partner, made once; a bank."""
    return db.session.get(Organisation, code) or makers.save(
        Organisation(
            **{
                "code": code,
                "kind": "bank",
                "name": {"ar": "بنك متعاقد", "fr": "Banque conventionnée"},
                "until": None,
                "position": 1,
                **values,
            }
        )
    )


def make_offer(**values: Any) -> Offer:
    """A housing offer of the bank to serving staff and widows, with one paper, without an end."""
    make_organisation(values.get("partner", "bank"))
    makers.make_service(values.get("service", "housing"))
    number = next(_NUMBERS)
    return makers.save(
        Offer(
            **{
                "code": f"offer-{number}",
                "partner": "bank",
                "service": "housing",
                "title": {"ar": f"عرض {number}", "fr": f"Offre {number}"},
                "text": {"ar": "نص الشريك.", "fr": "Texte du partenaire."},
                "audience": ["serving", "widow"],
                "papers": [{"ar": "شهادة العمل", "fr": "Attestation de travail"}],
                "until": None,
                "stops": [],
                "position": number,
                **values,
            }
        )
    )


def make_shift(stop: Stop, partner: str, starts: str, ends: str, **values: Any) -> StandShift:
    """Somebody at the stand of `partner` on the stop's first day; times are Moroccan wall times."""
    return makers.save(
        StandShift(
            **{
                "stop_id": stop.id,
                "partner": partner,
                "day": stop.first_day,
                "starts": time.fromisoformat(starts),
                "ends": time.fromisoformat(ends),
                "representative": "فاطمة ب.",
                "is_office": False,
                "phone": "",
                **values,
            }
        )
    )
