"""What is looked at before everybody reads it: words, links, the first posts of new members."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.generic import FormView

from community.moderation.forms import GateForm, WordForm
from community.moderation.models import FlagWord, Gate
from community.moderation.views.staff import ModeratorMixin, VerbView


class WordList(ModeratorMixin, FormView[WordForm]):
    form_class = WordForm
    template_name = "moderation/word_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        words = FlagWord.objects.filter(centre=self.centre).order_by("word")
        return super().get_context_data(**kwargs) | {"words": words}

    def form_valid(self, form: WordForm) -> HttpResponse:
        if form.save(centre=self.centre) is None:
            return self.form_invalid(form)
        return redirect("moderation:word-list", centre=self.centre.slug)


class WordRemove(VerbView):
    goes_to = "moderation:word-list"

    def act(self) -> None:
        get_object_or_404(FlagWord, centre=self.centre, pk=self.kwargs["pk"]).delete()


class GateUpdate(ModeratorMixin, FormView[GateForm]):
    permission = "moderation.set_gate"
    form_class = GateForm
    template_name = "moderation/gate_form.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": Gate.of(self.centre)}

    def form_valid(self, form: GateForm) -> HttpResponse:
        form.save(centre=self.centre)
        messages.success(self.request, _("Saved. It holds for what is written from now on."))
        return redirect("moderation:gate-update", centre=self.centre.slug)
