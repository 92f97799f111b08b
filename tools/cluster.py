"""A PostgreSQL server of the tests' own: made in a temporary folder, thrown away after the run."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools.services import SERVICES, get_postgres

# Nothing here outlives the run, so nothing waits for the disk.
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


@contextmanager
def postgres(*, durable: bool = False) -> Iterator[str]:
    """The address of an empty database on a server that lives as long as the `with` block.

    With `durable` it waits for the disk, as a real one does. It listens on a socket in a folder of
    its own and on no port. Raises Missing where PostgreSQL is not installed, CalledProcessError
    (with the server's words) where it fails.
    """
    # Not pytest's folder: its path may be too long for a socket, and is closed to other users.
    folder = Path(tempfile.mkdtemp(prefix="caravan-pg-"))
    programs = _readable(get_postgres(), folder)
    user = _user()
    if user:
        shutil.chown(folder, user)
    data, log = folder / "data", folder / "log"
    settings = [f"-c {setting}" for setting in ("listen_addresses=", *(() if durable else FAST))]
    options = " ".join((f"-k {folder}", *settings))
    try:
        access = ("--auth=trust", "--username=caravan", "--encoding=UTF8", "--locale=C.UTF-8")
        _run(user, folder, programs / "initdb", "--no-sync", *access, "-D", data)
        _run(user, folder, programs / "pg_ctl", "start", "-w", "-D", data, "-l", log, "-o", options)
        yield f"postgresql+psycopg://caravan@/postgres?host={folder}"
    finally:
        _stop(user, folder, programs / "pg_ctl", data)
        shutil.rmtree(folder)


def _readable(programs: Path, folder: Path) -> Path:
    """`programs`, or a copy: the folder of the project may be closed to other users."""
    if os.geteuid() != 0 or not programs.is_relative_to(SERVICES):
        return programs
    shutil.copytree(programs.parent, folder / "server", symlinks=True)
    return folder / "server" / programs.name


def _user() -> str | None:
    """Whom the server runs as where we are root, which PostgreSQL refuses; else ourselves."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def _run(user: str | None, folder: Path, *command: str | Path) -> None:
    # To a file and not a pipe: the server inherits it, and a pipe would stay open with it.
    with (folder / "out").open("w+") as out:
        done = subprocess.run(
            command,
            cwd=folder,
            stdout=out,
            stderr=subprocess.STDOUT,
            user=user,
            group=pwd.getpwnam(user).pw_gid if user else None,
            extra_groups=[] if user else None,
            check=False,
        )
        if done.returncode != 0:
            out.seek(0)
            raise subprocess.CalledProcessError(done.returncode, command, out.read())


def _stop(user: str | None, folder: Path, pg_ctl: Path, data: Path) -> None:
    if (data / "postmaster.pid").exists():
        _run(user, folder, pg_ctl, "stop", "-w", "-m", "immediate", "-D", data)
