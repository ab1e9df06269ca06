"""Run in the demonstration itself: each of the payloads in every field of the board, sent as forms send them."""

import uuid
from typing import Any

from allauth.account.models import EmailAddress

from community.board import forms as board
from community.board.models import Topic
from community.members.models import Centre, User
from community.moderation.forms import AppealForm, DecisionForm, ReportForm
from community.notifications.actions import follow
from tests.board.payloads import PAYLOADS
from tests.browser.conftest import PASSWORD
from tests.factories import make_member, number_on

SLUG = "mezihaji"
NAMED = '"><img src=x onerror=alert(1)>'
# Together in as many texts as it takes, beside each alone.
TOGETHER = "\n\n".join(PAYLOADS)


def sent(form: Any) -> Any:
    """NUL is in no form; what a form refuses else is a mistake of ours."""
    assert form.is_valid(), form.errors
    return form.save


def refused(form: Any) -> bool:
    return not form.is_valid()


def typed(payload: str, most: int) -> str:
    return payload.replace("\x00", "")[:most]


def open_topic(centre: Centre, author: User, payload: str, text: str, **facts: Any) -> Topic:
    data = {"kind": "idea", "language": "cs", "token": uuid.uuid4(), "asks_stance": "on"} | facts
    data |= {"title": typed(payload, 120), "text": text, "words": typed(payload.replace(",", ""), 40)}
    return sent(board.TopicForm(data, centre=centre, author=author, host=None))()


def say(topic: Topic, author: User, text: str, **facts: Any) -> None:
    data = {"text": text, "stance": "for", "token": uuid.uuid4()} | facts
    assert refused(board.PostForm(data | {"stance": typed(text, 20)}, topic=topic, author=author))
    sent(board.PostForm(data, topic=topic, author=author))()


def prepare() -> dict[str, Any]:
    """A topic a payload, each reported, half of them decided; a crowded topic and a concern still to be filled."""
    number_on()
    centre = Centre.objects.get(slug=SLUG)
    reader = make_member(centre, display_name=NAMED, email="hostile@example.org", password=PASSWORD)
    moderator = make_member(centre, "moderator", email="keeper@example.org", password=PASSWORD)
    for who in (reader, moderator):
        EmailAddress.objects.create(user=who, email=who.email, verified=True, primary=True)
    make_member(centre, "coordinator", "moderator", display_name=NAMED)
    topics = []
    for number, payload in enumerate(PAYLOADS):
        author = make_member(centre, display_name=typed(payload, 80), handle=f"hostile-{number}")
        topic = open_topic(centre, author, payload, payload.replace("\x00", ""))
        topics.append(topic.pk)
        follow(member=reader, target=topic)
        report(topic, payload, number, moderator)
    crowded = open_topic(centre, reader, NAMED, "Here everybody speaks.")
    concern = open_topic(centre, reader, NAMED, TOGETHER.replace("\x00", "")[:5000], kind="concern")
    return {"topics": topics, "crowded": crowded.pk, "concern": concern.pk}


def report(topic: Topic, payload: str, number: int, moderator: User) -> None:
    """Every third is hidden for reasons as hostile, and one of these is appealed against."""
    text = payload.replace("\x00", "")
    data = {"category": "illegal", "text": text, "good_faith": "on"}
    form = ReportForm(data, centre=topic.centre, reporter=None, network=f"192.0.2.{number}")
    post = topic.posts.get()
    made = sent(form)(title=str(post), url=post.get_absolute_url(), target=post)
    if number % 3:
        return
    outcome = "hide" if number % 2 else "keep"
    data = {"outcome": outcome, "ground": "law", "ground_text": typed(payload, 300), "facts": text}
    decision = sent(DecisionForm(data, report=made))(by=moderator)
    assert decision
    if outcome == "hide":
        appeal = AppealForm({"text": text}, network=f"192.0.2.{number}")
        sent(appeal)(decision=decision, by=topic.author)


def speak(crowded: int) -> int:
    """Everybody says their payload under a name that is one; then the first post is written anew that often."""
    topic = Topic.objects.select_related("centre").get(pk=crowded)
    for number, payload in enumerate(PAYLOADS):
        say(topic, User.objects.get(handle=f"hostile-{number}"), payload.replace("\x00", ""))
    rewrite(topic)
    return Topic.objects.get(pk=crowded).last_number


def rewrite(topic: Topic) -> None:
    post = topic.posts.select_related("author").get(number=1)
    for payload in PAYLOADS:
        assert sent(board.EditForm({"text": payload.replace("\x00", "")}, post=post))(by=post.author)
        post.refresh_from_db()


def settle(concern: int) -> int:
    """The concern is answered and closed with each payload in turn."""
    topic = Topic.objects.select_related("centre").get(pk=concern)
    clerk = User.objects.get(
        memberships__centre=topic.centre, memberships__grants__role="coordinator", display_name=NAMED
    )
    for payload in PAYLOADS:
        text = payload.replace("\x00", "")
        sent(board.AnswerForm({"text": text}))(concern=topic.concern, by=clerk)
        sent(board.ClosingForm({"because": typed(text, 300)}))(topic=topic, by=clerk)
    return len(PAYLOADS)
