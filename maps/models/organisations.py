"""Who provides what stands on the map."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.members.models import Centre, User
from maps.models.worded import Worded


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def for_centre(self, centre: Centre) -> "OrganisationQuerySet":
        return self.filter(centre=centre)

    def kept_by(self, member: User) -> "OrganisationQuerySet":
        return self.filter(keepers__member=member)

    def listed(self) -> "OrganisationQuerySet":
        return self.order_by("name", "pk")


class Organisation(Worded):
    """An `organization` of HSDS."""

    class Kind(models.TextChoices):
        OFFICE = "office", _("public office")
        NGO = "ngo", _("association or foundation")
        EMPLOYER = "employer", _("company")
        SCHOOL = "school", _("school")
        CHURCH = "church", _("church")
        GROUP = "group", _("group")
        NEIGHBOUR = "neighbour", _("neighbour")

    centre = models.ForeignKey(Centre, models.CASCADE, related_name="organisations")
    uid = models.UUIDField(default=uuid.uuid4, editable=False)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.OFFICE)
    website = models.URLField(_("website"), blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    made_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["centre", "uid"], name="one_organisation_a_uid"),
            models.CheckConstraint(condition=~Q(name=""), name="organisation_has_a_name"),
        ]


class Keeper(models.Model):
    """A member who may keep an organisation's entries; a coordinator has linked them."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="keepers")
    member = models.ForeignKey(User, models.CASCADE, related_name="+")
    linked_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    linked_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("keeper of an organisation")
        verbose_name_plural = _("keepers of organisations")
        constraints = [models.UniqueConstraint(fields=["organisation", "member"], name="keeper_once")]

    def __str__(self) -> str:
        return str(self.organisation)
