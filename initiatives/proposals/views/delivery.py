"""The coordinator's pages about the work: milestones, photos, the end."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView

from community.members.views import find_centre
from initiatives.proposals import actions
from initiatives.proposals.forms.delivery import FinishForm, MilestoneForm, WorkPhotoForm
from initiatives.proposals.models import DeliveryPhoto, Initiative, Milestone
from initiatives.proposals.views.acting import PermittedMixin, PostOnly, StepView
from initiatives.proposals.views.reading import shown


class DeliveryMixin(PermittedMixin):
    permission = "proposals.deliver_initiative"

    @cached_property
    def milestone(self) -> Milestone | None:
        if "milestone" not in self.kwargs:
            return None
        found = get_object_or_404(Milestone, initiative=self.initiative, pk=self.kwargs["milestone"])
        found.initiative = self.initiative
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"milestone": self.milestone}

    def form_valid(self, form: Any) -> HttpResponse:
        if self.save(form) is None:
            return self.form_invalid(form)  # type: ignore[attr-defined]
        messages.success(self.request, _("Saved. Everybody can see it."))
        return redirect(f"{self.initiative.get_absolute_url()}#delivery-title")

    def save(self, form: Any) -> Any:
        return form.save(by=self.request.user)


class MilestoneCreate(DeliveryMixin, FormView[MilestoneForm]):
    form_class = MilestoneForm
    template_name = "proposals/milestone_form.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"initiative": self.initiative, "milestone": self.milestone}


class MilestoneUpdate(MilestoneCreate):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        photos = list(DeliveryPhoto.objects.filter(milestone=self.milestone))
        for photo in photos:
            photo.initiative = self.initiative
        return super().get_context_data(**kwargs) | {"photos": photos}


class WorkPhotoCreate(DeliveryMixin, FormView[WorkPhotoForm]):
    form_class = WorkPhotoForm
    template_name = "proposals/photo_form.html"

    def save(self, form: WorkPhotoForm) -> DeliveryPhoto | None:
        assert self.milestone
        return form.save(milestone=self.milestone, by=self.request.user)


class MilestoneDelete(PostOnly):
    def act(self, initiative: Initiative) -> None:
        found = get_object_or_404(Milestone, initiative=initiative, pk=self.kwargs["milestone"])
        found.initiative = initiative
        actions.drop_milestone(milestone=found, by=self.request.user)
        messages.success(self.request, _("The milestone is gone."))


class WorkPhotoDelete(PostOnly):
    def act(self, initiative: Initiative) -> None:
        found = get_object_or_404(DeliveryPhoto, initiative=initiative, pk=self.kwargs["photo"])
        found.initiative = initiative
        actions.take_photo_away(photo=found, by=self.request.user)
        messages.success(self.request, _("The photo is gone."))


class Finish(StepView):
    """The last step of the table: with the sum and a photo."""

    form_class: Any = FinishForm
    verb = "finish"


def delivery_photo(request: HttpRequest, *, centre: str, pk: int, photo: int, size: str, kind: str) -> HttpResponse:
    """A photo of the work, for whoever may see its initiative."""
    seen = Initiative.objects.visible_to(request.user).for_centre(find_centre(centre)).filter(pk=pk)
    found = get_object_or_404(DeliveryPhoto.objects.select_related("initiative"), pk=photo, initiative__in=seen)
    return shown(found, size, kind)
