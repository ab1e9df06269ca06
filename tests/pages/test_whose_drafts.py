"""Who begins a story holds it until it stands on the site as it was last saved."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from community.members.models import Centre, User
from pages.holding import contribute

pytestmark = pytest.mark.django_db


def test_a_draft_is_in_the_hands_of_who_began_it_until_it_is_published(
    centre: Centre, neighbours: Centre, writer: User, publisher: User, make_story: Any, client_of: Callable[..., Client]
) -> None:
    story = make_story(title="The mill")
    story.owner = writer
    story.save()
    assert list(contribute(centre)) == []
    story.title = "The old mill"
    revision = story.save_revision()
    (held,) = contribute(centre)
    assert (held.member, held.text) == (writer.pk, "Began the draft “The old mill”")
    assert client_of(publisher).get(held.url).status_code == 200
    assert list(contribute(neighbours)) == []
    revision.publish()
    assert list(contribute(centre)) == []
