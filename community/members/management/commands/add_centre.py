from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from community.members import actions
from community.members.models import Centre, RoleGrant

# What a country's centres share: language, time zone, currency.
COUNTRIES = {
    "PL": ("pl", "Europe/Warsaw", "PLN"),
    "SK": ("sk", "Europe/Bratislava", "EUR"),
    "CZ": ("cs", "Europe/Prague", "CZK"),
    "HU": ("hu", "Europe/Budapest", "HUF"),
    "UA": ("uk", "Europe/Kyiv", "UAH"),
}


class Command(BaseCommand):
    help = "Opens a centre and invites its first coordinator by mail."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug", help="the centre's part of the address: small letters, digits, hyphens")
        parser.add_argument("name", help="the commune's name in its own language")
        parser.add_argument("--country", required=True, choices=COUNTRIES)
        parser.add_argument("--latitude", required=True, type=float)
        parser.add_argument("--longitude", required=True, type=float)
        parser.add_argument("--coordinator", required=True, metavar="EMAIL")
        parser.add_argument("--languages", help="comma-separated, its own first (default: the country's and en)")
        parser.add_argument("--population", type=int, default=0)

    def handle(self, *, slug: str, name: str, country: str, coordinator: str, **options: Any) -> None:
        own, time_zone, currency = COUNTRIES[country]
        languages = (options["languages"] or f"{own},en").split(",")
        if Centre.objects.filter(slug=slug).exists():
            raise CommandError(f"A centre is at /{slug}/ already.")
        try:
            validate_email(coordinator)
            with transaction.atomic():
                centre = actions.open_centre(
                    slug=slug,
                    name=name,
                    country=country,
                    languages=[code.strip() for code in languages],
                    time_zone=time_zone,
                    currency=currency,
                    population=options["population"],
                    latitude=options["latitude"],
                    longitude=options["longitude"],
                    texts={},
                )
                actions.invite(
                    centre=centre,
                    email=coordinator.lower(),
                    role=RoleGrant.Role.COORDINATOR,
                    language=centre.language,
                    by=None,
                    at=timezone.now(),
                )
        except ValidationError as error:
            raise CommandError("; ".join(error.messages)) from error
        self.stdout.write(f"{centre.name} is open at /{centre.language}/{centre.slug}/.")
        self.stdout.write(f"An invitation to coordinate it is on its way to {coordinator}.")
