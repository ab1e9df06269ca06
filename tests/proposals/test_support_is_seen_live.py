"""Whoever has an initiative open sees each signature, in their language, after it was committed."""

import pytest
from django.utils import timezone

from community.live.models import Event
from initiatives.proposals.actions import support, take_back
from initiatives.proposals.rules import may_follow
from tests.factories import make_member
from tests.proposals.making import make_published


@pytest.fixture
def initiative(centre, author):
    return make_published(centre, author)


def test_each_signature_is_told_in_each_language(initiative, member):
    support(initiative=initiative, member=member, at=timezone.now())
    event = Event.objects.get()
    assert (event.topic.name, event.number, event.kind) == (f"initiative:{initiative.pk}", 1, "support")
    assert "1 supporter" in event.html["en"]
    assert "1 supporter" not in event.html["pl"]
    take_back(initiative=initiative, member=member)
    assert Event.objects.filter(topic__name=f"initiative:{initiative.pk}").count() == 2


def test_a_draft_is_followed_by_its_author_alone(centre, author, member, initiative):
    draft = type(initiative).objects.create(
        centre=centre, author=author, language="pl", title="Szkic", category="roads"
    )
    assert may_follow(author, draft.pk)
    assert not may_follow(make_member(centre), draft.pk)
    assert may_follow(make_member(centre), initiative.pk)
