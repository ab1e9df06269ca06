"""How the text of an initiative changes after it is public: suggestions, and each version that there was."""

from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.members.models import Centre, User
from community.moderation.models import Moderated, ModeratedQuerySet
from initiatives.proposals.models.initiative import Initiative

# What may be suggested; `items` are pairs of label and amount.
WORDS = ("title", "summary", "description", "cost", "items")


def words_of(thing: Any) -> dict[str, Any]:
    """The text of an initiative, a version or an amendment as plain data."""
    items = thing.items if hasattr(thing, "items") else list(thing.cost_items.values_list("label", "amount"))
    plain = {name: getattr(thing, name) for name in WORDS if name != "items"}
    return plain | {"items": [list(item) for item in items]}


class Wording(models.Model):
    """The words of an initiative as they were, or as somebody would have them."""

    title = models.CharField(_("title"), max_length=120)
    summary = models.CharField(_("in one sentence"), max_length=240)
    description = models.TextField(_("description"), blank=True, max_length=20_000)
    cost = models.PositiveBigIntegerField(_("estimated cost"), default=0)
    items = models.JSONField(_("cost items"), default=list, blank=True)

    class Meta:
        abstract = True


class AmendmentQuerySet(ModeratedQuerySet):
    def visible_to(self, member: User | AnonymousUser) -> "AmendmentQuerySet":
        """Those of an initiative that `member` may read; hidden ones for who wrote them and for moderators."""
        readable = self.filter(initiative__in=Initiative.objects.visible_to(member).order_by().values("pk"))
        if not member.is_authenticated:
            return readable.shown()
        moderated = Centre.objects.served_by(member, "moderator").values("pk")
        return readable.filter(Q(hidden_at__isnull=True) | Q(author=member) | Q(centre__in=moderated))

    def open(self) -> "AmendmentQuerySet":
        return self.filter(decided_at__isnull=True).order_by("suggested_at", "pk")


class Amendment(Wording, Moderated):
    """A suggestion beside the text. `base` is the text as its writer saw it, so that only what they changed counts."""

    centre = models.ForeignKey(Centre, models.PROTECT, related_name="+")
    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="amendments")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    base = models.JSONField()
    note = models.TextField(_("why"), blank=True, max_length=1000)
    suggested_at = models.DateTimeField(default=timezone.now, editable=False)
    is_accepted = models.BooleanField(null=True, editable=False)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True, editable=False)
    reason = models.TextField(_("reason"), blank=True, max_length=2000)

    objects = AmendmentQuerySet.as_manager()

    class Meta(Moderated.Meta):
        verbose_name = _("amendment")
        verbose_name_plural = _("amendments")
        ordering = ["-suggested_at", "-pk"]
        constraints = [
            *Moderated.Meta.constraints,
            models.CheckConstraint(
                condition=Q(is_accepted__isnull=True, decided_at__isnull=True)
                | Q(is_accepted=True, decided_at__isnull=False)
                | Q(is_accepted=False, decided_at__isnull=False) & ~Q(reason=""),
                name="amendment_decided_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.initiative.title

    def get_absolute_url(self) -> str:
        place = {"centre": self.centre.slug, "pk": self.initiative_id, "amendment": self.pk}
        return reverse("proposals:amendment-detail", kwargs=place)

    def words(self) -> str:
        return "\n\n".join(part for part in (self.note, self.title, self.summary, self.description) if part)

    @property
    def changed(self) -> list[str]:
        """What its writer would have otherwise."""
        wanted = words_of(self)
        return [name for name in WORDS if wanted[name] != self.base[name]]


class Version(Wording):
    """The text as it stood from `made_at` on. The first one is what was published."""

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField(_("version"))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    amendment = models.OneToOneField(Amendment, models.SET_NULL, null=True, blank=True, related_name="version")

    class Meta:
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["initiative", "number"], name="one_version_a_number")]

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"
