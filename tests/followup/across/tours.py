"""A tour for tests: stops in two years with attendees, questions, themes and lines of the plan."""

from datetime import date
from pathlib import Path

from caravan.followup.items.models import ItemCoding
from caravan.followup.models import KeptHeadcount
from caravan.kernel.clock import now
from caravan.registration.models import Registration
from caravan.tour.models import Stop
from caravan.voice.models import QuestionAuthor
from tests import makers
from tests.rows import save
from tests.standing import begin_with, load_real_lists

EVENTS = Path(__file__).parents[3] / "events"


def load_catalogue() -> None:
    """The folder's own prefectures, services, themes and lines."""
    begin_with(load_real_lists)


def make_stop(key: str, prefecture: str, day: date, came: int) -> Stop:
    """A stop at which so many people came in; their arrivals are erased, the number is kept."""
    stop = makers.make_stop(key, prefecture_code=prefecture, first_day=day)
    if came:
        kept = {"hours": [], "came": {"serving": came}, "away": {}, "kept_at": now()}
        save(KeptHeadcount(stop_id=stop.id, **kept))
    return stop


def ask(stop: Stop, service: str, people: int) -> str:
    """An approved question that so many people share; gives its id."""
    makers.make_service(service)
    question = makers.make_question(
        stop, service_code=service, state="approved", me_too=people - 1, day=stop.first_day
    )
    return question.id


def ask_by_name(stop: Stop, person: Registration) -> str:
    """A question of somebody's, in a round with names; gives its id."""
    makers.make_round(stop, "named")
    question = makers.make_question(stop)
    save(QuestionAuthor(question_id=question.id, registration_id=person.id))
    return question.id


def code(item_id: str, theme: str) -> None:
    """Somebody codes the item with that theme."""
    coder = makers.make_staff("feedback")
    save(
        ItemCoding(
            item_id=makers.take_up(item_id), staff_id=coder.id, theme_code=theme, coded_at=now()
        )
    )
