from django.db.models import Count
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from community.board.models import Concern, Hall, Question, Topic, TopicQuerySet
from community.board.models.halls import SERVING
from community.members.models import Centre, User
from community.members.waiting import Waiting

SHOWN = 3


def contribute(member: User, centre: Centre) -> list[Waiting]:
    """At most four queries: answers to judge, concerns entrusted to the member, open halls, what the centre owes."""
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
    if member.has_role(centre, *SERVING):
        lines += asked_in_halls(centre)
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


def asked_in_halls(centre: Centre) -> list[Waiting]:
    """Somebody sits in a hall and waits for a moderator."""
    halls = Hall.objects.open(timezone.now()).filter(topic__centre=centre)
    waiting = Question.objects.waiting().filter(hall__in=halls).order_by("hall")
    rows = waiting.values("hall__topic", "hall__topic__title").annotate(count=Count("pk"))
    return [in_hall(centre, **row) for row in rows]


def in_hall(centre: Centre, *, hall__topic: int, hall__topic__title: str, count: int) -> Waiting:
    text = ngettext(
        "In the hall, %(count)d question waits for a moderator: “%(title)s”",
        "In the hall, %(count)d questions wait for a moderator: “%(title)s”",
        count,
    )
    address = reverse("board:hall-desk", kwargs={"centre": centre.slug, "pk": hall__topic})
    return Waiting(text % {"count": count, "title": hall__topic__title}, address)
