"""Who writes an initiative together: inviting, answering, leaving; and whether two become one."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView
from rules import has_perm

from community.members.views import CentreMixin
from initiatives.proposals import actions
from initiatives.proposals.forms import DeclineForm, InviteForm, MailForm, MergerForm, NameForm
from initiatives.proposals.models import CoAuthor, Initiative, Merger
from initiatives.proposals.rules import is_author
from initiatives.proposals.views.acting import PermittedMixin, PostOnly
from initiatives.proposals.views.reading import InitiativeMixin


class AuthorsMixin(PermittedMixin):
    """For its authors only."""

    permission = "proposals.invite_coauthor"


class CoAuthorList(AuthorsMixin, FormView[MailForm]):
    """Who writes it, who is asked, and whom one finds by name; a posted address is invited by mail."""

    form_class = MailForm
    template_name = "proposals/coauthor_list.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"initiative": self.initiative}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        searching = "q" in self.request.GET
        names = NameForm(self.request.GET if searching else None)
        facts = {
            "names": names,
            "found": names.found(self.initiative, self.request.user) if searching else None,
            "authors": self.initiative.authors(),
            "asked": list(self.initiative.coauthors.waiting().select_related("member")),
        }
        return super().get_context_data(**kwargs) | facts

    def form_valid(self, form: MailForm) -> HttpResponse:
        if form.save(by=self.request.user) is None:
            return self.form_invalid(form)
        messages.success(self.request, _("The invitation is on its way."))
        return redirect("proposals:coauthor-list", centre=self.centre.slug, pk=self.initiative.pk)


class CoAuthorVerb(PostOnly):
    """Something done about one invitation, then back to where one can see it."""

    def coauthor(self, initiative: Initiative) -> CoAuthor:
        found = get_object_or_404(initiative.coauthors.select_related("invited_by"), pk=self.kwargs["coauthor"])
        found.initiative = initiative
        return found


class CoAuthorInvite(PostOnly):
    def act(self, initiative: Initiative) -> str | None:
        if not has_perm("proposals.invite_coauthor", self.request.user, initiative):
            raise PermissionDenied
        form = InviteForm(self.request.POST, initiative=initiative)
        if not form.is_valid():
            raise Http404
        asked = form.save(by=self.request.user)
        messages.success(self.request, _("%(name)s is asked to write with you.") % {"name": asked.member})
        return "proposals:coauthor-list"


class CoAuthorAccept(CoAuthorVerb):
    def act(self, initiative: Initiative) -> None:
        asked = self.coauthor(initiative)
        if asked.member_id != self.request.user.pk:
            raise PermissionDenied
        actions.accept_coauthorship(asked=asked, by=self.request.user, at=timezone.now())
        messages.success(self.request, _("You are one of its authors now."))


class CoAuthorDecline(CoAuthorVerb):
    def act(self, initiative: Initiative) -> str | None:
        asked = self.coauthor(initiative)
        if asked.member_id != self.request.user.pk:
            raise PermissionDenied
        actions.decline_coauthorship(asked=asked, by=self.request.user, at=timezone.now())
        messages.success(self.request, _("You have declined."))
        return "proposals:initiative-list" if initiative.is_draft else None


class CoAuthorRemove(CoAuthorVerb):
    def act(self, initiative: Initiative) -> str | None:
        actions.take_invitation_back(asked=self.coauthor(initiative), by=self.request.user)
        messages.success(self.request, _("The invitation is taken back."))
        return "proposals:coauthor-list"


class CoAuthorLeave(PostOnly):
    def act(self, initiative: Initiative) -> str | None:
        if not is_author(self.request.user, initiative):
            raise PermissionDenied
        actions.leave_authors(initiative=initiative, by=self.request.user)
        messages.success(self.request, _("You are no longer one of its authors."))
        return "proposals:initiative-list" if initiative.is_draft else None


class CoAuthorLink(CentreMixin, TemplateView):
    """What a mailed invitation opens. Whoever holds the link may accept it, once signed in."""

    template_name = "proposals/coauthor_link.html"
    request: Any

    @cached_property
    def asked(self) -> CoAuthor:
        waiting = CoAuthor.objects.waiting().filter(initiative__centre=self.centre, initiative__hidden_at__isnull=True)
        digest = actions.digest_of(self.kwargs["token"])
        waiting = waiting.exclude(pk__in=CoAuthor.objects.lapsed(timezone.now()))
        return get_object_or_404(waiting.select_related("initiative__author", "invited_by"), digest=digest)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        facts = {"initiative": self.asked.initiative, "inviter": self.asked.invited_by, "next": self.request.path}
        return super().get_context_data(**kwargs) | facts

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        response = super().render_to_response(context, **kwargs)
        response["Cache-Control"] = "private, no-store"
        return response

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return self.get(request, *args, **kwargs)
        try:
            actions.accept_coauthorship(asked=self.asked, by=request.user, at=timezone.now())
        except ValidationError as error:
            messages.error(request, error.messages[0])
        else:
            messages.success(request, _("You are one of its authors now."))
        return redirect(self.asked.initiative.get_absolute_url())


class MergerCreate(AuthorsMixin, FormView[MergerForm]):
    permission = "proposals.propose_merger"
    form_class = MergerForm
    template_name = "proposals/merger_create.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"initiative": self.initiative}

    def form_valid(self, form: MergerForm) -> HttpResponse:
        if form.save(by=self.request.user) is None:
            return self.form_invalid(form)
        messages.success(self.request, _("Proposed. It happens when all authors of both have agreed."))
        return redirect(self.initiative.get_absolute_url())


class MergerMixin:
    """Finds the merger among those of the initiative, for an author of either side."""

    request: Any
    kwargs: dict[str, Any]

    def merger_of(self, initiative: Initiative) -> Merger:
        found = Merger.objects.touching(initiative).select_related("source__centre", "target__centre", "proposed_by")
        merger = get_object_or_404(found, pk=self.kwargs["merger"])
        if self.request.user.pk not in merger.authors():
            raise PermissionDenied
        return merger


class MergerAgree(MergerMixin, PostOnly):
    def act(self, initiative: Initiative) -> None:
        merger = self.merger_of(initiative)
        if actions.agree_to_merger(merger=merger, by=self.request.user, at=timezone.now()):
            messages.success(self.request, _("All have agreed: the two are one now."))
        else:
            messages.success(self.request, _("You have agreed. It waits for the others."))


class MergerDecline(MergerMixin, LoginRequiredMixin, InitiativeMixin, FormView[DeclineForm]):
    form_class = DeclineForm
    template_name = "proposals/merger_decline.html"

    @cached_property
    def merger(self) -> Merger:
        return self.merger_of(self.find())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"merger": self.merger, "initiative": self.merger.source}

    def form_valid(self, form: DeclineForm) -> HttpResponse:
        form.save(merger=self.merger, by=self.request.user)
        messages.success(self.request, _("Declined. The two stay apart."))
        return redirect(self.merger.source.get_absolute_url())
