"""What others add to an initiative: papers that belong to it, and hands that help."""

import secrets

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.members.models import Centre
from initiatives.proposals.models.initiative import Initiative


def document_path(document: "Document", name: str) -> str:
    """Not to be guessed, and without anything of the name that the file came with."""
    return f"initiatives/{secrets.token_urlsafe(16)}/document.pdf"


class Document(models.Model):
    """A PDF that belongs to an initiative; handed out as a file to keep, never opened in our pages."""

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="documents")
    title = models.CharField(_("what it is"), max_length=120)
    file = models.FileField(upload_to=document_path)
    size = models.PositiveIntegerField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    added_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ["added_at", "pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        place = {"centre": self.initiative.centre.slug, "pk": self.initiative_id, "document": self.pk}
        return reverse("proposals:document-file", kwargs=place)


class Helper(models.Model):
    """Somebody who lends a hand. Their number is public; who, and how to reach them, only authors and centre see."""

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="helpers")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    text = models.CharField(_("what I can do or lend"), max_length=300)
    hours = models.PositiveSmallIntegerField(
        _("hours"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(500)]
    )
    contact = models.CharField(_("how to reach me"), max_length=120)
    offered_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("helper")
        verbose_name_plural = _("helpers")
        ordering = ["offered_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["initiative", "member"], name="one_offer_a_helper")]

    def __str__(self) -> str:
        return self.initiative.title

    def get_absolute_url(self) -> str:
        return f"{self.initiative.get_absolute_url()}#helpers-title"

    @property
    def centre(self) -> Centre:
        return self.initiative.centre
