"""The speaker's tablet: the question at hand, what comes next, how long the session lasts."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from caravan.kernel.clock import now
from caravan.kernel.guard import holder
from caravan.tour import queries as tour
from caravan.voice.screen import queries
from caravan.voice.screen.views import live
from caravan.voice.views.door import STOP, blueprint


@blueprint.get(f"{STOP}/speaker")
@holder
def speaker(key: str) -> ResponseReturnValue:
    """The page that lies before the speaker."""
    return _drawn(key, "voice/screen_tablet.html")


@blueprint.get(f"{STOP}/speaker/state")
@holder
def speaker_state(key: str) -> ResponseReturnValue:
    """What stands on it alone; 304 as long as it is the same."""
    return _drawn(key, "voice/_screen_tablet.html")


def _drawn(key: str, template: str) -> ResponseReturnValue:
    token = request.args.get("token", "")
    queries.get_tablet(key, token)

    def draw() -> str:
        stop, at = tour.get_stop(key), now()
        shown = queries.tablet(stop, queries.get_tablet(key, token), at)
        return render_template(template, stop=stop, shown=shown, token=token, now=at)

    return live.kept(key, draw)
