"""What changed between two releases of a stop, in one sentence per change."""

from collections.abc import Collection

from caravan.kernel.refusal import Refusal
from caravan.tour.catalogue import Catalogue
from caravan.tour.changes.change import MESSAGES, Change, Lang, Office
from caravan.tour.changes.of_partners import partner_changes
from caravan.tour.changes.of_sessions import session_changes
from caravan.tour.changes.of_stop import stop_changes
from caravan.tour.changes.wording import Words
from caravan.tour.stop_plan import SessionPlan, StopPlan

__all__ = [
    "MESSAGES",
    "Change",
    "Lang",
    "Office",
    "SessionDropped",
    "Words",
    "difference",
    "dropped",
    "refuse_dropped",
]


class SessionDropped(Refusal):
    """A session that people already spoke about is missing from the new plan."""

    message = (
        "%(sessions)s: people already spoke about it. Keep it in the file with withdrawn = true."
    )
    status = 409


def refuse_dropped(old: StopPlan | None, new: StopPlan, spoken_about: Collection[str]) -> None:
    """Refuse `new` when a session of `old` is missing whose key is in `spoken_about`.

    `spoken_about` has the keys of sessions with a question or other speech. Refused with the
    names of all of them: SessionDropped.
    """
    gone = dropped(old, new, spoken_about)
    if gone:
        named = [f"{session.title['ar']} ({session.key})" for session in gone]
        raise SessionDropped(sessions=", ".join(named))


def dropped(
    old: StopPlan | None, new: StopPlan, spoken_about: Collection[str]
) -> list[SessionPlan]:
    """The sessions of `old` whose key is in `spoken_about` and that `new` no longer has."""
    kept = {session.key for session in new.sessions}
    return [
        session
        for session in (old.sessions if old else ())
        if session.key not in kept and session.key in spoken_about
    ]


def difference(
    old: StopPlan | None, new: StopPlan, lang: Lang, known: Catalogue | None = None
) -> list[Change]:
    """What the public is told when `new` takes the place of `old`, in the order of the agenda.

    `known` has the names of services and commands; without it their codes are given. A first
    release (no `old`) has nothing to tell; internal sessions are never spoken of.
    """
    if old is None:
        return []
    words = Words(lang, known)
    return [
        *stop_changes(old, new, words),
        *session_changes(old, new, words),
        *partner_changes(old, new, words),
    ]
