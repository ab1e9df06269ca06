"""The demonstration's meetings: held, agreed and still to be answered."""

import datetime as dt
import tomllib
import uuid
from pathlib import Path
from typing import Any

from community.operations.demo import DemoContent
from mentoring import actions
from mentoring.forms.saying import places_of
from mentoring.models import Meeting, Mentorship, Request

NAMES = uuid.uuid5(uuid.NAMESPACE_URL, "mentoring-meetings")
EARLIER = dt.timedelta(days=3)


def contribute(content: DemoContent, ask: Any, request: Any) -> None:
    """`ask` and `request` lead a pair to its question, as the room's own demonstration does."""
    told = tomllib.loads(Path(__file__).with_name("demo_meetings.toml").read_text())
    for data in content.centres:
        slug = data["centre"]["slug"]
        if slug not in told or Meeting.objects.filter(mentorship__centre=content.centre(slug)).exists():
            continue
        facts = told[slug]
        if "request" in facts:
            request(content, slug, facts["request"], places_of(content.centre(slug)))
        pair = together(content, slug, facts, ask)
        for number, each in enumerate(facts["meetings"]):
            meet(content, pair, each, uuid.uuid5(NAMES, f"{slug} {number}"))


def together(content: DemoContent, slug: str, facts: dict[str, Any], ask: Any) -> Mentorship:
    """Another part may have brought the two together already."""
    mentor, mentee = (content.member(slug, facts[side]) for side in ("mentor", "mentee"))
    found = Mentorship.objects.active().filter(mentor=mentor, mentee=mentee).first()
    if found is None:
        asked = Request.objects.for_centre(content.centre(slug)).open().get(member=mentee)
        found = ask(asked, mentor, at=content.now - dt.timedelta(days=32))
        actions.accept(mentorship=found, by=mentor, at=content.now - dt.timedelta(days=31))
    return Mentorship.objects.select_related("centre", "mentor", "mentee").get(pk=found.pk)


def meet(content: DemoContent, pair: Mentorship, facts: dict[str, Any], token: uuid.UUID) -> None:
    assert pair.mentor is not None
    assert pair.mentee is not None
    starts_at = content.at(facts["days"], facts["time"], pair.centre.zone)
    before = min(starts_at - EARLIER, content.now - dt.timedelta(days=1))
    told = {name: facts[name] for name in ("minutes", "place", "link", "about") if name in facts}
    proposal = actions.propose(
        mentorship=pair, by=pair.mentor, times=[starts_at], facts=actions.Facts(**told), token=token, at=before
    )
    meeting = actions.pick(proposal=proposal, starts_at=starts_at, by=pair.mentee, at=before + dt.timedelta(hours=5))
    after = meeting.ends_at + dt.timedelta(hours=2)
    for answer, by in zip(facts.get("said", []), (pair.mentor, pair.mentee), strict=False):
        actions.say_attendance(meeting=meeting, answer=answer, by=by, at=after)
    for name, for_both in (("for_both", True), ("for_me", False)):
        if name in facts:
            actions.note(meeting=meeting, text=facts[name], for_both=for_both, by=pair.mentor, at=after)
