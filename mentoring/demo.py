"""The demonstration's mentors and mentees, led to where they are by the same verbs as real ones."""

import datetime as dt
import tomllib
from pathlib import Path
from typing import Any

from community.members.models import Centre, User
from community.operations.demo import DemoContent
from mentoring import actions, demo_matching, demo_meetings, demo_threads, demo_together
from mentoring.forms.saying import places_of
from mentoring.models import Mentorship, Offer, Request, Vetting
from mentoring.pairing import five_for

ALIKE = ("languages", "occupations", "skills", "countries", "online", "within_km", "place", "hours", "traits")
WISHED = ("wishes", "words")
COORDINATOR = "mentor_coordinator"


def contribute(content: DemoContent) -> None:
    told = tomllib.loads(Path(__file__).with_name("demo_people.toml").read_text())
    new = []
    for data in content.centres:
        slug = data["centre"]["slug"]
        people = told.get(slug, {})
        centre = content.centre(slug)
        if not people or Offer.objects.for_centre(centre).exists():
            continue
        new.append(slug)
        places = places_of(centre)
        for facts in people["offers"]:
            offer(content, data, facts, places)
        for facts in people["requests"]:
            request(content, slug, facts, places)
    demo_together.contribute(content)
    for slug in new:
        demo_threads.contribute(content, slug)
    demo_meetings.contribute(content, ask, request)
    demo_matching.contribute(content)


def offer(content: DemoContent, data: dict[str, Any], facts: dict[str, Any], places: dict[str, Any]) -> None:
    slug = data["centre"]["slug"]
    own = {name: facts[name] for name in ("topics", "capacity", "hours_a_month")}
    said, at = said_by(content, slug, facts, places)
    made = actions.make_offer(Offer(**said, **own), at=at)
    if facts["state"] != "vetted":
        return
    by = next(person["key"] for person in data["members"] if COORDINATOR in person["roles"])
    for number, kind in enumerate(Vetting.Kind.values, start=1):
        when = at + dt.timedelta(days=2 * number)
        actions.vet(offer=made, kind=kind, on=when.date(), by=content.member(slug, by), at=when)


def request(content: DemoContent, slug: str, facts: dict[str, Any], places: dict[str, Any]) -> None:
    own = {name: facts.get(name, "") for name in ("first", "second", "third")}
    said, at = said_by(content, slug, facts, places)
    made = actions.say(Request(**said, **own), at=at)
    if "asks" in facts:
        ask(made, content.member(slug, facts["asks"]), at=content.now - dt.timedelta(days=1))


def said_by(
    content: DemoContent, slug: str, facts: dict[str, Any], places: dict[str, Any]
) -> tuple[dict[str, Any], dt.datetime]:
    centre: Centre = content.centre(slug)
    at = content.at(facts["days"], "19:40", centre.zone)
    latitude, longitude = places[facts["place"]]
    said = {name: facts[name] for name in (*ALIKE, *WISHED) if name in facts} | {"shown": facts.get("shown", [])}
    said |= {"centre": centre, "member": content.member(slug, facts["member"])}
    return said | {"latitude": latitude, "longitude": longitude, "of_age_at": at}, at


def ask(request: Request, mentor: User, *, at: dt.datetime) -> Mentorship:
    found = next(each for each in five_for(request, at=at) if each.offer.member == mentor)
    return actions.ask(request=request, offer=found.offer, total=found.pair.total, at=at)
