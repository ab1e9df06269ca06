"""The demonstration holds a meeting as its texts tell it, once, and announces others."""

from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from community.operations.demo import DemoContent
from initiatives.voting import meeting_demo
from initiatives.voting.models import Meeting, Stage
from tests.factories import make_centre, make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def content() -> DemoContent:
    content = DemoContent(folder=settings.ROOT / "demo", now=timezone.now())
    content.centres = [data for data in content.centres if data.get("meetings")]
    for data in content.centres:
        facts = {name: data["centre"][name] for name in ("slug", "country", "languages", "currency", "time_zone")}
        place = make_centre(**facts)
        content.places[place.slug] = place
        content.people |= {(place.slug, person["key"]): make_member(place) for person in data["members"]}
        content.crowd[place.slug] = [make_member(place) for _number in range(70)]
    return content


def test_it_is_held_as_it_is_told_and_not_twice(content: DemoContent, stranger_client: Client) -> None:
    meeting_demo.contribute(content)
    meeting_demo.contribute(content)
    told: list[dict[str, Any]] = [meeting for data in content.centres for meeting in data["meetings"]]
    assert Meeting.objects.count() == len(told)
    [held] = [meeting for meeting in Meeting.objects.all() if meeting.is_minuted]
    assert [motion["adopted"] for motion in held.minutes.record["motions"]] == [True, True, False, True]
    assert held.minutes.record["adopted_cost"] == 39_200_00
    assert held.attendees.count() == 64
    for meeting in Meeting.objects.select_related("centre"):
        assert meeting.stage(at=content.now) in (Stage.ANNOUNCED, Stage.MINUTED)
        assert stranger_client.get(meeting.get_absolute_url()).status_code == 200
