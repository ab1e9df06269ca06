"""What belongs to an initiative: its signatures, costs, pictures and history; and a centre's terms."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# The first migration looks for the path here.
from community.interface.models import Photo, picture_path  # noqa: F401
from community.members.models import Centre
from initiatives.proposals.models.initiative import Initiative, State


class Terms(models.Model):
    """What a centre asks of an initiative that gathers support."""

    centre = models.OneToOneField(Centre, models.CASCADE, primary_key=True, related_name="proposal_terms")
    threshold = models.PositiveIntegerField(
        _("supporters needed"), default=15, validators=[MinValueValidator(1), MaxValueValidator(100_000)]
    )
    days = models.PositiveIntegerField(
        _("days to gather them"), default=90, validators=[MinValueValidator(7), MaxValueValidator(730)]
    )
    answer_days = models.PositiveIntegerField(
        _("days for the centre's answer"), default=30, validators=[MinValueValidator(7), MaxValueValidator(180)]
    )
    appeal_days = models.PositiveIntegerField(
        _("days to appeal against a no"), default=14, validators=[MinValueValidator(7), MaxValueValidator(90)]
    )

    class Meta:
        verbose_name = verbose_name_plural = _("terms for initiatives")

    def __str__(self) -> str:
        return str(self.centre)

    @classmethod
    def of(cls, centre: Centre) -> "Terms":
        return cls.objects.filter(centre=centre).first() or cls(centre=centre)


class SupportQuerySet(models.QuerySet["Support"]):
    def named(self) -> "SupportQuerySet":
        """Those who let their names be shown, the first first."""
        return self.filter(shows_name=True).select_related("member").order_by("created_at", "pk")


class Support(models.Model):
    """A signature. It can be taken back, and names its member only to whom they allow."""

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="supports")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="supports")
    shows_name = models.BooleanField(_("show my name"), default=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = SupportQuerySet.as_manager()

    class Meta:
        verbose_name = _("support")
        verbose_name_plural = _("supports")
        constraints = [models.UniqueConstraint(fields=["initiative", "member"], name="one_support_a_member")]

    def __str__(self) -> str:
        return f"{self.initiative_id}"


class StateChange(models.Model):
    """One step of an initiative's life: dated, public, with the reason where it says no."""

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="changes")
    verb = models.CharField(max_length=24)
    before = models.CharField(max_length=16, choices=State)
    after = models.CharField(max_length=16, choices=State)
    reason = models.TextField(_("reason"), blank=True, max_length=4000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("change of state")
        verbose_name_plural = _("changes of state")
        ordering = ["changed_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(after__in=["refused", "rejected", "withdrawn"]) | ~Q(reason=""),
                name="a_no_carries_a_reason",
            )
        ]

    def __str__(self) -> str:
        return self.initiative.title

    def get_absolute_url(self) -> str:
        return f"{self.initiative.get_absolute_url()}#history-title"

    @property
    def centre(self) -> Centre:
        return self.initiative.centre


class CostItem(models.Model):
    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="cost_items")
    position = models.PositiveSmallIntegerField()
    label = models.CharField(_("what for"), max_length=120)
    amount = models.PositiveBigIntegerField(_("amount"))

    class Meta:
        verbose_name = _("cost item")
        verbose_name_plural = _("cost items")
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["initiative", "position"], name="one_cost_item_a_line")]

    def __str__(self) -> str:
        return self.label


class Picture(Photo):
    """What an author shows of the idea."""

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="pictures")
    position = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        ordering = ["position"]

    def address(self, size: str, kind: str) -> str:
        place = {"centre": self.initiative.centre.slug, "pk": self.initiative_id}
        return reverse("proposals:picture-file", kwargs=place | {"picture": self.pk, "size": size, "kind": kind})
