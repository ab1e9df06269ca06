"""What everybody reads: the list, one initiative, its pictures."""

from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.generic import DetailView, ListView
from rules import has_perm

from community.interface.views import NEVER, PUBLIC, photo_response
from community.live.actions import position
from community.members.views import CentreMixin, find_centre
from community.notifications.models import Follow
from initiatives.proposals.forms import FilterForm, StepForm, SupportForm, point_in
from initiatives.proposals.models import DELIVERED, DeliveryPhoto, Helper, Initiative, Merger, Picture, Support
from initiatives.proposals.rules import is_author
from initiatives.proposals.similar import similar_to
from initiatives.proposals.stages import TRANSITIONS

# The steps by which a centre answers.
ANSWERS = {"admit", "refuse", "grant_appeal", "reject_appeal"}


class InitiativeList(CentreMixin, ListView[Initiative]):
    template_name = "proposals/initiative_list.html"
    paginate_by = 12

    def get_queryset(self) -> Any:
        self.form = FilterForm(self.request.GET)
        here = Initiative.objects.for_centre(self.centre).public()
        found = self.form.narrow(here)
        self.tallies = here.tallies()
        shown = found.select_related("centre").prefetch_related("pictures").defer("description", "folded")
        return shown.fetch_mode(models.FETCH_RAISE)

    def get_paginator(self, queryset: Any, per_page: int, *args: Any, **kwargs: Any) -> Any:
        """A list of one state, or of all, has been counted already."""
        paginator = super().get_paginator(queryset, per_page, *args, **kwargs)
        if self.form.filters <= {"state"}:
            state = self.form.cleaned_data.get("state")
            paginator.count = self.tallies.get(state, 0) if state else sum(self.tallies.values())
        return paginator

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        facts = {
            "form": self.form,
            "filtered": self.form.filters,
            "narrowing": len(self.form.filters),
            "near": point_in(self.form.cleaned_data.get("place", "")),
            "chips": [(state, self.tallies[state]) for state in Initiative.State if state in self.tallies],
            "total": sum(self.tallies.values()),
            "may_set_terms": has_perm("proposals.set_terms", self.request.user, self.centre),
        }
        return super().get_context_data(**kwargs) | facts


class InitiativeMixin(CentreMixin):
    """Finds the initiative among those that the reader may see."""

    request: Any
    kwargs: dict[str, Any]

    def get_queryset(self) -> Any:
        seen = Initiative.objects.visible_to(self.request.user).for_centre(self.centre)
        return seen.select_related("centre", "author", "merged_into")

    def find(self) -> Initiative:
        initiative = get_object_or_404(self.get_queryset(), pk=self.kwargs["pk"])
        initiative.centre = self.centre
        return initiative


class InitiativeDetail(InitiativeMixin, DetailView[Initiative]):
    template_name = "proposals/initiative_detail.html"
    context_object_name = "initiative"

    def get_object(self, queryset: Any = None) -> Initiative:
        return self.find()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        initiative, user = self.object, self.request.user
        now = timezone.now()
        changes = list(initiative.changes.all())
        context = super().get_context_data(**kwargs) | {
            "now": now,
            "gathering": initiative.is_gathering(now),
            "fell_short": initiative.fell_short(now),
            "overdue": initiative.is_overdue(now),
            "appealable": initiative.may_be_appealed(now),
            "authors": initiative.authors(),
            "changes": changes,
            "answer": next((change for change in reversed(changes) if change.verb in ANSWERS), None),
            "open_amendments": initiative.amendments.open().shown().count(),
            "today": now.astimezone(self.centre.zone).date(),
            **delivery_of(initiative),
            "documents": list(initiative.documents.all()),
            "helping": initiative.helpers.aggregate(people=models.Count("pk"), hours=models.Sum("hours")),
            "mergers": list(Merger.objects.open().touching(initiative).select_related("source", "target")),
            "names": list(initiative.supports.named()[:100]),
            "pictures": pictures_of(initiative),
            "cost_items": list(initiative.cost_items.all()),
            "tags": list(initiative.tags.order_by("name")),
            "live_since": position(f"initiative:{initiative.pk}"),
            "embed_address": self.request.build_absolute_uri(f"{initiative.get_absolute_url()}embed/"),
            "address": self.request.build_absolute_uri(initiative.get_absolute_url()),
        }
        return context | (self.own(initiative) if user.is_authenticated else {})

    def helpers(self, initiative: Initiative) -> list[Helper]:
        if not has_perm("proposals.read_helpers", self.request.user, initiative):
            return []
        return list(initiative.helpers.select_related("member"))

    def similar(self, initiative: Initiative) -> list[Initiative]:
        """What its author may want to know of before publishing."""
        words = f"{initiative.title} {initiative.summary}"
        return similar_to(words, centre=self.centre, without=initiative.pk)

    def is_ripe(self, verb: str, initiative: Initiative) -> bool:
        row = TRANSITIONS[verb]
        backed = not row.needs_support or initiative.has_enough_support
        return backed and (not row.in_time or initiative.may_be_appealed(timezone.now()))

    def own(self, initiative: Initiative) -> dict[str, Any]:
        """What the signed-in reader has done and may do here."""
        user = self.request.user
        may = {verb: has_perm(f"proposals.{verb}_initiative", user, initiative) for verb in TRANSITIONS}
        steps = [
            {"verb": verb, "form": StepForm(initiative=initiative, verb=verb, auto_id=f"{verb}_%s")}
            for verb, allowed in may.items()
            if allowed and verb not in {"publish", "finish"} and self.is_ripe(verb, initiative)
        ]
        return {
            "steps": steps,
            "may_publish": may["publish"],
            "may_finish": may["finish"],
            "is_author": is_author(user, initiative),
            "may_invite": has_perm("proposals.invite_coauthor", user, initiative),
            "may_print": has_perm("proposals.print_sheets", user, initiative)
            and initiative.takes_sheets(timezone.now()),
            "may_deliver": has_perm("proposals.deliver_initiative", user, initiative),
            "may_add_documents": has_perm("proposals.add_documents", user, initiative),
            "may_help": has_perm("proposals.help_initiative", user, initiative),
            "my_help": initiative.helpers.filter(member=user).first(),
            "helpers": self.helpers(initiative),
            "similar": self.similar(initiative) if initiative.is_draft and is_author(user, initiative) else [],
            "may_merge": has_perm("proposals.propose_merger", user, initiative),
            "invitation": initiative.coauthors.waiting().filter(member=user).select_related("invited_by").first(),
            "my_mergers": self.answerable(initiative),
            "may_change": has_perm("proposals.change_initiative", user, initiative),
            "my_support": Support.objects.filter(initiative=initiative, member=user).first(),
            "support_form": SupportForm(initiative=initiative, member=user, auto_id="support_%s"),
            "follows": Follow.objects.on(initiative).filter(member=user).exists(),
            "follows_area": self.follows_area(initiative),
        }

    def follows_area(self, initiative: Initiative) -> bool:
        area = initiative.area
        return area is not None and Follow.objects.on(area).filter(member=self.request.user).exists()

    def answerable(self, initiative: Initiative) -> set[int]:
        """The open mergers that wait for the reader's own consent."""
        user = self.request.user
        found = Merger.objects.open().touching(initiative).select_related("source", "target")
        return {merger.pk for merger in found if user in merger.awaited()}


def delivery_of(initiative: Initiative) -> dict[str, Any]:
    """The milestones with their slips and photos, the money, and the closing photo."""
    if initiative.state not in DELIVERED:
        return {}
    milestones = list(initiative.milestones.prefetch_related("slips"))
    photos = list(initiative.delivery_photos.all())
    for photo in photos:
        photo.initiative = initiative
    for milestone in milestones:
        milestone.shown = [photo for photo in photos if photo.milestone_id == milestone.pk]  # type: ignore[attr-defined]
    return {
        "delivered": True,
        "milestones": milestones,
        "closing": next((photo for photo in photos if photo.milestone_id is None), None),
        "money_planned": sum(milestone.planned_cost for milestone in milestones) or initiative.cost,
        "money_spent": sum(milestone.spent for milestone in milestones),
    }


def pictures_of(initiative: Initiative) -> list[Picture]:
    pictures = list(initiative.pictures.all())
    for picture in pictures:
        picture.initiative = initiative
    return pictures


def picture_file(request: HttpRequest, *, centre: str, pk: int, picture: int, size: str, kind: str) -> HttpResponse:
    """A photo, for whoever may see its initiative."""
    seen = Initiative.objects.visible_to(request.user).for_centre(find_centre(centre))
    found = get_object_or_404(
        Picture.objects.select_related("initiative"), pk=picture, initiative__in=seen.filter(pk=pk)
    )
    return shown(found, size, kind)


def shown(found: Picture | DeliveryPhoto, size: str, kind: str) -> HttpResponse:
    is_public = not (found.initiative.is_draft or found.initiative.is_hidden)
    return photo_response(found, size, kind, PUBLIC if is_public else NEVER)
