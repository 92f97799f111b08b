"""Suggestions beside their text: a title, a prefecture, support, and what is followed as one."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Select, bindparam, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from caravan.kernel import audit, versions
from caravan.kernel.db import transaction
from caravan.kernel.refusal import NotFound
from caravan.kernel.seal import seal
from caravan.tour import queries as tour
from caravan.tour.models import Stop
from caravan.voice import queries as voice
from caravan.voice import rules as said
from caravan.voice.models import Suggestion
from caravan.voice.moderation import rules
from caravan.voice.moderation.models import (
    SuggestionDetail,
    SuggestionGroup,
    SuggestionSupport,
)
from caravan.voice.moderation.queries import suggestions

_DIALECTS = {"sqlite": sqlite, "postgresql": postgresql}
_OPEN: Select[Any, Any] = select(Suggestion.id, bindparam("mark")).where(
    Suggestion.id == bindparam("suggestion"),
    Suggestion.stop_id == bindparam("stop"),
    Suggestion.state.in_(suggestions.SUPPORTED),
)
_HIDDEN = (said.RECEIVED,)


def add_support(stop: Stop, suggestion_id: str, phone: str) -> int:
    """How many support the suggestion, this phone included; a second time changes nothing.

    `phone` is the random value of the phone's cookie: only its seal for this one suggestion is
    kept. Refused when the suggestion is not one that everybody may still support.
    """
    mark = seal("support", suggestion_id, phone)
    with transaction() as writing:
        once = _DIALECTS[writing.get_bind().dialect.name].insert(SuggestionSupport.__table__)
        once = once.from_select(["suggestion_id", "mark"], _OPEN).on_conflict_do_nothing()
        values = {"suggestion": suggestion_id, "stop": stop.id, "mark": mark}
        if writing.scalar(once.returning(SuggestionSupport.suggestion_id), values):
            _detail(writing, suggestion_id)
            _add(writing, suggestion_id, 1)
            versions.bump(voice.topic(stop.key))
        made = voice.get_suggestion(suggestion_id, stop.id)
        if made.state not in suggestions.SUPPORTED:
            raise NotFound  # whether there is such a suggestion is nobody's business
        return suggestions.beside([made]).support(made)


def set_details(
    suggestion_id: str,
    title: str,
    prefecture: str | None,
    staff_id: int,
    *,
    mark: str | None = None,
) -> None:
    """Give the suggestion a title and the prefecture it is about (None: the stop's).

    Refused when a colleague changed the suggestion since `mark`.
    """
    with transaction() as writing:
        made = _held(suggestion_id, mark)
        details = _detail(writing, suggestion_id)
        details.title, details.prefecture_code = title.strip(), prefecture
        _note("voice.set_details", made, staff_id)


def group_suggestions(
    lead_id: str, members: Mapping[str, str | None], staff_id: int, *, mark: str | None = None
) -> None:
    """Put `members` (the marks that were seen, by id) under the lead, as questions are.

    Refused when a colleague changed one of them, when one is declined for good or in a group
    already, and when one that everybody sees would go under one that nobody sees.
    """
    with transaction() as writing:
        lead = _held(lead_id, mark)
        joining = [_held(one, seen) for one, seen in sorted(members.items())]
        if any(one.id == lead_id or one.stop_id != lead.stop_id for one in joining):
            raise rules.NotToGroup
        rules.check_group(lead.state, [one.state for one in joining], _HIDDEN)
        for member in joining:
            _join(writing, lead_id, member)
        _note("voice.group_suggestions", lead, staff_id)


def separate_suggestion(suggestion_id: str, staff_id: int, *, mark: str | None = None) -> None:
    """Take a suggestion out of its group: it stands where it stood before."""
    with transaction() as writing:
        made = _held(suggestion_id, mark)
        row = writing.get(SuggestionGroup, suggestion_id)
        if row is None:
            raise rules.NothingToUndo
        _leave(writing, row)
        _note("voice.separate_suggestion", made, staff_id)


def leave_groups(writing: Session, suggestion_id: str) -> None:
    """Nothing is followed together with the suggestion any more: it leads and follows nobody."""
    either = SuggestionGroup.lead_id, SuggestionGroup.member_id
    for row in writing.scalars(
        select(SuggestionGroup).where(or_(*(one == suggestion_id for one in either)))
    ).all():
        _leave(writing, row)
    writing.flush()


def _leave(writing: Session, row: SuggestionGroup) -> None:
    _add(writing, row.lead_id, -row.added)
    writing.get_one(Suggestion, row.member_id).state = row.state_before
    writing.delete(row)


def _held(suggestion_id: str, mark: str | None) -> Suggestion:
    """The suggestion as the moderator saw it, which nobody else changes until the act is done."""
    made = voice.get_suggestion(suggestion_id, to_change=True)
    suggestions.check_unchanged(made, mark)
    return made


def _detail(writing: Session, suggestion_id: str) -> SuggestionDetail:
    """The row beside the suggestion, made when it is first needed."""
    once = _DIALECTS[writing.get_bind().dialect.name].insert(SuggestionDetail.__table__)
    values = {"suggestion_id": suggestion_id, "title": "", "support": 0}
    writing.execute(once.values(values).on_conflict_do_nothing())
    return writing.get_one(SuggestionDetail, suggestion_id)


def _add(writing: Session, suggestion_id: str, number: int) -> None:
    writing.flush()
    writing.execute(
        update(SuggestionDetail)
        .where(SuggestionDetail.suggestion_id == suggestion_id)
        .values(support=SuggestionDetail.support + number)
        .execution_options(synchronize_session="fetch")
    )


def _join(writing: Session, lead_id: str, member: Suggestion) -> None:
    """One more under the lead, with what it led itself; whoever made it supports the lead."""
    brought = writing.scalars(
        select(SuggestionGroup).where(SuggestionGroup.lead_id == member.id)
    ).all()
    along = sum(row.added for row in brought)
    for row in brought:
        row.lead_id = lead_id
    added = _detail(writing, member.id).support - along + 1
    _add(writing, member.id, -along)
    _detail(writing, lead_id)
    _add(writing, lead_id, along + added)
    state, member.state = member.state, rules.GROUPED
    writing.add(
        SuggestionGroup(member_id=member.id, lead_id=lead_id, state_before=state, added=added)
    )


def _note(action: str, made: Suggestion, staff_id: int) -> None:
    stop = tour.get_stop_by_id(made.stop_id)
    audit.record(action, staff_id=staff_id, stop_key=stop.key, subject=made.id)
    versions.bump(voice.topic(stop.key))
