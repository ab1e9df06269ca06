import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from community.board.models.topics import Topic
from community.members.models import Centre


class Concern(models.Model):
    """What makes a topic a concern: who at the centre owes an answer, until when, and whether it was one."""

    class Verdict(models.TextChoices):
        ANSWERED = "yes", _("yes, this was answered")
        UNANSWERED = "no", _("no, this was not answered")

    topic = models.OneToOneField(Topic, models.CASCADE, primary_key=True, related_name="concern")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    due_at = models.DateTimeField(_("answer due"))
    answer = models.TextField(_("answer of the centre"), max_length=5000, blank=True)
    answer_html = models.TextField(editable=False, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True, editable=False)
    verdict = models.CharField(_("was this answered?"), max_length=3, choices=Verdict, blank=True)
    judged_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("concern")
        verbose_name_plural = _("concerns")
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answer="") | Q(answered_at__isnull=False) & ~Q(answer=""),
                name="an_answer_has_words",
            ),
            models.CheckConstraint(
                condition=Q(verdict="") | Q(answered_at__isnull=False), name="only_an_answer_is_judged"
            ),
        ]

    def __str__(self) -> str:
        return str(self.topic)

    def get_absolute_url(self) -> str:
        return self.topic.get_absolute_url()

    @property
    def centre(self) -> Centre:
        return self.topic.centre

    @property
    def is_answered(self) -> bool:
        return self.answered_at is not None

    def is_overdue(self, at: dt.datetime) -> bool:
        return not self.is_answered and self.due_at <= at
