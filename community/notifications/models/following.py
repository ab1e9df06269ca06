"""What a member follows."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from taggit.models import Tag

from community.members.models import Centre, User


class FollowQuerySet(models.QuerySet["Follow"]):
    def of(self, member: User) -> "FollowQuerySet":
        return self.filter(member=member).order_by("-created_at", "-pk")

    def on(self, target: Any, centre: Centre | None = None) -> "FollowQuerySet":
        """`centre` only for what is the whole network's, such as a tag."""
        kind = ContentType.objects.get_for_model(target)
        return self.filter(target_type=kind, target_id=target.pk, centre=centre)

    def on_tags(self, tags: Iterable[Tag], centre: Centre) -> "FollowQuerySet":
        kind = ContentType.objects.get_for_model(Tag)
        return self.filter(target_type=kind, target_id__in=[tag.pk for tag in tags], centre=centre)


class Follow(models.Model):
    """A member wants to hear what happens with something, or, of a tag, what is new with it in one centre."""

    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="follows")
    target_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    target_id = models.BigIntegerField()
    target = GenericForeignKey("target_type", "target_id")
    centre = models.ForeignKey(Centre, models.CASCADE, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    objects = FollowQuerySet.as_manager()

    class Meta:
        verbose_name = _("follow")
        verbose_name_plural = _("follows")
        constraints = [
            models.UniqueConstraint(
                fields=["member", "target_type", "target_id"],
                condition=Q(centre__isnull=True),
                name="one_follow_a_target",
            ),
            models.UniqueConstraint(
                fields=["member", "target_type", "target_id", "centre"],
                condition=Q(centre__isnull=False),
                name="one_follow_a_target_and_centre",
            ),
        ]
        indexes = [models.Index(fields=["target_type", "target_id"], name="follow_target")]

    def __str__(self) -> str:
        return f"{self.target_type_id}:{self.target_id}"
