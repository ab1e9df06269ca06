"""What a member is in one centre: resident or not, and which roles."""

from django.contrib.auth.models import Group
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.members.models.centres import Centre
from community.members.models.people import User


class MembershipQuerySet(models.QuerySet["Membership"]):
    def for_centre(self, centre: Centre) -> "MembershipQuerySet":
        return self.filter(centre=centre)

    def verified(self) -> "MembershipQuerySet":
        return self.filter(verified_at__isnull=False)

    def unverified(self) -> "MembershipQuerySet":
        return self.filter(verified_at__isnull=True)

    def asking(self) -> "MembershipQuerySet":
        """Those who say that they live here and whom nobody has verified yet, the longest waiting first."""
        return self.unverified().filter(declared_at__isnull=False).order_by("declared_at", "pk")

    def named(self, words: str) -> "MembershipQuerySet":
        return self.filter(models.Q(member__display_name__icontains=words) | models.Q(member__handle__iexact=words))


class Membership(models.Model):
    """What a member is in one centre. A returnee may belong to two."""

    class Method(models.TextChoices):
        LETTER = "letter", _("a code from a letter")
        DESK = "desk", _("at the desk")
        REGISTER = "register", _("the municipal register")

    member = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    centre = models.ForeignKey(Centre, models.CASCADE, related_name="memberships")
    joined_at = models.DateTimeField(default=timezone.now, editable=False)
    declared_at = models.DateTimeField(_("says that they live here, since"), null=True, blank=True)
    verified_at = models.DateTimeField(_("verified"), null=True, blank=True)
    verified_through = models.CharField(_("verified through"), max_length=10, choices=Method, blank=True)
    verified_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.UniqueConstraint(fields=["member", "centre"], name="one_membership_a_centre"),
            models.CheckConstraint(
                condition=models.Q(verified_at__isnull=True, verified_through="")
                | models.Q(verified_at__isnull=False) & ~models.Q(verified_through=""),
                name="verified_through_something",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member} · {self.centre}"

    @property
    def is_verified(self) -> bool:
        return self.verified_at is not None

    @property
    def is_asking(self) -> bool:
        return self.declared_at is not None and self.verified_at is None


class RoleGrant(models.Model):
    """A role in a centre, given by name and date."""

    class Role(models.TextChoices):
        COORDINATOR = "coordinator", _("coordinator")
        EDITOR = "editor", _("editor")
        MODERATOR = "moderator", _("moderator")
        MENTOR_COORDINATOR = "mentor_coordinator", _("mentor coordinator")

    membership = models.ForeignKey(Membership, models.CASCADE, related_name="grants")
    role = models.CharField(_("role"), max_length=20, choices=Role)
    granted_at = models.DateTimeField(default=timezone.now, editable=False)
    granted_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        constraints = [models.UniqueConstraint(fields=["membership", "role"], name="one_grant_a_role")]

    def __str__(self) -> str:
        return self.get_role_display()

    @staticmethod
    def group(centre: Centre, role: str) -> Group:
        """The back office's group that holds what `role` may do in `centre`."""
        return Group.objects.get_or_create(name=f"{centre.slug}:{role}")[0]
