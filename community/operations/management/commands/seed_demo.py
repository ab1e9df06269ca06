from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from community.operations import seeding


class Command(BaseCommand):
    help = "Fills the demonstration network. Running it again adds only what is missing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--scale", type=int, default=1, help="multiplies residents, initiatives and supports")

    def handle(self, *, scale: int, **options: Any) -> None:
        content = seeding.begin(say=self.say, scale=scale)
        seeding.finish(content, say=self.say)

    def say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()
