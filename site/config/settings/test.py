"""For the tests: fast, and strict about templates."""

from config.settings.base import *

SECRET_KEY = "for-the-tests-only"  # noqa: S105
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver"]
DEMONSTRATION = True
COMPANY_REGISTRY_URL = ""  # no test leaves the machine; those of the register name a local one
STAFF_SECOND_FACTOR = False  # the tests of the second factor turn it on
if not env("DATABASE_URL", default=""):
    DATABASES["default"] = {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_AUTOREFRESH = True
KNOWLEDGE_CHECK_SECONDS = None
MEDIA_ROOT = VAR_DIR / "test-media"
PRIVATE_MEDIA_ROOT = VAR_DIR / "test-private"
MAINTENANCE_FILE = VAR_DIR / "test-maintenance"
