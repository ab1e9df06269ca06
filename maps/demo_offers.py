"""The demonstration's notices, put up by its people through the same verbs as real ones."""

import datetime as dt
import tomllib
import uuid
from pathlib import Path
from typing import Any

from community.members.models import Centre
from community.operations.demo import DemoContent
from maps.actions import enquiring, offering
from maps.actions.offering import OfferContent
from maps.models import Offer
from maps.models.offers import USUAL
from maps.villages import villages_of

NAMES = uuid.UUID("0f4a9c55-6a0c-4f0b-9a3b-6f3b8b9e2c11")
PLAIN = ("side", "kind", "title", "reach", "provider", "group_name", "signed", "languages", "hours", "hours_note")


def contribute(content: DemoContent) -> None:
    told = tomllib.loads(Path(__file__).with_name("demo_offers.toml").read_text())
    for data in content.centres:
        slug = data["centre"]["slug"]
        centre = content.centre(slug)
        if not Offer.objects.for_centre(centre).exists():
            for facts in told.get(slug, []):
                put_up(content, slug, centre, facts)


def put_up(content: DemoContent, slug: str, centre: Centre, facts: dict[str, Any]) -> None:
    at = content.at(facts["days"], "18:20", centre.zone)
    village = facts["village"]
    latitude, longitude = villages_of(centre).get(village, (centre.latitude, centre.longitude))
    said = OfferContent(
        **{"languages": [centre.language]} | {name: facts[name] for name in PLAIN if name in facts},
        text=facts["text"].strip(),
        language=centre.language,
        village=village,
        latitude=latitude + facts.get("north", 0),
        longitude=longitude + facts.get("east", 0),
        ends_on=(at + USUAL).astimezone(centre.zone).date(),
    )
    offer = offering.publish_offer(centre=centre, author=content.member(slug, facts["author"]), content=said, at=at)
    for number, letters in enumerate(facts.get("letters", [])):
        write(content, slug, offer, letters, number)


def write(content: DemoContent, slug: str, offer: Offer, facts: dict[str, Any], number: int) -> None:
    """What two of them write about it; the first line is the asker's."""
    first, *rest = facts["lines"]
    zone = offer.centre.zone

    def said(line: dict[str, Any], place: int) -> dict[str, Any]:
        token = uuid.uuid5(NAMES, f"{slug} {offer.title} {number} {place}")
        return {"text": line["text"], "token": token, "at": content.at(line["days"], line["at"], zone)}

    asker = content.member(slug, facts["asker"])
    enquiry = enquiring.enquire(offer=offer, asker=asker, **said(first, 0))
    for place, line in enumerate(rest, start=1):
        enquiring.write_message(enquiry=enquiry, author=content.member(slug, line["by"]), **said(line, place))
    for key, words in facts.get("contacts", {}).items():
        at: dt.datetime = content.now
        enquiring.share_contact(enquiry=enquiry, member=content.member(slug, key), words=words, at=at)
