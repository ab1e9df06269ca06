"""What the demonstration's moderators decided."""

import tomllib

import pytest
from django.conf import settings
from django.utils import timezone

from community.moderation.demo import contribute
from community.moderation.models import Appeal, Decision, Report
from community.operations.demo import DemoContent
from initiatives.proposals.models import Initiative
from tests.factories import make_member
from tests.proposals.making import make_published

pytestmark = pytest.mark.django_db


def test_one_report_waits_one_changes_nothing_and_one_hiding_is_undone(centre, author, moderator, coordinator):
    content = DemoContent(folder=settings.ROOT / "demo", now=timezone.now())
    content.places = {"jodlowiec": centre}
    content.people = {("jodlowiec", "m"): moderator, ("jodlowiec", "c"): coordinator}
    content.crowd = {"jodlowiec": [make_member(centre) for _neighbour in range(3)]}
    make_published(centre, moderator, title="The moderator's own")
    for title in ("One", "Two", "Three"):
        make_published(centre, author, title=title)
    for _time in range(2):
        contribute(content)
    made = Decision.objects.order_by("decided_at").values_list("title", "outcome", "ground_text")
    assert list(made) == [
        ("One", "keep", "Szanuj rozmówcę"),
        ("Two", "hide", "Nie ujawniaj cudzych spraw"),
        ("Two", "restore", ""),
    ]
    assert [report.title for report in Report.objects.open()] == ["Three"]
    assert [appeal.answered_by for appeal in Appeal.objects.all()] == [coordinator]
    assert not Initiative.objects.filter(hidden_at__isnull=False).exists()


def test_every_centre_of_the_demonstration_has_its_own_words():
    path = settings.ROOT / "community" / "moderation" / "demo_decisions.toml"
    told = tomllib.loads(path.read_text())
    content = DemoContent(folder=settings.ROOT / "demo", now=timezone.now())
    assert set(told) == {data["centre"]["slug"] for data in content.centres}
    assert len({tuple(texts) for texts in told.values()}) == 1
    words = [text for texts in told.values() for text in texts.values()]
    assert len(set(words)) == len(words)
