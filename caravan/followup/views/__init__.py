"""Pages of what becomes of it: answers for everybody and by code, the staff's desk, the summary."""

import caravan.followup.memory.views
import caravan.followup.promises.views
import caravan.followup.views.desk
import caravan.followup.views.follow
import caravan.followup.views.public
import caravan.followup.views.summary  # noqa: F401 - each module adds its routes
from caravan.followup.views.door import blueprint

__all__ = ["blueprint"]
