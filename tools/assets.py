"""Brings the fonts and the QR reader that pages need from the npm registry to static/vendor/.

Nothing of it is committed: package-lock.json holds the version and hash of every package. The
manifest names each file with its SHA-256 and size in bytes, for cache addresses and offline pages.
"""

import hashlib
import json
import shutil
import sys
from pathlib import Path

from tools import npm

ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "node_modules"
VENDOR = ROOT / "static" / "vendor"

PLEX = "@fontsource/ibm-plex-sans-arabic"
TIFINAGH = "@fontsource/noto-sans-tifinagh"
ZXING = "zxing-wasm"

# Subset and weight of each file that a page may ask for. Paper reads the Tifinagh .woff: unlike
# .woff2 it opens with the standard library.
FONTS = [
    *(
        f"{PLEX}/files/ibm-plex-sans-arabic-{subset}-{weight}-normal.woff2"
        for subset in ("arabic", "latin", "latin-ext")
        for weight in (400, 600)
    ),
    f"{TIFINAGH}/files/noto-sans-tifinagh-tifinagh-400-normal.woff2",
    f"{TIFINAGH}/files/noto-sans-tifinagh-tifinagh-400-normal.woff",
]
# The reader imports "../share.js": the two keep their places relative to each other.
READER = {
    "zxing/reader/index.js": f"{ZXING}/dist/es/reader/index.js",
    "zxing/share.js": f"{ZXING}/dist/es/share.js",
    "zxing/zxing_reader.wasm": f"{ZXING}/dist/reader/zxing_reader.wasm",
}


def copies() -> dict[str, Path]:
    """Place under static/vendor/ of every file to copy, and where it comes from."""
    fonts = {f"fonts/{Path(font).name}": MODULES / font for font in FONTS}
    reader = {place: MODULES / source for place, source in READER.items()}
    licences = {
        f"licences/{package.removeprefix('@').replace('/', '-')}.txt": MODULES / package / "LICENSE"
        for package in (PLEX, TIFINAGH, ZXING)
    }
    return fonts | reader | licences


def copy(place: str, source: Path) -> dict[str, str | int]:
    """Copy one file; its entry in the manifest comes back."""
    target = VENDOR / place
    target.parent.mkdir(parents=True, exist_ok=True)
    data = source.read_bytes()
    target.write_bytes(data)
    return {"sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)}


def main() -> None:
    """Install the packages, copy the files, write the manifest last."""
    if not npm.install(ROOT):
        sys.exit("npm could not install what package-lock.json names")
    shutil.rmtree(VENDOR, ignore_errors=True)
    manifest = {place: copy(place, source) for place, source in copies().items()}
    (VENDOR / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n")


if __name__ == "__main__":
    main()
