"""Seats at an event: asked for, confirmed, given up, passed on to whoever waits longest."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from community.members.models import User
from pages import mail
from pages.models import Gathering, Seat


def ask_for_seat(*, gathering: Gathering, name: str, email: str, language: str, at: dt.datetime) -> None:
    """Somebody without an account: nothing is taken until the link in the mail is confirmed.

    Who asks twice gets the mail again, and the answer on the screen is the same for everybody.
    """
    refuse_closed(gathering, at)
    with transaction.atomic():
        name = " ".join(name.split())
        known = (
            Seat.objects.kept().filter(gathering=gathering, email__iexact=email, name__iexact=name, member=None).first()
        )
        seat = known or Seat(gathering=gathering, name=name, email=email, language=language, asked_at=at)
        if known is None:
            seat.save()
        mail.send("seat_asked" if seat.confirmed_at is None else "seat_known", seat)


def seat_member(*, gathering: Gathering, member: User, at: dt.datetime) -> Seat:
    """A member is known already: seated at once, or next in the waiting list."""
    refuse_closed(gathering, at)
    try:
        with transaction.atomic():
            seat = Seat.objects.create(
                gathering=gathering,
                member=member,
                name=member.get_full_name(),
                language=member.language,
                asked_at=at,
            )
            return place(seat, at)
    except IntegrityError:
        return Seat.objects.kept().get(gathering=gathering, member=member)


@transaction.atomic
def confirm_seat(*, seat: Seat, at: dt.datetime) -> Seat:
    """By whoever holds the link; a second time changes nothing."""
    if seat.cancelled_at is None and seat.confirmed_at is None:
        refuse_closed(seat.gathering, at)
    return place(seat, at)


def place(seat: Seat, at: dt.datetime) -> Seat:
    """Seats the person, or queues them. The gathering's row is held: no freed seat passes a waiting person by."""
    gathering = Gathering.objects.select_for_update().get(pk=seat.gathering_id)
    seat.refresh_from_db(fields=["confirmed_at", "cancelled_at"])
    if seat.confirmed_at or seat.cancelled_at:
        return seat
    has_room = Gathering.objects.filter(pk=gathering.pk).with_room()
    seated = not Seat.objects.waiting().filter(gathering=gathering).exists() and has_room.update(taken=F("taken") + 1)
    seat.confirmed_at = at
    seat.taken_at = at if seated else None
    seat.save(update_fields=["confirmed_at", "taken_at"])
    mail.send("seat_taken" if seated else "seat_waiting", seat)
    return seat


@transaction.atomic
def give_up_seat(*, seat: Seat, at: dt.datetime) -> Seat:
    """The next from the waiting list takes it and is told."""
    gathering = Gathering.objects.select_for_update().get(pk=seat.gathering_id)
    seat.refresh_from_db()
    if seat.cancelled_at:
        return seat
    was_taken = seat.is_taken
    seat.cancelled_at = at
    seat.save(update_fields=["cancelled_at"])
    if was_taken:
        Gathering.objects.filter(pk=gathering.pk).update(taken=F("taken") - 1)
        promote(gathering, at)
    return seat


def promote(gathering: Gathering, at: dt.datetime) -> int:
    """Seats those who wait, the longest waiting first, while there is room and the event is to come."""
    if gathering.cancelled_at or gathering.starts_at <= at:
        return 0
    promoted = 0
    for seat in Seat.objects.waiting().filter(gathering=gathering).select_related("member", "gathering__centre"):
        if not Gathering.objects.filter(pk=gathering.pk).with_room().update(taken=F("taken") + 1):
            break
        seat.taken_at = at
        seat.save(update_fields=["taken_at"])
        mail.send("seat_promoted", seat)
        promoted += 1
    gathering.refresh_from_db(fields=["taken"])
    return promoted


def refuse_closed(gathering: Gathering, at: dt.datetime) -> None:
    if gathering.cancelled_at:
        raise ValidationError(_("This event has been cancelled."), code="cancelled")
    if gathering.starts_at <= at:
        raise ValidationError(_("This event has already begun: nobody can sign up any more."), code="begun")
