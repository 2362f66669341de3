"""The vendored libraries are what the manifest says, each with its licence."""

import hashlib
import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
VENDOR = ROOT / "site" / "static" / "vendor"
MANIFEST = json.loads((VENDOR / "MANIFEST.json").read_text(encoding="utf-8"))


def checksums(root: Path) -> dict[str, str]:
    return {
        path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in root.rglob("*")
        if path.is_file() and path.name != "MANIFEST.json"
    }


def folders() -> list[Path]:
    return sorted(path for path in VENDOR.iterdir() if path.is_dir())


def test_no_file_is_missing_added_or_changed() -> None:
    assert checksums(VENDOR) == MANIFEST["sha256"]


def test_a_changed_file_is_noticed(tmp_path: Path) -> None:
    for name in MANIFEST["sha256"]:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes((VENDOR / name).read_bytes())
    assert checksums(tmp_path) == MANIFEST["sha256"]
    (tmp_path / "htmx-2.0.11" / "htmx.min.js").write_text("other", encoding="utf-8")
    assert checksums(tmp_path) != MANIFEST["sha256"]


def test_every_folder_is_a_pinned_package() -> None:
    pinned = {p.replace(".org@", "@").replace("@", "-") for p in MANIFEST["packages"]}
    assert {folder.name for folder in folders()} == pinned


@pytest.mark.parametrize("folder", folders(), ids=lambda folder: folder.name)
def test_the_licence_is_there(folder: Path) -> None:
    text = (folder / "LICENSE").read_text(encoding="utf-8")
    assert re.search(r"permission|redistribution", text, re.IGNORECASE)


@pytest.mark.parametrize("name", [n for n in MANIFEST["sha256"] if n.endswith((".js", ".css"))])
def test_nothing_points_to_a_source_map(name: str) -> None:
    """A missing map stops the collection of static files."""
    assert "sourceMappingURL" not in (VENDOR / name).read_text(encoding="utf-8")


def test_templates_name_only_vendored_files() -> None:
    pattern = re.compile(r"static ['\"]vendor/([^'\"]+)['\"]")
    templates = (ROOT / "site" / "templates").rglob("*.html")
    named = {name for path in templates for name in pattern.findall(path.read_text("utf-8"))}
    assert named
    assert named <= set(MANIFEST["sha256"])
