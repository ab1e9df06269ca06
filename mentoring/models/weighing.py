"""How much each part of a score counts in a centre."""

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from community.members.models import Centre
from mentoring.matching import PARTS, Weights

MOST = 100


def weight(label: object) -> models.PositiveSmallIntegerField:
    return models.PositiveSmallIntegerField(label, validators=[MaxValueValidator(MOST)])  # type: ignore[arg-type]


class Weighing(models.Model):
    """A centre's own weights; the usual ones hold where there is none. The fields are those of matching.Weights."""

    centre = models.OneToOneField(Centre, models.CASCADE, related_name="weighing")
    needs = weight(_("what is needed and offered"))
    language = weight(_("the common language"))
    times = weight(_("common times"))
    place = weight(_("how near they live"))
    occupation = weight(_("the same trade"))
    country = weight(_("the same country abroad"))
    wishes = weight(_("whom each would rather meet"))
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField(_("last changed"))

    class Meta:
        verbose_name = _("weights of matching")
        verbose_name_plural = _("weights of matching")
        constraints = [
            models.CheckConstraint(condition=Q(needs__gt=0) | Q(language__gt=0), name="needs_or_language_count"),
            models.CheckConstraint(
                condition=Q(**{f"{part}__lte": MOST for part in PARTS}), name="weights_up_to_a_hundred"
            ),
        ]

    def __str__(self) -> str:
        return translation.gettext("weights of matching")

    @property
    def weights(self) -> Weights:
        return Weights(**{part: getattr(self, part) for part in PARTS})


def weights_of(centre: Centre) -> Weights:
    """One query; none where the centre was read with its `weighing`."""
    try:
        return centre.weighing.weights
    except Weighing.DoesNotExist:
        return Weights()
