"""What members are told about stories."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from community.members.models import Centre, User
from community.notifications.kinds import Kind


def shown(pages: Any, member: User) -> Any:
    return pages.shown()


def published_by_who_writes(pages: Any, member: User) -> Any:
    served = Centre.objects.served_by(member, "editor", "coordinator")
    return pages.live().filter(centre__in=served.order_by().values("pk"))


KINDS = [
    Kind("pages.story_published", _("A new story with a tag that I follow"), once=True, seen=shown),
    Kind(
        "pages.original_corrected",
        _("A story that my centre took over is corrected where it came from"),
        concerns_me=True,
        seen=published_by_who_writes,
    ),
    Kind(
        "pages.original_withdrawn",
        _("A story that my centre took over is taken down where it came from"),
        concerns_me=True,
        seen=published_by_who_writes,
    ),
]
