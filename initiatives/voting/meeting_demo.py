"""The demonstration's village meetings: one held, others announced."""

from typing import Any

from community.members.models import Centre, User
from community.operations.demo import DemoContent
from initiatives.voting import actions
from initiatives.voting.customs import usual
from initiatives.voting.freezing import coin_of
from initiatives.voting.models import Meeting, Motion


def contribute(content: DemoContent) -> None:
    for data in content.centres:
        centre = content.centre(data["centre"]["slug"])
        for told in data.get("meetings", []):
            if not Meeting.objects.for_centre(centre).filter(title=told["title"]).exists():
                meeting = called(content, centre, told)
                if "held" in told:
                    hold(content, meeting, told, by=coordinator(content, data))


def coordinator(content: DemoContent, data: dict[str, Any]) -> User:
    key = next(person["key"] for person in data["members"] if "coordinator" in person.get("roles", []))
    return content.member(data["centre"]["slug"], key)


def called(content: DemoContent, centre: Centre, told: dict[str, Any]) -> Meeting:
    coin, days, zone = coin_of(centre.currency), told["days"], centre.zone
    first = content.at(days, told["first_term"], zone)
    second = told.get("second_term")
    announced = content.at(min(days - 14, -1), "09:00", zone)
    fund = {"fund": round(told["fund"] * coin)} | usual(centre.country, at=first) if "fund" in told else {}
    facts = ("title", "area", "place", "entitled", "quorum_parts", "quorum_of", "agenda", "office", "legal_basis")
    meeting = Meeting(
        centre=centre,
        language=centre.language,
        currency=centre.currency,
        first_term_at=first,
        second_term_at=content.at(days, second, zone) if second else None,
        **fund | {name: told[name] for name in facts if name in told},
    )
    actions.save_meeting(meeting=meeting, at=announced)
    for motion in told["motions"]:
        words = {name: motion[name] for name in ("title", "text", "reasons", "proposed_by") if name in motion}
        actions.save_motion(motion=Motion(meeting=meeting, cost=motion.get("cost", 0) * coin, **words))
    actions.announce_meeting(meeting=meeting, at=announced)
    return meeting


def hold(content: DemoContent, meeting: Meeting, told: dict[str, Any], *, by: User) -> None:
    """As it went in the hall, with the corrections that were made there."""
    held = told["held"]
    for number, (term, present) in enumerate(held["present"]):
        actions.count_attendance(meeting=meeting, term=term, present=present, by=by, after=number)
    names = [str(member) for member in content.residents(meeting.centre.slug)[: held["present"][-1][1]]]
    actions.list_names(meeting=meeting, names=names)
    for motion, facts in zip(meeting.motions.all(), told["motions"], strict=True):
        for number, (in_favour, against, abstained, *reason) in enumerate(facts["hands"]):
            figures = {"in_favour": in_favour, "against": against, "abstained": abstained}
            actions.count_hands(motion=motion, by=by, after=number, reason="".join(reason), **figures)
    actions.adopt_minutes(meeting=meeting, chair_name=held["chair"], clerk_name=held["clerk"], by=by)
    day = content.at(told["days"] + held["handed_in_after"], "10:00", meeting.centre.zone)
    actions.hand_in(meeting=meeting, day=day.date(), reference=held["reference"], by=by, at=content.now)
    actions.remark(meeting=meeting, text=held["annotation"], by=by)
