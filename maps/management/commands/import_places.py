from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from community.members.models import Centre
from maps.actions.importing import draft_of, read_file, take_in
from maps.exchange.records import FileError
from maps.file_words import file_words, told
from maps.formats import first_reading, kind_of


class Command(BaseCommand):
    help = "Takes places over from a file: CSV, GeoJSON or HSDS 3 (JSON or zip). A second time it changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--centre", required=True, metavar="SLUG")
        parser.add_argument("--dry-run", action="store_true", help="says what it would do, and does nothing")
        parser.add_argument("--category", default="", help="of rows that name none, for example health.pharmacy")
        parser.add_argument("--swapped", action="store_true", help="latitude and longitude are swapped in the file")
        parser.add_argument("--source", help="whose ids these are; default: the file's name without digits")

    def handle(self, *args: Any, **options: Any) -> None:
        centre = Centre.objects.filter(slug=options["centre"]).first()
        if centre is None:
            raise CommandError(f"There is no centre {options['centre']!r}.", returncode=2)
        try:
            content = options["file"].read_bytes()
            kind = kind_of(content)
            reading = first_reading(content, kind, options["file"].name, centre.language)
            reading |= {"category": options["category"], "swapped": options["swapped"]}
            found = read_file(centre, content, kind, reading)
        except OSError as error:
            raise CommandError(f"{options['file']} cannot be read: {error.strerror}.", returncode=2) from error
        except FileError as error:
            raise CommandError(file_words(error), returncode=2) from error
        source = reading["source"] if options["source"] is None else options["source"]
        if options["dry_run"]:
            report = draft_of(centre, found, source).report()
        else:
            report = take_in(centre=centre, found=found, source=source, by=None, at=timezone.now())
        for each in told(report["problems"]):
            self.stderr.write(f"{each.where}, {each.field}: {each.reason}")
        self.stdout.write(", ".join(f"{report[key]} {key}" for key in ("new", "changed", "unchanged", "refused")))
