"""What came out of the box. Natural keys and sorted order, so that nothing here remembers how it came in."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from initiatives.voting.models.box import by_channel
from initiatives.voting.models.rounds import Round


class Closure(models.Model):
    """The box of this round was opened, once. Carries no time of its own: a repeated close writes the same bytes."""

    round = models.OneToOneField(Round, models.CASCADE, primary_key=True, related_name="closure")
    ballots = models.PositiveIntegerField()
    seed = models.CharField(max_length=64, blank=True)
    seal = models.CharField(max_length=64)
    # How many papers were confirmed, and how many people took one: there is no roll of them.
    papers = models.PositiveIntegerField(default=0)
    papers_taken = models.PositiveIntegerField(default=0)
    # Counted ballots by the way they came in.
    channels = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(papers__lte=F("papers_taken")), name="no_more_papers_than_people")
        ]

    def __str__(self) -> str:
        return self.seal[:12]

    @property
    def turnout(self) -> list[tuple[str, int]]:
        return by_channel(self.channels)


class Participation(models.Model):
    """The roll: who took part. For the member's own export and the two who certify; never joined to a ballot."""

    pk = models.CompositePrimaryKey("round_id", "member_id")
    round = models.ForeignKey(Round, models.CASCADE, related_name="participations")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="participations")

    def __str__(self) -> str:
        return f"{self.round_id}: {self.member_id}"


class CodeParticipation(models.Model):
    """The roll of a round whose voters are known by a code or a register entry: which of them took part."""

    pk = models.CompositePrimaryKey("round_id", "subject")
    round = models.ForeignKey(Round, models.CASCADE, related_name="code_participations")
    subject = models.CharField(max_length=80)

    def __str__(self) -> str:
        return f"{self.round_id}: {self.subject[:16]}"


class CountedReceipt(models.Model):
    pk = models.CompositePrimaryKey("round_id", "receipt")
    round = models.ForeignKey(Round, models.CASCADE, related_name="receipts")
    receipt = models.CharField(max_length=16)

    def __str__(self) -> str:
        return self.receipt


class Uncounted(models.Model):
    """A receipt that did not count, published with the reason."""

    class Reason(models.TextChoices):
        UNREADABLE = "unreadable", _("the box does not open with this round's key: it was changed or moved")
        INVALID = "invalid", _("the choices inside break the round's rules")
        NOBODY = "nobody", _("it belongs to nobody who may vote")
        PAPER = "paper", _("its voter took a paper ballot instead")
        UNFIT = "unfit", _("it is a paper ballot that was set aside as invalid, with a reason")
        UNKEYED = "unkeyed", _("it is a paper ballot that two people had not keyed in when the box was opened")
        VANISHED = "vanished", _("it stood on a daily notice, was not withdrawn, and was not in the box at the close")

    pk = models.CompositePrimaryKey("round_id", "receipt")
    round = models.ForeignKey(Round, models.CASCADE, related_name="uncounted")
    receipt = models.CharField(max_length=16)
    reason = models.CharField(max_length=12, choices=Reason)

    def __str__(self) -> str:
        return f"{self.receipt}: {self.reason}"


class CountedBallot(models.Model):
    """The content of one ballot: `position` is its place among all contents in alphabetical order."""

    pk = models.CompositePrimaryKey("round_id", "position")
    round = models.ForeignKey(Round, models.CASCADE, related_name="contents")
    position = models.PositiveIntegerField()
    choices = models.JSONField()

    def __str__(self) -> str:
        return f"{self.position}: {self.choices}"


class RoundResult(models.Model):
    """One finished count by one rule: parameters, winners and a trace of each project, to be shown and repeated."""

    pk = models.CompositePrimaryKey("round_id", "rule")
    round = models.ForeignKey(Round, models.CASCADE, related_name="results")
    rule = models.CharField(max_length=14, choices=Round.Rule)
    outcome = models.JSONField()

    def __str__(self) -> str:
        return f"{self.get_rule_display()}: {len(self.winners)}"

    @property
    def winners(self) -> list[str]:
        return self.outcome["winners"]

    @property
    def traces(self) -> dict[str, dict[str, Any]]:
        return {trace["project"]: trace for trace in self.outcome["traces"]}
