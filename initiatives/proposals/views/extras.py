"""Documents and helpers of an initiative; what is similar to a text that is being typed; where things are."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.generic import FormView

from community.members.views import attached, find_centre
from initiatives.proposals import actions
from initiatives.proposals.forms.acting import FilterForm
from initiatives.proposals.forms.extras import DocumentForm, HelpForm
from initiatives.proposals.layers import spots_of
from initiatives.proposals.models import Document, Helper, Initiative
from initiatives.proposals.similar import similar_to
from initiatives.proposals.views.acting import PermittedMixin, PostOnly


class DocumentList(PermittedMixin, FormView[DocumentForm]):
    permission = "proposals.add_documents"
    form_class = DocumentForm
    template_name = "proposals/document_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"documents": list(self.initiative.documents.all())}

    def form_valid(self, form: DocumentForm) -> HttpResponse:
        if form.save(initiative=self.initiative, by=self.request.user) is None:
            return self.form_invalid(form)
        messages.success(self.request, _("The document is added."))
        return redirect("proposals:document-list", centre=self.centre.slug, pk=self.initiative.pk)


class DocumentDelete(PostOnly):
    def act(self, initiative: Initiative) -> str:
        found = get_object_or_404(Document, initiative=initiative, pk=self.kwargs["document"])
        found.initiative = initiative
        actions.remove_document(document=found, by=self.request.user)
        messages.success(self.request, _("The document is gone."))
        return "proposals:document-list"


def document_file(request: HttpRequest, *, centre: str, pk: int, document: int) -> HttpResponse:
    """For whoever may see its initiative: a file to keep, under a name of ours."""
    seen = Initiative.objects.visible_to(request.user).for_centre(find_centre(centre)).filter(pk=pk)
    found = get_object_or_404(Document.objects.select_related("initiative"), pk=document, initiative__in=seen)
    with found.file.open("rb") as file:
        content = file.read()
    name = f"{slugify(found.title)[:60] or 'document'}-{found.pk}.pdf"
    response = attached(content, name=name, kind="application/pdf")
    response["Cache-Control"] = "private, no-store"
    return response


class HelpOffer(PermittedMixin, FormView[HelpForm]):
    """One's own offer, new or written anew."""

    permission = "proposals.help_initiative"
    form_class = HelpForm
    template_name = "proposals/help_form.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        own = Helper.objects.filter(initiative=self.initiative, member=self.request.user).first()
        return super().get_form_kwargs() | {"instance": own, "initial": {"contact": self.request.user.email or ""}}

    def form_valid(self, form: HelpForm) -> HttpResponse:
        form.save(initiative=self.initiative, by=self.request.user)
        messages.success(self.request, _("Thank you. Its authors have been told and will write to you."))
        return redirect(self.initiative.get_absolute_url())


class HelpDelete(PostOnly):
    def act(self, initiative: Initiative) -> None:
        actions.take_help_back(initiative=initiative, by=self.request.user)
        messages.success(self.request, _("Your offer is taken back."))


def similar(request: HttpRequest, *, centre: str) -> HttpResponse:
    """What is like the text being typed, as a part of the propose form."""
    found = find_centre(centre)
    words = " ".join(request.GET.get(name, "")[:240] for name in ("title", "summary"))
    response = render(request, "proposals/_similar.html", {"centre": found, "similar": similar_to(words, centre=found)})
    response["X-Robots-Tag"] = "noindex"
    return response


def spots(request: HttpRequest, *, centre: str) -> HttpResponse:
    """What the list shows with the same filters, as points of a map."""
    found = find_centre(centre)
    here = FilterForm(request.GET).narrow(Initiative.objects.for_centre(found).public())
    features = [spot.feature() for spot in spots_of(here)]
    return JsonResponse({"type": "FeatureCollection", "features": features}, content_type="application/geo+json")
