"""Dull, complete builders of what tests need; each call makes one more."""

from itertools import count
from typing import Any

from django.utils import timezone

from community.members.models import Centre, CentreText, Membership, RoleGrant, User

numbers = count(1)

LIPKA = {"slug": "lipka", "name": "Lipka", "country": "PL", "languages": ["pl", "en"], "currency": "PLN"}
JAVORINA = {"slug": "javorina", "name": "Javorina", "country": "SK", "languages": ["sk", "en"], "currency": "EUR"}


def number_on() -> None:
    """For a database in which others have made people too: numbers begin after all that may be taken there."""
    for _taken in range(User.objects.count()):
        next(numbers)


def make_centre(**fields: Any) -> Centre:
    n = next(numbers)
    facts: dict[str, Any] = {
        "slug": f"centre-{n}",
        "name": f"Centre {n}",
        "country": "PL",
        "languages": ["pl", "en"],
        "latitude": 49.6,
        "longitude": 20.7,
        "population": 3000,
    }
    centre = Centre.objects.create(**facts | fields)
    for language in centre.languages:
        CentreText.objects.create(centre=centre, language=language, name=centre.name, strapline="By the river")
    return centre


def make_user(**fields: Any) -> User:
    n = next(numbers)
    facts: dict[str, Any] = {"handle": f"user-{n}", "email": f"user-{n}@example.org", "display_name": f"Person {n}"}
    return User.objects.create_user(**facts | fields)


def make_member(centre: Centre, *roles: str, verified: bool = True, **fields: Any) -> User:
    """A member of `centre`, a verified resident unless told otherwise, holding `roles` there (groups included)."""
    user = make_user(**fields)
    now = timezone.now()
    state = {"declared_at": now, "verified_at": now, "verified_through": "desk"} if verified else {}
    membership = Membership.objects.create(member=user, centre=centre, **state)
    for role in roles:
        RoleGrant.objects.create(membership=membership, role=role)
    return user
