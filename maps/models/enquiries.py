"""What two people write to each other about a notice, and whether they tell each other how to reach them."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from community.members.models import Centre, User
from community.moderation.models import Decision, Moderated, ModeratedQuerySet
from maps.models.offers import Offer

LONGEST_MESSAGE = 2000
ENQUIRY_KEPT = dt.timedelta(days=90)  # after it was closed, or the notice was over


class EnquiryQuerySet(models.QuerySet["Enquiry"]):
    def for_centre(self, centre: Centre) -> "EnquiryQuerySet":
        return self.filter(centre=centre)

    def visible_to(self, member: User | AnonymousUser) -> "EnquiryQuerySet":
        """The list twin of the rule `maps.view_enquiry`: its two sides and nobody else, whatever their role."""
        if not member.is_authenticated:
            return self.none()
        return self.filter(Q(asker=member) | Q(offer__author=member, delivered_at__isnull=False))

    def open(self) -> "EnquiryQuerySet":
        return self.filter(closed_at__isnull=True)

    def between(self, one: User, other: User) -> "EnquiryQuerySet":
        return self.filter(Q(asker=one, offer__author=other) | Q(asker=other, offer__author=one))

    def waiting_for(self, member: User) -> "EnquiryQuerySet":
        """The other side spoke last; the longest waiting first."""
        theirs = Q(offer__author=member, asker_spoke_last=True) | Q(asker=member, asker_spoke_last=False)
        return self.open().visible_to(member).filter(theirs).order_by("spoken_at", "pk")

    def newest(self) -> "EnquiryQuerySet":
        return self.order_by("-spoken_at", "-pk")

    def over_before(self, at: dt.datetime) -> "EnquiryQuerySet":
        return self.filter(Q(closed_at__lt=at) | Q(offer__withdrawn_at__lt=at) | Q(offer__ends_at__lt=at))


class Enquiry(models.Model):
    """Read by its two sides alone: `asker` and the author of the notice, who sees it once it is delivered."""

    centre = models.ForeignKey(Centre, models.CASCADE, related_name="+")
    offer = models.ForeignKey(Offer, models.CASCADE, related_name="enquiries")
    asker = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    begun_at = models.DateTimeField(default=timezone.now, editable=False)
    delivered_at = models.DateTimeField(null=True, blank=True, editable=False)
    spoken_at = models.DateTimeField(default=timezone.now, editable=False)
    asker_spoke_last = models.BooleanField(default=True, editable=False)
    last_number = models.PositiveIntegerField(default=0, editable=False)
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = EnquiryQuerySet.as_manager()

    class Meta:
        verbose_name = _("enquiry")
        verbose_name_plural = _("enquiries")
        constraints = [
            models.UniqueConstraint(
                fields=["offer", "asker"], condition=Q(closed_at__isnull=True), name="one_open_enquiry_an_offer"
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=False) | Q(closed_by__isnull=True), name="enquiry_closed_by_and_at"
            ),
        ]
        indexes = [models.Index(fields=["asker", "-spoken_at"], name="enquiries_of_asker")]

    def __str__(self) -> str:
        return self.offer.title

    def get_absolute_url(self) -> str:
        return reverse("maps:enquiry-detail", kwargs={"centre": self.centre.slug, "pk": self.pk})

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    @property
    def is_delivered(self) -> bool:
        return self.delivered_at is not None

    def is_side(self, member: Any) -> bool:
        return member.is_authenticated and member.pk in {self.asker_id, self.offer.author_id}

    def other(self, member: User) -> User:
        return self.offer.author if member.pk == self.asker_id else self.asker

    def name_of(self, member: User) -> str:
        """As the other side reads it: whoever did not sign a notice with their name does not show it here either."""
        return self.offer.signature if member.pk == self.offer.author_id else str(member)


class EnquiryMessageQuerySet(ModeratedQuerySet):
    def shown(self) -> Any:
        return super().shown().filter(held_at__isnull=True)

    def visible_to(self, member: User | AnonymousUser) -> "EnquiryMessageQuerySet":
        """As its enquiry; what still waits for a moderator only to who wrote it."""
        seen = self.filter(enquiry__in=Enquiry.objects.visible_to(member).order_by().values("pk"))
        if not member.is_authenticated:
            return seen.none()
        return seen.filter(Q(held_at__isnull=True) | Q(author=member))

    def in_order(self) -> "EnquiryMessageQuerySet":
        return self.order_by("number")


class EnquiryMessage(Moderated):
    """Private, but whoever receives one may report it; only then do the moderators read it, and only that one."""

    centre = models.ForeignKey(Centre, models.CASCADE, related_name="+")
    enquiry = models.ForeignKey(Enquiry, models.CASCADE, related_name="messages")
    number = models.PositiveIntegerField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    text = models.TextField(_("your words"), max_length=LONGEST_MESSAGE)
    written_at = models.DateTimeField(default=timezone.now, editable=False)
    held_at = models.DateTimeField(null=True, blank=True, editable=False)
    # Of the form that was sent: sent twice, it is one message.
    token = models.UUIDField(editable=False)

    removable = True

    objects = EnquiryMessageQuerySet.as_manager()

    class Meta(Moderated.Meta):
        verbose_name = _("private message")
        verbose_name_plural = _("private messages")
        constraints = [
            *Moderated.Meta.constraints,
            models.UniqueConstraint(fields=["enquiry", "number"], name="one_enquiry_message_a_number"),
            models.UniqueConstraint(fields=["author", "token"], name="one_enquiry_message_a_form"),
        ]

    def __str__(self) -> str:
        """Says nothing of it: it stands in news and in the list of reports."""
        return gettext("a private message")

    def get_absolute_url(self) -> str:
        return f"{self.enquiry.get_absolute_url()}#message-{self.number}"

    @classmethod
    def published_by(cls, member: User, centre: Centre) -> Any:
        """What is private was never published."""
        return cls.objects.none()

    def words(self) -> str:
        return self.text

    def settle(self, decision: Decision) -> None:
        from maps.actions.enquiring import settle_message  # verbs stand above the models

        settle_message(message=self, decision=decision)

    def erase_words(self) -> None:
        self.text = ""
        self.save(update_fields=["text"])

    @property
    def is_held(self) -> bool:
        return self.held_at is not None


class SharedContact(models.Model):
    """One side's yes to being reached elsewhere. Read by the other only when there are two of an enquiry."""

    enquiry = models.ForeignKey(Enquiry, models.CASCADE, related_name="contacts")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    words = models.CharField(_("how to reach me"), max_length=300)
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("shared contact")
        verbose_name_plural = _("shared contacts")
        constraints = [
            models.UniqueConstraint(fields=["enquiry", "member"], name="one_contact_a_side"),
            models.CheckConstraint(condition=~Q(words=""), name="a_contact_says_something"),
        ]

    def __str__(self) -> str:
        return gettext("a contact")


class MuteQuerySet(models.QuerySet["Mute"]):
    def between(self, one: User, other: User) -> "MuteQuerySet":
        return self.filter(Q(by=one, whom=other) | Q(by=other, whom=one))


class Mute(models.Model):
    """`whom` can write to `by` about no notice any more, nor the other way round. Only `by` learns of it."""

    centre = models.ForeignKey(Centre, models.CASCADE, related_name="+")  # where it was said; it holds everywhere
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    whom = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    # As `by` knew them: somebody who hides behind “a neighbour” is not named by being shut out.
    name = models.CharField(max_length=120)
    at = models.DateTimeField(default=timezone.now, editable=False)

    objects = MuteQuerySet.as_manager()

    class Meta:
        verbose_name = _("member who may not write to me")
        verbose_name_plural = _("members who may not write to me")
        constraints = [
            models.UniqueConstraint(fields=["by", "whom"], name="muted_once"),
            models.CheckConstraint(condition=~Q(by=F("whom")), name="nobody_mutes_themselves"),
        ]

    def __str__(self) -> str:
        return self.name
