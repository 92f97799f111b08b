"""What lets attendees read the agenda without a network: their browser's worker, and a page."""

import hashlib
import json
from pathlib import Path

from flask import Response, current_app, render_template, request, url_for

from caravan.kernel import pages
from caravan.kernel.assets import asset
from caravan.kernel.guard import public
from caravan.tour.views.door import blueprint

_WORKER = "js/tour/worker.js"
_MARKED = (
    *(f"css/{name}.css" for name in ("tokens", "base", "print")),
    *(f"css/rooms/{name}.css" for name in ("attendee", "parts", "forms", "agenda", "survey")),
    *(f"js/tour/{name}.js" for name in ("offline", "live", "favourites")),
    "js/registration/form.js",
    "js/survey/pass.js",
    "img/mark.svg",
)
_UNMARKED = (  # named by a style sheet or a script, which know no marks
    "js/poll.js",
    "js/press.js",
    "js/stream.js",
    *(f"js/registration/{name}.js" for name in ("waiting", "kept", "send", "solve")),
    *(
        f"img/{name}.svg"
        for name in ("zellige", "tick", "chevron", "coming", "now", "done", "off", "star", "kept")
    ),
)


@blueprint.get("/offline-worker.js")
@public
def offline_worker() -> Response:
    """The worker with the list of what it keeps; another version of any file makes it a new one."""
    answer = Response(_written(), mimetype="text/javascript")
    answer.cache_control.no_cache = True
    answer.add_etag()
    answer.make_conditional(request)
    return answer


def _written() -> str:
    """The worker, behind the addresses of its files and a mark of what they all hold."""
    files = [*map(asset, _MARKED), *(url_for("static", filename=name) for name in _UNMARKED)]
    code = Path(current_app.static_folder or "", _WORKER).read_text()
    marks = "".join([*map(asset, (*_MARKED, *_UNMARKED)), code])
    version = hashlib.sha256(marks.encode()).hexdigest()[:10]
    return f"const FILES = {json.dumps(files)};\nconst VERSION = {json.dumps(version)};\n{code}"


@blueprint.get("/<lang:lang>/offline")
@public
def offline() -> Response:
    """What to do where a page needs the network; the worker shows it in that page's place."""
    return pages.kept((), _draw_offline)


def _draw_offline() -> str:
    return render_template("tour/offline.html")
