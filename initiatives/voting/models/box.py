"""The closed box while voting is open. No row here says who or what."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from initiatives.voting.models.rounds import Round


class Ballot(models.Model):
    """One sealed box: `handle` is a keyed hash of the voter, `box` an encrypted choice. No other column may join them.

    docs/ballot-secrecy.md explains why there is no time, no member and no number here.
    """

    class Channel(models.TextChoices):
        ONLINE = "online", _("online")
        DESK = "desk", _("at the desk")
        PAPER = "paper", _("on paper")

    handle = models.CharField(max_length=64, primary_key=True)
    round = models.ForeignKey(Round, models.PROTECT, related_name="ballots")
    channel = models.CharField(max_length=8, choices=Channel, default=Channel.ONLINE)
    box = models.BinaryField()

    def __str__(self) -> str:
        return self.handle[:8]


def by_channel(counted: dict[str, int]) -> list[tuple[str, int]]:
    """Turnout with the channels' names, in their own order."""
    return [(str(channel.label), counted[channel]) for channel in Ballot.Channel if channel in counted]


class Withdrawal(models.Model):
    """The receipt of a ballot that its voter took back, so that it is not missed as one that vanished."""

    pk = models.CompositePrimaryKey("round_id", "receipt")
    round = models.ForeignKey(Round, models.CASCADE, related_name="withdrawals")
    receipt = models.CharField(max_length=16)

    def __str__(self) -> str:
        return self.receipt


class DailyHead(models.Model):
    """The public notice of one day: which receipts were in the box, chained to the notice before."""

    pk = models.CompositePrimaryKey("round_id", "date")
    round = models.ForeignKey(Round, models.CASCADE, related_name="heads")
    date = models.DateField()
    count = models.PositiveIntegerField()
    channels = models.JSONField(default=dict)
    receipts = models.JSONField(default=list)
    withdrawn = models.JSONField(default=list)
    missing = models.JSONField(default=list)
    previous = models.CharField(max_length=64)
    head = models.CharField(max_length=64)
    made_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["date"]

    def __str__(self) -> str:
        return f"{self.date} {self.head[:12]}"

    @property
    def turnout(self) -> list[tuple[str, int]]:
        return by_channel(self.channels)
