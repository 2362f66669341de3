"""The project's own system checks, and the settings of production."""

import os
import subprocess
import sys
from pathlib import Path

from config import checks

ROOT = Path(__file__).resolve().parents[2]


def _check_deploy(environment):
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )


def _ids(found):
    return [message.id for message in found]


def test_a_served_site_is_no_demonstration(settings):
    settings.DEBUG, settings.DEMONSTRATION = False, True
    assert _ids(checks.production_is_no_demonstration(None)) == ["config.E001"]
    settings.DEMONSTRATION = False
    assert checks.production_is_no_demonstration(None) == []


def test_the_site_folder_must_stay_a_plain_folder(settings, tmp_path):
    settings.SITE_DIR = tmp_path
    assert checks.site_is_a_plain_folder(None) == []
    (tmp_path / "__init__.py").touch()
    assert _ids(checks.site_is_a_plain_folder(None)) == ["config.E002"]


def test_production_deploys_without_a_warning(tmp_path):
    environment = {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "config.settings.production",
        "SECRET_KEY": "a-long-and-random-enough-secret-key-for-this-very-check-0123456789",
        "ALLOWED_HOSTS": "pacte.example",
        "DATABASE_URL": f"sqlite:///{tmp_path / 'empty.sqlite3'}",
        "VAR_DIR": str(tmp_path),
    }
    done = _check_deploy(environment)
    assert done.returncode == 0, done.stderr
    done = _check_deploy({**environment, "DEMONSTRATION": "1"})
    assert "config.E001" in done.stderr
