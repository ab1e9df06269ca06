"""What members are told about stories."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from community.members.models import User
from community.notifications.kinds import Kind


def shown(pages: Any, member: User) -> Any:
    return pages.shown()


KINDS = [Kind("pages.story_published", _("A new story with a tag that I follow"), once=True, seen=shown)]
