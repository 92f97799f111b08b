from pathlib import Path

import pytest
from flask import request

from caravan import create_app
from caravan.settings import Settings

VISITOR, FRONT = "203.0.113.9", "192.0.2.4"
DIRECT = "127.0.0.1"


def seen(folder: Path, proxies: int, **headers: str) -> tuple[str | None, str, str]:
    """Address, host and scheme of a request as the program sees them."""
    app = create_app(
        Settings(
            data=folder,
            database_url=f"sqlite:///{folder / 'proxy.sqlite'}",
            secret=b"0" * 32,
            trusted_proxies=proxies,
            rate_limits=False,
            testing=True,
        )
    )
    with app.test_client() as client:
        client.get("/healthz", headers={name.replace("_", "-"): headers[name] for name in headers})
        return request.remote_addr, request.host, request.scheme


@pytest.mark.parametrize("forwarded", [VISITOR, f"{VISITOR}, {FRONT}", "unknown", ""])
def test_spoofed_address_changes_nothing_when_no_proxy_is_trusted(
    tmp_path: Path, forwarded: str
) -> None:
    assert seen(tmp_path, 0, X_Forwarded_For=forwarded)[0] == DIRECT


@pytest.mark.parametrize(
    ("proxies", "forwarded"),
    [(1, VISITOR), (1, f"198.51.100.1, {VISITOR}"), (2, f"198.51.100.1, {VISITOR}, {FRONT}")],
)
def test_address_is_what_the_trusted_proxies_saw(
    tmp_path: Path, proxies: int, forwarded: str
) -> None:
    assert seen(tmp_path, proxies, X_Forwarded_For=forwarded)[0] == VISITOR


def test_address_is_the_direct_one_when_fewer_proxies_speak_than_are_trusted(
    tmp_path: Path,
) -> None:
    assert seen(tmp_path, 2, X_Forwarded_For=VISITOR)[0] == DIRECT


@pytest.mark.parametrize("proxies", [0, 1])
def test_forwarded_host_and_scheme_are_never_believed(tmp_path: Path, proxies: int) -> None:
    answer = seen(tmp_path, proxies, X_Forwarded_Host="example.org", X_Forwarded_Proto="https")

    assert answer == (DIRECT, "localhost", "http")
