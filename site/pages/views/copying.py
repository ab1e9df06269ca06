"""Back office: a story is taken along to other centres."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from pages.copying import StoryCopyForm, destinations
from pages.models import StoryPage


class StoryCopyView(WagtailAdminTemplateMixin, FormView):
    form_class = StoryCopyForm
    template_name = "pages/admin/story_copy.html"
    page_title = gettext_lazy("Copy to another centre")
    header_icon = "copy"

    def dispatch(self, request: HttpRequest, page_id: int) -> HttpResponseBase:
        self.story = get_object_or_404(StoryPage.objects.shown().select_related("centre", "copied_from"), pk=page_id)
        may_edit = self.story.permissions_for_user(request.user).can_edit()
        if not may_edit or not destinations(request.user, self.story).exists():
            raise PermissionDenied
        return super().dispatch(request)

    def get_page_subtitle(self) -> str:
        return self.story.title

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"story": self.story, "user": self.request.user}

    def form_valid(self, form: StoryCopyForm) -> HttpResponse:
        for draft in form.save():
            text = _("A draft stands in %(centre)s: “%(title)s”.") % {
                "centre": draft.centre,
                "title": draft.title,
            }
            if draft.person:
                text += " " + _("Somebody is portrayed in it and must agree again before it goes up.")
            edit = messages.button(reverse("wagtailadmin_pages:edit", args=[draft.pk]), _("Edit"))
            messages.success(self.request, text, buttons=[edit])
        return redirect("wagtailadmin_pages:edit", self.story.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        facts = {"story": self.story, "action_url": self.request.path, "submit_button_label": self.page_title}
        return super().get_context_data(**kwargs) | facts
