"""Refresh the front-end libraries kept in site/static/vendor (maintainers only; needs npm).

Usage: python scripts/vendor.py
"""

import hashlib
import json
import re
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path

VENDOR = Path(__file__).resolve().parent.parent / "site" / "static" / "vendor"
MANIFEST = "MANIFEST.json"
SOURCE_MAP = re.compile(
    r"^\s*(//[#@]\s*sourceMappingURL=.*|/\*[#@]\s*sourceMappingURL=.*\*/)\s*$", re.MULTILINE
)
EMBEDDED_FONT = re.compile(r"@font-face\{[^}]*url\(data:font[^}]*\}")

# package@version -> {file in the package: file kept}
PACKAGES: dict[str, dict[str, str]] = {
    "leaflet@1.9.4": {
        "LICENSE": "LICENSE",
        "dist/leaflet.css": "leaflet.css",
        "dist/leaflet.js": "leaflet.js",
        "dist/images/layers.png": "images/layers.png",
        "dist/images/layers-2x.png": "images/layers-2x.png",
        "dist/images/marker-icon.png": "images/marker-icon.png",
        "dist/images/marker-icon-2x.png": "images/marker-icon-2x.png",
        "dist/images/marker-shadow.png": "images/marker-shadow.png",
    },
    "leaflet.markercluster@1.5.3": {
        "MIT-LICENCE.txt": "LICENSE",
        "dist/MarkerCluster.css": "MarkerCluster.css",
        "dist/leaflet.markercluster.js": "leaflet.markercluster.js",
    },
    "htmx.org@2.0.11": {"LICENSE": "LICENSE", "dist/htmx.min.js": "htmx.min.js"},
    "graphiql@3.9.0": {
        "LICENSE": "LICENSE",
        "graphiql.min.css": "graphiql.min.css",
        "graphiql.min.js": "graphiql.min.js",
    },
    "react@18.3.1": {"LICENSE": "LICENSE", "umd/react.production.min.js": "react.min.js"},
    "react-dom@18.3.1": {
        "LICENSE": "LICENSE",
        "umd/react-dom.production.min.js": "react-dom.min.js",
    },
}


def folder(package: str) -> str:
    """Name the folder of a package: leaflet@1.9.4 -> leaflet-1.9.4."""
    name, version = package.rsplit("@", 1)
    return f"{name.removesuffix('.org')}-{version}"


def clean(name: str, content: bytes) -> bytes:
    """Drop the comment that points to a source map, not kept, and fonts that our policy refuses."""
    if not name.endswith((".js", ".css")):
        return content
    return EMBEDDED_FONT.sub("", SOURCE_MAP.sub("", content.decode())).rstrip().encode() + b"\n"


def unpack(package: str, files: dict[str, str], target: Path) -> None:
    """Download one package and keep the files wanted from it."""
    with tempfile.TemporaryDirectory() as temporary:
        subprocess.run(["npm", "pack", "--silent", package], cwd=temporary, check=True)
        (archive,) = Path(temporary).glob("*.tgz")
        with tarfile.open(archive) as opened:
            for source, kept in files.items():
                member = opened.extractfile(f"package/{source}")
                if member is None:
                    raise SystemExit(f"{package}: no file {source}")
                path = target / kept
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(clean(kept, member.read()))


def checksums(root: Path) -> dict[str, str]:
    """Give the SHA-256 of every file under a folder, the manifest apart."""
    files = sorted(path for path in root.rglob("*") if path.is_file() and path.name != MANIFEST)
    return {
        path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files
    }


def main() -> None:
    shutil.rmtree(VENDOR, ignore_errors=True)
    for package, files in PACKAGES.items():
        unpack(package, files, VENDOR / folder(package))
        print(folder(package))
    text = json.dumps({"packages": sorted(PACKAGES), "sha256": checksums(VENDOR)}, indent=2)
    (VENDOR / MANIFEST).write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
