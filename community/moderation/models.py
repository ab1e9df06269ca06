"""What residents may report and moderators may hide, always with a reason the author can read."""

import secrets
from typing import Any, Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.members.models import Centre, User

# Crockford's alphabet: nothing that is mistaken for something else when read aloud.
RECEIPT_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def new_receipt() -> str:
    """60 bits, in three groups of four."""
    code = "".join(secrets.choice(RECEIPT_ALPHABET) for _position in range(12))
    return f"{code[:4]}-{code[4:8]}-{code[8:]}"


class About(models.Model):
    """Points at what was reported or decided about, and remembers its title and address."""

    centre = models.ForeignKey(Centre, models.CASCADE, related_name="+")
    target_type = models.ForeignKey(ContentType, models.SET_NULL, null=True, blank=True, related_name="+")
    target_id = models.BigIntegerField(null=True, blank=True)
    target = GenericForeignKey("target_type", "target_id")
    title = models.CharField(_("what it is about"), max_length=200)
    url = models.CharField(_("its address"), max_length=400)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title


class DecisionQuerySet(models.QuerySet["Decision"]):
    def for_centre(self, centre: Centre) -> "DecisionQuerySet":
        return self.filter(centre=centre).order_by("-decided_at", "-pk")

    def visible_to(self, member: User | AnonymousUser) -> "DecisionQuerySet":
        """In full: to the author of what was decided about and to the moderators of the centre."""
        if not member.is_authenticated:
            return self.none()
        return self.filter(Q(author=member) | Q(centre__in=Centre.objects.served_by(member, "moderator")))


class Decision(About):
    """A statement of reasons. Never changed: whoever was wrong decides again."""

    class Outcome(models.TextChoices):
        HIDE = "hide", _("hidden")
        KEEP = "keep", _("stays as it is")
        RESTORE = "restore", _("shown again")

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
    ground_text = models.CharField(_("which rule or article"), max_length=300, blank=True)
    # Nothing here decides by itself; the column says so in every export.
    automated = models.BooleanField(_("decided by a machine"), default=False, editable=False)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(_("decided"), default=timezone.now, editable=False)
    reverses = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="reversed_by")

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        constraints = [
            models.CheckConstraint(condition=~Q(facts=""), name="decision_says_why"),
            models.CheckConstraint(
                condition=~Q(outcome="hide") | ~Q(ground="") & ~Q(ground_text=""), name="hiding_has_ground"
            ),
            models.CheckConstraint(condition=Q(automated=False), name="decided_by_people"),
        ]
        indexes = [models.Index(fields=["centre", "-decided_at"], name="decision_newest")]

    def get_absolute_url(self) -> str:
        return reverse("moderation:decision-detail", kwargs={"centre": self.centre.slug, "pk": self.pk})


class ModeratedQuerySet(models.QuerySet[Any]):
    def shown(self) -> Self:
        return self.filter(hidden_at__isnull=True)


class Moderated(models.Model):
    """Anything that people publish: hidden only through a `Decision`, which carries the reason.

    A subclass has `centre`, `author` and `get_absolute_url()`, and its queryset, built on `ModeratedQuerySet`, has
    `visible_to(member)`. It inherits `Moderated.Meta`, whose constraint makes hiding without a decision impossible.
    """

    hidden_at = models.DateTimeField(_("hidden"), null=True, blank=True, editable=False)
    hidden_through = models.ForeignKey(
        Decision, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(hidden_at__isnull=True, hidden_through__isnull=True)
                | Q(hidden_at__isnull=False, hidden_through__isnull=False),
                name="%(app_label)s_%(class)s_hidden_through_decision",
            )
        ]

    @property
    def is_hidden(self) -> bool:
        return self.hidden_at is not None


class ReportQuerySet(models.QuerySet["Report"]):
    def for_centre(self, centre: Centre) -> "ReportQuerySet":
        return self.filter(centre=centre)

    def open(self) -> "ReportQuerySet":
        """Still without a decision, the longest waiting first."""
        return self.filter(decision__isnull=True).order_by("created_at", "pk")

    def visible_to(self, member: User | AnonymousUser) -> "ReportQuerySet":
        """The list twin of the rule `moderation.view_report`."""
        if not member.is_authenticated:
            return self.none()
        return self.filter(centre__in=Centre.objects.served_by(member, "moderator"))

    def on(self, target: models.Model) -> "ReportQuerySet":
        return self.filter(target_type=ContentType.objects.get_for_model(target), target_id=target.pk)


class Report(About):
    """A notice by anybody, signed in or not, that something should not stand here."""

    class Category(models.TextChoices):
        ILLEGAL = "illegal", _("I believe it breaks the law")
        PERSON = "person", _("it insults or exposes a person")
        HATE = "hate", _("it incites against a group of people")
        FALSE = "false", _("it deceives: false identity, false facts")
        SPAM = "spam", _("advertising or repetition")
        CHILD = "child", _("a child is in danger")
        OTHER = "other", _("something else")

    receipt = models.CharField(_("receipt number"), max_length=14, unique=True, default=new_receipt, editable=False)
    category = models.CharField(_("what is wrong"), max_length=8, choices=Category)
    text = models.TextField(_("in your words"), max_length=4000)
    reporter = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    email = models.EmailField(_("e-mail for the answer"), blank=True)
    language = models.CharField(_("language"), max_length=8, choices=settings.LANGUAGES)
    created_at = models.DateTimeField(_("received"), default=timezone.now, editable=False)
    decision = models.ForeignKey(Decision, models.PROTECT, null=True, blank=True, related_name="reports")

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        indexes = [
            models.Index(fields=["centre", "created_at"], condition=Q(decision__isnull=True), name="report_open"),
            models.Index(fields=["target_type", "target_id"], name="report_target"),
        ]

    def get_absolute_url(self) -> str:
        return reverse("moderation:receipt-detail", kwargs={"centre": self.centre.slug, "receipt": self.receipt})
