"""Hours stand in the centre's clock on each of its pages, and say whose it is where the reader's may be another."""

import datetime as dt
import re
import uuid

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.utils import timezone, translation

from community.board import actions
from community.board.actions.topics import Beginning
from community.board.models import Kind, Topic
from community.interface.templatetags.interface import clock_name
from community.members.models import Centre
from tests.factories import make_centre, make_member

# Summer: Warsaw is two hours before UTC, Kyiv three.
NOON = dt.datetime(2025, 7, 5, 9, 0, tzinfo=dt.UTC)


def topic_in(centre: Centre) -> Topic:
    author = make_member(centre, "editor")
    beginning = Beginning(kind=Kind.NEWS, title="Noon", text="It is noon.", language="en")
    return actions.open_topic(centre=centre, author=author, beginning=beginning, token=uuid.uuid4(), at=NOON)


def hours(page: str) -> set[str]:
    return set(re.findall(r'<time datetime="2025-07-05T([^"]+)"', page))


@pytest.mark.django_db
@pytest.mark.parametrize(("zone", "said"), [("Europe/Warsaw", "11:00"), ("Europe/Kyiv", "12:00")])
def test_a_page_of_a_centre_says_its_own_hours(stranger_client: Client, zone: str, said: str) -> None:
    page = stranger_client.get(topic_in(make_centre(time_zone=zone)).get_absolute_url()).text
    assert f", {said}</time>" in page
    assert {hour[:5] for hour in hours(page)} == {said}


@pytest.mark.django_db
def test_one_centre_s_clock_ends_with_the_request(stranger_client: Client) -> None:
    addresses = [
        (topic_in(make_centre(time_zone=zone)).get_absolute_url(), said)
        for zone, said in (("Europe/Kyiv", "12:00:00+03:00"), ("Europe/Warsaw", "11:00:00+02:00"))
    ]
    for address, said in addresses * 2:
        assert hours(stranger_client.get(address).text) == {said}
        assert timezone.get_current_timezone_name() == "UTC"


@pytest.mark.parametrize(
    ("zone", "language", "said"),
    [
        ("Europe/Warsaw", "en", "Central European Summer Time"),
        ("Europe/Warsaw", "pl", "czas środkowoeuropejski letni"),
        ("Europe/Kyiv", "en", "Eastern European Summer Time"),
        ("Europe/Kyiv", "uk", "за східноєвропейським літнім часом"),
        ("Europe/Budapest", "hu", "közép-európai nyári idő"),
    ],
)
def test_a_clock_has_a_name_in_each_language(zone: str, language: str, said: str) -> None:
    with translation.override(language):
        assert clock_name(NOON, zone) == said


def test_a_clock_is_called_otherwise_in_winter() -> None:
    assert clock_name(NOON.replace(month=1), "Europe/Warsaw") == "Central European Standard Time"


def test_only_a_moment_with_a_zone_says_whose_clock_it_is() -> None:
    facts = {"value": NOON, "end": NOON + dt.timedelta(hours=2), "time": True}
    plain = render_to_string("components/date.html", facts)
    assert "noscript" not in plain
    assert "data-" not in plain
    with timezone.override("Europe/Warsaw"):
        zoned = render_to_string("components/date.html", facts | {"zone": "Europe/Warsaw"})
    assert '<noscript> <span class="small muted">(Central European Summer Time)</span></noscript>' in zoned
    assert (
        'datetime="2025-07-05T13:00:00+02:00" data-from="2025-07-05T11:00:00+02:00" data-zone="Europe/Warsaw"' in zoned
    )
    assert zoned.count("data-zone") == 1
