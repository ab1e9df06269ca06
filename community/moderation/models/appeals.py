"""An appeal: once a side, heard by another than who decided."""

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.members.models import Centre, User
from community.moderation.models.decisions import Decision
from community.moderation.models.reports import Report


class AppealQuerySet(models.QuerySet["Appeal"]):
    def for_centre(self, centre: Centre) -> "AppealQuerySet":
        return self.filter(decision__centre=centre)

    def about(self, thing: models.Model) -> "AppealQuerySet":
        kind = ContentType.objects.get_for_model(thing)
        found = self.filter(decision__target_type=kind, decision__target_id=thing.pk)
        return found.select_related("decision__centre", "decision__reverses", "report")

    def open(self) -> "AppealQuerySet":
        """The longest waiting first."""
        return self.filter(answered_at__isnull=True).order_by("made_at", "pk")


class Appeal(models.Model):
    """By the author of what was decided about, or by whoever reported it, who may have no account."""

    class Side(models.TextChoices):
        AUTHOR = "author", _("who wrote it")
        REPORTER = "reporter", _("who reported it")

    class Result(models.TextChoices):
        UPHELD = "upheld", _("the decision stands")
        OVERTURNED = "overturn", _("the decision is undone")

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="appeals")
    side = models.CharField(_("who appeals"), max_length=8, choices=Side)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    report = models.OneToOneField(Report, models.PROTECT, null=True, blank=True, related_name="appeal")
    text = models.TextField(_("why the decision is wrong"), max_length=4000)
    made_at = models.DateTimeField(_("received"), default=timezone.now, editable=False)
    result = models.CharField(_("result"), max_length=8, choices=Result, blank=True)
    answer = models.TextField(_("answer"), max_length=4000, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True, editable=False)

    objects = AppealQuerySet.as_manager()

    class Meta:
        verbose_name = _("appeal")
        verbose_name_plural = _("appeals")
        constraints = [
            models.UniqueConstraint(fields=["decision"], condition=Q(side="author"), name="one_appeal_of_the_author"),
            models.CheckConstraint(
                condition=Q(side="author", report__isnull=True) | Q(side="reporter", report__isnull=False),
                name="a_reporter_appeals_by_report",
            ),
            models.CheckConstraint(
                condition=Q(result="", answer="", answered_at__isnull=True)
                | ~Q(result="") & ~Q(answer="") & Q(answered_at__isnull=False),
                name="appeal_answered_with_words",
            ),
        ]

    def __str__(self) -> str:
        return self.decision.title

    def get_absolute_url(self) -> str:
        return reverse("moderation:appeal-detail", kwargs={"centre": self.centre.slug, "pk": self.pk})

    @property
    def centre(self) -> Centre:
        return self.decision.centre

    @property
    def is_open(self) -> bool:
        return self.answered_at is None

    @property
    def hands(self) -> set[int]:
        """Who had a hand in it, and does not hear it."""
        before = self.decision.reverses
        people = {self.decision.decided_by_id, self.decision.author_id, self.by_id}
        people |= {before.decided_by_id} if before else set()
        people |= {self.report.reporter_id} if self.report else set()
        return {person for person in people if person}


def benches(centre: Centre) -> list[tuple[str, set[int]]]:
    """Who hears appeals in `centre`: its moderators; its coordinators; the network's administrators."""
    found = {role: User.objects.serving(centre, role) for role in ("moderator", "coordinator")}
    found["administrator"] = User.objects.filter(is_active=True, is_superuser=True)
    return [(role, set(people.values_list("pk", flat=True))) for role, people in found.items()]


def judges(appeal: Appeal, found: list[tuple[str, set[int]]] | None = None) -> tuple[str, set[int]]:
    """Who may answer: another moderator; where there is none, a coordinator; else whoever runs the network."""
    for role, people in found if found is not None else benches(appeal.centre):
        if free := people - appeal.hands:
            return role, free
    return "nobody", set()
