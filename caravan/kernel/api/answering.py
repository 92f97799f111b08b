"""How a view answers with data: what it says of itself, and the answer for everybody or for staff.

@blueprint.get(f"{VERSION}/stops/<key>")
@public
@gives(Stop)
def stop_data(key: str) -> Response:
    ...
    return for_everybody(topics, lambda: shape)
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

import msgspec
from flask import Response, current_app, request

from caravan.kernel import pages
from caravan.kernel.api.problems import ROOT
from caravan.kernel.headers import allow_other_sites
from caravan.kernel.i18n import speak_as_asked
from caravan.kernel.limits import OPEN_FORM, limited

VERSION = f"{ROOT}v1"
STAFF = f"{VERSION}/staff"
_MIMETYPE = "application/json"

View = TypeVar("View", bound=Callable[..., Any])


@dataclass(frozen=True)
class Operation:
    """What a view of data says of itself: the shape of its answer, what its query may name."""

    shape: Any
    asked: tuple[str, ...]


def gives(shape: Any, *, asked: tuple[str, ...] = ()) -> Callable[[View], View]:
    """Describe a view that answers with `shape`; of the query it reads `asked`, and `lang`.

    One address may ask as often as it may send forms: what is kept in memory is not counted.
    """

    def describe(view: View) -> View:
        vars(view)["operation"] = Operation(shape, asked)
        return limited(OPEN_FORM)(view)

    return describe


def operation_of(endpoint: str | None) -> Operation | None:
    """What the view of an endpoint says of itself; None where it gives no data."""
    view = current_app.view_functions.get(endpoint or "")
    found: Operation | None = getattr(view, "operation", None)
    return found


def for_everybody(
    topics: tuple[str, ...], make: Callable[[], object], *, timed: bool = False
) -> Response:
    """The data as every page for everybody is kept: no cookie, ETag and 304, until `topics` change.

    Other sites may read it, as they may read the feeds: it is the same for all.
    """
    speak_as_asked()
    allow_other_sites()
    operation = operation_of(request.endpoint)
    asked = operation.asked if operation else ()
    return pages.kept(
        topics, lambda: msgspec.json.encode(make()), mimetype=_MIMETYPE, timed=timed, args=asked
    )


def for_staff(make: Callable[[], object]) -> Response:
    """The data for the person who is signed in; nothing on the way keeps it."""
    speak_as_asked()
    return Response(msgspec.json.encode(make()), mimetype=_MIMETYPE)
