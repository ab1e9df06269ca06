"""Writing to each other, reading it, and hearing that there is something to read."""

import datetime as dt
import uuid

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from rules import has_perm

from community.board.wording import marked_up
from community.live.actions import broadcast, forget
from community.members.models import User
from community.notifications.actions import notify, read
from community.notifications.models import Notification
from mentoring.models import Mentorship, Message, ThreadReading
from mentoring.models.threads import LOOKS, thread_name
from mentoring.rules import is_paused


def held(mentorship: Mentorship) -> Mentorship:
    """Under its lock: what happens to a thread happens one after the other, and nothing is written after a pause."""
    both = Mentorship.objects.select_for_update(of=("self",)).select_related("centre", "mentor", "mentee")
    return both.get(pk=mentorship.pk)


@transaction.atomic
def send(*, mentorship: Mentorship, author: User, text: str, token: uuid.UUID, at: dt.datetime) -> Message:
    """Adds a message and brings it to the open pages. The same form sent twice gives the first message."""
    mentorship = held(mentorship)
    if not has_perm("mentoring.view_thread", author, mentorship):
        raise PermissionDenied
    sent = mentorship.messages.filter(author=author, token=token).first()
    if sent:
        return sent
    if is_paused(author, mentorship):
        raise ValidationError(
            _("Nothing can be sent now: the thread is paused while the coordinator looks at it."), code="paused"
        )
    if not has_perm("mentoring.write_thread", author, mentorship):
        raise ValidationError(_("You may not write here at the moment."), code="silenced")
    message = Message.objects.create(
        mentorship=mentorship,
        number=last_number(mentorship) + 1,
        author=author,
        text=text,
        html=marked_up(text),
        written_at=at,
        token=token,
    )
    read_thread(mentorship=mentorship, member=author, number=message.number, at=at)
    bring(message)
    tell_other(message, at)
    return message


def last_number(mentorship: Mentorship) -> int:
    return mentorship.messages.aggregate(last=Max("number"))["last"] or 0


def about(member: User) -> str:
    """Under which the live events hold the words of one side, so that they can be forgotten."""
    return f"member-{member.pk}"


def bring(message: Message) -> None:
    assert message.author is not None
    context = {"message": message, "zone": message.mentorship.centre.zone}
    template, words_of = "mentoring/live/message.html", about(message.author)
    broadcast(thread_name(message.mentorship), "message", template=template, context=context, about=words_of)


def tell_state(mentorship: Mentorship) -> None:
    """To the open pages, before they are cut off: paused, or over."""
    state = "over" if mentorship.is_over else "paused" if mentorship.cases.standing().exists() else "open"
    context = {"state": state}
    broadcast(thread_name(mentorship), "state", template="mentoring/live/state.html", context=context)


def forget_live(mentorship: Mentorship, member: User) -> None:
    forget(thread_name(mentorship), about(member))


# --- Reading, and being told ------------------------------------------------------------------------------------------


def read_thread(*, mentorship: Mentorship, member: User, number: int, at: dt.datetime) -> None:
    """Marks what `member` has seen, never back and never beyond what is there; the news of it is read with it."""
    number = min(number, last_number(mentorship))
    own = reading_of(mentorship, member)
    mine = ThreadReading.objects.filter(pk=own.pk)
    mine.update(read_at=at)
    mine.filter(number__lt=number).update(number=number)
    if own.told:
        kind = ContentType.objects.get_for_model(ThreadReading)
        of_it = Notification.objects.filter(recipient=member, target_type=kind, target_id=own.pk)
        read(member=member, notifications=of_it, at=at)


def reading_of(mentorship: Mentorship, member: User) -> ThreadReading:
    return ThreadReading.objects.get_or_create(mentorship=mentorship, member=member)[0]


def tell_other(message: Message, at: dt.datetime) -> None:
    """Once until they have read it; whoever looks at the page right now is told only when they have looked away."""
    mentorship = message.mentorship
    other = mentorship.mentee if message.author_id == mentorship.mentor_id else mentorship.mentor
    assert other is not None
    reading = reading_of(mentorship, other)
    looks = reading.read_at is not None and reading.read_at > at - LOOKS
    if not looks and reading.told <= reading.number:
        tell(reading, message.number, at)


def tell(reading: ThreadReading, number: int, at: dt.datetime) -> bool:
    """Claims it first, so that two workers tell it once."""
    waiting = ThreadReading.objects.filter(pk=reading.pk, told=reading.told)
    if not waiting.update(told=number):
        return False
    centre = reading.mentorship.centre
    notify([reading.member], "mentoring.message", reading, centre=centre, at=at)
    return True


def tell_unread(at: dt.datetime) -> int:
    """Those who looked away from something unread; how many."""
    waiting = ThreadReading.objects.to_be_told(at).select_related("mentorship__centre", "member")
    told = 0
    for reading in waiting:
        with transaction.atomic():
            told += tell(reading, last_number(reading.mentorship), at)
    return told
