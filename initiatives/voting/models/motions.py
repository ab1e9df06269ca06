"""What a meeting votes on, and the hands that were raised."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from community.members.models import User
from initiatives.proposals.models import Initiative
from initiatives.voting.models.meetings import Meeting
from initiatives.voting.quorum import is_carried


class Motion(models.Model):
    """A draft of a resolution: what shall be done, what it costs, why."""

    class ProposedBy(models.TextChoices):
        HEAD = "head", _("the head of the village")
        COUNCIL = "council", _("the village council")
        RESIDENTS = "residents", _("residents entitled to vote, as many as the law asks for")

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="motions")
    initiative = models.ForeignKey(Initiative, models.PROTECT, null=True, blank=True, related_name="motions")
    number = models.PositiveSmallIntegerField(_("number"))
    title = models.CharField(_("title"), max_length=160)
    text = models.TextField(_("text of the resolution"), max_length=5000)
    cost = models.PositiveBigIntegerField(_("cost"), default=0)
    reasons = models.TextField(_("reasons"), max_length=5000, blank=True)
    proposed_by = models.CharField(_("proposed by"), max_length=10, choices=ProposedBy, blank=True)

    class Meta:
        verbose_name = _("motion")
        verbose_name_plural = _("motions")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="one_motion_a_number"),
            models.UniqueConstraint(fields=["meeting", "initiative"], name="one_motion_an_initiative"),
            models.CheckConstraint(condition=Q(number__gte=1), name="motion_numbered_from_one"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def hands(self) -> "Hands | None":
        """The count that stands."""
        counted = list(self.counts.all())
        return counted[-1] if counted else None

    @property
    def is_adopted(self) -> bool:
        return self.hands is not None and self.hands.carries


class Hands(models.Model):
    """Hands counted on one motion by people in the hall. There is no other way for a count to come about.

    The last count stands; the ones before show what was corrected, and why.
    """

    motion = models.ForeignKey(Motion, models.PROTECT, related_name="counts")
    number = models.PositiveSmallIntegerField()
    in_favour = models.PositiveIntegerField(_("in favour"))
    against = models.PositiveIntegerField(_("against"))
    abstained = models.PositiveIntegerField(_("abstained"))
    # As it stood when the hands were counted.
    present = models.PositiveIntegerField()
    reason = models.CharField(_("reason"), max_length=400, blank=True)
    counted_at = models.DateTimeField(db_default=Now(), editable=False)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("count of hands")
        verbose_name_plural = _("counts of hands")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["motion", "number"], name="one_count_a_number"),
            models.CheckConstraint(
                condition=Q(present__gte=F("in_favour") + F("against") + F("abstained")),
                name="hands_of_those_present",
            ),
            models.CheckConstraint(
                condition=Q(number=1) | Q(number__gt=1) & ~Q(reason=""), name="hands_corrected_for_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.in_favour} : {self.against} : {self.abstained}"

    @property
    def carries(self) -> bool:
        return is_carried(in_favour=self.in_favour, against=self.against)
