from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask


class CoordinatorApproval(AbstractGroupApprovalTask):
    """The coordinators of a centre publish what its editors wrote, as soon as nothing stands in the way."""

    class Meta:
        verbose_name = _("approval by a coordinator")
        verbose_name_plural = _("approvals by a coordinator")

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, str, bool]]:
        actions = super().get_actions(obj, user)
        latest = obj.get_latest_revision_as_object()
        blocked = any(True for _obstacle in getattr(latest, "obstacles", tuple)())
        return [action for action in actions if not (blocked and action[0] == "approve")]
