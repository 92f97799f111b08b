"""The hall screen: read-only, opened by its token, renewed by itself."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from caravan.kernel import pages
from caravan.kernel.clock import now
from caravan.kernel.guard import holder
from caravan.tour import queries as tour
from caravan.voice import queries
from caravan.voice.views.door import STOP, blueprint


@blueprint.get(f"{STOP}/screen")
@holder
def screen(key: str) -> ResponseReturnValue:
    """The page that stays open in the hall all day."""
    return _drawn(key, "voice/screen.html")


@blueprint.get(f"{STOP}/screen/state")
@holder
def screen_state(key: str) -> ResponseReturnValue:
    """The picture alone; 304 as long as it is the same."""
    return _drawn(key, "voice/_screen.html")


def _drawn(key: str, template: str) -> ResponseReturnValue:
    token = request.args.get("token", "")
    queries.get_screen(key, token)

    def draw() -> str:
        stop = tour.get_stop(key)
        picture = queries.picture(stop.id)
        return render_template(template, stop=stop, picture=picture, token=token, now=now())

    return pages.kept((queries.topic(key), tour.topic(key)), draw, timed=True, args=("token",))
