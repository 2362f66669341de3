"""A demonstration served for real, and a real browser to look at it."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.letters import Letters
from tests.migrated import locked, run_folder
from tests.services import missing

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "mot-de-passe-des-essais"
CHROMIUM_FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/browser" in str(item.path):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    chromium = shutil.which("chromium")
    if chromium is None:
        missing("Chromium")
    return {**browser_type_launch_args, "executable_path": chromium, "args": CHROMIUM_FLAGS}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_context_args, "locale": "fr-FR", "timezone_id": "Europe/Paris"}


PREPARATION = (
    ["migrate", "-v0"],
    ["collectstatic", "--noinput", "-v0"],
    ["load_demo"],
    ["demo_accounts"],
    ["reindex"],
)
READY = "ready"


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def _environment(folder: Path) -> dict[str, str]:
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings.dev",
        "DATABASE_URL": f"sqlite:///{folder / 'demo.sqlite3'}",
        "VAR_DIR": str(folder),
        "DEMO_PASSWORD": PASSWORD,
        "COMPANY_REGISTRY_URL": "",
        "DEBUG": "0",
        "LOG_LEVEL": "WARNING",
    }


def _prepared(shared: Path) -> Path:
    """Load the demonstration once for the workers of a run; give its folder, to copy."""
    folder = shared / "demonstration"
    with locked(shared / "demonstration.lock"):
        if not (folder / READY).exists():
            folder.mkdir(exist_ok=True)
            for command in PREPARATION:
                subprocess.run(
                    [sys.executable, "manage.py", *command],
                    cwd=ROOT, env=_environment(folder), check=True, timeout=300,
                )  # fmt: skip
            (folder / READY).touch()
    return folder


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[str]:
    """Serve the demonstration, as ``make run`` does, from a folder of its own."""
    folder = tmp_path_factory.mktemp("site")
    environment = _environment(folder)
    shutil.copytree(_prepared(run_folder(tmp_path_factory, worker_id)), folder, dirs_exist_ok=True)
    manage = [sys.executable, "manage.py"]
    port = _free_port()
    serve = [*manage, "runserver", "--noreload", f"127.0.0.1:{port}"]
    log = (folder / "server.log").open("w")
    with subprocess.Popen(serve, cwd=ROOT, env=environment, stdout=log, stderr=log) as server:
        try:
            address = f"http://127.0.0.1:{port}"
            _wait_for(address, server)
            yield address
        finally:
            server.terminate()
            log.close()


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(120):
        try:
            urllib.request.urlopen(f"{address}/robots.txt", timeout=2).close()  # noqa: S310
            return
        except (urllib.error.URLError, ConnectionError):
            assert server.poll() is None, "the server stopped"
            time.sleep(0.25)
    pytest.fail("the server did not answer")


@pytest.fixture
def letters(site: str, tmp_path_factory: pytest.TempPathFactory) -> Letters:
    """The messages of the server of the tests."""
    (log,) = tmp_path_factory.getbasetemp().glob("site[0-9]*/server.log")
    return Letters(log)


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str]) -> Callable[[str], None]:
    """Write a measure in the report of the tests."""

    def written(text: str) -> None:
        with capsys.disabled():
            sys.stdout.write(f"\n{text}")

    return written
