"""Real rows of duties, agreements and contacts to which promises are tied, for tests."""

from typing import Any

from caravan.kernel import clock
from caravan.tour.agreements.models import Agreement, AgreementDelivery
from caravan.tour.duties.models import AnsweringBody, PlanLine
from caravan.tour.models import Contact
from tests import makers, offer_makers


def make_duties() -> None:
    """The housing department and a bank that answer, and the line of the plan about sport."""
    offer_makers.make_organisation()
    for position, code, kind, partner in (
        (1, "housing", "department", None),
        (2, "bank", "partner", "bank"),
    ):
        makers.save(
            AnsweringBody(
                code=code,
                kind=kind,
                name={"ar": "مصلحة السكن", "fr": f"Service {code}"},
                days=15,
                organisation=partner,
                position=position,
            )
        )
    name = {"ar": "الرياضة", "fr": "Sport"}
    makers.save(PlanLine(code="sport", name=name, service=None, position=1))


def make_agreement(key: str = "south", **values: Any) -> Agreement:
    """An agreement that delivers a gym at Laayoune, which is begun."""
    title = {"ar": "اتفاقية الجنوب", "fr": "Convention du Sud"}
    site = {"key": "laayoune", "kind": "city", "name": {"ar": "العيون", "fr": "Laâyoune"}}
    gym = {
        "key": "gym",
        "name": {"ar": "قاعة رياضية", "fr": "Salle de sport"},
        "sites": ["laayoune"],
    }
    made = makers.save(
        Agreement(
            **{
                "key": key,
                "title": title,
                "draft": False,
                "sites": [{**site, "told_by": []}],
                "facilities": [{**gym, "told_by": []}],
                "changed_at": clock.now(),
                **values,
            }
        )
    )
    makers.save(
        AgreementDelivery(
            agreement_id=made.id,
            site="laayoune",
            facility="gym",
            state="begun",
            day=clock.today(),
            note={},
            told_by=[],
            recorded_at=clock.now(),
        )
    )
    return made


def make_contact(**values: Any) -> Contact:
    """Where the bank is written to, for the whole tour."""
    return makers.save(
        Contact(
            **{
                "stop_key": "",
                "kind": "partner",
                "item_key": "bank",
                "email": "bank@example.org",
                "language": "fr",
                "added_at": clock.now(),
                **values,
            }
        )
    )
