"""What can be followed here: a tag, in one centre."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from taggit.models import Tag

from community.members.models import Centre, User
from community.notifications.followed import Followable


def everybody(tags: Any, member: User) -> Any:
    return tags


def page_of(tag: Tag, centre: Centre | None) -> str:
    facts = {"tag": tag.slug} | ({"centre": centre.slug} if centre else {})
    return reverse("pages:tag", kwargs=facts)


TAGS = Followable("taggit.tag", _("New stories, initiatives and topics with a tag"), seen=everybody, url=page_of)
