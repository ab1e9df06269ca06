"""The rules of a house, in its own language; decisions rest on them, so they are retired and never deleted."""

import tomllib
from functools import cache
from pathlib import Path

from django.db import models
from django.utils.translation import gettext_lazy as _

from community.members.models import Centre


@cache
def usual_rules() -> dict[str, list[dict[str, str]]]:
    """Language → what each new centre starts from."""
    return tomllib.loads(Path(__file__).with_name("usual_rules.toml").read_text())


class HouseRuleQuerySet(models.QuerySet["HouseRule"]):
    def for_centre(self, centre: Centre) -> "HouseRuleQuerySet":
        return self.filter(centre=centre).order_by("position", "pk")

    def current(self) -> "HouseRuleQuerySet":
        return self.filter(retired_at__isnull=True)


class HouseRule(models.Model):
    centre = models.ForeignKey(Centre, models.CASCADE, related_name="house_rules")
    # Names it for good, in forms and addresses, while its place in the list may change.
    number = models.PositiveSmallIntegerField(default=1, editable=False)
    position = models.PositiveSmallIntegerField(_("place in the list"), default=1)
    title = models.CharField(_("the rule in a few words"), max_length=120)
    text = models.TextField(_("what it means"), max_length=1000)
    retired_at = models.DateTimeField(_("no longer in force since"), null=True, blank=True, editable=False)

    objects = HouseRuleQuerySet.as_manager()

    class Meta:
        verbose_name = _("house rule")
        verbose_name_plural = _("house rules")
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["centre", "number"], name="one_house_rule_a_number")]

    def __str__(self) -> str:
        return self.title

    @classmethod
    def usual_in(cls, centre: Centre) -> list["HouseRule"]:
        """Not saved: what a centre starts from, in its own language."""
        words = usual_rules()[centre.language]
        return [cls(centre=centre, number=number, position=number, **rule) for number, rule in enumerate(words, 1)]

    @classmethod
    def in_force(cls, centre: Centre) -> list["HouseRule"]:
        """A centre that never touched its rules has the usual ones, saved as soon as something rests on them."""
        found = list(cls.objects.for_centre(centre))
        return [rule for rule in found if rule.retired_at is None] if found else cls.usual_in(centre)

    @property
    def key(self) -> str:
        """The same before and after the usual rules are saved: a form may have been opened before."""
        return f"rule-{self.number}"
