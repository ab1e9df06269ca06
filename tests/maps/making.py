"""One more of what stands on the map."""

import datetime as dt
from typing import Any

from django.utils import timezone

from community.interface.actions import Slot
from community.interface.pictures import encode
from community.members.models import Centre, User
from maps import actions
from maps.models import Organisation, Place, Service, Suggestion
from tests.house.cast import House
from tests.house.making import a_photo


def make_organisation(centre: Centre, *keepers: User, by: User | None = None, **facts: Any) -> Organisation:
    said = {"name": "The library", "language": "pl"} | facts
    made = actions.keep_organisation(organisation=Organisation(centre=centre, **said))
    for keeper in keepers:
        actions.link(organisation=made, member=keeper, by=by or keeper)
    return made


def make_place(centre: Centre, **facts: Any) -> Place:
    said: dict[str, Any] = {"name": "Biblioteka", "category": "learning.library", "language": "pl"}
    said |= {"latitude": 49.601, "longitude": 20.701, "hours": "Mo-Fr 08:00-16:00", "phone": "18 555 01 02"}
    photo = facts.pop("photo", None)
    confirmed_on = facts.pop("confirmed_on", None)
    place = Place(centre=centre, **said | facts)
    actions.keep_place(place=place, by=None, at=timezone.now(), photo=photo)
    if confirmed_on:
        Place.objects.filter(pk=place.pk).update(confirmed_on=confirmed_on)
        place.refresh_from_db()
        place.centre = centre
    return place


def make_service(place: Place, **facts: Any) -> Service:
    said = {"name": "Karta biblioteczna", "category": "learning.library", "language": place.language}
    return actions.keep_service(service=Service(place=place, **said | facts), by=None, at=timezone.now())


def suggest(place: Place, member: User | None = None, **proposed: Any) -> Suggestion:
    return actions.suggest(
        centre=place.centre,
        place=place,
        proposed=proposed or {"phone": "18 555 99 99"},
        note="I called.",
        member=member,
    )


def of_maps(house: House) -> dict[str, dict[str, Any]]:
    """A place that the author keeps for an organisation, one taken down, and what the member suggests."""
    author, coordinator = house.cast["author"], house.cast["coordinator"]
    organisation = make_organisation(house.centre, author, by=coordinator)
    photo = Slot(alt="Shelves", encoded=encode(a_photo()))
    place = make_place(house.centre, organisation=organisation, photo=photo)
    service = make_service(place)
    gone = make_place(house.centre, organisation=organisation, name="The old kiosk")
    actions.withdraw(place=gone, at=house.now)
    made = suggest(place, house.cast["member"])
    shown = {"pk": place.pk}
    names = ("detail", "update", "confirm", "withdraw")
    facts = {f"maps:place-{name}": shown for name in names} | {"maps:correction-create": shown}
    facts |= {f"maps:service-{name}": shown | {"service": service.pk} for name in ("update", "delete")}
    keeper = {"pk": organisation.pk, "keeper": organisation.keepers.get().pk}
    return facts | {
        "maps:place-detail, withdrawn": {"pk": gone.pk},
        "maps:place-return": {"pk": gone.pk},
        "maps:place-translate": shown | {"language": "en"},
        "maps:place-photo": shown | {"photo": place.photo.pk, "size": "small", "kind": "webp"},
        "maps:service-create": shown,
        "maps:suggestion-detail": {"pk": made.pk},
        "maps:organisation-update": {"pk": organisation.pk},
        "maps:keeper-create": {"pk": organisation.pk},
        "maps:keeper-delete": keeper,
    }


def more_of_maps(house: House, number: int, keeper: User) -> None:
    """One more of each, also where one looks at a single thing."""
    library = Organisation.objects.get(name="The library")
    actions.link(organisation=library, member=keeper, by=house.cast["coordinator"])
    other = make_organisation(house.centre, house.cast["author"], name=f"Group {number}")
    long_ago = house.now.date() - dt.timedelta(days=400)
    make_place(house.centre, organisation=other, name=f"Place {number}", confirmed_on=long_ago)
    place = Place.objects.get(name="Biblioteka")
    make_service(place, name=f"Service {number}", hours="Sa 10:00-12:00", languages=["uk"])
    suggest(place, house.cast["author"], phone=f"18 555 00 0{number}", hours="Mo-Su 08:00-20:00")
