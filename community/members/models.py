"""Who takes part: members, centres, and what a member is in a centre."""

import datetime as dt
import secrets
import zoneinfo

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models.functions import Now
from django.utils import timezone, translation
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

# A short readable alphabet: no 0/o, 1/l/i.
HANDLE_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
# First parts of a centre's addresses that rooms own; no page may take them.
ROOM_SLUGS = frozenset({"initiatives", "votes", "map", "members", "search", "feeds", "notices", "admin", "board", "mentors"})


def new_handle() -> str:
    return "m-" + "".join(secrets.choice(HANDLE_ALPHABET) for _position in range(10))


class UserManager(BaseUserManager["User"]):
    """What Django's authentication asks of a user model; accounts are opened through actions."""

    def create_user(self, handle: str = "", password: str | None = None, **fields: object) -> "User":
        user = self.model(handle=handle or new_handle(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, handle: str, password: str | None = None, **fields: object) -> "User":
        return self.create_user(handle, password, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """A member of the network. Holds no legal name: `display_name` is what the person chose to be called."""

    handle = models.CharField(_("sign-in name"), max_length=40, unique=True, default=new_handle)
    email = models.EmailField(_("e-mail"), null=True, blank=True, unique=True)
    display_name = models.CharField(_("name shown to others"), max_length=80, blank=True)
    language = models.CharField(_("language"), max_length=8, choices=settings.LANGUAGES, default="en")
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(default=timezone.now, editable=False)
    erased_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "handle"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []

    class Meta:
        verbose_name = _("member")
        verbose_name_plural = _("members")
        ordering = ["display_name", "handle"]

    def __str__(self) -> str:
        return self.get_full_name()

    def save(self, *args: object, **kwargs: object) -> None:
        self.email = self.email or None
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def get_full_name(self) -> str:
        if self.erased_at:
            return translation.gettext("former member")
        return self.display_name or self.handle

    get_short_name = get_full_name

    @property
    def is_staff(self) -> bool:
        return self.is_superuser

    @cached_property
    def roles_by_centre(self) -> dict[int, frozenset[str]]:
        """Centre id → the roles held there; read once per request."""
        grants = RoleGrant.objects.filter(membership__member=self).values_list("membership__centre_id", "role")
        found: dict[int, set[str]] = {}
        for centre_id, role in grants:
            found.setdefault(centre_id, set()).add(role)
        return {centre_id: frozenset(roles) for centre_id, roles in found.items()}

    def has_role(self, centre: "Centre", *roles: str) -> bool:
        """Whether the member holds one of `roles` in `centre`; the network's administrators hold all of them."""
        return self.is_active and (
            self.is_superuser or not self.roles_by_centre.get(centre.pk, frozenset()).isdisjoint(roles)
        )


class CentreQuerySet(models.QuerySet["Centre"]):
    def open(self) -> "CentreQuerySet":
        return self.filter(opened_at__lte=Now()).order_by("country", "name")

    def served_by(self, member: User, *roles: str) -> "CentreQuerySet":
        """The centres where `member` holds one of `roles`."""
        if member.is_superuser:
            return self.all()
        return self.filter(memberships__member=member, memberships__grants__role__in=roles).distinct()


class Centre(models.Model):
    """A Local Centre of Reintegration: one municipality of the network, with its own language, money and clock."""

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
    opened_at = models.DateTimeField(_("open since"), default=timezone.now)

    objects = CentreQuerySet.as_manager()

    class Meta:
        verbose_name = _("centre")
        verbose_name_plural = _("centres")
        ordering = ["country", "name"]

    def __str__(self) -> str:
        return self.name

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
        """The facts in the reader's language, else in the centre's own."""
        texts = self.texts_by_language
        wanted = translation.get_language() or self.language
        return texts.get(wanted) or texts.get("en" if wanted != self.language else "") or texts.get(self.language) or CentreText()

    @property
    def local_name(self) -> str:
        return self.text.name or self.name


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


class MembershipQuerySet(models.QuerySet["Membership"]):
    def for_centre(self, centre: Centre) -> "MembershipQuerySet":
        return self.filter(centre=centre)

    def verified(self) -> "MembershipQuerySet":
        return self.filter(verified_at__isnull=False)

    def asking(self) -> "MembershipQuerySet":
        """Those who say that they live here and whom nobody has verified yet, the longest waiting first."""
        return self.filter(declared_at__isnull=False, verified_at__isnull=True).order_by("declared_at")


class Membership(models.Model):
    """What a member is in one centre. A returnee may belong to two."""

    class Method(models.TextChoices):
        LETTER = "letter", _("a code from a letter")
        DESK = "desk", _("at the desk")
        REGISTER = "register", _("the municipal register")

    member = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    centre = models.ForeignKey(Centre, models.CASCADE, related_name="memberships")
    joined_at = models.DateTimeField(default=timezone.now, editable=False)
    declared_at = models.DateTimeField(_("says that they live here, since"), null=True, blank=True)
    verified_at = models.DateTimeField(_("verified"), null=True, blank=True)
    verified_through = models.CharField(_("verified through"), max_length=10, choices=Method, blank=True)
    verified_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.UniqueConstraint(fields=["member", "centre"], name="one_membership_a_centre"),
            models.CheckConstraint(
                condition=models.Q(verified_at__isnull=True, verified_through="")
                | models.Q(verified_at__isnull=False) & ~models.Q(verified_through=""),
                name="verified_through_something",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member} · {self.centre}"

    @property
    def is_verified(self) -> bool:
        return self.verified_at is not None


class RoleGrant(models.Model):
    """A role in a centre, given by name and date."""

    class Role(models.TextChoices):
        COORDINATOR = "coordinator", _("coordinator")
        EDITOR = "editor", _("editor")
        MODERATOR = "moderator", _("moderator")
        MENTOR_COORDINATOR = "mentor_coordinator", _("mentor coordinator")

    membership = models.ForeignKey(Membership, models.CASCADE, related_name="grants")
    role = models.CharField(_("role"), max_length=20, choices=Role)
    granted_at = models.DateTimeField(default=timezone.now, editable=False)
    granted_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        constraints = [models.UniqueConstraint(fields=["membership", "role"], name="one_grant_a_role")]

    def __str__(self) -> str:
        return self.get_role_display()
