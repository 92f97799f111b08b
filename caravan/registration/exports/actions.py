"""Writing exports: ask for a list, grant or refuse it, take it; each leaves an audit entry."""

import secrets

from caravan.kernel import audit, sheets
from caravan.kernel.clock import now
from caravan.kernel.db import transaction
from caravan.kernel.i18n import lang
from caravan.registration.exports import queries, rules
from caravan.registration.exports.models import ExportDecision, ExportRequest
from caravan.tour.models import Stop


def ask(stop: Stop, content: str, form: str, reason: str, *, staff_id: int) -> str:
    """Ask for a list of the stop ("people" or "invitations") as "xlsx" or "csv"; its id."""
    request = ExportRequest(
        id=secrets.token_hex(16),
        stop_id=stop.id,
        staff_id=staff_id,
        content=content,
        form=form,
        reason=reason,
        asked_at=now(),
    )
    with transaction() as writing:
        writing.add(request)
        writing.flush()
        _audit("registration.ask_export", stop, request, staff_id)
    return request.id


def decide(stop: Stop, request_id: str, *, is_granted: bool, staff_id: int) -> None:
    """Grant or refuse what somebody else asked for; what was decided first stands.

    Refused: OwnRequest; ExportIsOver for a request that has waited too long.
    """
    with transaction() as writing:
        request = queries.get_request(stop, request_id)
        if request.staff_id == staff_id:
            raise rules.OwnRequest
        if rules.is_forgotten(request.asked_at, now()):
            raise rules.ExportIsOver
        writing.refresh(request, with_for_update=True)
        if queries.find_decision(request_id) is not None:
            return
        decision = ExportDecision(
            request_id=request_id, staff_id=staff_id, is_granted=is_granted, decided_at=now()
        )
        writing.add(decision)
        writing.flush()
        action = "registration.grant_export" if is_granted else "registration.refuse_export"
        _audit(action, stop, request, staff_id)


def fetch(stop: Stop, request_id: str, host: str, *, staff_id: int) -> tuple[ExportRequest, bytes]:
    """The file, drawn now, for whoever asked; `host` begins the links in it.

    Refused as `queries.get_granted` says.
    """
    request = queries.get_granted(stop, request_id, staff_id, now())
    rows = list(queries.rows(stop, request.content, host))
    heads = queries.heads(request.content)
    drawn = sheets.write(request.form, heads, rows, mark=request.id, to_left=lang() == "ar")
    note_fetched(stop, request, rows=len(rows))
    return request, drawn


def note_drawn(stop: Stop, request: ExportRequest, *, rows: int) -> None:
    """Write down that a long list lies ready for whoever asked."""
    with transaction():
        _audit("registration.draw_export", stop, request, request.staff_id, rows=rows)


def note_fetched(stop: Stop, request: ExportRequest, **details: object) -> None:
    """Write down that the file left."""
    with transaction():
        _audit("registration.fetch_export", stop, request, request.staff_id, **details)


def _audit(
    action: str, stop: Stop, request: ExportRequest, staff_id: int, **details: object
) -> None:
    audit.record(
        action,
        staff_id=staff_id,
        stop_key=stop.key,
        subject=request.id,
        content=request.content,
        form=request.form,
        **details,
    )
