"""Pages of the tour: what everybody sees, what other programs read, the stops of the staff."""

import caravan.tour.agreements.views
import caravan.tour.offers.views
import caravan.tour.views.agenda
import caravan.tour.views.contacts
import caravan.tour.views.data
import caravan.tour.views.editor
import caravan.tour.views.exports
import caravan.tour.views.offline
import caravan.tour.views.paper
import caravan.tour.views.planner
import caravan.tour.views.public
import caravan.tour.views.publication
import caravan.tour.views.releases
import caravan.tour.views.staff  # noqa: F401 - each module adds its routes
from caravan.tour.views.door import blueprint

__all__ = ["blueprint"]
