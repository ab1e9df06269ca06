"""What a file changes on a centre's map: worked out in memory, so that a trial and a run say the same.

A place is the one with the same id, else the one of the same name at the same point (five digits, a metre). What the
file leaves empty stays as it is; nothing is taken away; what was taken off the map stays off it.
"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from community.interface.search import folded
from community.members.models import Centre
from maps.data import OF_ORGANISATION, OF_SERVICE, PLAIN
from maps.exchange.records import OrganisationRecord, PlaceRecord, Problem, Reading, ServiceRecord, Worded
from maps.models import Organisation, Place, Service

SPACE = uuid.UUID("0f6d7f0e-1c1b-5d29-9d5c-6c6f63657232")
TOLD = 200  # problems and changes that a report lists
Key = tuple[str, float, float]


@dataclass
class Draft:
    """Rows to be written. `changed` names the fields of each that differ."""

    new_organisations: list[Organisation] = field(default_factory=list)
    changed_organisations: list[Organisation] = field(default_factory=list)
    new: list[Place] = field(default_factory=list)
    changed: dict[int, Place] = field(default_factory=dict)
    new_services: list[Service] = field(default_factory=list)
    changed_services: list[Service] = field(default_factory=list)
    unchanged: int = 0
    size: int = 0
    problems: list[Problem] = field(default_factory=list)
    told: list[list[Any]] = field(default_factory=list)

    def report(self) -> dict[str, Any]:
        """As `ImportRun.report` keeps it: how many places are new, changed, unchanged; rows refused, of how many."""
        return {
            "new": len(self.new),
            "changed": len(self.changed),
            "unchanged": self.unchanged,
            "refused": len(self.problems),
            "size": self.size,
            "problems": [[each.where, each.field, each.code, each.found] for each in self.problems[:TOLD]],
            "changes": self.told[:TOLD],
        }


def uid_of(number: str, source: str) -> uuid.UUID | None:
    """Of a UUID itself; of anything else one that is the same each time, for the same source."""
    if not number:
        return None
    try:
        return uuid.UUID(number)
    except ValueError:
        return uuid.uuid5(SPACE, f"{source}\n{number}")


class Known:
    """What a centre's map has already. Four queries."""

    def __init__(self, centre: Centre) -> None:
        self.centre = centre
        self.organisations = {each.uid: each for each in Organisation.objects.for_centre(centre).order_by("pk")}
        self.by_organisation = {folded(each.name): each for each in reversed(self.organisations.values())}
        rows = Place.objects.for_centre(centre).order_by("pk").prefetch_related("services")
        self.places = {each.uid: each for each in rows}
        self.by_point = {key_of(each.name, each.latitude, each.longitude): each for each in self.places.values()}


def key_of(name: str, latitude: float, longitude: float) -> Key:
    return folded(name), round(latitude, 5), round(longitude, 5)


class Taking:
    """One file against one map."""

    def __init__(self, known: Known, source: str) -> None:
        self.known, self.source = known, source
        self.draft = Draft()
        self.met: set[uuid.UUID] = set()
        self.met_organisations: set[uuid.UUID] = set()

    def take(self, reading: Reading) -> Draft:
        self.draft.size, self.draft.problems = reading.size, list(reading.problems)
        for record in reading.places:
            self.take_place(record)
        return self.draft

    def take_place(self, record: PlaceRecord) -> None:
        uid = uid_of(record.id, self.source)
        found = self.known.places.get(uid) if uid else None
        place = found or self.known.by_point.get(key_of(record.name, record.latitude, record.longitude))
        if place and place.uid in self.met:
            self.draft.problems.append(Problem(record.where, "name", "twice", record.name))
            return
        organisation = self.organisation(record.organisation) if record.organisation else None
        if place is None:
            self.add(record, uid or uuid.uuid4(), organisation)
            return
        self.met.add(place.uid)
        before = changed_fields(place, record, PLAIN) | moved(place, record)
        if organisation and (organisation.pk is None or place.organisation_id != organisation.pk):
            before["organisation"] = ["", organisation.name]
            place.organisation = organisation
        is_other = self.take_services(place, record.services)
        if before or is_other:
            self.draft.changed[place.pk] = place
            self.draft.told.append([record.where, record.name, before])
        else:
            self.draft.unchanged += 1

    def add(self, record: PlaceRecord, uid: uuid.UUID, organisation: Organisation | None) -> None:
        place = Place(centre=self.known.centre, uid=uid, organisation=organisation, language=self.known.centre.language)
        place.latitude, place.longitude = record.latitude, record.longitude
        changed_fields(place, record, PLAIN)
        self.met.add(uid)
        self.draft.new.append(place)
        for service in record.services:
            self.add_service(place, service)

    def add_service(self, place: Place, record: ServiceRecord) -> None:
        uid = uid_of(record.id, self.source) or uuid.uuid4()
        service = Service(place=place, uid=uid, language=place.language)
        changed_fields(service, record, OF_SERVICE)
        self.draft.new_services.append(service)

    def take_services(self, place: Place, records: Iterable[ServiceRecord]) -> bool:
        """Whether one of them is new or changed. Each of those here answers to one in the file."""
        here = list(place.services.all())
        is_other = False
        for record in records:
            uid = uid_of(record.id, self.source)
            alike = [each for each in here if each.uid == uid] or [
                each for each in here if folded(each.name) == folded(record.name)
            ]
            service = alike[0] if alike else None
            here = [each for each in here if each is not service]
            if service is None:
                self.add_service(place, record)
                is_other = True
            elif changed_fields(service, record, OF_SERVICE) | paid(service, record):
                self.draft.changed_services.append(service)
                is_other = True
        return is_other

    def organisation(self, record: OrganisationRecord) -> Organisation:
        """The same for every row that names it; its first row says what it is."""
        uid = uid_of(record.id, self.source)
        known = (self.known.organisations.get(uid) if uid else None) or self.named(record.name, uid)
        if known is None:
            centre = self.known.centre
            known = Organisation(centre=centre, uid=uid or uuid.uuid4(), language=centre.language)
            changed_fields(known, record, OF_ORGANISATION)
            self.draft.new_organisations.append(known)
            self.known.by_organisation.setdefault(folded(known.name), known)
        elif known.uid not in self.met_organisations and known.pk and changed_fields(known, record, OF_ORGANISATION):
            self.draft.changed_organisations.append(known)
        self.met_organisations.add(known.uid)
        if uid:
            self.known.organisations[uid] = known
        return known

    def named(self, name: str, uid: uuid.UUID | None) -> Organisation | None:
        """Two of one name are two where the file has given each an id."""
        found = self.known.by_organisation.get(folded(name))
        return None if found and uid and found.uid in self.met_organisations else found


def changed_fields(thing: Any, record: Worded, fields: Iterable[str]) -> dict[str, list[Any]]:
    """Puts what the record says into `thing`; what was and is, by field."""
    found: dict[str, list[Any]] = {}
    for name in fields:
        said, before = getattr(record, name), getattr(thing, name)
        if name == "translations":
            said = merged(before, said)
        if said in ("", None, [], {}) or said == before:
            continue
        setattr(thing, name, said)
        found[name] = [before, said]
    return found


def merged(before: dict[str, dict[str, str]], said: dict[str, dict[str, str]]) -> dict[str, dict[str, str]]:
    return before | {language: before.get(language, {}) | texts for language, texts in said.items()}


def moved(place: Place, record: PlaceRecord) -> dict[str, list[Any]]:
    """A place that was put somewhere with more digits than a file has was not moved."""
    before, now = (place.latitude, place.longitude), (record.latitude, record.longitude)
    if tuple(round(each, 7) for each in before) == now:
        return {}
    place.latitude, place.longitude = now
    return {"latitude": [before[0], now[0]], "longitude": [before[1], now[1]]}


def paid(service: Service, record: ServiceRecord) -> dict[str, list[Any]]:
    """What is free has no fee: the file's word holds."""
    if not (service.is_free and service.fee):
        return {}
    before = [service.is_free, service.fee]
    if record.fee and record.is_free is None:
        service.is_free = False
    else:
        service.fee = ""
    return {"fee": before}
