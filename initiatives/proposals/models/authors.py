"""Who writes an initiative together, and whether those of two agree that theirs become one."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.members.models import Centre, User
from initiatives.proposals.models.initiative import UNANSWERED, Initiative

LINK_LASTS = dt.timedelta(days=30)


class CoAuthorQuerySet(models.QuerySet["CoAuthor"]):
    def accepted(self) -> "CoAuthorQuerySet":
        return self.filter(accepted_at__isnull=False, member__is_active=True).order_by("accepted_at", "pk")

    def waiting(self) -> "CoAuthorQuerySet":
        return self.filter(accepted_at__isnull=True).order_by("invited_at", "pk")

    def lapsed(self, at: dt.datetime) -> "CoAuthorQuerySet":
        """Mailed so long ago that nobody will answer: the address is forgotten."""
        return self.waiting().filter(invited_at__lte=at - LINK_LASTS).exclude(email="")


class CoAuthor(models.Model):
    """An invitation to write together and, once accepted, a place among the authors. A refusal leaves no row.

    Whoever is invited by mail is known by address only until they accept; the link's secret is kept as a hash.
    """

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="coauthors")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="+")
    email = models.EmailField(_("e-mail"), blank=True)
    digest = models.CharField(max_length=64, blank=True, editable=False)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    invited_at = models.DateTimeField(default=timezone.now, editable=False)
    accepted_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = CoAuthorQuerySet.as_manager()

    class Meta:
        verbose_name = _("co-author")
        verbose_name_plural = _("co-authors")
        constraints = [
            models.UniqueConstraint(fields=["initiative", "member"], name="one_place_among_the_authors"),
            models.UniqueConstraint(fields=["initiative", "email"], condition=~Q(email=""), name="one_mail_invitation"),
            models.UniqueConstraint(fields=["digest"], condition=~Q(digest=""), name="one_invitation_a_secret"),
            models.CheckConstraint(
                condition=Q(member__isnull=False, email="", digest="")
                | Q(member__isnull=True, accepted_at__isnull=True) & ~Q(email="") & ~Q(digest=""),
                name="coauthor_is_a_member_or_asked_by_mail",
            ),
        ]

    def __str__(self) -> str:
        return self.initiative.title

    def get_absolute_url(self) -> str:
        return self.initiative.get_absolute_url()

    @property
    def centre(self) -> Centre:
        return self.initiative.centre


class MergerQuerySet(models.QuerySet["Merger"]):
    def open(self) -> "MergerQuerySet":
        """Nobody has declined, not everybody has agreed, and both still wait for the centre's answer."""
        undecided = self.filter(merged_at__isnull=True, declined_at__isnull=True)
        return undecided.filter(source__state__in=UNANSWERED, target__state__in=UNANSWERED).order_by("pk")

    def touching(self, initiative: Initiative) -> "MergerQuerySet":
        return self.filter(Q(source=initiative) | Q(target=initiative))


class Merger(models.Model):
    """A proposal that `source` goes up in `target`. It happens when each author of both has agreed."""

    source = models.ForeignKey(Initiative, models.CASCADE, related_name="mergers_away")
    target = models.ForeignKey(Initiative, models.CASCADE, related_name="mergers_here")
    reason = models.TextField(_("why they belong together"), max_length=2000)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    proposed_at = models.DateTimeField(default=timezone.now, editable=False)
    merged_at = models.DateTimeField(null=True, blank=True, editable=False)
    declined_at = models.DateTimeField(null=True, blank=True, editable=False)
    decline_reason = models.TextField(_("reason"), blank=True, max_length=2000)

    objects = MergerQuerySet.as_manager()

    class Meta:
        verbose_name = _("merger")
        verbose_name_plural = _("mergers")
        constraints = [
            models.UniqueConstraint(
                fields=["source", "target"],
                condition=Q(merged_at__isnull=True, declined_at__isnull=True),
                name="one_open_merger_a_pair",
            ),
            models.UniqueConstraint(
                fields=["source"], condition=Q(merged_at__isnull=False), name="merged_into_one_only"
            ),
            models.CheckConstraint(condition=~Q(source=F("target")), name="merger_of_two"),
            models.CheckConstraint(
                condition=Q(declined_at__isnull=True) | Q(merged_at__isnull=True) & ~Q(decline_reason=""),
                name="declined_merger_carries_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source.title} + {self.target.title}"[:200]

    def get_absolute_url(self) -> str:
        return self.source.get_absolute_url()

    @property
    def centre(self) -> Centre:
        return self.source.centre

    def authors(self) -> dict[int, User]:
        """All whose consent it needs."""
        return {author.pk: author for side in (self.source, self.target) for author in side.authors()}

    def awaited(self) -> list[User]:
        """Those who have not agreed yet."""
        agreed = set(self.consents.values_list("member_id", flat=True))
        return [author for pk, author in self.authors().items() if pk not in agreed]


class MergerConsent(models.Model):
    merger = models.ForeignKey(Merger, models.CASCADE, related_name="consents")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    agreed_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("consent to a merger")
        verbose_name_plural = _("consents to mergers")
        constraints = [models.UniqueConstraint(fields=["merger", "member"], name="one_consent_an_author")]

    def __str__(self) -> str:
        return f"{self.merger_id}"
