"""Where something is, and what one should know before going there."""

import datetime as dt
import uuid
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.interface.models import Photo
from community.members.models import Centre, User
from maps.models.organisations import Keeper, Organisation
from maps.models.worded import Worded
from maps.vocabulary import CATEGORIES

FRESH_FOR = dt.timedelta(days=365)  # after its last confirmation an entry is stale


class PlaceQuerySet(models.QuerySet["Place"]):
    def for_centre(self, centre: Centre) -> "PlaceQuerySet":
        return self.filter(centre=centre)

    def standing(self) -> "PlaceQuerySet":
        return self.filter(withdrawn_at__isnull=True)

    def keepable_by(self, member: User | AnonymousUser) -> "PlaceQuerySet":
        """The list twin of the rule `maps.keep_place`."""
        if not member.is_authenticated or not member.is_active:
            return self.none()
        served = Centre.objects.served_by(member, "coordinator", "editor").values("pk")
        kept = Keeper.objects.filter(member=member).values("organisation")
        return self.filter(Q(centre__in=served) | Q(organisation__in=kept))

    def visible_to(self, member: User | AnonymousUser) -> "PlaceQuerySet":
        """The list twin of the rule `maps.view_place`: what stands, and to its keepers what was taken down."""
        return self.filter(Q(withdrawn_at__isnull=True) | Q(pk__in=self.model.objects.keepable_by(member).values("pk")))

    def stale(self, on: dt.date) -> "PlaceQuerySet":
        """Standing, and nobody has confirmed them for long; the longest first."""
        return self.standing().filter(confirmed_on__lte=on - FRESH_FOR).order_by("confirmed_on", "pk")

    def listed(self) -> "PlaceQuerySet":
        return self.order_by("name", "pk")


class Place(Worded):
    """A `location` of HSDS with what its organisation says of it: address, hours, contacts, access."""

    WORDS = ("name", "summary", "hours_note", "access_note")

    class StepFree(models.TextChoices):
        YES = "yes", _("step-free")
        PARTLY = "partly", _("partly step-free")
        NO = "no", _("steps in the way")
        UNKNOWN = "unknown", _("not known")

    centre = models.ForeignKey(Centre, models.CASCADE, related_name="places")
    organisation = models.ForeignKey(Organisation, models.SET_NULL, null=True, blank=True, related_name="places")
    uid = models.UUIDField(default=uuid.uuid4, editable=False)
    category = models.CharField(_("category"), max_length=30, choices=CATEGORIES)
    tags = models.JSONField(_("tags"), default=list, blank=True)
    latitude = models.FloatField(_("latitude"), validators=[MinValueValidator(-85), MaxValueValidator(85)])
    longitude = models.FloatField(_("longitude"), validators=[MinValueValidator(-180), MaxValueValidator(180)])
    street = models.CharField(_("street and number"), max_length=120, blank=True)
    village = models.CharField(_("village or town"), max_length=80, blank=True)
    postcode = models.CharField(_("postcode"), max_length=12, blank=True)
    hours = models.CharField(_("opening hours"), max_length=255, blank=True)
    hours_note = models.CharField(_("about the hours"), max_length=200, blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    website = models.URLField(_("website"), blank=True)
    step_free = models.CharField(_("without steps"), max_length=8, choices=StepFree, default=StepFree.UNKNOWN)
    access_note = models.CharField(_("about getting in"), max_length=300, blank=True)
    languages = models.JSONField(_("languages spoken there"), default=list, blank=True)
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    changed_at = models.DateTimeField(default=timezone.now, editable=False)
    confirmed_on = models.DateField(_("last confirmed on"), default=dt.date.today)
    confirmed_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    reminded_on = models.DateField(null=True, blank=True, editable=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        verbose_name = _("place")
        verbose_name_plural = _("places")
        constraints = [
            models.UniqueConstraint(fields=["centre", "uid"], name="one_place_a_uid"),
            models.CheckConstraint(condition=~Q(name=""), name="place_has_a_name"),
            models.CheckConstraint(
                condition=Q(latitude__range=(-85, 85), longitude__range=(-180, 180)), name="place_on_the_map"
            ),
        ]
        indexes = [
            models.Index(fields=["centre", "name", "id"], name="places_by_name"),
            models.Index(F("confirmed_on"), name="places_by_confirmation", condition=Q(withdrawn_at__isnull=True)),
        ]

    def get_absolute_url(self) -> str:
        return reverse("maps:place-detail", kwargs={"centre": self.centre.slug, "pk": self.pk})

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_at is not None

    def is_stale(self, on: dt.date) -> bool:
        return on - self.confirmed_on >= FRESH_FOR

    @property
    def address(self) -> str:
        """In one line."""
        town = f"{self.postcode} {self.village}".strip()
        return ", ".join(part for part in (self.street, town) if part)


class PlacePhoto(Photo):
    place = models.OneToOneField(Place, models.CASCADE, related_name="photo")

    class Meta:
        verbose_name = _("photo of a place")
        verbose_name_plural = _("photos of places")

    def address(self, size: str, kind: str) -> str:
        where: dict[str, Any] = {"centre": self.place.centre.slug, "pk": self.place_id, "photo": self.pk}
        return reverse("maps:place-photo", kwargs=where | {"size": size, "kind": kind})
