"""Paper beside the box: ballots with a number, and the voters who took one. Nothing here joins the two."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from initiatives.voting.models.rounds import Round


class PaperBallotQuerySet(models.QuerySet["PaperBallot"]):
    def unsettled(self) -> "PaperBallotQuerySet":
        """Handed in and still to be keyed, once or twice."""
        return self.filter(state__in=[PaperBallot.State.RECEIVED, PaperBallot.State.READ]).order_by("number")

    def handed_in(self) -> "PaperBallotQuerySet":
        """Out of the urn and not set aside: never more than people took one."""
        return self.exclude(state__in=[PaperBallot.State.PRINTED, PaperBallot.State.INVALID])

    def confirmed(self) -> "PaperBallotQuerySet":
        return self.filter(state=PaperBallot.State.CONFIRMED).order_by("number")


class PaperBallot(models.Model):
    """One numbered sheet. Who took it is written nowhere; who keyed it in is.

    `reading` is the first person's reading, sealed like a ballot; it goes when the second person agrees or differs.
    """

    class State(models.TextChoices):
        PRINTED = "printed", _("printed")
        RECEIVED = "received", _("received")
        READ = "read", _("read once")
        CONFIRMED = "confirmed", _("confirmed")
        INVALID = "invalid", _("invalid")

    pk = models.CompositePrimaryKey("round_id", "number")
    round = models.ForeignKey(Round, models.CASCADE, related_name="papers")
    number = models.PositiveIntegerField(_("number"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PRINTED)
    reason = models.CharField(_("why it is invalid"), max_length=300, blank=True)
    reading = models.BinaryField(default=b"", editable=False)
    read_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = PaperBallotQuerySet.as_manager()

    class Meta:
        verbose_name = _("paper ballot")
        verbose_name_plural = _("paper ballots")
        ordering = ["number"]
        constraints = [
            models.CheckConstraint(condition=~Q(read_by=F("confirmed_by")), name="paper_read_by_two"),
            models.CheckConstraint(condition=~Q(state="invalid") | ~Q(reason=""), name="paper_invalid_for_a_reason"),
            models.CheckConstraint(condition=Q(state="read") | Q(reading=b""), name="paper_reading_only_between_two"),
        ]

    def __str__(self) -> str:
        return f"{self.round_id}: {self.number}"


class PaperVoter(models.Model):
    """The handle of somebody who took a paper ballot: it may not vote here any more. Gone with the key at the close."""

    pk = models.CompositePrimaryKey("round_id", "handle")
    round = models.ForeignKey(Round, models.CASCADE, related_name="paper_voters")
    handle = models.CharField(max_length=64)

    def __str__(self) -> str:
        return self.handle[:8]


class VotingCode(models.Model):
    """A code on a letter, as a peppered hash, by which its holder votes in one round. Who got it is not known here."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="codes")
    digest = models.CharField(max_length=64, unique=True)

    def __str__(self) -> str:
        return self.digest[:8]
