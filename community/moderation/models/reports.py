"""Notices that something should not stand here: by people, or by the filter, which only marks."""

import secrets

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.members.models import Centre, User
from community.moderation.models.about import About
from community.moderation.models.decisions import Decision
from community.moderation.models.houserules import HouseRule

# Crockford's alphabet: nothing that is mistaken for something else when read aloud.
RECEIPT_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LONGEST_EXCERPT = 4000


def new_receipt() -> str:
    """60 bits, in three groups of four."""
    code = "".join(secrets.choice(RECEIPT_ALPHABET) for _position in range(12))
    return f"{code[:4]}-{code[4:8]}-{code[8:]}"


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
    """A notice by anybody, signed in or not; or a mark by the filter, which is nobody's."""

    class Category(models.TextChoices):
        RULE = "rule", _("it breaks a rule of this house")
        ILLEGAL = "illegal", _("I believe it breaks the law")
        PERSON = "person", _("it insults or exposes a person")
        HATE = "hate", _("it incites against a group of people")
        FALSE = "false", _("it deceives: false identity, false facts")
        SPAM = "spam", _("advertising or repetition")
        CHILD = "child", _("a child is in danger")
        OTHER = "other", _("something else")
        FLAG = "flag", _("marked by the filter of words and links")

    receipt = models.CharField(_("receipt number"), max_length=14, unique=True, default=new_receipt, editable=False)
    category = models.CharField(_("what is wrong"), max_length=8, choices=Category)
    rule = models.ForeignKey(HouseRule, models.PROTECT, null=True, blank=True, related_name="+")
    text = models.TextField(_("in your words"), max_length=4000)
    # The words as they stood when they were reported: whoever wrote them may have changed them since.
    excerpt = models.TextField(_("what was reported"), max_length=LONGEST_EXCERPT, blank=True, editable=False)
    automatic = models.BooleanField(_("found by the filter"), default=False, editable=False)
    waits = models.BooleanField(_("waits to be let in"), default=False, editable=False)
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
        constraints = [
            models.UniqueConstraint(
                fields=["target_type", "target_id"],
                condition=Q(automatic=True, decision__isnull=True),
                name="one_open_mark_a_thing",
            ),
            models.CheckConstraint(
                condition=Q(automatic=False) | Q(category="flag", reporter__isnull=True, email=""),
                name="a_mark_is_nobodys",
            ),
            models.CheckConstraint(condition=Q(waits=False) | Q(automatic=True), name="only_what_is_marked_waits"),
        ]

    def get_absolute_url(self) -> str:
        return reverse("moderation:receipt-detail", kwargs={"centre": self.centre.slug, "receipt": self.receipt})

    @property
    def reason(self) -> str:
        return str(self.rule) if self.rule else self.get_category_display()
