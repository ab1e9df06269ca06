import datetime as dt

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.board.models.concerns import Concern
from community.members.models import Centre, User

# How long somebody who asked may look again without asking anew.
SHOWN = dt.timedelta(days=1)


class AskingQuerySet(models.QuerySet["Asking"]):
    def for_centre(self, centre: Centre) -> "AskingQuerySet":
        return self.filter(concern__topic__centre=centre)

    def standing(self, by: User, at: dt.datetime) -> "AskingQuerySet":
        """Those after which `by` may still look."""
        return self.filter(by=by, at__gt=at - SHOWN)


class Asking(models.Model):
    """A moderator asked who raised a concern without a name. That is public; why, they read and the moderators."""

    concern = models.ForeignKey(Concern, models.CASCADE, related_name="askings")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    because = models.TextField(_("why you must know"), max_length=1000)
    at = models.DateTimeField(default=timezone.now, editable=False)

    objects = AskingQuerySet.as_manager()

    class Meta:
        verbose_name = _("asking for a name")
        verbose_name_plural = _("askings for a name")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return str(self.concern)
