"""The demonstration's places and services, kept by the same verbs as real ones."""

import datetime as dt
import tomllib
from typing import Any

from django.db import transaction

from community.members.models import Centre
from community.operations.demo import FIRST, DemoContent
from maps import actions
from maps.models import Organisation, Place, Service, Suggestion

ORGANISATION = ("name", "kind", "summary", "website", "email", "phone")
PLACE = (
    *("name", "summary", "category", "tags", "latitude", "longitude", "street", "village", "postcode", "hours"),
    *("hours_note", "phone", "email", "website", "step_free", "access_note", "languages"),
)
SERVICE = (
    *("name", "summary", "category", "languages", "hours", "hours_note", "fee", "eligibility", "documents", "how"),
)
ENTERED = 200  # days before the demonstration's day
STALE_EVERY = 9  # of so many places one was not confirmed for more than a year


def contribute(content: DemoContent) -> None:
    for data in content.centres:
        slug = data["centre"]["slug"]
        centre = content.centre(slug)
        file = content.folder / "places" / f"{slug}.toml"
        if file.exists() and not Place.objects.for_centre(centre).exists():
            fill(content, centre, tomllib.loads(file.read_text()), editor_of(content, data))


def editor_of(content: DemoContent, data: dict[str, Any]) -> Any:
    key = next(person["key"] for person in data["members"] if "editor" in person["roles"])
    return content.member(data["centre"]["slug"], key)


@transaction.atomic
def fill(content: DemoContent, centre: Centre, told: dict[str, Any], editor: Any) -> None:
    organisations = {}
    for facts in told["organisation"]:
        made = Organisation(centre=centre, **picked(facts, ORGANISATION), **words(centre, facts))
        organisations[facts["key"]] = actions.keep_organisation(organisation=made)
    for number, facts in enumerate(told["place"], start=1):
        days = 400 + number if number % STALE_EVERY == 0 else number * 7
        at = content.now - dt.timedelta(days=days)
        place = Place(
            centre=centre,
            organisation=organisations[facts["organisation"]],
            made_at=content.now - dt.timedelta(days=max(days, ENTERED)),
            **picked(facts, PLACE),
            **words(centre, facts),
        )
        actions.keep_place(place=place, by=editor, at=at, services=services_of(centre, facts))
    if centre.slug == FIRST:
        suggest(content, centre, organisations)


def services_of(centre: Centre, facts: dict[str, Any]) -> list[Service]:
    return [
        Service(is_free=each.get("free", False), **picked(each, SERVICE), **words(centre, each))
        for each in facts.get("service", [])
    ]


def picked(facts: dict[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return {name: facts[name] for name in names if name in facts}


def words(centre: Centre, facts: dict[str, Any]) -> dict[str, Any]:
    return {"language": centre.language, "translations": {"en": facts["en"]} if "en" in facts else {}}


def suggest(content: DemoContent, centre: Centre, organisations: dict[str, Organisation]) -> None:
    """Somebody keeps their own entry; two suggestions wait for a coordinator."""
    library = (
        Place.objects.for_centre(centre).filter(category="learning.library").select_related("organisation").first()
    )
    resident, other = content.residents(FIRST)[:2]
    if library is None or Suggestion.objects.for_centre(centre).exists():
        return
    if library.organisation:
        actions.link(organisation=library.organisation, member=resident, by=editor_of(content, content.centres[0]))
    actions.suggest(
        centre=centre,
        place=library,
        proposed={"hours": "Mo-Fr 10:00-18:00; Sa 09:00-13:00; PH off"},
        note="Od września w soboty jest otwarte do trzynastej, byłam wczoraj.",
        member=other,
    )
    new = {
        "name": "Książkomat przy szkole",
        "summary": "Zwroty i odbiór zamówionych książek o każdej porze.",
        "category": "learning.library",
        "hours": "24/7",
        "latitude": library.latitude + 0.002,
        "longitude": library.longitude + 0.003,
        "village": library.village,
    }
    actions.suggest(centre=centre, place=None, proposed=new, note="Stoi od wiosny, a na mapie go nie ma.", member=None)
