"""What is kept about consent, invitations and those who left."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.members.models.centres import Centre
from community.members.models.memberships import RoleGrant
from community.members.models.people import User


class ConsentQuerySet(models.QuerySet["Consent"]):
    def standing(self) -> "ConsentQuerySet":
        return self.filter(withdrawn_at__isnull=True)


class Consent(models.Model):
    """What a member agreed to, in the words that were shown; withdrawn, it stays as a line of the log."""

    ACCOUNT = "account"
    RESIDENCY = "residency"

    member = models.ForeignKey(User, models.CASCADE, related_name="consents")
    centre = models.ForeignKey(Centre, models.CASCADE, null=True, blank=True, related_name="+")
    purpose = models.CharField(_("purpose"), max_length=40)
    text = models.TextField(_("text"))
    text_version = models.CharField(_("version of the text"), max_length=20)
    given_at = models.DateTimeField(_("given"), default=timezone.now)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering = ["-given_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["member", "purpose", "centre"],
                condition=models.Q(withdrawn_at__isnull=True, centre__isnull=False),
                name="one_standing_consent_a_centre",
            ),
            models.UniqueConstraint(
                fields=["member", "purpose"],
                condition=models.Q(withdrawn_at__isnull=True, centre__isnull=True),
                name="one_standing_consent",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.text_version}"

    @property
    def may_be_withdrawn_here(self) -> bool:
        """The account itself is given up by erasing it."""
        return self.withdrawn_at is None and self.purpose != self.ACCOUNT


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def waiting(self, at: dt.datetime) -> "InvitationQuerySet":
        return self.filter(accepted_at__isnull=True, expires_at__gt=at)


class Invitation(models.Model):
    """A role offered by mail. The link's secret is kept as a hash."""

    centre = models.ForeignKey(Centre, models.CASCADE, related_name="invitations")
    role = models.CharField(_("role"), max_length=20, choices=RoleGrant.Role)
    email = models.EmailField(_("e-mail"))
    language = models.CharField(_("language"), max_length=8, choices=settings.LANGUAGES)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    invited_at = models.DateTimeField(default=timezone.now, editable=False)
    invited_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-invited_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_role_display()} · {self.centre}"


class Erasure(models.Model):
    """That an account was erased: replayed after a backup is restored. Holds nothing about the person."""

    member_pk = models.BigIntegerField(unique=True)
    erased_on = models.DateField()

    def __str__(self) -> str:
        return f"{self.member_pk}"
