import os
from pathlib import Path

import pytest

from caravan.settings import ROOT, BadSetting, Settings, read


def settings(data: Path, **environment: str) -> Settings:
    return read({"CARAVAN_DATA": str(data), **environment})


def test_defaults_serve_this_machine_from_one_sqlite_file(tmp_path: Path) -> None:
    found = settings(tmp_path)

    assert found == Settings(
        data=tmp_path,
        database_url=f"sqlite:///{tmp_path / 'caravan.sqlite'}",
        secret=(tmp_path / "secret.key").read_bytes(),
        host="127.0.0.1",
        port=8000,
        public_url="http://127.0.0.1:8000",
        workers=min(2, os.cpu_count() or 1),
        threads=2,
        trusted_proxies=0,
        rate_limits=True,
        events=ROOT / "events",
        testing=False,
    )


def test_each_setting_is_read_from_its_variable(tmp_path: Path) -> None:
    found = settings(
        tmp_path,
        HOST="0.0.0.0",
        PORT="8080",
        CARAVAN_URL="https://caravan.example.org/",
        CARAVAN_WORKERS="2",
        CARAVAN_THREADS="8",
        CARAVAN_TRUSTED_PROXIES="1",
        CARAVAN_RATE_LIMITS="off",
        CARAVAN_EVENTS=str(tmp_path / "stops"),
    )

    assert (found.host, found.port) == ("0.0.0.0", 8080)
    assert (found.workers, found.threads, found.trusted_proxies) == (2, 8, 1)
    assert found.public_url == "https://caravan.example.org"
    assert (found.rate_limits, found.events) == (False, tmp_path / "stops")


def test_mail_server_and_sender_are_read(tmp_path: Path) -> None:
    url, sender = "smtps://caravan:a%40b@mail.example.org:465", "Caravan <no-reply@example.org>"
    found = settings(tmp_path, CARAVAN_SMTP_URL=url, CARAVAN_MAIL_FROM=sender)

    assert (found.smtp_url, found.mail_from) == (url, sender)


@pytest.mark.parametrize(
    ("name", "environment"),
    [
        ("CARAVAN_SMTP_URL", {"CARAVAN_SMTP_URL": "mail.example.org"}),
        ("CARAVAN_SMTP_URL", {"CARAVAN_SMTP_URL": "smtp://mail.example.org:many"}),
        ("CARAVAN_SMTP_URL", {"CARAVAN_SMTP_URL": "smtp://user:p@ss@mail.example.org"}),
        ("CARAVAN_MAIL_FROM", {"CARAVAN_SMTP_URL": "smtp://mail.example.org"}),
        ("CARAVAN_MAIL_FROM", {"CARAVAN_MAIL_FROM": "nobody"}),
    ],
)
def test_mail_that_could_not_leave_is_refused_by_its_name(
    tmp_path: Path, name: str, environment: dict[str, str]
) -> None:
    with pytest.raises(BadSetting, match=name):
        settings(tmp_path, CARAVAN_EVENTS="", **environment)


def test_empty_variable_counts_as_not_set(tmp_path: Path) -> None:
    assert settings(tmp_path, HOST="", PORT="", CARAVAN_URL="", DATABASE_URL="") == settings(
        tmp_path
    )


@pytest.mark.parametrize(
    ("host", "address"),
    [("0.0.0.0", "http://127.0.0.1:9000"), ("hall.local", "http://hall.local:9000")],
)
def test_address_to_show_follows_host_and_port(tmp_path: Path, host: str, address: str) -> None:
    assert settings(tmp_path, HOST=host, PORT="9000").public_url == address


@pytest.mark.parametrize(
    ("url", "secure"), [("https://caravan.example.org", True), ("http://10.0.0.5", False)]
)
def test_cookies_insist_on_https_when_visitors_come_by_it(
    tmp_path: Path, url: str, secure: bool
) -> None:
    assert settings(tmp_path, CARAVAN_URL=url).secure == secure


@pytest.mark.parametrize(
    "name", ["PORT", "CARAVAN_WORKERS", "CARAVAN_THREADS", "CARAVAN_TRUSTED_PROXIES"]
)
@pytest.mark.parametrize("text", ["many", "-1", "1.5", "8 000"])
def test_number_that_is_none_is_refused_by_its_name(tmp_path: Path, name: str, text: str) -> None:
    with pytest.raises(BadSetting, match=f"{name} must be a whole number, not '{text}'"):
        settings(tmp_path, **{name: text})


def test_address_without_http_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadSetting, match="CARAVAN_URL must begin with http:// or https://"):
        settings(tmp_path, CARAVAN_URL="caravan.example.org")


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_every_spelling_of_a_postgresql_address_takes_our_driver(
    tmp_path: Path, scheme: str
) -> None:
    found = settings(tmp_path, DATABASE_URL=f"{scheme}://caravan:pw@db/caravan")

    assert found.database_url == "postgresql+psycopg://caravan:pw@db/caravan"
    assert not found.is_sqlite


def test_sqlite_file_may_lie_elsewhere(tmp_path: Path) -> None:
    found = settings(tmp_path, DATABASE_URL="sqlite:////srv/caravan/stops.sqlite")

    assert (found.database_url, found.is_sqlite) == ("sqlite:////srv/caravan/stops.sqlite", True)


def test_secret_is_made_once_and_found_again(tmp_path: Path) -> None:
    first, second = settings(tmp_path), settings(tmp_path)

    assert (len(first.secret), second.secret) == (64, first.secret)


def test_two_installations_never_share_a_secret(tmp_path: Path) -> None:
    assert settings(tmp_path / "one").secret != settings(tmp_path / "two").secret


def test_secret_and_new_data_folder_are_closed_to_other_users(tmp_path: Path) -> None:
    data = tmp_path / "data"
    settings(data)

    assert oct(data.stat().st_mode & 0o777) == "0o700"
    assert oct((data / "secret.key").stat().st_mode & 0o777) == "0o600"


def test_secret_cut_short_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secret.key").write_bytes(b"short")

    with pytest.raises(BadSetting, match="too short to be a secret"):
        settings(tmp_path)


@pytest.mark.parametrize("port", ["0", "65536"])
def test_port_that_no_machine_has_is_refused(tmp_path: Path, port: str) -> None:
    with pytest.raises(BadSetting, match=f"PORT must be a number from 1 to 65535, not {port}"):
        settings(tmp_path, PORT=port)
