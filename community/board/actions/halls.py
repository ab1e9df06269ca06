"""Taking questions from a hall: opened and closed by those who look after the topic, asked and liked by anybody."""

import datetime as dt
import uuid

import rules
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import translation
from django.utils.translation import gettext as _

from community.board.actions.projecting import tell_desk, tell_doors, tell_likes, tell_screen
from community.board.actions.topics import looked_after
from community.board.models import Hall, Like, Question, Topic
from community.members.models import User
from community.moderation.actions import marks_in

# A hall that ended within this time goes on, with its questions: somebody closed it by mistake, or it lasted longer.
GOES_ON = dt.timedelta(hours=12)
# As many as moderators can still read.
MOST_WAITING = 300


@transaction.atomic
def open_hall(*, topic: Topic, hours: int, by: User, at: dt.datetime) -> Hall:
    topic = looked_after(topic, by)
    if topic.is_closed:
        raise PermissionDenied
    closes_at = at + dt.timedelta(hours=hours)
    last = topic.halls.newest().first()
    if last and last.ended_at > at - GOES_ON:
        hall = last
        hall.closes_at, hall.closed_at = closes_at, None
        hall.save(update_fields=["closes_at", "closed_at"])
    else:
        topic.halls.lapsed(at).update(closed_at=F("closes_at"))
        hall = Hall.objects.create(topic=topic, opened_by=by, opened_at=at, closes_at=closes_at)
    hall.topic = topic
    tell_doors(hall)
    return hall


def held(hall: Hall) -> Hall:
    """Under its lock: what happens to a hall's questions happens one after the other."""
    return Hall.objects.select_for_update(of=("self",)).select_related("topic__centre").get(pk=hall.pk)


@transaction.atomic
def close_hall(*, hall: Hall, by: User, at: dt.datetime) -> None:
    """Takes no more questions. What was let in may still be put on screen and answered."""
    hall = held(hall)
    if not rules.has_perm("board.manage_topic", by, hall.topic):
        raise PermissionDenied
    end(hall, at)


@transaction.atomic
def close_lapsed(*, hall: Hall, at: dt.datetime) -> None:
    """Tells the open pages that its hours are over; nothing could be asked since."""
    hall = held(hall)
    if hall.closes_at <= at:
        end(hall, at)


def end(hall: Hall, at: dt.datetime) -> None:
    if hall.closed_at is None:
        hall.closed_at = min(at, hall.closes_at)
        hall.save(update_fields=["closed_at"])
        tell_doors(hall)


@transaction.atomic
def ask(
    *, hall: Hall, text: str, name: str, browser: str, token: uuid.UUID, by: User | AnonymousUser, at: dt.datetime
) -> Question:
    """Nobody but the moderators reads it before they let it in. The same form sent twice is one question."""
    hall = held(hall)
    if sent := hall.questions.filter(token=token).first():
        return sent
    require_open(hall, by)
    if hall.questions.waiting().count() >= MOST_WAITING:
        raise ValidationError(
            _("Very many questions wait for the moderators. Yours is kept here: send it in a few minutes."),
            code="too_many",
        )
    with translation.override(hall.centre.language):  # whoever asks may speak another than who reads it
        marks = marks_in(hall.centre, f"{name}\n{text}")
    facts = {"browser": browser, "token": token, "marks": ", ".join(marks)[:300], "asked_at": at}
    question = Question.objects.create(hall=hall, text=text, name=name, **facts)
    tell_desk(question)
    return question


def require_open(hall: Hall, by: User | AnonymousUser) -> None:
    if not rules.has_perm("board.ask_in_hall", by, hall):
        raise ValidationError(_("No more questions are being taken here now."), code="closed")


@transaction.atomic
def like(*, question: Question, browser: str, by: User | AnonymousUser) -> None:
    """Once a browser."""
    question = likeable(question, by)
    if Like.objects.get_or_create(question=question, browser=browser)[1]:
        count_likes(question, 1)


@transaction.atomic
def unlike(*, question: Question, browser: str, by: User | AnonymousUser) -> None:
    question = likeable(question, by)
    if Like.objects.filter(question=question, browser=browser).delete()[0]:
        count_likes(question, -1)


def likeable(question: Question, by: User | AnonymousUser) -> Question:
    """Under the hall's lock, as moderators' verbs: neither writes over the other, and the screen shows what is so."""
    question = held(question.hall).questions.get(pk=question.pk)
    if not rules.has_perm("board.like_question", by, question):
        raise ValidationError(_("This question takes no more likes."), code="closed")
    return question


def count_likes(question: Question, step: int) -> None:
    question.like_count += step
    question.save(update_fields=["like_count"])
    tell_likes(question)
    if question.state == Question.State.SHORTLISTED:
        tell_screen(question.hall)  # perhaps another is the most liked now
