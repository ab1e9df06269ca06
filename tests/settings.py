"""The site's settings, with what tests need otherwise: no waiting, no traces outside a temporary folder."""

import os
import tempfile

os.environ.setdefault("LOCER_VAR", tempfile.mkdtemp(prefix="locer-tests-"))

from config.settings import *  # noqa: E402, F403

SECRET_KEY = "only-for-tests"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}  # noqa: F405
TASKS = {"default": {"BACKEND": "django.tasks.backends.immediate.ImmediateBackend"}}
MAILERS = MAILERS | {"carrier": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}  # noqa: F405
WHITENOISE_AUTOREFRESH = True
PUBLIC_CACHE_SECONDS = 0
# A file, so that threads and sockets of a test share it as processes do in the house.
DATABASES["default"].setdefault("TEST", {})  # noqa: F405
if "sqlite" in DATABASES["default"]["ENGINE"]:  # noqa: F405
    DATABASES["default"]["TEST"]["NAME"] = VAR / "test.sqlite3"  # noqa: F405
