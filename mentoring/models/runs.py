"""Who helps whom if it is best for everybody together: a draft of the mentor coordinators until it is published."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from community.members.models import Centre, RoleGrant, User
from mentoring.models.offers import Offer
from mentoring.models.requests import Request


class RunQuerySet(models.QuerySet["Run"]):
    def for_centre(self, centre: Centre) -> "RunQuerySet":
        return self.filter(centre=centre)

    def drafts(self) -> "RunQuerySet":
        return self.filter(published_at__isnull=True)

    def published(self) -> "RunQuerySet":
        """The newest first."""
        return self.filter(published_at__isnull=False).order_by("-published_at", "-pk")

    def visible_to(self, member: User) -> "RunQuerySet":
        if not member.is_authenticated:
            return self.none()
        served = Centre.objects.served_by(member, RoleGrant.Role.MENTOR_COORDINATOR)
        return self.filter(centre__in=served.order_by().values("pk"))


class Run(models.Model):
    """Pairs worked out together, worked out anew with everything that a coordinator fixes or forbids.

    `turn` counts how often, so that nobody publishes what they have not seen. `additions` and `groups` are what
    matching said of it, in its own codes; neither names anybody.
    """

    centre = models.ForeignKey(Centre, models.CASCADE, related_name="+")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(_("worked out"))
    turn = models.PositiveIntegerField(default=0)
    additions = models.JSONField(default=list)
    groups = models.JSONField(default=list)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    published_at = models.DateTimeField(_("published"), null=True, blank=True)

    # Fixed pairs that the last working out had to let go; only for who did it.
    loosened = 0

    objects = RunQuerySet.as_manager()

    class Meta:
        verbose_name = _("matching")
        verbose_name_plural = _("matchings")
        constraints = [
            models.UniqueConstraint(
                fields=["centre"], condition=Q(published_at__isnull=True), name="one_draft_of_pairs_a_centre"
            )
        ]

    def __str__(self) -> str:
        return translation.gettext("a matching")

    def get_absolute_url(self) -> str:
        return reverse("mentoring:run-detail", kwargs={"centre": self.centre.slug, "pk": self.pk})

    @property
    def is_draft(self) -> bool:
        return self.published_at is None


class Left(models.TextChoices):
    """Why a pair of the draft was not published: what had changed since."""

    REQUEST = "request", _("the mentee has paused or withdrawn the request since")
    ASKED = "asked", _("the mentee has asked somebody since, or has a mentor")
    OFFER = "offer", _("the mentor has paused or withdrawn since, or may not be proposed any more")
    FULL = "full", _("the mentor has no free place any more")
    APART = "apart", _("one of the two does not want to meet the other")
    UNFIT = "unfit", _("one of the two has changed what they say, and they fit no more")


class RunPair(models.Model):
    """`parts` and `km` as matching gave them; `left` once it was published without this pair."""

    run = models.ForeignKey(Run, models.CASCADE, related_name="pairs")
    request = models.ForeignKey(Request, models.CASCADE, related_name="+")
    offer = models.ForeignKey(Offer, models.CASCADE, related_name="+")
    total = models.PositiveSmallIntegerField(_("score in hundredths"), default=0)
    parts = models.JSONField(default=dict)
    km = models.PositiveSmallIntegerField(null=True)
    fixed_at = models.DateTimeField(_("fixed"), null=True)
    left = models.CharField(_("left out"), max_length=8, choices=Left, blank=True)

    class Meta:
        verbose_name = _("pair of a matching")
        verbose_name_plural = _("pairs of a matching")
        constraints = [models.UniqueConstraint(fields=["run", "request"], name="one_mentor_a_mentee_in_a_run")]

    def __str__(self) -> str:
        """Names nobody."""
        return translation.gettext("a pair")


class RunAlone(models.Model):
    """A mentee for whom nobody was found, and why (matching.Reason)."""

    run = models.ForeignKey(Run, models.CASCADE, related_name="alone")
    request = models.ForeignKey(Request, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=8)
    fitting = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("mentee without a mentor in a matching")
        verbose_name_plural = _("mentees without a mentor in a matching")
        constraints = [models.UniqueConstraint(fields=["run", "request"], name="alone_once_in_a_run")]

    def __str__(self) -> str:
        """Names nobody."""
        return translation.gettext("a mentee without a mentor")


class RunBar(models.Model):
    """A pair that this run does not propose; whom to keep apart for good stands in Apart."""

    run = models.ForeignKey(Run, models.CASCADE, related_name="bars")
    request = models.ForeignKey(Request, models.CASCADE, related_name="+")
    offer = models.ForeignKey(Offer, models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("pair forbidden in a matching")
        verbose_name_plural = _("pairs forbidden in a matching")
        constraints = [models.UniqueConstraint(fields=["run", "request", "offer"], name="barred_once_in_a_run")]

    def __str__(self) -> str:
        """Names nobody."""
        return translation.gettext("a forbidden pair")
