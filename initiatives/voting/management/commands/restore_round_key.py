"""Puts back the key of an open round from both halves of its disaster copy."""

import getpass
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from initiatives.voting.halves import BadHalf, restore
from initiatives.voting.models import Round


class Command(BaseCommand):
    help = "Asks for both halves (or reads them from two lines of input) and writes the key file of an open round."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("round", type=int, help="the number of the vote, as it stands on the halves")

    def handle(self, *args: Any, **options: Any) -> None:
        round = Round.objects.frozen().filter(pk=options["round"]).select_related("closure").first()
        if round is None or not round.key_hash:
            raise CommandError("There is no vote of this number with a key.", returncode=2)
        if round.is_opened_box:
            raise CommandError("The box of this vote is open: its key is gone for good.", returncode=2)
        try:
            restore(round, self.halves())
        except BadHalf as error:
            raise CommandError(str(error), returncode=2) from error
        except FileExistsError as error:
            raise CommandError("A key of this vote is there already. Nothing was written.", returncode=2) from error
        self.stdout.write("The key is back. Voting goes on.")

    def halves(self) -> tuple[str, str]:
        if sys.stdin.isatty():
            return getpass.getpass("First half: "), getpass.getpass("Second half: ")
        return sys.stdin.readline(), sys.stdin.readline()
