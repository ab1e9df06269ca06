"""A concern: taken by somebody at the centre, answered, judged by whoever raised it; their name, asked for a reason."""

import datetime as dt

import rules
from django.core.exceptions import PermissionDenied
from django.db import transaction

from community.board.actions.telling import tell_topic
from community.board.models import Asking, Concern
from community.board.wording import marked_up
from community.members.models import User
from community.notifications.actions import followers, notify


def permitted(concern: Concern, permission: str, by: User) -> Concern:
    concern = Concern.objects.select_for_update(of=("self",)).select_related("topic__centre").get(pk=concern.pk)
    if not rules.has_perm(permission, by, concern):
        raise PermissionDenied
    return concern


@transaction.atomic
def take(*, concern: Concern, owner: User, by: User) -> None:
    """`owner`, who serves the centre, sees to its answer."""
    concern = permitted(concern, "board.take_concern", by)
    if not owner.has_role(concern.centre, "coordinator", "editor", "moderator", "mentor_coordinator"):
        raise PermissionDenied
    concern.owner = owner
    concern.save(update_fields=["owner"])
    tell_topic(concern.topic)
    notify([owner], "board.entrusted", concern, actor=by)


@transaction.atomic
def answer(*, concern: Concern, text: str, by: User, at: dt.datetime) -> None:
    """The centre's answer. Answered anew, it is judged anew."""
    concern = permitted(concern, "board.answer_concern", by)
    concern.answer, concern.answer_html = text, marked_up(text)
    concern.answered_by, concern.answered_at = by, at
    concern.verdict, concern.judged_at = "", None
    concern.owner = concern.owner or by
    concern.save()
    tell_topic(concern.topic)
    raised_by = [concern.topic.author] if concern.topic.author else []
    told = [*raised_by, *followers(concern.topic)]
    notify(told, "board.answered", concern, actor=by, concerned=raised_by, at=at)


@transaction.atomic
def judge(*, concern: Concern, verdict: str, by: User, at: dt.datetime) -> None:
    """Whether whoever raised it was answered; a no comes back to its owner."""
    concern = permitted(concern, "board.judge_concern", by)
    concern.verdict, concern.judged_at = Concern.Verdict(verdict), at
    concern.save(update_fields=["verdict", "judged_at"])
    tell_topic(concern.topic)
    if verdict == Concern.Verdict.UNANSWERED and concern.owner:
        notify([concern.owner], "board.unanswered", concern, at=at)


@transaction.atomic
def ask_name(*, concern: Concern, because: str, by: User, at: dt.datetime) -> Asking:
    """Notes that `by` learns who raised an unnamed concern, and tells them. Within a day it is one asking."""
    concern = permitted(concern, "board.ask_name", by)
    if known := concern.askings.standing(by, at).first():
        return known
    asking = Asking.objects.create(concern=concern, by=by, because=because, at=at)
    tell_topic(concern.topic)
    notify([concern.topic.author] if concern.topic.author else [], "board.name_asked", concern, at=at)
    return asking
