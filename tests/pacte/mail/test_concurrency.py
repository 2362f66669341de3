"""Exactly one message a key, with several workers on a genuine PostgreSQL."""

import json
import subprocess
import sys

import pytest

from tests.races import ROOT, database

MESSAGES = 40
WORKER = """
import sys, time
sys.path[:0] = [".", "site"]
import django
django.setup()
from django.core import mail
from django.utils import timezone
from pacte.models import OutgoingMail
from pacte.services import mail as posting
from pacte.services.mail_queue import send_waiting
posting.tell_mail_posted = lambda **kwargs: None
print("ready", flush=True)
sys.stdin.readline()
for number in range(int(sys.argv[1])):
    posting.post(to=f"p{number}@pacte.example", subject="O", text="T", key=f"clef-{number}")
while OutgoingMail.objects.filter(sent_at=None).exists():
    send_waiting(now=timezone.now())
    time.sleep(0.01)
for message in mail.outbox:
    print(message.to[0], message.message()["Message-ID"], flush=True)
"""


@pytest.fixture
def environment(postgresql_url, tmp_path):
    """Give the settings of a database of one's own, with its tables."""
    return database(postgresql_url, tmp_path, EMAIL_URL="memorymail://")


@pytest.mark.postgresql
def test_two_workers_that_write_and_send_the_same_keys_send_each_once(environment):
    workers = [
        subprocess.Popen(
            [sys.executable, "-c", WORKER, str(MESSAGES)],
            cwd=ROOT, env=environment, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )
        for _number in range(2)
    ]  # fmt: skip
    for worker in workers:
        assert worker.stdout.readline() == "ready\n"
    for worker in workers:
        worker.stdin.write("\n")
        worker.stdin.flush()
    told = [worker.communicate(timeout=120)[0].splitlines() for worker in workers]
    assert [worker.returncode for worker in workers] == [0, 0]
    sent = [line.split()[0] for line in [*told[0], *told[1]]]
    assert sorted(sent) == sorted(f"p{number}@pacte.example" for number in range(MESSAGES))
    print(json.dumps([len(lines) for lines in told]))  # noqa: T201 - how they shared the work
