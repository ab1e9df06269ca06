"""After the count: what people object to, who puts their name under it, and what is remarked later."""

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.members.models import Centre, User
from community.moderation.models import Moderated, ModeratedQuerySet, new_receipt
from initiatives.voting.models.projects import Project
from initiatives.voting.models.rounds import Round


class ObjectionQuerySet(ModeratedQuerySet):
    def visible_to(self, member: User | AnonymousUser) -> "ObjectionQuerySet":
        """Under votes that `member` may see; hidden ones for who wrote them and for moderators."""
        readable = self.filter(round__in=Round.objects.visible_to(member).order_by().values("pk"))
        if not member.is_authenticated:
            return readable.shown()
        moderated = Centre.objects.served_by(member, "moderator").values("pk")
        return readable.filter(Q(hidden_at__isnull=True) | Q(member=member) | Q(centre__in=moderated))

    def unanswered(self) -> "ObjectionQuerySet":
        """The longest waiting first."""
        return self.filter(answered_at__isnull=True).order_by("made_at", "pk")


class Objection(Moderated):
    """What somebody thinks went wrong, by anybody, with an answer that everybody reads.

    A hidden one still counts and its answer still stands: only its words are taken down.
    """

    author_field = "member"

    centre = models.ForeignKey(Centre, models.PROTECT, related_name="+")
    round = models.ForeignKey(Round, models.CASCADE, related_name="objections")
    receipt = models.CharField(_("receipt number"), max_length=14, unique=True, default=new_receipt, editable=False)
    text = models.TextField(_("what went wrong"), max_length=4000)
    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    email = models.EmailField(_("e-mail for the answer"), blank=True)
    made_at = models.DateTimeField(_("received"), default=timezone.now, editable=False)
    answer = models.TextField(_("answer"), max_length=4000, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = ObjectionQuerySet.as_manager()

    class Meta(Moderated.Meta):
        verbose_name = _("objection")
        verbose_name_plural = _("objections")
        ordering = ["made_at", "pk"]
        constraints = [
            *Moderated.Meta.constraints,
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True) | ~Q(answer="") & Q(answered_at__isnull=False),
                name="objection_answered_with_words",
            ),
        ]

    def __str__(self) -> str:
        return self.round.local_title

    def get_absolute_url(self) -> str:
        facts = {"centre": self.centre.slug, "pk": self.round_id, "receipt": self.receipt}
        return reverse("voting:objection-detail", kwargs=facts)

    def words(self) -> str:
        return self.text

    @property
    def author(self) -> User | None:
        """Whom moderators tell what they decided, and why."""
        return self.member

    @property
    def is_answered(self) -> bool:
        return self.answered_at is not None


class Certification(models.Model):
    """One of two names under a result: it repeats the seal, so that the signed paper and the site say the same."""

    pk = models.CompositePrimaryKey("round_id", "position")
    round = models.ForeignKey(Round, models.CASCADE, related_name="certifications")
    position = models.PositiveSmallIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    name = models.CharField(_("name"), max_length=120)
    seal = models.CharField(max_length=64)
    # SHA-256 of the winners, costs and traces of every count: compared whenever they are shown.
    results_hash = models.CharField(max_length=64, default="")
    certified_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("certification")
        verbose_name_plural = _("certifications")
        ordering = ["position"]
        constraints = [
            models.CheckConstraint(condition=Q(position__in=[1, 2]), name="certified_by_two"),
            models.UniqueConstraint(fields=["round", "by"], name="one_certification_a_person"),
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(seal="") & ~Q(results_hash=""), name="certification_names_its_seal"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Replacement(models.Model):
    """Another person in the place of one who was named to certify, with a reason that everybody reads."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="replacements")
    left = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    left_name = models.CharField(_("in place of"), max_length=120)
    came = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    came_name = models.CharField(_("certifies"), max_length=120)
    reason = models.CharField(_("reason"), max_length=400)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("replacement")
        verbose_name_plural = _("replacements")
        ordering = ["made_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason="") & ~Q(left_name="") & ~Q(came_name=""), name="replacement_says_who_and_why"
            )
        ]

    def __str__(self) -> str:
        return self.came_name


class Annotation(models.Model):
    """A remark beside a certified winner. The result itself never changes."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="annotations")
    text = models.CharField(_("remark"), max_length=600)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("remark")
        verbose_name_plural = _("remarks")
        ordering = ["made_at", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="annotation_says_something")]

    def __str__(self) -> str:
        return self.text
