"""A register of one's own, on the loopback: what it answered once is read from files."""

import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from pacte.registry import client as registry_client
from pacte.registry.breaker import Breaker

HERE = Path(__file__).parent


class Register(ThreadingHTTPServer):
    """Answer ``body`` with ``status``, at the pace of ``pause`` seconds a piece."""

    daemon_threads = True
    body, status, pause, pieces = b"{}", 200, 0.0, 1

    def recorded(self, name):
        self.body = (HERE / f"{name}.json").read_bytes()


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.asked.append(self.path)
        if self.server.status == 302:
            self.send_response(302)
            self.send_header("Location", "/ailleurs")
            self.end_headers()
            return
        self.send_response(self.server.status)
        self.end_headers()
        for _piece in range(self.server.pieces):
            time.sleep(self.server.pause)
            try:
                self.wfile.write(self.server.body)
                self.wfile.flush()
            except OSError:
                return

    def log_message(self, *args):
        """Say nothing."""


@pytest.fixture
def register(settings, monkeypatch):
    server = Register(("127.0.0.1", 0), Handler)
    server.asked = []
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.COMPANY_REGISTRY_URL = f"http://127.0.0.1:{server.server_port}"
    monkeypatch.setattr(registry_client, "breaker", Breaker())
    yield server
    server.shutdown()
    server.server_close()
