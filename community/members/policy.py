"""Who on a centre's staff may see and touch what belongs to it."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_user_model
from django.db import models
from wagtail.permission_policies import BasePermissionPolicy

from community.members.models import Centre, RoleGrant


class CentrePermissionPolicy(BasePermissionPolicy):
    """Rows are their centre's: the holders of `roles` there may do `actions`, nobody else sees that they exist.

    `path` leads from a row to its centre (`gathering__centre`). Lists and single rows answer from one rule.
    """

    def __init__(
        self,
        model: type[models.Model],
        *,
        path: str = "centre",
        roles: Iterable[str],
        actions: Iterable[str] = ("view", "change", "delete"),
    ) -> None:
        super().__init__(model)
        self.path = path
        self.roles = tuple(roles)
        self.actions = frozenset(actions)

    def centres_of(self, user: Any) -> Any:
        return Centre.objects.served_by(user, *self.roles) if user.is_active else Centre.objects.none()

    def user_has_any_permission(self, user: Any, actions: Iterable[str]) -> bool:
        return not self.actions.isdisjoint(actions) and self.centres_of(user).exists()

    def user_has_permission(self, user: Any, action: str) -> bool:
        return self.user_has_any_permission(user, [action])

    def users_with_any_permission(self, actions: Iterable[str]) -> Any:
        users = get_user_model().objects.filter(is_active=True)
        if self.actions.isdisjoint(actions):
            return users.none()
        holders = RoleGrant.objects.filter(role__in=self.roles).values("membership__member")
        return users.filter(models.Q(is_superuser=True) | models.Q(pk__in=holders))

    def instances_user_has_any_permission_for(self, user: Any, actions: Iterable[str]) -> Any:
        rows = self.model._default_manager.all()
        if self.actions.isdisjoint(actions):
            return rows.none()
        return rows.filter(**{f"{self.path}__in": self.centres_of(user)})

    def user_has_any_permission_for_instance(self, user: Any, actions: Iterable[str], instance: Any) -> bool:
        return self.instances_user_has_any_permission_for(user, actions).filter(pk=instance.pk).exists()

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        return self.user_has_any_permission_for_instance(user, [action], instance)
