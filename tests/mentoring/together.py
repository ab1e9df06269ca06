"""Two who have said yes to each other, and the meetings that they agree."""

import datetime as dt
import uuid
from typing import Any

from django.utils import timezone

from community.members.models import Centre, User
from community.notifications.models import Notification
from mentoring import actions
from mentoring.models import Meeting, MeetingProposal, Mentorship
from tests.factories import make_member
from tests.mentoring.making import make_mentor, make_request

DAY = dt.timedelta(days=1)
FACTS = {"minutes": 60, "place": "The library", "link": "https://meet.example.org/room", "about": "My diploma"}


def ahead(days: float = 3, hour: int = 18) -> dt.datetime:
    """A whole hour of the world's clock, so that no test depends on the hour at which it runs."""
    return (timezone.now() + days * DAY).replace(hour=hour, minute=0, second=0, microsecond=0)


def make_mentorship(
    centre: Centre, mentor: User | None = None, mentee: User | None = None, *, hours: Any = (5, 17), **offered: Any
) -> Mentorship:
    facts = {"wishes": {}, "hours": [*hours], "capacity": 5} | offered
    offer = make_mentor(centre, mentor or make_member(centre), **facts)
    request = make_request(centre, mentee or make_member(centre), wishes={}, hours=[*hours])
    now = timezone.now()
    made = actions.ask(request=request, offer=offer, total=8000, at=now)
    actions.accept(mentorship=made, by=offer.member, at=now)
    made.refresh_from_db()
    return made


def join(offer: Any, centre: Centre, mentee: User | None = None) -> Mentorship:
    """One more mentee of the same mentor."""
    now = timezone.now()
    request = make_request(centre, mentee or make_member(centre), wishes={})
    made = actions.ask(request=request, offer=offer, total=8000, at=now)
    actions.accept(mentorship=made, by=offer.member, at=now)
    made.refresh_from_db()
    return made


def propose(
    mentorship: Mentorship, *times: dt.datetime, by: User | None = None, meeting: Any = None, **facts: Any
) -> MeetingProposal:
    """By the mentor, unless said otherwise."""
    return actions.propose(
        mentorship=mentorship,
        meeting=meeting,
        by=by or mentorship.mentor,
        times=times or (ahead(),),
        facts=actions.Facts(**FACTS | facts),
        token=uuid.uuid4(),
        at=timezone.now(),
    )


def agree(mentorship: Mentorship, starts_at: dt.datetime | None = None, **facts: Any) -> Meeting:
    moment = starts_at or ahead()
    made = propose(mentorship, moment, **facts)
    return actions.pick(proposal=made, starts_at=moment, by=mentorship.mentee, at=timezone.now())


def make_past(mentorship: Mentorship, days: float = 2) -> Meeting:
    """One whose time has come and gone."""
    meeting = agree(mentorship)
    starts_at = timezone.now() - days * DAY
    Meeting.objects.filter(pk=meeting.pk).update(starts_at=starts_at, ends_at=starts_at + dt.timedelta(hours=1))
    meeting.refresh_from_db()
    return meeting


def typed(*times: str, **fields: Any) -> dict[str, Any]:
    """What a form sends."""
    moments = {f"time_{number}": moment for number, moment in enumerate(times, start=1)}
    return {"token": str(uuid.uuid4())} | FACTS | moments | fields


def local(moment: dt.datetime, centre: Centre) -> str:
    """As a field for a date and time sends it."""
    return f"{moment.astimezone(centre.zone):%Y-%m-%dT%H:%M}"


# --- Through the pages ---


def told(kind: str) -> list[Any]:
    return [row.recipient for row in Notification.objects.filter(kind=f"mentoring.{kind}").order_by("pk")]


def proposing(client: Any, mentorship: Mentorship, data: dict[str, Any]) -> Any:
    return client.post(f"{mentorship.get_absolute_url()}meetings/proposal/", data, follow=True)


def answering(client: Any, proposal: MeetingProposal, verb: str, **data: Any) -> str:
    path = f"{proposal.mentorship.get_absolute_url()}proposals/{proposal.pk}/{verb}/"
    return client.post(path, data, follow=True).content.decode()


def pressing(client: Any, meeting: Meeting, verb: str, **data: Any) -> str:
    return client.post(f"{meeting.get_absolute_url()}{verb}/", data, follow=True).content.decode()
