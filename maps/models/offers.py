"""What members offer each other and what they need: a notice with an area instead of an address, and an end."""

import datetime as dt
import math
from typing import Any, Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from community.members.models import Centre, User
from community.moderation.models import Decision, Moderated, ModeratedQuerySet
from maps.models.organisations import Organisation
from maps.squares import coarse
from maps.vocabulary import mask_of

USUAL = dt.timedelta(days=91)  # how long a notice runs, unless its author says otherwise
LONGEST_RUN = dt.timedelta(days=366)
OFFER_KEPT = dt.timedelta(days=183)  # after its end its author may still put it up again
NEAR = 5_000  # metres
METRES_A_DEGREE = 111_320


class Side(models.TextChoices):
    OFFER = "offer", pgettext_lazy("notice", "offer")
    NEED = "need", pgettext_lazy("notice", "need")


class OfferKind(models.TextChoices):
    HOUSING = "housing", _("housing advice")
    LANGUAGE = "language", _("language practice")
    HOBBIES = "hobbies", _("hobbies")
    LIFTS = "lifts", _("lifts")
    TOOLS = "tools", _("tools to borrow")
    CHILDCARE = "childcare", _("childcare swaps")
    COMPANY = "company", _("company at an office")
    THINGS = "things", _("furniture and things")
    REPAIRS = "repairs", _("repairs")
    OTHER = "other", _("something else")


class Reach(models.TextChoices):
    VILLAGE = "village", _("this village")
    NEAR = "near", _("up to 5 km around")
    COMMUNE = "commune", _("the whole commune")
    ONLINE = "online", _("online")


class Signed(models.TextChoices):
    NAME = "name", _("my name")
    NEIGHBOUR = "neighbour", _("“a neighbour”, with the village")


class NeighbourlyQuerySet(ModeratedQuerySet):
    def for_centre(self, centre: Centre) -> "NeighbourlyQuerySet":
        return self.filter(centre=centre)

    def shown(self) -> Self:
        return super().shown().filter(held_at__isnull=True)

    def running(self, at: dt.datetime) -> "NeighbourlyQuerySet":
        """Neither withdrawn nor over."""
        return self.filter(withdrawn_at__isnull=True, ends_at__gt=at)

    def standing(self, at: dt.datetime) -> "NeighbourlyQuerySet":
        """What is on the map and in the list."""
        return self.shown().running(at)

    def visible_to(self, member: User | AnonymousUser, at: dt.datetime | None = None) -> "NeighbourlyQuerySet":
        """The list twin of the rule `maps.view_offer`."""
        at = at or timezone.now()
        if not member.is_authenticated:
            return self.standing(at)
        stands = Q(hidden_at__isnull=True, held_at__isnull=True, withdrawn_at__isnull=True, ends_at__gt=at)
        served = Centre.objects.served_by(member, "moderator").values("pk")
        return self.filter(stands | Q(author=member) | Q(centre__in=served))

    def by(self, member: User) -> "NeighbourlyQuerySet":
        return self.filter(author=member).listed()

    def listed(self) -> "NeighbourlyQuerySet":
        """Those put up last come first."""
        return self.order_by("-renewed_at", "-pk")

    def speaking(self, language: str) -> "NeighbourlyQuerySet":
        common = F("languages_mask").bitand(mask_of([language]))
        return self.annotate(common=common).filter(common__gt=0)

    def reaching(self, village: str, latitude: float, longitude: float) -> "NeighbourlyQuerySet":
        """Of use to somebody who lives in `village`, whose middle the point is."""
        north = NEAR / METRES_A_DEGREE
        east = north / max(0.05, math.cos(math.radians(latitude)))
        around = Q(
            reach=Reach.NEAR,
            latitude__range=(latitude - north, latitude + north),
            longitude__range=(longitude - east, longitude + east),
        )
        return self.filter(Q(village=village) | Q(reach__in=(Reach.COMMUNE, Reach.ONLINE)) | around)

    def to_be_reminded(self, at: dt.datetime) -> "NeighbourlyQuerySet":
        """They end within a week, and were not put up for just that week."""
        week = dt.timedelta(days=7)
        soon = self.standing(at).filter(reminded_at__isnull=True, ends_at__lte=at + week)
        return soon.filter(renewed_at__lte=at - dt.timedelta(days=1)).order_by("pk")

    def ended_before(self, at: dt.datetime) -> "NeighbourlyQuerySet":
        return self.filter(Q(withdrawn_at__lt=at) | Q(ends_at__lt=at))


class Offer(Moderated):
    """Of a member, perhaps for an organisation that they keep or a group that they name.

    Its point is never more exact than `coarse` tells it, wherever it came from.
    """

    Side, Kind, Reach, Signed = Side, OfferKind, Reach, Signed

    centre = models.ForeignKey(Centre, models.CASCADE, related_name="+")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    side = models.CharField(_("offer or need"), max_length=8, choices=Side, default=Side.OFFER)
    kind = models.CharField(_("what it is about"), max_length=12, choices=OfferKind)
    provider = models.CharField(
        _("who puts it up"), max_length=10, choices=Organisation.Kind, default=Organisation.Kind.NEIGHBOUR
    )
    organisation = models.ForeignKey(Organisation, models.SET_NULL, null=True, blank=True, related_name="+")
    group_name = models.CharField(_("name of the group"), max_length=80, blank=True)
    signed = models.CharField(_("signed with"), max_length=10, choices=Signed, default=Signed.NEIGHBOUR)
    title = models.CharField(_("title"), max_length=100)
    text = models.TextField(_("in your words"), max_length=2000)
    language = models.CharField(_("written in"), max_length=8, choices=settings.LANGUAGES)
    languages: models.Field[Any, Any] = models.JSONField(_("languages spoken"), default=list, blank=True)
    languages_mask = models.PositiveIntegerField(default=0, editable=False)
    village = models.CharField(_("village"), max_length=80)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    reach = models.CharField(_("how far"), max_length=8, choices=Reach, default=Reach.COMMUNE)
    hours: models.Field[Any, Any] = models.JSONField(_("when"), default=list, blank=True)  # 0 Monday morning … 20
    hours_note = models.CharField(_("about the time"), max_length=200, blank=True)
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    renewed_at = models.DateTimeField(default=timezone.now, editable=False)
    changed_at = models.DateTimeField(null=True, blank=True, editable=False)
    ends_at = models.DateTimeField(_("until"))  # the midnight after its last day, by the clock of the centre
    reminded_at = models.DateTimeField(null=True, blank=True, editable=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)
    # Waits for a moderator: its author and the moderators see it, nobody else does.
    held_at = models.DateTimeField(null=True, blank=True, editable=False)

    removable = True

    objects = NeighbourlyQuerySet.as_manager()

    class Meta(Moderated.Meta):
        verbose_name = _("notice")
        verbose_name_plural = _("offers and needs")
        indexes = [
            models.Index(fields=["centre", "-renewed_at", "-id"], name="offers_listed"),
            models.Index(fields=["author"], name="offers_of_author"),
        ]
        constraints = [
            *Moderated.Meta.constraints,
            models.CheckConstraint(condition=~Q(title=""), name="offer_has_a_title"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("renewed_at")), name="offer_ends_after_it_begins"),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__range=(-85, 85), longitude__range=(-180, 180)),
                name="offer_on_the_map",
            ),
            models.CheckConstraint(condition=Q(reach="online") | Q(latitude__isnull=False), name="offer_has_an_area"),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.latitude is not None and self.longitude is not None:
            self.latitude, self.longitude = coarse(self.latitude, self.longitude)
        self.languages_mask = mask_of(self.languages)
        super().save(*args, **kwargs)

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("maps:offer-detail", kwargs={"centre": self.centre.slug, "pk": self.pk})

    def words(self) -> str:
        return "\n\n".join(part for part in (self.title, self.text, self.hours_note, self.group_name) if part)

    def settle(self, decision: Decision) -> None:
        from maps.actions.offering import settle_offer  # verbs stand above the models

        settle_offer(offer=self, decision=decision)

    def erase_words(self) -> None:
        self.title, self.text, self.hours_note, self.group_name = "–", "", "", ""
        self.save(update_fields=["title", "text", "hours_note", "group_name"])

    @property
    def is_held(self) -> bool:
        return self.held_at is not None

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_at is not None

    def is_running(self, at: dt.datetime) -> bool:
        return not self.is_withdrawn and self.ends_at > at

    def stands(self, at: dt.datetime) -> bool:
        return self.is_running(at) and not self.is_hidden and not self.is_held

    @property
    def ends_on(self) -> dt.date:
        """Its last day."""
        return (self.ends_at.astimezone(self.centre.zone) - dt.timedelta(seconds=1)).date()

    @property
    def signature(self) -> str:
        """Who puts it up, as everybody reads it: never more of its author than they chose."""
        if self.organisation is not None:
            return self.organisation.name
        if self.group_name:
            return self.group_name
        if self.signed == Signed.NAME:
            return str(self.author)
        return gettext("a neighbour from %(village)s") % {"village": self.village}


def end_of(day: dt.date, centre: Centre) -> dt.datetime:
    """The midnight after `day`, by the clock of the centre."""
    after = day + dt.timedelta(days=1)
    return dt.datetime(after.year, after.month, after.day, tzinfo=centre.zone)
