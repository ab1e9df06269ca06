"""What a report, a decision or a sweep is about."""

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _

from community.members.models import Centre


class About(models.Model):
    """Points at what was reported or decided about, and remembers its title and address."""

    centre = models.ForeignKey(Centre, models.CASCADE, related_name="+")
    target_type = models.ForeignKey(ContentType, models.SET_NULL, null=True, blank=True, related_name="+")
    target_id = models.BigIntegerField(null=True, blank=True)
    target = GenericForeignKey("target_type", "target_id")
    title = models.CharField(_("what it is about"), max_length=200)
    url = models.CharField(_("its address"), max_length=400)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title
