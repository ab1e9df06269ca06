"""A later close of an open vote."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.members.models import User
from initiatives.voting.models.rounds import Round


class Extension(models.Model):
    """The only change an open vote allows: a later close, with a reason that everybody reads."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="extensions")
    closed_before = models.DateTimeField(_("would have closed"))
    closes_at = models.DateTimeField(_("now closes"))
    reason = models.CharField(_("reason"), max_length=400)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("extension")
        verbose_name_plural = _("extensions")
        ordering = ["made_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(closes_at__gt=F("closed_before")), name="extension_is_later"),
            models.CheckConstraint(condition=~Q(reason=""), name="extension_has_a_reason"),
        ]

    def __str__(self) -> str:
        return self.reason
