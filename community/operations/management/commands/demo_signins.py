from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from community.operations.demo import DemoContent


class Command(BaseCommand):
    help = "Prints whom one may sign in as in the demonstration."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--address", default=f"{settings.BASE_URL}/")

    def handle(self, *, address: str, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Only the demonstration prints its sign-ins.", returncode=2)
        content = DemoContent(folder=settings.ROOT / "demo", now=None)  # type: ignore[arg-type]
        first = content.centres[0]
        slug = first["centre"]["slug"]
        self.stdout.write(f"\nSign in at {address}en/accounts/login/ with a name below and the password locer-demo,")
        self.stdout.write(f"or ask for a code and read the mail at {address}dev/outbox/\n\n")
        for person in first["members"]:
            roles = ", ".join(person["roles"]) or ("returnee" if person.get("returnee") else "resident")
            self.stdout.write(f"  {person['key']}@{slug}.example".ljust(42) + roles)
        self.stdout.write("  network@locer.example".ljust(42) + "the network's administrator\n")
