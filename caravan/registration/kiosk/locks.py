"""The lock of a kiosk's browser: a cookie that only we can write and only its number opens."""

import hmac
import secrets

from flask import Response
from werkzeug.wrappers import Response as AnyResponse

from caravan.kernel import cookies
from caravan.kernel.seal import seal
from caravan.registration.kiosk import rules
from caravan.registration.kiosk.rules import Lock


def put(answer: Response | AnyResponse, key: str, lang: str, kiosk: int, pin: str) -> None:
    """Lock the browser to the kiosk of the stop `key`, until `pin` is typed or it is closed."""
    cookies.put(answer, cookies.KIOSK, rules.write_lock(made(key, lang, kiosk, pin)))


def made(key: str, lang: str, kiosk: int, pin: str) -> Lock:
    """A new lock; another one each time, so that one can be told from another."""
    once = secrets.token_hex(8)
    lock = Lock(key, "fr" if lang == "fr" else "ar", kiosk, once, _pin_seal(once, pin), "")
    return lock._replace(proof=_proof(lock))


def present() -> Lock | None:
    """The lock of this request's browser; None where it has none, or one that is not ours."""
    lock = rules.read_lock(cookies.read(cookies.KIOSK))
    is_ours = lock is not None and hmac.compare_digest(lock.proof, _proof(lock))
    return lock if is_ours else None


def opens(lock: Lock, typed: str) -> bool:
    """Whether the number typed is the lock's."""
    return hmac.compare_digest(lock.pin, _pin_seal(lock.once, typed))


def _pin_seal(once: str, pin: str) -> str:
    return seal("kiosk", once, pin)


def _proof(lock: Lock) -> str:
    return seal("kiosk-lock", *lock[:-1])
