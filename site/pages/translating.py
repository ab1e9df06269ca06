"""Wagtail-localize's screens, cut to a centre: its languages when it submits, its pages when it looks back."""

from typing import Any

from django.core.exceptions import PermissionDenied
from wagtail_localize.views.report import TranslationsReportView
from wagtail_localize.views.submit_translations import SubmitPageTranslationView, SubmitTranslationForm

from pages.guards import explorable_pages


class OwnSubmitView(SubmitPageTranslationView):
    """Into the languages that the centre writes in: elsewhere the page would have no place in the tree."""

    def get_form(self) -> SubmitTranslationForm:
        form = super().get_form()
        centre = getattr(self.object, "centre", None)
        if centre is not None:
            field = form.fields["locales"]
            field.queryset = field.queryset.filter(language_code__in=centre.languages)
        return form

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        if not self.get_object().permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class OwnReportView(TranslationsReportView):
    def get_queryset(self) -> Any:
        rows = super().get_queryset().order_by("-pk")
        if self.request.user.is_superuser:
            return rows
        return rows.filter(source__object_id__in=explorable_pages(self.request.user).values("translation_key"))
