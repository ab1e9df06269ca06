import gc
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connections
from django.utils import translation

from community.operations.management.commands.worker import work
from community.operations.views import pending_migrations


class Command(BaseCommand):
    help = "Brings the database up to date, fills an empty demonstration, and serves pages, sockets and tasks."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *, host: str, port: int, **options: Any) -> None:
        self.bring_up_to_date()
        address = f"http://{host}:{port}/"
        self.stdout.write(f"\nLOCER answers at {address}")
        if settings.DEMO:
            call_command("demo_signins", address=address, stdout=self.stdout)
        self.stdout.write("Ctrl-C stops it.\n")
        self.stdout.flush()
        connections.close_all()
        web = os.getpid()
        worker = os.fork()
        if worker == 0:
            work(parent=web)
            sys.exit(0)
        try:
            self.answer(host, port)
        finally:
            os.kill(worker, signal.SIGTERM)
            os.waitpid(worker, 0)

    def bring_up_to_date(self) -> None:
        with rare_collections():
            if pending_migrations():
                self.stdout.write("Preparing the database ...")
                self.stdout.flush()
                with collected_beside():
                    call_command("migrate", verbosity=0, interactive=False)
            elif statics_are_stale():
                call_command("collectstatic", verbosity=0, interactive=False)
            if settings.DEMO:
                with translation.override("en"):
                    call_command("seed_demo", if_empty=True, stdout=self.stdout)

    def answer(self, host: str, port: int) -> None:
        from daphne.cli import CommandLineInterface  # installs Twisted's reactor: only in the process that serves

        arguments = ["-b", host, "-p", str(port), "--verbosity", "0", "--no-server-name", "config.asgi:application"]
        CommandLineInterface().run(arguments)


@contextmanager
def collected_beside() -> Iterator[None]:
    """The static files are gathered by a process of their own meanwhile."""
    command = [sys.executable, str(settings.ROOT / "site" / "manage.py"), "collectstatic", "-v0", "--noinput"]
    collecting = subprocess.Popen(command) if statics_are_stale() else None  # noqa: S603 our own command
    yield
    if collecting is None:
        return
    if collecting.wait():
        raise CommandError("The static files could not be gathered: see above.")
    # This process had looked for their names before there were any.
    names: Any = staticfiles_storage
    names.hashed_files, names.manifest_hash = names.load_manifest()


@contextmanager
def rare_collections() -> Iterator[None]:
    """Migrations make a million objects in circles: looking for garbage seldom saves a fifth of their time."""
    usual = gc.get_threshold()
    gc.set_threshold(200_000, 20, 100)
    yield
    gc.set_threshold(*usual)


def statics_are_stale() -> bool:
    manifest = settings.STATIC_ROOT / "staticfiles.json"
    if not manifest.exists():
        return True
    made = manifest.stat().st_mtime
    ours = (path.stat().st_mtime for folder in settings.STATICFILES_DIRS for path in folder.rglob("*"))
    lock = (settings.ROOT / "requirements" / "run.txt").stat().st_mtime
    return max([lock, *ours]) > made
