"""Reading what was spoken of at which stop, and by how many people."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from sqlalchemy import Select, select, union_all

from caravan.followup.across.rules import top_themes
from caravan.followup.board.queries import holding
from caravan.followup.items.queries import SPOKEN
from caravan.followup.items.rules import QUESTION_STATES
from caravan.kernel.db import session
from caravan.kernel.headcounts import heads, sum_heads
from caravan.kernel.heads import Heads
from caravan.registration.models import Registration
from caravan.tour.duties.models import Theme
from caravan.voice.models import Question, QuestionAuthor, Suggestion, SuggestionAuthor

OTHER = "other"
"""The theme of what belongs to none: a service without one, a theme that the file lost."""


@dataclass(frozen=True)
class Themes:
    """The tree of themes as it sorts items: by their coding, else by their service."""

    tops: Mapping[str, str] = field(default_factory=dict)
    of_service: Mapping[str, str] = field(default_factory=dict)

    def top(self, coded: str | None, service: str) -> str:
        """The highest theme over what was coded so and is about `service`."""
        code = coded or self.of_service.get(service, OTHER)
        return self.tops.get(code, OTHER)


def read_themes() -> Themes:
    """The themes of the file, in one statement."""
    rows = session().execute(
        select(Theme.code, Theme.parent, Theme.service).order_by(Theme.position)
    )
    found = rows.all()
    services: dict[str, str] = {}
    for code, _, service in found:
        if service:
            services.setdefault(service, code)
    return Themes(top_themes({code: parent for code, parent, _ in found}), services)


def voices(stop_ids: Collection[int], themes: Themes) -> dict[int, dict[str, Heads]]:
    """How many people spoke of each highest theme, by stop."""
    coded = holding()
    chosen = (
        select(
            SPOKEN.c.stop_id, coded.c.theme_code, SPOKEN.c.service_code, sum_heads(SPOKEN.c.voices)
        )
        .outerjoin(coded, coded.c.item_id == SPOKEN.c.id)
        .where(SPOKEN.c.stop_id.in_(stop_ids))
        .group_by(SPOKEN.c.stop_id, coded.c.theme_code, SPOKEN.c.service_code)
    )
    found: dict[int, dict[str, Heads]] = defaultdict(dict)
    for stop_id, code, service, number in session().execute(chosen):
        told, theme = found[stop_id], themes.top(code, service)
        told[theme] = told.get(theme, 0) + number
    return found


def voices_by_category(stop_ids: Collection[int], themes: Themes) -> dict[str, dict[str, Heads]]:
    """How many people of each category spoke of each highest theme, each person once a theme.

    Only those who spoke with their name: of the others no category is known.
    """
    coded, named = holding(), _named(stop_ids).subquery("named")
    chosen = (
        select(
            Registration.category, named.c.registration_id, coded.c.theme_code, named.c.service_code
        )
        .join(Registration, Registration.id == named.c.registration_id)
        .outerjoin(coded, coded.c.item_id == named.c.id)
    )
    people = {
        (category, themes.top(code, service), person)
        for category, person, code, service in session().execute(chosen)
    }
    numbers: dict[str, Counter[str]] = defaultdict(Counter)
    for category, theme, _ in people:
        numbers[category][theme] += 1
    return {category: heads(counts) for category, counts in numbers.items()}


def _named(stop_ids: Collection[int]) -> Select[tuple[str, str, int]]:
    asked = (
        select(Question.id, Question.service_code, QuestionAuthor.registration_id)
        .join(QuestionAuthor, QuestionAuthor.question_id == Question.id)
        .where(Question.stop_id.in_(stop_ids), Question.state.in_(QUESTION_STATES))
    )
    suggested = (
        select(Suggestion.id, Suggestion.service_code, SuggestionAuthor.registration_id)
        .join(SuggestionAuthor, SuggestionAuthor.suggestion_id == Suggestion.id)
        .where(Suggestion.stop_id.in_(stop_ids))
    )
    both = union_all(asked, suggested).subquery("both")
    return select(both.c.id, both.c.service_code, both.c.registration_id)
