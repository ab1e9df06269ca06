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

from community.operations import seeding
from community.operations.demo import DemoContent
from community.operations.management.commands.worker import work
from community.operations.views import pending_migrations


class Command(BaseCommand):
    help = "Brings the database up to date, fills an empty demonstration, and serves pages, sockets and tasks."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *, host: str, port: int, **options: Any) -> None:
        content = self.bring_up_to_date()
        address = f"http://{host}:{port}/"
        self.stdout.write(f"\nLOCER answers at {address}")
        if settings.DEMO:
            call_command("demo_signins", address=address, stdout=self.stdout)
        if content:
            self.stdout.write("Its initiatives, votes and boards follow within half a minute.")
        self.say("Ctrl-C stops it.\n")
        connections.close_all()
        web = os.getpid()
        worker = os.fork()
        if worker == 0:
            if content:
                self.finish_the_demonstration(content, web)
            work(parent=web)
            sys.exit(0)
        try:
            self.answer(host, port)
        finally:
            os.kill(worker, signal.SIGTERM)
            os.waitpid(worker, 0)

    def bring_up_to_date(self) -> DemoContent | None:
        """Answers the demonstration's content where some of it is still to be filled in."""
        with rare_collections():
            if pending_migrations():
                self.say("Preparing the database ...")
                with collected_beside():
                    call_command("migrate", verbosity=0, interactive=False)
            elif statics_are_stale():
                call_command("collectstatic", verbosity=0, interactive=False)
            if settings.DEMO and seeding.is_wanted():
                return seeding.begin(say=self.say)
        return None

    def finish_the_demonstration(self, content: DemoContent, web: int) -> None:
        """In the worker, while pages are served already; half a demonstration is not served for a whole one."""
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the web process's to hear, which then ends this one
        try:
            with rare_collections():
                seeding.finish(content, say=self.say)
        except BaseException:
            os.kill(web, signal.SIGTERM)
            raise
        self.say("  The demonstration is complete.")

    def say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()

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
