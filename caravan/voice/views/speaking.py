"""A question and a suggestion on their way in: read, compared with what was said, kept."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from flask import render_template

from caravan.kernel.clock import now
from caravan.kernel.errors import explain
from caravan.registration.kiosk import queries as kiosks
from caravan.tour.models import Stop
from caravan.voice import actions, queries, rules
from caravan.voice.actions.asking import Kept
from caravan.voice.forms import EntryForm, QuestionForm, SpokenForm
from caravan.voice.models import Question, Suggestion
from caravan.voice.moderation import actions as moderation
from caravan.voice.moderation.forms import SuggestionEntryForm, TitledForm
from caravan.voice.moderation.queries import suggestions as ideas
from caravan.voice.rounds import rules as modes
from caravan.voice.views import door


class Keep(Protocol):
    """Keeps what was said: actions.ask, actions.suggest."""

    def __call__(self, stop: Stop, words: rules.Words, *, now: datetime) -> Kept: ...


@dataclass(frozen=True)
class Kind:
    """What can be said: the forms of attendees and of staff, what resembles it, how it is kept.

    `fields` are what the page of similar ones carries on, `shared` the states in which a text
    takes one more who says the same, `count` counts that one in.
    """

    name: str
    form: type[SpokenForm]
    entry: type[SpokenForm]
    fields: tuple[str, ...]
    shared: tuple[str, ...]
    alike: Callable[[int, str], Sequence[Question] | Sequence[Suggestion]]
    keep: Keep
    count: Callable[[Stop, str, str], int]


@dataclass(frozen=True)
class Pages:
    """Where it is said: the channel that is kept, the pages that answer."""

    channel: str
    similar: str
    asked: str


PHONE = Pages(modes.PHONE, "voice/similar.html", "voice/asked.html")


QUESTION = Kind(
    "question",
    QuestionForm,
    EntryForm,
    ("body", "service", "about", "code"),
    (rules.APPROVED,),
    queries.similar_to,
    actions.ask,
    actions.add_me_too,
)
SUGGESTION = Kind(
    "suggestion",
    TitledForm,
    SuggestionEntryForm,
    ("title", "body", "service", "code"),
    ideas.SUPPORTED,
    ideas.similar_to,
    actions.suggest,
    moderation.add_support,
)
KINDS = {one.name: one for one in (QUESTION, SUGGESTION)}


def hear(kind: Kind, stop: Stop, form: SpokenForm, pages: Pages) -> str | None:
    """Answer the form: with similar ones first, then with the code of what was kept.

    None where something is to mend; what that is stands in the form then.
    """
    if not form.validate():
        return None
    alike = [] if form.sure.data else kind.alike(stop.id, form["body"].data or "")
    shown: dict[str, Any] = {"stop": stop, "kind": kind, "form": form, "alike": alike}
    shown["is_locked"] = kiosks.is_locked()
    if alike:
        return render_template(pages.similar, **shown)
    kept = keep(kind, stop, form, pages.channel)
    return render_template(pages.asked, kept=kept, **shown) if kept else None


def keep(kind: Kind, stop: Stop, form: SpokenForm, channel: str) -> Kept | None:
    """Keep what the valid `form` says; None where its code is to mend."""
    try:
        return kind.keep(stop, door.words(form, channel), now=now())
    except (rules.UnknownFollowCode, modes.CodeMissing) as refusal:
        form.code.errors = [explain(refusal)]
    return None
