import uuid
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from community.board import actions
from community.board.actions.topics import Beginning
from community.board.models import Hall, Post, Question, Topic
from community.members.models import Centre, User


def begin(centre: Centre, author: User, **facts: Any) -> Topic:
    told = {"kind": "question", "title": "When does the bus go?", "text": "On Sundays?", "language": "en"} | facts
    now = timezone.now()
    return actions.open_topic(centre=centre, author=author, beginning=Beginning(**told), token=uuid.uuid4(), at=now)


def say(topic: Topic, author: User, text: str = "At nine.", **facts: Any) -> Post:
    told: dict[str, Any] = {"token": uuid.uuid4(), "at": timezone.now()} | facts
    return actions.write(topic=topic, author=author, text=text, **told)


def ask(hall: Hall, text: str = "Who pays for it?", **facts: Any) -> Question:
    told: dict[str, Any] = {"name": "", "browser": uuid.uuid4().hex, "token": uuid.uuid4(), "by": AnonymousUser()}
    return actions.ask(hall=hall, text=text, at=timezone.now(), **told | facts)


def let_in(hall: Hall, by: User, text: str = "Who pays for it?", **facts: Any) -> Question:
    question = ask(hall, text, **facts)
    actions.let_in(question=question, by=by, at=timezone.now())
    question.refresh_from_db()
    return question


@pytest.fixture
def topic(centre: Centre, member: User) -> Topic:
    return begin(centre, member)


@pytest.fixture
def hall(topic: Topic, moderator: User) -> Hall:
    """Takes questions for three hours from now."""
    return actions.open_hall(topic=topic, hours=3, by=moderator, at=timezone.now())
