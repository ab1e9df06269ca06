"""Places with their services, made by the verbs of those who keep them."""

from typing import Any

from django.utils import timezone

from community.members.models import Centre
from maps import actions
from maps.models import Place, Service

LIBRARY: dict[str, Any] = {
    "name": "Biblioteka pod Łosiem",
    "language": "pl",
    "category": "learning.library",
    "latitude": 49.601,
    "longitude": 20.701,
    "street": "Rynek 7",
    "postcode": "33-300",
    "village": "Lipka",
    "hours": "Mo-Fr 08:00-16:00",
    "phone": "+48 18 555 01 40",
    "languages": ["pl"],
    "step_free": "yes",
}
COURSE: dict[str, Any] = {
    "name": "Kurs polskiego",
    "language": "pl",
    "category": "learning.language",
    "hours": "Th 18:00-19:30",
    "is_free": True,
}


def make_place(centre: Centre, **fields: Any) -> Place:
    return actions.keep_place(place=Place(centre=centre, **LIBRARY | fields), by=None, at=timezone.now())


def make_service(place: Place, **fields: Any) -> Service:
    return actions.keep_service(service=Service(place=place, **COURSE | fields), by=None, at=timezone.now())
