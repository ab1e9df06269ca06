"""Pages for those who moderate a centre, and for whoever else a page names."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views import View
from rules import has_perm

from community.members.views import CentreMixin, StaffMixin


class WaysMixin(CentreMixin):
    """Says which of the moderators' pages the reader may go to."""

    request: Any

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        ways = {
            "moderates": has_perm("moderation.moderate_centre", user, self.centre),
            "edits_rules": has_perm("moderation.edit_rules", user, self.centre),
        }
        return super().get_context_data(**kwargs) | ways


class ModeratorMixin(WaysMixin, StaffMixin):
    permission = "moderation.moderate_centre"


class VerbView(StaffMixin, View):
    """One verb, said by pressing a button; then back to `goes_to`."""

    http_method_names = ["post", "options"]
    permission = "moderation.moderate_centre"
    goes_to = ""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            self.act()
        except ValidationError as error:
            messages.error(request, error.messages[0])
        return redirect(self.goes_to, centre=self.centre.slug)

    def act(self) -> None:
        raise NotImplementedError

    def refuse_unless(self, permission: str, thing: Any) -> None:
        if not has_perm(permission, self.request.user, thing):
            raise PermissionDenied
