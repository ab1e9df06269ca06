from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from community.board.models.topics import Topic


class Reading(models.Model):
    """How far a member has read a topic: as which the last post that they have seen has arrived there."""

    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    topic = models.ForeignKey(Topic, models.CASCADE, related_name="readings")
    number = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("how far somebody has read")
        verbose_name_plural = _("how far people have read")
        constraints = [models.UniqueConstraint(fields=["member", "topic"], name="one_reading_a_topic")]

    def __str__(self) -> str:
        return f"{self.topic_id}: {self.number}"
