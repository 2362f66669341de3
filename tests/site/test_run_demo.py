"""``make run``: one command that prepares the demonstration and serves it."""

import socket

import pytest
from django.core.management import CommandError, call_command

from config.management.commands import run_demo


def test_prepares_everything_before_it_serves(monkeypatch):
    called = []
    monkeypatch.setattr(run_demo, "call_command", lambda name, *a, **k: called.append((name, a)))
    monkeypatch.setattr(run_demo, "_is_free", lambda host, port: True)
    call_command("run_demo", port=8123)
    names = [name for name, _ in called]
    assert names == ["migrate", "load_demo", "reindex", "demo_accounts", "runserver"]
    assert called[-1] == ("runserver", ("localhost:8123",))


def test_a_busy_port_is_said_with_what_to_type(monkeypatch):
    monkeypatch.setattr(run_demo, "call_command", lambda *a, **k: pytest.fail("went on"))
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        port = listener.getsockname()[1]
        with pytest.raises(CommandError, match=f"make run PORT={port + 1}"):
            call_command("run_demo", host="127.0.0.1", port=port)
