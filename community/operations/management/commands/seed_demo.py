import time
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandParser
from django.db import connection
from django.utils import timezone
from django.utils.module_loading import import_string

from community.operations.demo import DemoContent


class Command(BaseCommand):
    help = "Fills the demonstration network. Running it again adds only what is missing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--scale", type=int, default=1, help="multiplies residents, initiatives and supports")
        parser.add_argument("--if-empty", action="store_true", help="do nothing where anybody is a member already")

    def handle(self, *, scale: int, if_empty: bool, **options: Any) -> None:
        if if_empty and get_user_model().objects.exists():
            return
        if connection.vendor == "sqlite":
            # Invented content can be made again; nobody waits for each of its rows to reach the disk.
            connection.cursor().execute("PRAGMA synchronous=NORMAL")
        content = DemoContent(folder=settings.ROOT / "demo", now=timezone.now(), scale=scale)
        for path in settings.DEMO_CONTRIBUTIONS:
            began = time.monotonic()
            import_string(path)(content)
            self.stdout.write(f"  {path.split('.')[-3]}: {time.monotonic() - began:.1f} s")
            self.stdout.flush()
