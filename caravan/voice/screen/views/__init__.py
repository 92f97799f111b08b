"""Pages of the hall: the screen, backstage, the speaker's tablet, a partner's own queue."""

import caravan.voice.screen.views.backstage
import caravan.voice.screen.views.hall
import caravan.voice.screen.views.partner
import caravan.voice.screen.views.tablet  # noqa: F401 - each module adds its routes
from caravan.voice.views.door import blueprint

__all__ = ["blueprint"]
