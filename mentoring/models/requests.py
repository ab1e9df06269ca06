"""What a mentee asks for."""

from django.db import models
from django.db.models import F, Q
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from mentoring.models.said import Said, SaidQuerySet
from mentoring.models.words import Topic


class RequestQuerySet(SaidQuerySet):
    pass


class Request(Said):
    """`first` matters most; nothing is asked for twice, and nothing third without a second."""

    first = models.CharField(_("what I need most"), max_length=12, choices=Topic)
    second = models.CharField(_("then"), max_length=12, choices=Topic, blank=True)
    third = models.CharField(_("and then"), max_length=12, choices=Topic, blank=True)

    paired_at = models.DateTimeField(_("both first said yes"), null=True, blank=True, editable=False)

    objects = RequestQuerySet.as_manager()

    class Meta(Said.Meta):
        verbose_name = _("mentee's request")
        verbose_name_plural = _("mentees' requests")
        constraints = [
            *Said.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(first=F("second"))
                & ~Q(first=F("third"))
                & (Q(second="", third="") | ~Q(second="") & ~Q(second=F("third"))),
                name="request_for_different_things",
            ),
        ]

    def __str__(self) -> str:
        """Names nobody: it stands in news and logs."""
        return translation.gettext("a request for help")

    @property
    def topics(self) -> list[str]:
        return [topic for topic in (self.first, self.second, self.third) if topic]
