from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from community.board.models import Concern, Topic, TopicQuerySet
from community.members.models import Centre, User
from community.members.waiting import Waiting

SHOWN = 3


def contribute(member: User, centre: Centre) -> list[Waiting]:
    """At most three queries: answers to judge, concerns entrusted to the member, and what the centre owes."""
    seen = Topic.objects.for_centre(centre).visible_to(member)
    here = Concern.objects.filter(topic__in=seen).select_related("topic__centre")
    judge = here.filter(topic__author=member, answered_at__isnull=False, verdict="").order_by("answered_at")
    lines = [
        Waiting(_("Was “%(title)s” answered?") % {"title": concern.topic.title}, concern.get_absolute_url())
        for concern in judge[:SHOWN]
    ]
    own = here.filter(owner=member, answered_at__isnull=True).order_by("due_at")
    lines += [
        Waiting(_("“%(title)s” waits for your answer") % {"title": concern.topic.title}, concern.get_absolute_url())
        for concern in own[:SHOWN]
    ]
    return lines + owed(centre, seen) if member.has_role(centre, "coordinator") else lines


def owed(centre: Centre, seen: TopicQuerySet) -> list[Waiting]:
    late = seen.overdue(timezone.now()).count()
    text = ngettext(
        "%(count)d concern should have been answered by now",
        "%(count)d concerns should have been answered by now",
        late,
    )
    address = reverse("board:topic-list", kwargs={"centre": centre.slug})
    return [Waiting(text % {"count": late}, f"{address}?overdue=on")] if late else []
