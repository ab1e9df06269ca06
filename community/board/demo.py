"""The demonstration's topics, written by its people through the same verbs as real ones."""

import datetime as dt
import uuid
from typing import Any

from django.contrib.auth.models import AnonymousUser

from community.board import actions
from community.board.actions.topics import Beginning
from community.board.hosts import host_of, hosts
from community.board.models import Post, Question, Topic
from community.board.models.halls import MOST_HOURS
from community.interface.actions import Slot
from community.interface.demo import photo
from community.members.models import Centre, User
from community.operations.demo import DemoContent

NAMES = uuid.UUID("6f6f9e8e-4a53-4b8c-9c1c-9f5a3d1c0b77")


def contribute(content: DemoContent) -> None:
    for data in content.centres:
        slug = data["centre"]["slug"]
        known = set(Topic.objects.for_centre(content.centre(slug)).values_list("title", flat=True))
        for facts in data.get("topics", []):
            if facts["title"] not in known:
                begin(content, slug, facts)


def begin(content: DemoContent, slug: str, facts: dict[str, Any]) -> None:
    centre = content.centre(slug)
    beginning = Beginning(
        kind=facts["kind"],
        title=facts["title"],
        text=facts["text"].strip(),
        language=centre.language,
        tags=facts.get("tags", []),
        asks_stance=facts.get("asks_stance", False),
        is_unnamed=facts.get("unnamed", False),
        picture=pictured(facts),
        host=titled(facts["about"], centre) if "about" in facts else None,
    )
    at = content.at(facts["days"], facts.get("hour", "18:30"), centre.zone)
    author = content.member(slug, facts["author"])
    token = uuid.uuid5(NAMES, f"{slug} {facts['title']}")
    topic = actions.open_topic(centre=centre, author=author, beginning=beginning, token=token, at=at)
    for number, post in enumerate(facts.get("posts", []), start=2):
        say(content, slug, topic, post, number)
    if hall := facts.get("hall"):
        take_questions(content, slug, topic, hall)
    if facts.get("pinned"):
        actions.pin(topic=topic, by=content.member(slug, facts["pinned"]), at=at)
    if answer := facts.get("answer"):
        when = content.at(answer["days"], "10:15", centre.zone)
        by = content.member(slug, answer["by"])
        actions.answer(concern=topic.concern, text=answer["text"].strip(), by=by, at=when)
        if verdict := answer.get("verdict"):
            actions.judge(concern=topic.concern, verdict=verdict, by=author, at=when)


def titled(title: str, centre: Centre) -> Any:
    """What of all that topics may hang on bears `title`."""
    things = (thing for host in hosts() for thing in host.visible_to(AnonymousUser()).filter(centre=centre))
    return next(thing for thing in things if host_of(thing).label(thing) == title)


def say(content: DemoContent, slug: str, topic: Topic, facts: dict[str, Any], number: int) -> None:
    parent = Post.objects.filter(topic=topic, number=facts["to"]).first() if "to" in facts else None
    post = actions.write(
        topic=topic,
        author=content.member(slug, facts["author"]),
        text=facts["text"].strip(),
        stance=facts.get("stance", ""),
        parent=parent,
        picture=pictured(facts),
        token=uuid.uuid5(NAMES, f"{slug} {topic.title} {number}"),
        at=content.at(facts["days"], facts.get("hour", "19:10"), content.centre(slug).zone),
    )
    for key in facts.get("helped", []):
        actions.thank(post=post, member=content.member(slug, key))


def pictured(facts: dict[str, Any]) -> Slot | None:
    return Slot(alt=facts["alt"], encoded=photo(facts["picture"])) if "picture" in facts else None


def take_questions(content: DemoContent, slug: str, topic: Topic, facts: dict[str, Any]) -> None:
    """A hall that is open while the demonstration is looked at, with a question in each state."""
    by = content.member(slug, facts["by"])
    hall = actions.open_hall(topic=topic, hours=MOST_HOURS, by=by, at=content.now)
    for number, question in enumerate(facts["questions"]):
        token = uuid.uuid5(NAMES, f"{slug} {topic.title} hall {number}")
        asked = {"text": question["text"], "name": question.get("name", ""), "browser": token.hex, "token": token}
        at = content.now + dt.timedelta(minutes=number)
        made = actions.ask(hall=hall, by=AnonymousUser(), at=at, **asked)
        lead(made, question, by, at)


def lead(question: Question, facts: dict[str, Any], by: User, at: dt.datetime) -> None:
    """Through the moderators' verbs to its state."""
    state = facts["state"]
    if state == Question.State.TURNED_DOWN:
        actions.turn_down(question=question, because=facts["because"], by=by, at=at)
    elif state != Question.State.WAITING:
        actions.let_in(question=question, by=by, at=at)
        for number in range(facts.get("likes", 0)):
            actions.like(question=question, browser=f"{number:064}", by=AnonymousUser())
        verbs = {
            "on-screen": actions.put_on_screen,
            "answered": actions.mark_answered,
            "shortlisted": actions.shortlist,
        }
        if verb := verbs.get(state):
            verb(question=question, by=by, at=at)
