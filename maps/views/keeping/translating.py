"""A place and its services in another language."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.generic import FormView

from maps.forms.translating import TranslationForm
from maps.views.keeping.places import KeptPlaceMixin


class PlaceTranslate(KeptPlaceMixin, FormView[TranslationForm]):
    template_name = "maps/place_translate.html"
    form_class = TranslationForm

    def get_form_kwargs(self) -> dict[str, Any]:
        language = self.kwargs["language"]
        if language not in dict(settings.LANGUAGES) or language == self.place.language:
            raise Http404("Nothing to say in this language")
        return super().get_form_kwargs() | {"place": self.place, "language": language}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"language": self.kwargs["language"]}

    def form_valid(self, form: TranslationForm) -> HttpResponse:
        form.save()
        messages.success(self.request, _("Saved. Whoever reads in this language sees it so."))
        return redirect(self.place.get_absolute_url())
