"""What proves that somebody lives here: letters with codes, and a register that is forgotten after use."""

import datetime as dt

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.members.models.centres import Centre
from community.members.models.people import User


class LetterBatch(models.Model):
    """A sheet of letters printed at once. Where each went is not known here, only the label of all."""

    centre = models.ForeignKey(Centre, models.CASCADE, related_name="letter_batches")
    label = models.CharField(_("label"), max_length=80)
    size = models.PositiveSmallIntegerField(_("letters"))
    printed_at = models.DateTimeField(default=timezone.now, editable=False)
    printed_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    expires_at = models.DateTimeField(_("codes work until"))

    class Meta:
        ordering = ["-printed_at", "-pk"]

    def __str__(self) -> str:
        return self.label

    def has_expired(self, at: dt.datetime) -> bool:
        return self.expires_at <= at


class LetterCodeQuerySet(models.QuerySet["LetterCode"]):
    def unspent(self) -> "LetterCodeQuerySet":
        return self.filter(is_spent=False)


class LetterCode(models.Model):
    """One letter's code, as a peppered hash; the code itself exists on paper only.

    Spent without a date and without a name: either would tie a member to the street on the batch's label.
    """

    batch = models.ForeignKey(LetterBatch, models.CASCADE, related_name="codes")
    digest = models.CharField(max_length=64, unique=True)
    is_spent = models.BooleanField(default=False)

    objects = LetterCodeQuerySet.as_manager()

    def __str__(self) -> str:
        return f"letter {self.pk}"


class Register(models.Model):
    """A list of residents that the municipality lent for a round: only keyed hashes of its rows are kept."""

    centre = models.ForeignKey(Centre, models.CASCADE, related_name="registers")
    label = models.CharField(_("label"), max_length=80)
    columns = models.JSONField(_("what a member is asked for"), default=list)
    size = models.PositiveIntegerField(_("entries"), default=0)
    uploaded_at = models.DateTimeField(default=timezone.now, editable=False)
    uploaded_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["-uploaded_at", "-pk"]

    def __str__(self) -> str:
        return self.label


class RegisterEntry(models.Model):
    """One row of a register. The same digest may stand twice: two people may share a name and a year."""

    register = models.ForeignKey(Register, models.CASCADE, related_name="entries")
    digest = models.CharField(max_length=64)
    is_spent = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["register", "digest"], name="register_entry_digest")]

    def __str__(self) -> str:
        return f"entry {self.pk}"
