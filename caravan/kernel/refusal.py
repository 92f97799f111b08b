"""A Refusal is a "no" with a reason that people can read; rules raise it, one handler shows it."""

from typing import ClassVar


class Refusal(Exception):
    """A request that is understood and not granted.

    Subclass it by reason (`class StopIsOver(Refusal)`), with `message` an English msgid (shown
    translated, `%(name)s` filled from `params`) and the HTTP `status` that fits.
    """

    message: ClassVar[str] = "This cannot be done."
    status: ClassVar[int] = 422

    def __init__(self, **params: object) -> None:
        self.params = params
        super().__init__(self.message % params if params else self.message)


class NotFound(Refusal):
    """The thing does not exist, or the person may not know that it does."""

    message = "We did not find this page. The address may have changed, or the code is mistyped."
    status = 404


class NotAllowed(Refusal):
    """The person is known, and this is not theirs to do."""

    message = "Your account does not have the right for this. Ask an organiser of this stop."
    status = 403
