"""What happened, in the order in which each topic saw it. A broadcast only says that it is worth reading this again."""

from django.db import models
from django.utils import timezone


class Topic(models.Model):
    """Something that can be followed live, such as `initiative:12`; `seq` is the number of its last event."""

    name = models.CharField(max_length=80, unique=True)
    seq = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return self.name


class EventQuerySet(models.QuerySet["Event"]):
    def after(self, number: int) -> "EventQuerySet":
        return self.filter(number__gt=number).order_by("number")


class Event(models.Model):
    """One change of a topic, rendered once a language when it was committed: `html` maps language to markup."""

    topic = models.ForeignKey(Topic, models.CASCADE, related_name="events")
    number = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=40)
    # What in the topic it shows, so that it can be forgotten before its time.
    about = models.CharField(max_length=40, blank=True, default="")
    html = models.JSONField(default=dict)
    created_at = models.DateTimeField(default=timezone.now, db_index=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["topic", "number"], name="one_event_a_number")]

    def __str__(self) -> str:
        return f"{self.topic_id}/{self.number}"
