"""Guards no linter can hold."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
CODE = [
    path
    for package in ("pacte", "cooperation", "search", "site/config")
    for path in sorted((ROOT / package).rglob("*.py"))
    if "migrations" not in path.parts
]
BLOCKED = {"django", "wagtail", "graphene", "elasticsearch", "elasticsearch_dsl"}
PROBE = f"""
import sys
class Wall:
    def find_spec(self, name, *_):
        if name.partition(".")[0] in {BLOCKED!r}:
            raise ImportError(name)
sys.meta_path.insert(0, Wall())
import cooperation.matching, cooperation.knowledge, search.query
"""


def test_pure_cores_import_without_the_framework():
    subprocess.run([sys.executable, "-c", PROBE], check=True, cwd=ROOT)


@pytest.mark.parametrize("path", ["site/__init__.py", "site/locale/__init__.py"])
def test_the_site_folder_shadows_nothing(path):
    assert not (ROOT / path).exists()


def test_every_test_folder_is_a_package():
    folders = {path.parent for path in (ROOT / "tests").rglob("*.py")}
    assert not [folder for folder in folders if not (folder / "__init__.py").exists()]


def test_no_module_is_longer_than_300_lines():
    sizes = {str(path.relative_to(ROOT)): len(path.read_text().splitlines()) for path in CODE}
    assert not {name: size for name, size in sizes.items() if size > 300}


def test_no_function_is_longer_than_50_lines():
    long = []
    for path in CODE:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or 0) - node.lineno + 1
                if lines > 50:
                    long.append(f"{path.relative_to(ROOT)}:{node.lineno} {node.name} ({lines})")
    assert not long
