"""How long the lines of text of a survey stay; its counts stay, and so do the seals.

A seal can be worked out from a ticket's code alone, and that is erased with its registration.
"""

from sqlalchemy import select

from caravan.kernel.db import Base
from caravan.kernel.retention import Rule
from caravan.survey.models import Survey, SurveyBag
from caravan.tour import queries as tour

RETENTION = (
    Rule(
        "voice",
        Base.metadata.tables["survey_bags"],
        lambda limit: SurveyBag.survey_id.in_(
            select(Survey.id).where(Survey.stop_id.in_(tour.ids_ended_before(limit.day)))
        ),
    ),
)
