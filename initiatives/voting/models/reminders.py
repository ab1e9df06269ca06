"""How far the reminder before the close has come."""

from django.db import models

from initiatives.voting.models.rounds import Round


class Reminder(models.Model):
    """One reminder a round, sent along the list of who may vote: `up_to` is the last membership that was looked at.

    Whom it reached is kept nowhere, for that would be a list of those who had not voted.
    """

    round = models.OneToOneField(Round, models.CASCADE, primary_key=True, related_name="reminder")
    up_to = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.round_id}: {self.up_to}"
