import uuid
from typing import Any

import pytest
from django.utils import timezone

from community.board import actions
from community.board.actions.topics import Beginning
from community.board.models import Post, Topic
from community.members.models import Centre, User


def begin(centre: Centre, author: User, **facts: Any) -> Topic:
    told = {"kind": "question", "title": "When does the bus go?", "text": "On Sundays?", "language": "en"} | facts
    now = timezone.now()
    return actions.open_topic(centre=centre, author=author, beginning=Beginning(**told), token=uuid.uuid4(), at=now)


def say(topic: Topic, author: User, text: str = "At nine.", **facts: Any) -> Post:
    told: dict[str, Any] = {"token": uuid.uuid4(), "at": timezone.now()} | facts
    return actions.write(topic=topic, author=author, text=text, **told)


@pytest.fixture
def topic(centre: Centre, member: User) -> Topic:
    return begin(centre, member)
