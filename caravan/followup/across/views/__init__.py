"""Pages of the tour as a whole: themes and promises, the year's report, figures of a year."""

import caravan.followup.across.views.figures
import caravan.followup.across.views.tour  # noqa: F401 - each module adds its routes
