"""Pages of the closing: versions of the summary, its texts and figures, checklist, recap."""

import caravan.followup.closing.views.checklist
import caravan.followup.closing.views.recap
import caravan.followup.closing.views.versions
import caravan.followup.closing.views.writing  # noqa: F401 - each module adds its routes
