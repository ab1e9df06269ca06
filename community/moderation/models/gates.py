"""What a centre asks of new members' words before everybody reads them, and which words it wants to look at."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from community.members.models import Centre


class FlagWord(models.Model):
    """A word at which a moderator wants to look; an asterisk at its end stands for any ending."""

    centre = models.ForeignKey(Centre, models.CASCADE, related_name="flag_words")
    word = models.CharField(_("word"), max_length=60)

    class Meta:
        verbose_name = _("word to look at")
        verbose_name_plural = _("words to look at")
        ordering = ["word"]
        constraints = [models.UniqueConstraint(fields=["centre", "word"], name="one_flag_a_word")]

    def __str__(self) -> str:
        return self.word


class Gate(models.Model):
    """Without a row, nothing waits and nobody is slowed."""

    centre = models.OneToOneField(Centre, models.CASCADE, primary_key=True, related_name="gate")
    first_posts_wait = models.PositiveSmallIntegerField(
        _("how many first posts of a new member wait for a moderator"), default=0, validators=[MaxValueValidator(10)]
    )
    links_wait = models.BooleanField(_("posts with links wait for a moderator"), default=False)
    slow_seconds = models.PositiveIntegerField(
        _("seconds between two posts of a new member"), default=0, validators=[MaxValueValidator(3600)]
    )

    class Meta:
        verbose_name = verbose_name_plural = _("gate")

    def __str__(self) -> str:
        return str(self.centre)

    @classmethod
    def of(cls, centre: Centre) -> "Gate":
        return cls.objects.filter(centre=centre).first() or cls(centre=centre)
