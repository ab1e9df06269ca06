"""A Local Centre of Reintegration and what it says about itself."""

import datetime as dt
import secrets
import zoneinfo

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models.functions import Now
from django.utils import timezone, translation
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from community.members.models.people import User

# First parts of a centre's addresses that rooms own; no page may take them.
ROOM_SLUGS = frozenset(
    {"initiatives", "votes", "map", "members", "reports", "search", "feeds", "notices", "admin", "board", "mentoring"}
)
# First parts of the network's own addresses; no centre may take them.
RESERVED_SLUGS = ROOM_SLUGS | {"accounts", "static", "media", "documents", "images", "styleguide", "dev", "live"}
RESERVED_SLUGS |= {"stories", "events", "tags", "notifications", "healthz", "readyz", "api", "developers"}
RESERVED_SLUGS |= {code for code, _name in settings.LANGUAGES}


# The media's folder of crests, which lie open: each has a name of its own, and what it shows never changes.
CRESTS = "crests"


def crest_path(centre: "Centre", name: str) -> str:
    return f"{CRESTS}/{secrets.token_hex(8)}.webp"


class CentreQuerySet(models.QuerySet["Centre"]):
    def open(self) -> "CentreQuerySet":
        return self.filter(opened_at__lte=Now()).order_by("country", "name")

    def served_by(self, member: User, *roles: str) -> "CentreQuerySet":
        """The centres where `member` holds one of `roles`."""
        if member.is_superuser:
            return self.all()
        return self.filter(memberships__member=member, memberships__grants__role__in=roles).distinct()


class Centre(models.Model):
    """One municipality of the network, with its own language, money and clock."""

    class Country(models.TextChoices):
        PL = "PL", _("Poland")
        SK = "SK", _("Slovakia")
        CZ = "CZ", _("Czechia")
        HU = "HU", _("Hungary")
        UA = "UA", _("Ukraine")

    class Accent(models.TextChoices):
        MOSS = "moss", _("moss")
        BRICK = "brick", _("brick")
        LAKE = "lake", _("lake")
        PLUM = "plum", _("plum")
        OCHRE = "ochre", _("ochre")
        PINE = "pine", _("pine")
        SLATE = "slate", _("slate")
        ROSE = "rose", _("rose")
        SKY = "sky", _("sky")

    slug = models.SlugField(
        max_length=40,
        unique=True,
        validators=[RegexValidator(r"^[a-z][a-z0-9-]+$", _("Use small letters, digits and hyphens."))],
    )
    name = models.CharField(_("name in its own language"), max_length=80)
    country = models.CharField(_("country"), max_length=2, choices=Country)
    languages = models.JSONField(_("languages, its own first"), default=list)
    time_zone = models.CharField(_("time zone"), max_length=40, default="Europe/Warsaw")
    currency = models.CharField(_("currency"), max_length=3, default="EUR")
    population = models.PositiveIntegerField(_("population"), default=0)
    latitude = models.FloatField(_("latitude"), validators=[MinValueValidator(-90), MaxValueValidator(90)])
    longitude = models.FloatField(_("longitude"), validators=[MinValueValidator(-180), MaxValueValidator(180)])
    zoom = models.PositiveSmallIntegerField(_("map zoom"), default=13)
    accent = models.CharField(_("accent colour"), max_length=8, choices=Accent, default=Accent.MOSS)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    crest = models.FileField(_("crest"), upload_to=crest_path, blank=True)
    crest_width = models.PositiveSmallIntegerField(default=0)
    crest_height = models.PositiveSmallIntegerField(default=0)
    opened_at = models.DateTimeField(_("open since"), default=timezone.now)

    objects = CentreQuerySet.as_manager()

    class Meta:
        verbose_name = _("centre")
        verbose_name_plural = _("centres")
        ordering = ["country", "name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"/{translation.get_language()}/{self.slug}/"

    def clean(self) -> None:
        if self.slug in RESERVED_SLUGS:
            raise ValidationError({"slug": _("This address is taken by the site itself.")})
        known = dict(settings.LANGUAGES)
        if not self.languages or not set(self.languages) <= set(known):
            raise ValidationError({"languages": _("Name at least one of: %(codes)s.") % {"codes": ", ".join(known)}})
        if self.time_zone not in zoneinfo.available_timezones():
            raise ValidationError({"time_zone": _("There is no such time zone.")})

    @property
    def crest_url(self) -> str:
        return self.crest.url if self.crest else ""

    @property
    def language(self) -> str:
        return self.languages[0]

    @property
    def zone(self) -> dt.tzinfo:
        return zoneinfo.ZoneInfo(self.time_zone)

    @cached_property
    def texts_by_language(self) -> dict[str, "CentreText"]:
        return {text.language: text for text in self.texts.all()}

    @property
    def text(self) -> "CentreText":
        """The facts in the reader's language, else in English, else in the centre's own."""
        texts = self.texts_by_language
        wanted = translation.get_language() or self.language
        return texts.get(wanted) or texts.get("en") or texts.get(self.language) or CentreText()

    @property
    def local_name(self) -> str:
        return self.text.name or self.name

    @property
    def strapline(self) -> str:
        return self.text.strapline

    @property
    def address(self) -> str:
        return self.text.address

    @property
    def hours(self) -> str:
        return self.text.hours

    @property
    def notice(self) -> str:
        """The emergency notice; in the centre's own language when the reader's has none, for it must not be missed."""
        own = self.texts_by_language.get(self.language)
        return self.text.notice or (own.notice if own else "")


class CentreText(models.Model):
    """What a centre says about itself in one language, shown in every page's header and footer."""

    centre = models.ForeignKey(Centre, models.CASCADE, related_name="texts")
    language = models.CharField(_("language"), max_length=8, choices=settings.LANGUAGES)
    name = models.CharField(_("name"), max_length=80)
    strapline = models.CharField(_("strapline"), max_length=200, blank=True)
    address = models.CharField(_("address"), max_length=200, blank=True)
    hours = models.CharField(_("opening hours"), max_length=200, blank=True)
    notice = models.CharField(_("emergency notice on every page"), max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["centre", "language"], name="one_text_a_language")]
        ordering = ["language"]

    def __str__(self) -> str:
        return f"{self.name} ({self.language})"
