"""The site's settings, with what tests need otherwise: no waiting, no traces outside a temporary folder."""

import atexit
import os
import shutil
import tempfile

if "LOCER_VAR" not in os.environ:
    os.environ["LOCER_VAR"] = tempfile.mkdtemp(prefix="locer-tests-")
    atexit.register(shutil.rmtree, os.environ["LOCER_VAR"], ignore_errors=True)

from config.settings import *  # noqa: E402, F403

SECRET_KEY = "only-for-tests"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}  # noqa: F405
TASKS = {"default": {"BACKEND": "django.tasks.backends.immediate.ImmediateBackend"}}
MAILERS = MAILERS | {"carrier": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}  # noqa: F405
WHITENOISE_AUTOREFRESH = True
PUBLIC_CACHE_SECONDS = 0
API_CALLS_A_MINUTE = 100_000
# A file, so that threads and sockets of a test share it as processes do in the house.
DATABASES["default"].setdefault("TEST", {})  # noqa: F405
if "sqlite" in DATABASES["default"]["ENGINE"]:  # noqa: F405
    DATABASES["default"]["TEST"]["NAME"] = VAR / "test.sqlite3"  # noqa: F405
    DATABASES["default"]["OPTIONS"]["init_command"] += " PRAGMA synchronous=OFF;"  # noqa: F405
# Workers run side by side on one Valkey: each has its own numbered cache and its own channels.
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")
if VALKEY_URL:  # noqa: F405
    CACHES["default"]["LOCATION"] = f"{VALKEY_URL.rpartition('/')[0]}/{WORKER}"  # noqa: F405
    CHANNEL_LAYERS["default"]["CONFIG"]["prefix"] = f"tests-{WORKER}"  # noqa: F405
