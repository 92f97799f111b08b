"""Reading suggestions with what stands beside them: title, prefecture, support, groups."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from flask_sqlalchemy.pagination import Pagination
from sqlalchemy import func, select

from caravan.kernel.db import db, session
from caravan.tour.models import Prefecture, Stop
from caravan.voice import queries as voice
from caravan.voice import rules as said
from caravan.voice import similar
from caravan.voice.models import Suggestion
from caravan.voice.moderation import rules
from caravan.voice.moderation.models import SuggestionDetail, SuggestionGroup
from caravan.voice.rounds import queries as rounds

# What can still be supported: who supports wants something to be decided or done.
SUPPORTED = (said.STUDIED, said.ACCEPTED)


@dataclass(frozen=True)
class BesideIdeas:
    """What stands beside some suggestions, by their ids; `members` are by their lead's.

    `prefectures` are names by language: the one that the suggestion is about, else the stop's.
    `authors` are names, of suggestions of rounds with names alone.
    """

    details: dict[str, SuggestionDetail]
    prefectures: dict[str, dict[str, str]]
    members: dict[str, list[Suggestion]]
    leads: dict[str, str]
    authors: dict[str, str]

    def title(self, suggestion: Suggestion) -> str:
        """The title that it was given, "" where it has none."""
        found = self.details.get(suggestion.id)
        return found.title if found else ""

    def support(self, suggestion: Suggestion) -> int:
        """How many phones support it, those of its members included."""
        found = self.details.get(suggestion.id)
        return found.support if found else 0

    def mark(self, suggestion: Suggestion) -> str:
        """What a moderator sees of the suggestion, support apart, in 16 digits."""
        found = self.details.get(suggestion.id)
        return rules.mark_of(
            suggestion.state,
            suggestion.body,
            suggestion.reason,
            (found.title, found.prefecture_code) if found else ("", None),
            self.leads.get(suggestion.id),
            [one.id for one in self.members.get(suggestion.id, [])],
        )


def beside(suggestions: Iterable[Suggestion]) -> BesideIdeas:
    """What stands beside `suggestions`, in as many statements for many as for one."""
    rows = list(suggestions)
    ids = [one.id for one in rows]
    members, leads = _groups(ids)
    chosen = select(SuggestionDetail).where(SuggestionDetail.suggestion_id.in_(ids))
    details = {one.suggestion_id: one for one in session().scalars(chosen)}
    authors = rounds.authors_of([*rows, *chain.from_iterable(members.values())])
    return BesideIdeas(details, _prefectures(ids), members, leads, authors)


def check_unchanged(suggestion: Suggestion, mark: str | None) -> None:
    """Refuse when the suggestion is not what the moderator saw; None: nobody looked at it."""
    if mark is not None:
        rules.check_mark(mark, beside([suggestion]).mark(suggestion))


def public_suggestions(stop_id: int, service: str | None, page: int) -> Pagination:
    """A page of the suggestions that were taken up, the most supported first."""
    support = func.coalesce(SuggestionDetail.support, 0)
    chosen = (
        select(Suggestion)
        .outerjoin(SuggestionDetail, SuggestionDetail.suggestion_id == Suggestion.id)
        .where(Suggestion.stop_id == stop_id, Suggestion.state.in_(said.SHOWN_SUGGESTIONS))
        .order_by(support.desc(), Suggestion.id)
    )
    if service:
        chosen = chosen.where(Suggestion.service_code == service)
    return db.paginate(chosen, page=page, per_page=voice.PER_PAGE)


def similar_to(stop_id: int, body: str) -> list[Suggestion]:
    """The suggestions taken up that seem to want the same as `body`, the most alike first."""
    return similar.similar(body, voice.suggestions(stop_id, said.SHOWN_SUGGESTIONS))


def lead_of(suggestion_id: str) -> Suggestion | None:
    """The suggestion with which this one is followed, if it is in a group."""
    return leads_of([suggestion_id]).get(suggestion_id)


def leads_of(suggestion_ids: Sequence[str]) -> dict[str, Suggestion]:
    """The leads of those of the suggestions that are in a group, by the members' ids."""
    chosen = (
        select(SuggestionGroup.member_id, Suggestion)
        .join(Suggestion, SuggestionGroup.lead_id == Suggestion.id)
        .where(SuggestionGroup.member_id.in_(suggestion_ids))
    )
    return dict(session().execute(chosen).all())


def candidates(suggestion: Suggestion) -> list[Suggestion]:
    """Other suggestions of the stop that may go under this one, as `candidates` of questions."""
    others = [one for one in voice.suggestions(suggestion.stop_id) if one.id != suggestion.id]
    by_id = {one.id: one for one in others}
    alike = rules.alike(suggestion.body, [(one.id, one.body) for one in others])
    rest = [one for one in others if one.id not in set(alike)]
    return [*(by_id[one] for one in alike), *rest][: rules.MOST_CANDIDATES]


def _prefectures(ids: list[str]) -> dict[str, dict[str, str]]:
    own = func.coalesce(SuggestionDetail.prefecture_code, Stop.prefecture_code)
    chosen = (
        select(Suggestion.id, Prefecture.name)
        .join(Stop, Stop.id == Suggestion.stop_id)
        .outerjoin(SuggestionDetail, SuggestionDetail.suggestion_id == Suggestion.id)
        .join(Prefecture, Prefecture.code == own)
        .where(Suggestion.id.in_(ids))
    )
    return dict(session().execute(chosen).all())


def _groups(ids: list[str]) -> tuple[dict[str, list[Suggestion]], dict[str, str]]:
    chosen = (
        select(SuggestionGroup.lead_id, Suggestion)
        .join(Suggestion, SuggestionGroup.member_id == Suggestion.id)
        .where(SuggestionGroup.lead_id.in_(ids) | SuggestionGroup.member_id.in_(ids))
        .order_by(Suggestion.id)
    )
    members: dict[str, list[Suggestion]] = {}
    leads: dict[str, str] = {}
    for lead_id, member in session().execute(chosen):
        members.setdefault(lead_id, []).append(member)
        leads[member.id] = lead_id
    return members, leads
