"""What is looked at before a mentor meets anybody."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.members.models import Centre


class Vetting(models.Model):
    """One of three that an offer needs, with its day and who answers for it. What was said is written nowhere."""

    class Kind(models.TextChoices):
        CONVERSATION = "conversation", _("conversation")
        REFERENCE = "reference", _("reference")
        STATEMENT = "statement", _("child-protection statement")

    offer = models.ForeignKey("mentoring.Offer", models.CASCADE, related_name="vettings")
    kind = models.CharField(_("what"), max_length=12, choices=Kind)
    on = models.DateField(_("on"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    noted_at = models.DateTimeField(_("noted"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("vetting")
        verbose_name_plural = _("vettings")
        constraints = [models.UniqueConstraint(fields=["offer", "kind"], name="one_vetting_a_kind")]
        ordering = ["on", "pk"]

    def __str__(self) -> str:
        return self.get_kind_display()

    def get_absolute_url(self) -> str:
        """The mentor's own page."""
        return reverse("mentoring:mine", kwargs={"centre": self.offer.centre.slug})

    @property
    def centre(self) -> Centre:
        """As news of it names it."""
        return self.offer.centre
