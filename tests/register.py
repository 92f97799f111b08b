"""Real rows of the register of agreements for tests, as `tests/makers.py` makes those of stops."""

from copy import deepcopy
from typing import Any

from caravan.kernel import clock
from caravan.tour.agreements.models import Agreement, AgreementDelivery
from caravan.tour.offers.models import Organisation
from tests.makers import save

TOLD = {"told_by": ["article"]}
LAAYOUNE = {"ar": "العيون", "fr": "Laâyoune"}
BORDER = {"ar": "الكركرات", "fr": "Guergarat"}
GYM = {"ar": "قاعة رياضية", "fr": "Salle de sport"}
FOUNDATION = {"ar": "المؤسسة", "fr": "La fondation"}
AGENCY = {"ar": "وكالة الجنوب", "fr": "Agence du Sud"}
ARTICLE = {"ar": "مقال", "fr": "Article"}
COLUMNS: dict[str, Any] = {
    "title": {"ar": "اتفاقية الجنوب", "fr": "Convention du Sud"},
    "draft": False,
    "sources": [{"key": "article", "title": ARTICLE, "published": "2025-05-06", "address": ""}],
    "stages": [{"state": "signed", "day": "2025-05-06", "place": LAAYOUNE, **TOLD}],
    "parties": [
        {"key": "foundation", "name": FOUNDATION, "note": {}, **TOLD},
        {"key": "agency", "name": AGENCY, "note": {}, **TOLD},
    ],
    "sites": [
        {"key": "laayoune", "kind": "city", "name": LAAYOUNE, **TOLD},
        {"key": "guergarat", "kind": "border_post", "name": BORDER, **TOLD},
    ],
    "facilities": [{"key": "gym", "name": GYM, "sites": ["laayoune", "guergarat"], **TOLD}],
    "duties": [{"key": "financing", "kind": "finances", "parties": ["agency"], "note": {}, **TOLD}],
}


def make_partner(code: str = "bank") -> Organisation:
    """One of the list of partners, which a party may be."""
    name = {"ar": "البنك", "fr": "La banque"}
    return save(Organisation(code=code, kind="bank", name=name, position=1))


def make_agreement(key: str = "south-2025", **values: Any) -> Agreement:
    """A signed agreement: two parties, two sites, a gym to deliver at both; one source tells it."""
    changed = {"changed_at": clock.now(), "staff_id": None}
    return save(Agreement(**{"key": key, **deepcopy(COLUMNS), **changed, **values}))


def make_delivery(agreement: Agreement, **values: Any) -> AgreementDelivery:
    """The gym of Laâyoune, delivered today, with what shows it."""
    return save(
        AgreementDelivery(
            **{
                "agreement_id": agreement.id,
                "site": "laayoune",
                "facility": "gym",
                "state": "delivered",
                "day": clock.today(),
                "note": {"ar": "محضر التسليم", "fr": "Procès-verbal"},
                "told_by": [],
                "staff_id": None,
                "recorded_at": clock.now(),
                **values,
            }
        )
    )
