"""How often one address may ask: generous, since a whole hall may share one address."""

from collections.abc import Callable
from ipaddress import AddressValueError, IPv6Address
from typing import Any, TypeVar, cast

from flask import Flask
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from limits import parse_many

from caravan.kernel.counts import SCHEME

View = TypeVar("View", bound=Callable[..., Any])


def asker() -> str:
    """The address that counts: of an IPv6 one its network (/64), for a household has all of it."""
    address = get_remote_address()
    try:
        whole = IPv6Address(address)
    except AddressValueError:
        return address
    return str(whole.ipv4_mapped or (int(whole) >> 64))


class _Limiter(Limiter):
    """Flask-Limiter, asked at the views that have a limit; it would look at every request twice."""

    def _check_request_limit(
        self,
        callable_name: str | None = None,
        in_middleware: bool = True,
    ) -> None:
        if self.enabled and not in_middleware:
            super()._check_request_limit(callable_name, in_middleware)


limiter = _Limiter(asker, storage_uri=f"{SCHEME}://")

# A form that anybody may send: 500 phones behind one hall's address in a minute, each three times
# because the network is poor; and no flood.
OPEN_FORM = "1500 per minute"
# What one finger taps: "mine too" for a dozen questions from each phone of the hall.
TAP = "6000 per minute"
# A code that must not be found by trying.
GUESS = "60 per minute; 600 per hour"


def open_limits(app: Flask, *, on: bool) -> None:
    """Count requests in memory that the workers share; no address is written down."""
    app.config["RATELIMIT_ENABLED"] = on
    limiter.init_app(app)


def are_on() -> bool:
    """Whether this program counts at all."""
    return bool(limiter.enabled)


def has_room(rate: str, *of: str) -> bool:
    """Count one more under the names `of`; False once `rate` is used up for them.

    Always True where limits are off.
    """
    return not are_on() or all(
        limiter.limiter.hit(part, "caravan", *of) for part in parse_many(rate)
    )


def limited(rate: str, **when: Any) -> Callable[[View], View]:
    """Answer a view at most at `rate` for each address.

    `when` is passed on: exempt_when() spares a request, deduct_when(response) counts only some.
    """

    def limit(view: View) -> View:
        return cast("View", limiter.limit(rate, **when)(view))

    return limit
