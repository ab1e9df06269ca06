from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from community.members.models import Centre
from initiatives.voting import actions
from initiatives.voting.counting.pabulib import PabulibError


class Command(BaseCommand):
    help = "Makes a closed, counted vote out of a real election in Pabulib's format (https://pabulib.org)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="a .pb file")
        parser.add_argument("--centre", required=True, help="the slug of the centre whose vote it becomes")
        parser.add_argument("--title", default="", help="shown instead of the file's own description")
        parser.add_argument(
            "--comparison", action="store_true", default=None, help="Equal Shares must please more voters than greedy"
        )
        parser.add_argument(
            "--eligibility", type=int, metavar="DIVISOR", help="drop projects with votes/n < cost/(DIVISOR × budget)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            source = options["file"].read_bytes()
            centre = Centre.objects.get(slug=options["centre"])
            round = actions.import_pabulib(
                centre=centre,
                source=source,
                name=options["file"].name,
                title=options["title"],
                comparison=options["comparison"],
                eligibility=options["eligibility"],
                at=timezone.now(),
            )
        except OSError as error:
            raise CommandError(f"{options['file']} cannot be read: {error.strerror}.", returncode=2) from error
        except Centre.DoesNotExist as error:
            raise CommandError(f"There is no centre {options['centre']!r}.", returncode=2) from error
        except PabulibError as error:
            raise CommandError(f"{options['file'].name}: {error}", returncode=2) from error
        self.stdout.write(f"{round.title}: {round.closure.ballots} ballots, {round.get_absolute_url()}")
