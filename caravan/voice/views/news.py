"""What changed among the questions, in a few bytes: what a thousand phones ask for all day."""

import json

from flask import request
from flask.typing import ResponseReturnValue

from caravan.kernel import pages
from caravan.kernel.guard import public
from caravan.tour import queries as tour
from caravan.voice import queries, rules
from caravan.voice.views import door
from caravan.voice.views.door import STOP, blueprint

_ID_SIGNS = 8  # enough to tell fifty questions from each other


@blueprint.get(f"{STOP}/questions/news")
@public
def question_news(key: str) -> ResponseReturnValue:
    """The page of the list as rows of id, number, noun and "a" (answered) or "o" (on the screen).

    Phones that show the same ids in the same states write the numbers; others fetch the list.
    """

    def draw() -> str:
        stop = tour.get_stop(key)
        screen = queries.find_screen(stop.id)
        on_screen = screen.question_id if screen and not screen.is_blank else None
        shown = queries.public_questions(stop.id, request.args.get("service"), door.page_number())
        rows = [_row(one.id, one.me_too, _state(one.id, one.state, on_screen)) for one in shown]
        return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))

    topics = (queries.topic(key), tour.topic(key))
    return pages.kept(topics, draw, mimetype="application/json", args=("service", "page"))


def _row(question_id: str, count: int, state: str) -> list[str | int]:
    return [question_id[:_ID_SIGNS], count, door.people_word(count), state]


def _state(question_id: str, state: str, on_screen: str | None) -> str:
    if question_id == on_screen:
        return "o"
    return "a" if state == rules.ANSWERED else ""
