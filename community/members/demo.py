"""The demonstration's centres and the people of them, built by the same verbs as real ones."""

import datetime as dt
import random
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from django.contrib.auth.hashers import make_password

from community.interface.demo import emblem
from community.members import actions
from community.members.models import Centre, Membership, User
from community.operations.demo import DemoContent

PASSWORD = "locer-demo"  # noqa: S105  (shown to everybody, accounts exist in the demonstration only)
NETWORK_ADDRESS = "network@locer.example"
RESIDENTS_A_CENTRE = 60
FACTS = (
    "slug",
    "country",
    "languages",
    "time_zone",
    "currency",
    "population",
    "latitude",
    "longitude",
    "zoom",
    "accent",
    "phone",
    "email",
)
TEXTS = ("name", "strapline", "address", "hours")


def contribute(content: DemoContent) -> None:
    encoded = make_password(PASSWORD)
    administrator(encoded, at=content.now)
    for data in content.centres:
        slug = data["centre"]["slug"]
        content.places[slug] = opened(data["centre"], at=content.now)
        content.people |= {(slug, person["key"]): cast(content, slug, person, encoded) for person in data["members"]}
        content.crowd[slug] = crowd(content, slug)


def administrator(encoded: str, *, at: dt.datetime) -> None:
    if not User.objects.filter(email=NETWORK_ADDRESS).exists():
        user = actions.open_account(
            display_name="LOCER",
            email=NETWORK_ADDRESS,
            language="en",
            handle="network",
            encoded_password=encoded,
            at=at,
        )
        User.objects.filter(pk=user.pk).update(is_superuser=True)


def opened(facts: dict[str, Any], *, at: dt.datetime) -> Centre:
    centre = Centre.objects.filter(slug=facts["slug"]).first()
    if centre is None:
        own = facts["languages"][0]
        texts = {
            language: {name: facts[language][name] for name in TEXTS if name in facts[language]}
            for language in facts["languages"]
        }
        centre = actions.open_centre(
            name=facts[own]["name"],
            texts=texts,
            opened_at=at - dt.timedelta(days=600),
            **{name: facts[name] for name in FACTS},
        )
        if drawn := emblem(centre.slug):
            actions.show_crest(centre=centre, crest=drawn)
    return centre


def cast(content: DemoContent, slug: str, person: dict[str, Any], encoded: str) -> User:
    email = f"{person['key']}@{slug}.example"
    member = User.objects.filter(email=email).first()
    if member is None:
        centre = content.places[slug]
        since = content.now - dt.timedelta(days=400)
        member = actions.open_account(
            display_name=person["name"],
            email=email,
            language=person["language"],
            handle=f"{person['key']}.{slug}",
            encoded_password=encoded,
            at=since,
        )
        membership = actions.join(member=member, centre=centre, at=since)
        if person["residency"] == "declared":
            actions.declare_residency(membership=membership, at=content.now - dt.timedelta(days=6))
        if person["residency"] == "verified":
            actions.verify_residency(membership=membership, through=Membership.Method.LETTER, at=since)
        for role in person["roles"]:
            actions.grant_role(member=member, centre=centre, role=role, at=since)
    return member


def crowd(content: DemoContent, slug: str) -> list[User]:
    """The same neighbours at every seeding; a larger scale adds to them."""
    centre = content.places[slug]
    people = [
        (f"{slug}-{number:05d}", resident_name(centre, number), content.now - dt.timedelta(days=30 + number % 360))
        for number in range(1, RESIDENTS_A_CENTRE * content.scale + 1)
    ]
    return actions.enrol_residents(centre=centre, people=people, language=centre.language)


@cache
def names() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("demo_names.toml").read_text())


def resident_name(centre: Centre, number: int) -> str:
    draw = random.Random(f"{centre.slug} {number}")  # noqa: S311  (a repeatable draw of invented names)
    known = names()[centre.country]
    is_woman = draw.random() < 0.5
    first = draw.choice(known["women" if is_woman else "men"])
    surname = draw.choice(known["surnames"])
    if isinstance(surname, list):
        surname = surname[is_woman]
    return f"{surname} {first}" if known.get("order") == "surname first" else f"{first} {surname}"
