"""What residents know better."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.members.models import Centre, User
from maps.models.places import Place


class SuggestionQuerySet(models.QuerySet["Suggestion"]):
    def for_centre(self, centre: Centre) -> "SuggestionQuerySet":
        return self.filter(centre=centre)

    def visible_to(self, member: User | AnonymousUser) -> "SuggestionQuerySet":
        """To those who keep the centre's map, and to whoever made it."""
        if not member.is_authenticated:
            return self.none()
        served = Centre.objects.served_by(member, "coordinator", "editor").values("pk")
        return self.filter(Q(member=member) | Q(centre__in=served))

    def waiting(self) -> "SuggestionQuerySet":
        """The longest first."""
        return self.filter(decided_at__isnull=True).order_by("made_at", "pk")


class Suggestion(models.Model):
    """A correction of `place`, or a new one where there is none: `proposed` holds what differs, by field.

    Nobody else reads it before a coordinator has taken it over.
    """

    class Outcome(models.TextChoices):
        TAKEN = "taken", _("taken over")
        PARTLY = "partly", _("partly taken over")
        REFUSED = "refused", _("not taken over")

    centre = models.ForeignKey(Centre, models.CASCADE, related_name="+")
    place = models.ForeignKey(Place, models.CASCADE, null=True, blank=True, related_name="suggestions")
    member = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    proposed: models.Field[Any, Any] = models.JSONField(default=dict)
    note = models.CharField(_("why, or how you know"), max_length=600, blank=True)
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    decided_at = models.DateTimeField(null=True, blank=True, editable=False)
    decided_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    outcome = models.CharField(max_length=8, choices=Outcome, blank=True)
    answer = models.CharField(_("a word to whoever suggested it"), max_length=300, blank=True)

    objects = SuggestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("suggestion for the map")
        verbose_name_plural = _("suggestions for the map")
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, outcome="") | Q(decided_at__isnull=False) & ~Q(outcome=""),
                name="suggestion_decided_with_outcome",
            )
        ]
        indexes = [models.Index(fields=["centre", "made_at"], name="suggestions_waiting", condition=Q(decided_at=None))]

    def __str__(self) -> str:
        return str(self.place or self.proposed.get("name", ""))

    def get_absolute_url(self) -> str:
        return reverse("maps:suggestion-detail", kwargs={"centre": self.centre.slug, "pk": self.pk})
