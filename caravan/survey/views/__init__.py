"""Pages of the survey: to answer on a phone, at a kiosk, with a helper, from paper; the results."""

import caravan.survey.views.helping
import caravan.survey.views.opening
import caravan.survey.views.paper
import caravan.survey.views.public
import caravan.survey.views.results  # noqa: F401 - each module adds its routes
from caravan.survey.views.door import blueprint

__all__ = ["blueprint"]
