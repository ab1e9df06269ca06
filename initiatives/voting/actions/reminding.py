"""The reminder on the day before the close, for those who may vote and have not."""

import datetime as dt

from django.db import transaction

from community.members.models import User
from community.notifications import actions as notifications
from initiatives.voting import keys
from initiatives.voting.models import Ballot, PaperVoter, Reminder, Round
from initiatives.voting.own import subject_of
from initiatives.voting.rules import eligible
from initiatives.voting.secrecy import handle_of

FROM_HOUR = 9  # of the day before the last one, by the centre's clock
NO_LATER_THAN = dt.timedelta(hours=1)  # before the close
AT_ONE_TIME = 100


def is_time_to_remind(round: Round, *, at: dt.datetime) -> bool:
    """A round that knows its voters by a code or a register cannot tell whose mailbox is whose."""
    if round.identifier != Round.Identifier.MEMBER or round.closes_at - at < NO_LATER_THAN:
        return False
    zone = round.centre.zone
    day_before = round.last_day.astimezone(zone).date() - dt.timedelta(days=1)
    return at >= dt.datetime.combine(day_before, dt.time(FROM_HOUR), zone)


def remind(*, round: Round, at: dt.datetime) -> int:
    """Reminds everybody once, however often it is begun anew; how many were told."""
    told = 0
    while (some := remind_some(round, at)) is not None:
        told += some
    return told


def remind_some(round: Round, at: dt.datetime) -> int | None:
    """The next of those who may vote; None when there are no more. Their place is kept together with their mails."""
    with transaction.atomic():
        Reminder.objects.bulk_create([Reminder(round=round)], ignore_conflicts=True)
        reminder = Reminder.objects.select_for_update(of=("self",)).get(round=round)
        waiting = eligible(round).filter(pk__gt=reminder.up_to).select_related("member").order_by("pk")
        some = list(waiting[:AT_ONE_TIME])
        if not some:
            return None
        reminder.up_to = some[-1].pk
        reminder.save(update_fields=["up_to"])
        members = without_ballot(round, [membership.member for membership in some])
        return notifications.remind(members, "voting.closes_soon", round, at=at)


def without_ballot(round: Round, members: list[User]) -> list[User]:
    """Those whose ballot is not in the box, and who took none on paper."""
    key = keys.read(round)
    handles = {handle_of(key, subject_of(member)): member for member in members}
    voted, on_paper = (kind.objects.filter(handle__in=handles).values_list("handle") for kind in (Ballot, PaperVoter))
    done = {handle for (handle,) in voted.union(on_paper)}
    return [member for handle, member in handles.items() if handle not in done]
