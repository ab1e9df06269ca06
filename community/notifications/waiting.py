from django.urls import reverse
from django.utils.translation import ngettext

from community.members.models import Centre, User
from community.members.waiting import Waiting
from community.notifications.models import Notification


def contribute(member: User, centre: Centre) -> list[Waiting]:
    count = Notification.objects.filter(recipient=member).unread().count()
    if not count:
        return []
    text = ngettext("%(count)d piece of news for you", "%(count)d pieces of news for you", count) % {"count": count}
    return [Waiting(text, reverse("notifications:notification-list"))]
