"""Statements of reasons, and the acts that are many of them at once."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.members.models import Centre, User
from community.moderation.models.about import About
from community.moderation.models.houserules import HouseRule

# The Digital Services Act asks for six months.
APPEALS_HEARD = dt.timedelta(days=183)


class Outcome(models.TextChoices):
    KEEP = "keep", _("stays as it is")
    WARN = "warn", _("stays, its author is warned")
    HIDE = "hide", _("hidden")
    REMOVE = "remove", _("hidden, and its words are erased when nobody can appeal any more")
    PAUSE = "pause", _("hidden, and its author may not write here for some days")
    BAN = "ban", _("hidden, and its author may not write here until this is lifted")
    RESTORE = "restore", _("an earlier decision is undone")


HIDING = (Outcome.HIDE, Outcome.REMOVE, Outcome.PAUSE, Outcome.BAN)
RESTRICTING = (Outcome.WARN, *HIDING)
# Whoever reported may say that this is not enough.
LEAVING = (Outcome.KEEP, Outcome.WARN)


class SweepQuerySet(models.QuerySet["Sweep"]):
    def visible_to(self, member: User | AnonymousUser) -> "SweepQuerySet":
        if not member.is_authenticated:
            return self.none()
        return self.filter(centre__in=Centre.objects.served_by(member, "moderator"))


class Sweep(models.Model):
    """All that one member had published in a centre, hidden at once; shown again as easily."""

    centre = models.ForeignKey(Centre, models.CASCADE, related_name="+")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(_("decided"), default=timezone.now, editable=False)
    reversed_at = models.DateTimeField(_("undone"), null=True, blank=True, editable=False)

    objects = SweepQuerySet.as_manager()

    class Meta:
        verbose_name = _("sweep")
        verbose_name_plural = _("sweeps")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.centre} {self.at:%Y-%m-%d}"


class DecisionQuerySet(models.QuerySet["Decision"]):
    def for_centre(self, centre: Centre) -> "DecisionQuerySet":
        return self.filter(centre=centre).order_by("-decided_at", "-pk")

    def visible_to(self, member: User | AnonymousUser) -> "DecisionQuerySet":
        """In full: to the author of what was decided about and to the moderators of the centre."""
        if not member.is_authenticated:
            return self.none()
        return self.filter(Q(author=member) | Q(centre__in=Centre.objects.served_by(member, "moderator")))

    def against(self, author_id: int) -> "DecisionQuerySet":
        """What still stands of what was decided to a member's disadvantage."""
        return self.filter(author=author_id, outcome__in=RESTRICTING, reversed_by__isnull=True)

    def tallies(self) -> dict[str, int]:
        """Outcome → how many."""
        return dict(self.order_by().values_list("outcome").annotate(models.Count("pk")))

    def due_for_erasure(self, at: dt.datetime) -> "DecisionQuerySet":
        """Words that were to go: nobody can appeal any more, and no appeal waits."""
        removals = self.filter(outcome=Outcome.REMOVE, erased_at__isnull=True, reversed_by__isnull=True)
        waiting = removals.filter(appeals__answered_at__isnull=True, appeals__isnull=False).values("pk")
        return removals.filter(decided_at__lte=at - APPEALS_HEARD).exclude(pk__in=waiting).order_by("pk")


class Decision(About):
    """A statement of reasons. Never changed: whoever was wrong decides again."""

    Outcome = Outcome

    class Ground(models.TextChoices):
        RULE = "rule", _("a rule of this house")
        LAW = "law", _("the law")

    class Scope(models.TextChoices):
        SITE = "site", _("on this site, for everybody")

    outcome = models.CharField(_("decision"), max_length=8, choices=Outcome)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    scope = models.CharField(_("where it applies"), max_length=8, choices=Scope, default=Scope.SITE)
    facts = models.TextField(_("what we found"), max_length=4000)
    ground = models.CharField(_("it rests on"), max_length=4, choices=Ground, blank=True)
    # The rule's words as they were then; or the article.
    ground_text = models.CharField(_("which rule or article"), max_length=300, blank=True)
    rule = models.ForeignKey(HouseRule, models.PROTECT, null=True, blank=True, related_name="+")
    # Nothing here decides by itself; the column says so in every export.
    automated = models.BooleanField(_("decided by a machine"), default=False, editable=False)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(_("decided"), default=timezone.now, editable=False)
    reverses = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="reversed_by")
    sweep = models.ForeignKey(Sweep, models.PROTECT, null=True, blank=True, related_name="decisions")
    erased_at = models.DateTimeField(_("words erased"), null=True, blank=True, editable=False)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        constraints = [
            models.CheckConstraint(condition=~Q(facts=""), name="decision_says_why"),
            models.CheckConstraint(
                condition=~Q(outcome__in=RESTRICTING) | ~Q(ground="") & ~Q(ground_text=""),
                name="restricting_has_ground",
            ),
            models.CheckConstraint(condition=Q(automated=False), name="decided_by_people"),
        ]
        indexes = [models.Index(fields=["centre", "-decided_at"], name="decision_newest")]

    def get_absolute_url(self) -> str:
        return reverse("moderation:decision-detail", kwargs={"centre": self.centre.slug, "pk": self.pk})

    @property
    def restricts(self) -> bool:
        return self.outcome in RESTRICTING

    @property
    def leaves(self) -> bool:
        return self.outcome in LEAVING

    @property
    def is_reversed(self) -> bool:
        return hasattr(self, "reversed_by")

    @property
    def last(self) -> "Decision":
        """What holds now: this one, or what another made of it."""
        return self.reversed_by if self.is_reversed else self

    @property
    def appeal_until(self) -> dt.datetime:
        return self.decided_at + APPEALS_HEARD

    def may_be_appealed(self, at: dt.datetime) -> bool:
        return at < self.appeal_until and not self.is_reversed

    @property
    def swept(self) -> int:
        """How many other things were hidden with it."""
        others: Any = self.sweep.decisions.filter(outcome=Outcome.HIDE) if self.sweep else Decision.objects.none()
        return max(0, others.count() - 1)
