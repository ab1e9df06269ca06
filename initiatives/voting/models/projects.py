"""What stands on a round's ballot."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from initiatives.proposals.models import Initiative
from initiatives.voting.models.rounds import Round


class Pool(models.Model):
    """A part of a round's money with projects of its own: the whole commune's, a village's, a topic's."""

    class Kind(models.TextChoices):
        WHOLE = "whole", _("the whole commune")
        VILLAGE = "village", _("one village or part of town")
        TOPIC = "topic", _("one topic")

    round = models.ForeignKey(Round, models.CASCADE, related_name="pools")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("money for"), max_length=8, choices=Kind, default=Kind.WHOLE)
    budget = models.PositiveBigIntegerField(_("budget"), validators=[MinValueValidator(1)])
    max_choices = models.PositiveSmallIntegerField(
        _("choose at most"), default=1, validators=[MinValueValidator(1), MaxValueValidator(200)]
    )

    class Meta:
        verbose_name = _("pool")
        verbose_name_plural = _("pools")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["round", "position"], name="one_pool_a_place"),
            models.UniqueConstraint(fields=["round", "title"], name="one_pool_a_name"),
            models.CheckConstraint(condition=Q(budget__gt=0), name="pool_budget_positive"),
        ]

    def __str__(self) -> str:
        return self.title


class ProjectQuerySet(models.QuerySet["Project"]):
    def in_order(self) -> "ProjectQuerySet":
        return self.order_by("position", "pk")


class Project(models.Model):
    """One item on the ballot, with its own cost."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="projects")
    initiative = models.ForeignKey(Initiative, models.PROTECT, null=True, blank=True, related_name="projects")
    pool = models.ForeignKey(
        Pool, models.PROTECT, null=True, blank=True, related_name="projects", verbose_name=_("pool")
    )
    # Projects of one round that share this label exclude each other.
    alternative = models.CharField(_("at most one of"), max_length=40, blank=True)
    external_id = models.CharField(_("number on the ballot"), max_length=40)
    position = models.PositiveIntegerField()
    title = models.CharField(_("title"), max_length=400)
    summary = models.CharField(_("in one sentence"), max_length=400, blank=True)
    category = models.CharField(_("category"), max_length=16, choices=Initiative.Category, blank=True)
    cost = models.PositiveBigIntegerField(_("cost"), validators=[MinValueValidator(1)])
    latitude = models.FloatField(null=True, blank=True, validators=[MinValueValidator(-90), MaxValueValidator(90)])
    longitude = models.FloatField(null=True, blank=True, validators=[MinValueValidator(-180), MaxValueValidator(180)])

    objects = ProjectQuerySet.as_manager()

    class Meta:
        verbose_name = _("project")
        verbose_name_plural = _("projects")
        constraints = [
            models.UniqueConstraint(fields=["round", "external_id"], name="one_project_a_number"),
            models.UniqueConstraint(fields=["round", "initiative"], name="one_project_an_initiative"),
            models.CheckConstraint(condition=Q(cost__gt=0), name="project_cost_positive"),
            models.CheckConstraint(condition=~Q(external_id=""), name="project_has_a_number"),
        ]

    def __str__(self) -> str:
        return self.title
