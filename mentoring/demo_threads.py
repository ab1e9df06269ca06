"""What the demonstration's mentors and mentees write to each other; in one thread something is wrong."""

import datetime as dt
import tomllib
import uuid
from pathlib import Path
from typing import Any

from community.operations.demo import DemoContent
from mentoring import actions
from mentoring.models import Mentorship, Request
from mentoring.pairing import five_for

SPACE = uuid.UUID("5d0f3f0a-52a5-4c55-9f0b-5a6a2b4f2f0e")


def contribute(content: DemoContent, slug: str) -> None:
    """Beside the centre's offers and requests, which must be there."""
    told = tomllib.loads(Path(__file__).with_name("demo_threads.toml").read_text()).get(slug)
    if not told:
        return
    mentorship = agreed(content, slug, told)
    sides = {"mentor": mentorship.mentor, "mentee": mentorship.mentee}
    for number, line in enumerate(told["lines"], start=1):
        author: Any = sides[line["by"]]
        other: Any = sides["mentee" if line["by"] == "mentor" else "mentor"]
        at = moment(content, slug, line)
        token = uuid.uuid5(SPACE, f"{slug}-{number}")
        actions.send(mentorship=mentorship, author=author, text=line["text"], token=token, at=at)
        if number <= len(told["lines"]) - told["unread"]:
            actions.read_thread(mentorship=mentorship, member=other, number=number, at=at + dt.timedelta(minutes=20))
    if wrong := told.get("wrong"):
        by: Any = sides[wrong["by"]]
        said = {name: wrong[name] for name in ("what", "words", "may_read")}
        actions.report(mentorship=mentorship, by=by, at=moment(content, slug, wrong), **said)


def agreed(content: DemoContent, slug: str, told: dict[str, Any]) -> Mentorship:
    mentor = content.member(slug, told["mentor"])
    request = Request.objects.for_centre(content.centre(slug)).open().get(member=content.member(slug, told["mentee"]))
    at = content.at(told["asked"], "18:30", content.centre(slug).zone)
    standing: Mentorship | None = request.mentorships.active().filter(mentor=mentor).first()
    if standing:
        return standing
    found = next(each for each in five_for(request, at=at) if each.offer.member == mentor)
    made = actions.ask(request=request, offer=found.offer, total=found.pair.total, at=at)
    actions.accept(mentorship=made, by=mentor, at=at + dt.timedelta(hours=20))
    return made


def moment(content: DemoContent, slug: str, line: dict[str, Any]) -> dt.datetime:
    return content.at(line["days"], line["at"], content.centre(slug).zone)
