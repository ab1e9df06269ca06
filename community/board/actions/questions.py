"""What moderators do with a question from the hall. Each verb holds the hall's lock, so that one stands on screen."""

import datetime as dt
import uuid
from typing import Any

import rules
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from community.board.actions.halls import held
from community.board.actions.projecting import tell_desk, tell_everybody, tell_screen
from community.board.actions.writing import write
from community.board.models import Post, Question, Topic
from community.members.models import User


def taken_up(
    question: Question, by: User, *, permission: str = "board.moderate_question", let_in: bool = True
) -> Question:
    """Read anew under the hall's lock. A ValidationError where another moderator has decided otherwise meanwhile."""
    hall = held(question.hall)
    question = hall.questions.get(pk=question.pk)
    if not rules.has_perm(permission, by, question):
        raise PermissionDenied
    if let_in and not question.is_let_in:
        raise ValidationError(_("Another moderator has changed this question meanwhile. Look again."), code="changed")
    return question


def settled(question: Question, **dates: Any) -> None:
    """Writes the dates and tells the desk, the phones and the screen."""
    for name, value in dates.items():
        setattr(question, name, value)
    question.save(update_fields=[*dates])
    tell_desk(question)
    tell_everybody(question)
    tell_screen(question.hall)


@transaction.atomic
def let_in(*, question: Question, by: User, at: dt.datetime) -> None:
    """Everybody reads and likes it from now on; also one that was turned down before."""
    question = taken_up(question, by, let_in=False)
    if not question.is_let_in:
        settled(question, let_in_at=at, turned_down_at=None, because="")


@transaction.atomic
def turn_down(*, question: Question, because: str, by: User, at: dt.datetime) -> None:
    """Whoever asked reads why. One that was let in is taken from all pages."""
    question = taken_up(question, by, let_in=False)
    was_let_in = question.is_let_in
    question.let_in_at = question.shortlisted_at = question.on_screen_at = question.answered_at = None
    question.turned_down_at, question.because = at, because
    question.save()
    tell_desk(question)
    if was_let_in:
        tell_everybody(question)
        tell_screen(question.hall)


@transaction.atomic
def shortlist(*, question: Question, by: User, at: dt.datetime) -> None:
    settled(taken_up(question, by), shortlisted_at=at)


@transaction.atomic
def unlist(*, question: Question, by: User, at: dt.datetime) -> None:
    settled(taken_up(question, by), shortlisted_at=None)


@transaction.atomic
def put_on_screen(*, question: Question, by: User, at: dt.datetime) -> None:
    """Instead of whatever stands there, which goes back to where it was."""
    question = taken_up(question, by)
    before = question.hall.questions.on_screen().exclude(pk=question.pk).select_for_update().first()
    if before:
        before.hall = question.hall
        before.on_screen_at = None
        before.save(update_fields=["on_screen_at"])
    question.on_screen_at, question.answered_at = at, None
    question.save(update_fields=["on_screen_at", "answered_at"])
    for changed in filter(None, (before, question)):
        tell_desk(changed)
        tell_everybody(changed)
    tell_screen(question.hall)


@transaction.atomic
def take_off(*, question: Question, by: User, at: dt.datetime) -> None:
    settled(taken_up(question, by), on_screen_at=None)


@transaction.atomic
def mark_answered(*, question: Question, by: User, at: dt.datetime) -> None:
    settled(taken_up(question, by), answered_at=at, on_screen_at=None)


@transaction.atomic
def keep(*, question: Question, text: str, token: uuid.UUID, by: User, at: dt.datetime) -> Post:
    """Writes an answered question into the topic, under the moderator's name, where it outlives the hall. Once."""
    # The topic's lock before the hall's, as where a hall is opened: in another order the two would wait for each other.
    Topic.objects.select_for_update(of=("self",)).get(pk=question.hall.topic_id)
    question = taken_up(question, by, permission="board.keep_question")
    if question.post:
        return question.post
    post = write(topic=question.hall.topic, author=by, text=text, token=token, at=at)
    question.post = post
    question.save(update_fields=["post"])
    tell_desk(question)
    return post
