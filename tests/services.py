"""Real servers and browsers for the tests: absent, a test skips; or fails under REQUIRE_SERVICES=1.

The servers are genuine and throwaway, on free ports of the loopback. The workers of a run share
one of each: the first one starts it, the last one to leave stops it. To use one, a ``conftest.py``
imports its fixture: ``from tests.services import postgresql_url``.
"""

import json
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO, NoReturn

import pytest

from tests.migrated import locked, run_folder

ROOT = Path(__file__).resolve().parents[1]
ELASTICSEARCH = str(ROOT / "scripts" / "elasticsearch-test")
POSTGRESQL_BINARIES = Path("/usr/lib/postgresql")
UNPRIVILEGED = ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"]


def missing(what: str) -> NoReturn:
    """Skip for want of a real part, or fail where every part is required."""
    reason = f"{what} is not available here"
    if os.environ.get("REQUIRE_SERVICES") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


def free_port() -> int:
    """Give a port of the loopback that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start_elasticsearch(port: int) -> str:
    """Start a genuine Elasticsearch server and give its address; skip where it cannot run."""
    if not all(shutil.which(tool) for tool in ("java", "mvn", "unzip", "curl")):
        missing("Elasticsearch (java, mvn, unzip and curl)")
    environment = {"ELASTICSEARCH_TEST_HEAP": "256m", **os.environ}
    command = [ELASTICSEARCH, "start", str(port)]
    # Files, not pipes: the server keeps what it inherits open. The address alone is on stdout.
    with tempfile.TemporaryFile("w+") as told, tempfile.TemporaryFile("w+") as complained:
        done = subprocess.run(command, env=environment, stdout=told, stderr=complained, check=False)
        address, complaint = (_content(file) for file in (told, complained))
    if done.returncode:
        missing(f"Elasticsearch ({complaint[-300:]})")
    return address


def _content(file: IO[str]) -> str:
    file.seek(0)
    return file.read().strip()


def end_elasticsearch(port: int, how: str = "wipe") -> None:
    """Stop and delete a server, or ``kill`` it as a crash would."""
    subprocess.run([ELASTICSEARCH, how, str(port)], check=False, capture_output=True, timeout=60)


def _postgresql_tool(name: str) -> str:
    found = sorted(POSTGRESQL_BINARIES.glob(f"*/bin/{name}")) or [Path(shutil.which(name) or "")]
    if not found[-1].name:
        missing(f"PostgreSQL ({name})")
    return str(found[-1])


def _cluster(port: int) -> Path:
    return Path(tempfile.gettempdir()) / f"pacte-postgresql-{port}"


def _as_server_user() -> list[str]:
    return UNPRIVILEGED if os.geteuid() == 0 else []


def start_postgresql(port: int, *, durable: bool = False, settings: str = "") -> str:
    """Start a throwaway PostgreSQL cluster and give the address of its first database.

    Nothing is forced to disk, which tests do not need, unless it must be ``durable``; ``settings``
    are options of the server.
    """
    folder, user = _cluster(port), _as_server_user()
    initdb, server = _postgresql_tool("initdb"), _postgresql_tool("pg_ctl")
    folder.mkdir(mode=0o700)
    if user:
        shutil.chown(folder, "nobody", "nogroup")
    options = f"{'' if durable else '-F '}-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder}/data {settings}"
    create = [initdb, "-D", f"{folder}/data", "-U", "pacte", "-A", "trust", "-E", "UTF8"]
    start = [server, "-D", f"{folder}/data", "-l", f"{folder}/log", "-w", "-o", options, "start"]
    for command in ([*create, "--locale=C.UTF-8", "--no-sync"], start):
        done = subprocess.run(
            [*user, *command], cwd=folder, check=False, stdout=subprocess.DEVNULL, timeout=60
        )
        if done.returncode:
            missing(f"PostgreSQL ({Path(command[0]).name} failed)")
    return f"postgresql://pacte@127.0.0.1:{port}/postgres"


def end_postgresql(port: int) -> None:
    """Stop a throwaway cluster and delete it."""
    folder, server = _cluster(port), _postgresql_tool("pg_ctl")
    stop = [*_as_server_user(), server, "-D", f"{folder}/data", "-m", "immediate", "stop"]
    subprocess.run(stop, cwd=folder, check=False, capture_output=True, timeout=60)
    shutil.rmtree(folder, ignore_errors=True)


def _shared(
    folder: Path, name: str, start: Callable[[int], str], end: Callable[[int], None]
) -> Iterator[str]:
    """Share a server between the workers of a run: counted in, counted out."""
    state, lock = folder / f"{name}.json", folder / f"{name}.lock"
    with locked(lock):
        known = json.loads(state.read_text()) if state.exists() else {"users": 0}
        if not known["users"]:
            known["port"] = free_port()
            known["url"] = start(known["port"])
        known["users"] += 1
        state.write_text(json.dumps(known))
    yield known["url"]
    with locked(lock):
        known = json.loads(state.read_text())
        known["users"] -= 1
        state.write_text(json.dumps(known))
        if not known["users"]:
            end(known["port"])


@pytest.fixture(scope="session")
def elasticsearch_url(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[str]:
    """Give the address of a genuine Elasticsearch server."""
    folder = run_folder(tmp_path_factory, worker_id)
    yield from _shared(folder, "elasticsearch", start_elasticsearch, end_elasticsearch)


@pytest.fixture(scope="session")
def postgresql_url(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[str]:
    """Give the address of the first database of a genuine, throwaway PostgreSQL cluster."""
    folder = run_folder(tmp_path_factory, worker_id)
    yield from _shared(folder, "postgresql", start_postgresql, end_postgresql)


@pytest.fixture
def mortal_elasticsearch(elasticsearch_url: str) -> Iterator[tuple[str, Callable[[], None]]]:
    """Give a server of one's own and how to kill it; the shared one has installed what it needs."""
    port = free_port()
    yield start_elasticsearch(port), lambda: end_elasticsearch(port, "kill")
    end_elasticsearch(port)


@pytest.fixture
def black_hole() -> Iterator[str]:
    """Give an address that accepts connections and never answers."""
    with socket.create_server(("127.0.0.1", 0), backlog=64) as listener:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"


def wait_until(happens: Callable[[], bool], seconds: float = 10.0) -> None:
    """Wait for something to happen, and fail when it does not."""
    limit = time.monotonic() + seconds
    while time.monotonic() < limit:
        with suppress(OSError):
            if happens():
                return
        time.sleep(0.05)
    pytest.fail("it did not happen in time")
