"""What residents may report and moderators may hide, always with a reason the author can read."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ModeratedQuerySet(models.QuerySet):
    def shown(self) -> "ModeratedQuerySet":
        return self.filter(hidden_at__isnull=True)


class Moderated(models.Model):
    """Anything that people publish: hidden only through a `Decision`, which carries the reason."""

    hidden_at = models.DateTimeField(_("hidden"), null=True, blank=True, editable=False)

    class Meta:
        abstract = True

    @property
    def is_hidden(self) -> bool:
        return self.hidden_at is not None
