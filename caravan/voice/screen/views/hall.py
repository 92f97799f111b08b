"""The hall screen: read-only, opened by its token, renewed by itself, never an error page."""

from flask import Response, current_app, render_template, request
from flask.typing import ResponseReturnValue

from caravan.kernel import csrf
from caravan.kernel.clock import now
from caravan.kernel.guard import holder, public
from caravan.tour import queries as tour
from caravan.voice.rounds import queries as rounds
from caravan.voice.screen import actions, queries
from caravan.voice.screen.views import live
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


@blueprint.post(f"{STOP}/screen/presence")
@holder
@csrf.same_for_all
def screen_presence(key: str) -> ResponseReturnValue:
    """The screen shows what we sent it: desk and backstage may know."""
    queries.get_screen(key, request.args.get("token", ""))
    actions.hear_screen(key, now=now())
    return "", 204


@blueprint.get("/hall-worker.js")
@public
def hall_worker() -> Response:
    """What opens the pages of a hall where the server does not answer."""
    answer = current_app.send_static_file("js/voice/hall-worker.js")
    answer.cache_control.no_cache = True
    return answer


def _drawn(key: str, template: str) -> ResponseReturnValue:
    token = request.args.get("token", "")
    queries.get_screen(key, token)

    def draw() -> str:
        stop, at = tour.get_stop(key), now()
        return render_template(
            template,
            stop=stop,
            picture=queries.picture(stop, at),
            standing=rounds.standing(stop.id),
            token=token,
            now=at,
        )

    return live.kept(key, draw)
