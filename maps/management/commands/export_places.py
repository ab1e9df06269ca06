from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from community.members.models import Centre
from maps.data import rows_of
from maps.formats import file_of
from maps.models import FileKind


class Command(BaseCommand):
    help = "Writes a centre's public places to a file: csv, geojson, hsds (JSON) or package (HSDS 3 in a zip)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--centre", required=True, metavar="SLUG")
        parser.add_argument("--kind", choices=FileKind.values, default=FileKind.CSV)

    def handle(self, *args: Any, **options: Any) -> None:
        centre = Centre.objects.filter(slug=options["centre"]).first()
        if centre is None:
            raise CommandError(f"There is no centre {options['centre']!r}.", returncode=2)
        content = file_of(rows_of(centre), FileKind(options["kind"]), centre)
        try:
            options["file"].write_bytes(content)
        except OSError as error:
            raise CommandError(f"{options['file']} cannot be written: {error.strerror}.", returncode=2) from error
        self.stdout.write(f"{options['file']}: {len(content)} bytes")
