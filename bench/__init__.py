"""Measures what the program does in a second, beside a raw baseline on the same machine."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
