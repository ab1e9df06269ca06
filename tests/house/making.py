"""One more of a kind, for the furnished house."""

import datetime as dt
import io
import uuid
from typing import Any

from django.utils.text import slugify
from PIL import Image

from community.board import actions as board
from community.board.actions.topics import Beginning
from community.board.models import Topic
from community.interface.actions import Slot
from community.interface.pictures import encode
from community.members.models import User
from community.moderation import actions as moderation
from community.moderation.models import Report
from initiatives.proposals import actions as proposals
from initiatives.proposals.models import Initiative
from initiatives.voting import actions as voting
from initiatives.voting.models import Meeting, Motion, Project, Round
from mentoring.models import Offer
from pages import actions as pages
from pages.models import EventIndex, EventPage, Gathering, StoryIndex, StoryPage
from tests.house.cast import House
from tests.mentoring.making import make_offer, vet_all

DAY = dt.timedelta(days=1)


def a_photo() -> io.BytesIO:
    photo = io.BytesIO()
    Image.new("RGB", (32, 24), "olive").save(photo, "PNG")
    return photo


def write_initiative(house: House, title: str, author: User | None = None) -> Initiative:
    content = proposals.Content(
        title=title,
        summary="Somewhere to sit.",
        category="nature",
        language="en",
        cost=90_000,
        slots={0: proposals.Slot(alt="A bench", encoded=encode(a_photo()))},
    )
    return proposals.draft(centre=house.centre, author=author or house.cast["author"], content=content, at=house.now)


def open_topic(house: House, title: str, **facts: Any) -> Topic:
    picture = Slot(alt="A dark street", encoded=encode(a_photo()))
    opening = {"kind": "concern", "text": "Since Easter.", "language": "en", "picture": picture}
    beginning = Beginning(title=title, **opening | facts)
    author = house.cast["author"]
    return board.open_topic(centre=house.centre, author=author, beginning=beginning, token=uuid.uuid4(), at=house.now)


def make_report(house: House, target: Any) -> Report:
    return moderation.report(
        centre=house.centre,
        title=str(target),
        url=target.get_absolute_url(),
        category=Report.Category.SPAM,
        text="It is advertising.",
        language="en",
        at=house.now,
        target=target,
    )


def make_round(house: House, title: str, **fields: Any) -> Round:
    facts = {
        "centre": house.centre,
        "language": "en",
        "title": title,
        "currency": "PLN",
        "budget": 1_000_000,
        "opens_at": house.now + DAY,
        "closes_at": house.now + 2 * DAY,
    }
    round = voting.save_round(round=Round(**facts | fields))
    voting.name_certifiers(round=round, members=[house.cast["coordinator"], house.cast["editor"]])
    voting.save_project(project=Project(round=round, title="Benches", cost=300_000, category="nature"))
    return round


def make_meeting(house: House, title: str) -> Meeting:
    facts = {"language": "en", "area": "Mill", "place": "Hall", "agenda": "Opening\nMotions", "currency": "PLN"}
    meeting = Meeting(centre=house.centre, title=title, entitled=60, first_term_at=house.now + DAY, **facts)
    return voting.save_meeting(meeting=meeting, at=house.now)


def hold(house: House, meeting: Meeting, *, chair: User) -> Meeting:
    """Called, begun an hour ago, with a quorum, a motion and a name on the list."""
    voting.name_chair(meeting=meeting, chair=chair)
    voting.save_motion(motion=Motion(meeting=meeting, title="Lamps", text="Lamps are bought.", cost=90_000))
    voting.announce_meeting(meeting=meeting, at=house.now)
    Meeting.objects.filter(pk=meeting.pk).update(first_term_at=house.now - DAY / 24)
    voting.count_attendance(meeting=meeting, term="first", present=20, by=chair)
    voting.list_names(meeting=meeting, names=["Attending Neighbour"])
    return Meeting.objects.get(pk=meeting.pk)


def write_story(house: House, title: str, *, live: bool = True) -> StoryPage:
    index = StoryIndex.objects.get(centre=house.centre, locale__language_code="en")
    story = StoryPage(title=title, slug=slugify(title), summary="It turns.", locale=index.locale, live=live)
    index.add_child(instance=story)
    story.tags.add("river")
    story.save()
    if live:
        story.save_revision().publish()
    return story


def plan_event(house: House, title: str) -> Gathering:
    index = EventIndex.objects.get(centre=house.centre, locale__language_code="en")
    days = {"starts_at": house.now + DAY, "ends_at": house.now + 2 * DAY}
    event = EventPage(title=title, slug=slugify(title), summary="We dry.", locale=index.locale, **days)
    index.add_child(instance=event)
    event.save_revision().publish()
    return pages.settle(event=event, at=house.now)


def make_mentor(house: House, member: User, **facts: Any) -> Offer:
    offer = make_offer(house.centre, member, **facts)
    return vet_all(offer, by=house.cast["mentor coordinator"])
