"""A member of the network."""

import secrets
import unicodedata
from typing import TYPE_CHECKING

from django.apps import apps
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.utils import timezone, translation
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from community.members.models.centres import Centre
    from community.members.models.memberships import Membership

# A short readable alphabet: no 0/o, 1/l/i.
HANDLE_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"


def new_handle() -> str:
    return "m-" + "".join(secrets.choice(HANDLE_ALPHABET) for _position in range(10))


def readable(name: str) -> str:
    """A name without what cannot be seen: such signs turn the text around it, or imitate another's name."""
    seen = "".join(sign if unicodedata.category(sign)[0] != "C" else " " for sign in unicodedata.normalize("NFC", name))
    return " ".join(seen.split())


class UserManager(BaseUserManager["User"]):
    """What Django's authentication asks of a user model; accounts are opened through actions."""

    def create_user(self, handle: str = "", password: str | None = None, **fields: object) -> "User":
        user = self.model(handle=handle or new_handle(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, handle: str, password: str | None = None, **fields: object) -> "User":
        return self.create_user(handle, password, is_superuser=True, **fields)

    def serving(self, centre: "Centre", *roles: str) -> "models.QuerySet[User]":
        """Whoever holds a role in the centre: one of `roles`, if any are named."""
        grants = apps.get_model("members", "RoleGrant").objects.filter(membership__centre=centre)
        if roles:
            grants = grants.filter(role__in=roles)
        return self.filter(is_active=True, pk__in=grants.values("membership__member"))


class User(AbstractBaseUser, PermissionsMixin):  # type: ignore[django-manager-missing]  # pictures have a manager made at run time
    """A member of the network. Holds no legal name: `display_name` is what the person chose to be called."""

    handle = models.CharField(_("sign-in name"), max_length=40, unique=True, default=new_handle)
    email = models.EmailField(_("e-mail"), null=True, blank=True, unique=True)
    display_name = models.CharField(_("name shown to others"), max_length=80, blank=True)
    language = models.CharField(_("language"), max_length=8, choices=settings.LANGUAGES, default="en")
    is_active = models.BooleanField(default=True)
    # Handed out on paper at the desk: asks to be replaced at every sign-in until it is.
    password_is_temporary = models.BooleanField(default=False, editable=False)
    joined_at = models.DateTimeField(default=timezone.now, editable=False)
    erased_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "handle"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []  # type: ignore[misc]

    class Meta:
        verbose_name = _("member")
        verbose_name_plural = _("members")
        ordering = ["display_name", "handle"]

    def __str__(self) -> str:
        return self.get_full_name()

    def save(self, *args: object, **kwargs: object) -> None:
        self.email = self.email or None
        self.display_name = readable(self.display_name)
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
        grants = apps.get_model("members", "RoleGrant").objects.filter(membership__member=self)
        found: dict[int, set[str]] = {}
        for centre_id, role in grants.values_list("membership__centre_id", "role"):
            found.setdefault(centre_id, set()).add(role)
        return {centre_id: frozenset(roles) for centre_id, roles in found.items()}

    @cached_property
    def memberships_by_centre(self) -> dict[int, "Membership"]:
        """Centre id → what the member is there; read once per request."""
        return {membership.centre_id: membership for membership in self.memberships.all()}

    def membership_in(self, centre: "Centre") -> "Membership | None":
        return self.memberships_by_centre.get(centre.pk)

    def has_role(self, centre: "Centre", *roles: str) -> bool:
        """Whether the member holds one of `roles` in `centre`; the network's administrators hold all of them."""
        return self.is_active and (
            self.is_superuser or not self.roles_by_centre.get(centre.pk, frozenset()).isdisjoint(roles)
        )

    def forget_standing(self) -> None:
        """After a change of membership or role: the next question reads the database again."""
        for name in ("roles_by_centre", "memberships_by_centre"):
            self.__dict__.pop(name, None)
