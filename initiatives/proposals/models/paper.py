"""Support on paper: sheets that we print, one keys in and another confirms; and areas with a threshold of their own."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.members.models import Centre
from initiatives.proposals.models.initiative import Initiative

LINES = 15


class SheetQuerySet(models.QuerySet["Sheet"]):
    def confirmed(self) -> "SheetQuerySet":
        return self.filter(confirmed_at__isnull=False)

    def unconfirmed(self) -> "SheetQuerySet":
        """Keyed in by one, and waiting for a second person."""
        return self.filter(keyed_at__isnull=False, confirmed_at__isnull=True)

    def counted(self) -> int:
        """The valid lines of what two people have seen."""
        return self.confirmed().aggregate(sum=models.Sum("valid_lines"))["sum"] or 0


class Sheet(models.Model):
    """A printed sheet of an initiative. Only numbers are keyed in; names stay on the paper."""

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="sheets")
    number = models.PositiveSmallIntegerField(_("number"))
    lines = models.PositiveSmallIntegerField(_("lines"), default=LINES)
    printed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    printed_at = models.DateTimeField(default=timezone.now, editable=False)
    valid_lines = models.PositiveSmallIntegerField(_("valid lines"), null=True, blank=True)
    invalid_lines = models.PositiveSmallIntegerField(_("invalid lines"), null=True, blank=True)
    invalid_reason = models.CharField(_("why they are invalid"), max_length=300, blank=True)
    keyed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    keyed_at = models.DateTimeField(null=True, blank=True, editable=False)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = SheetQuerySet.as_manager()

    class Meta:
        verbose_name = _("sheet")
        verbose_name_plural = _("sheets")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["initiative", "number"], name="one_sheet_a_number"),
            models.CheckConstraint(
                condition=Q(keyed_at__isnull=True, valid_lines__isnull=True, invalid_lines__isnull=True)
                | Q(keyed_at__isnull=False, valid_lines__isnull=False, invalid_lines__isnull=False),
                name="keyed_sheet_has_its_numbers",
            ),
            models.CheckConstraint(
                condition=Q(valid_lines__isnull=True) | Q(valid_lines__lte=F("lines") - F("invalid_lines")),
                name="no_more_signatures_than_lines",
            ),
            models.CheckConstraint(
                condition=Q(invalid_lines__isnull=True) | Q(invalid_lines=0) | ~Q(invalid_reason=""),
                name="invalid_lines_carry_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True) | Q(keyed_at__isnull=False), name="confirmed_sheet_was_keyed"
            ),
            models.CheckConstraint(condition=~Q(keyed_by=F("confirmed_by")), name="confirmed_by_a_second_person"),
        ]

    def __str__(self) -> str:
        return self.label

    def get_absolute_url(self) -> str:
        place = {"centre": self.initiative.centre.slug, "pk": self.initiative_id}
        return reverse("proposals:sheet-list", kwargs=place)

    @property
    def label(self) -> str:
        """What is printed on it: the initiative and the number of the sheet."""
        return f"{self.initiative_id}-{self.number:03d}"


class Area(models.Model):
    """A named part of the commune whose initiatives need a number of supporters of their own."""

    centre = models.ForeignKey(Centre, models.CASCADE, related_name="support_areas")
    name = models.CharField(_("name"), max_length=80)
    threshold = models.PositiveIntegerField(
        _("supporters needed"), validators=[MinValueValidator(1), MaxValueValidator(100_000)]
    )

    class Meta:
        verbose_name = _("area")
        verbose_name_plural = _("areas")
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["centre", "name"], name="one_area_a_name")]

    def __str__(self) -> str:
        return self.name
