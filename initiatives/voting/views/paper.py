"""Paper beside the box: print it, count it out of the urn, key it in twice, set it aside."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import FormView, TemplateView, View

from community.members.views import PrivateMixin, attached
from initiatives.voting import actions, keys
from initiatives.voting.forms.paper import KeyForm, PrintForm, ReceiveForm, SetAsideForm
from initiatives.voting.models import PaperBallot
from initiatives.voting.views.finding import RoundMixin

A_PAGE = 60


class PaperRoom(RoundMixin, PrivateMixin):
    """For the staff. What cannot be done is said on the page of the papers."""

    permission = "voting.key_paper"
    request: Any
    crumb = gettext_lazy("Paper ballots")

    def may_enter(self) -> bool:
        return self.request.user.has_perm(self.permission, self.round)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return super().dispatch(request, *args, **kwargs)
        except actions.PaperRefused as refusal:
            messages.error(request, str(refusal))
        except actions.VotingClosed:
            messages.error(request, _("This is not the time for it: look at the dates on this page."))
        except keys.VotingPaused as pause:
            messages.error(request, str(pause.message))
        return self.back()

    def back(self) -> HttpResponse:
        return redirect("voting:paper-list", centre=self.centre.slug, pk=self.round.pk)


class PaperList(PaperRoom, TemplateView):
    """How many sheets are where, and those that wait for a reading."""

    template_name = "voting/paper/paper_list.html"

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        now = timezone.now()
        counted = dict(self.round.papers.order_by().values_list("state").annotate(Count("number")))
        unsettled = self.round.papers.unsettled().select_related("read_by")
        page = Paginator(unsettled, A_PAGE).get_page(self.request.GET.get("page"))
        return super().get_context_data(
            **{
                "states": [(state.label, counted.get(state.value, 0)) for state in PaperBallot.State],
                "taken": self.round.paper_voters.count(),
                "page_obj": page,
                "paginator": page.paginator,
                "is_paginated": page.has_other_pages(),
                "invalid": self.round.papers.filter(state=PaperBallot.State.INVALID).order_by("number"),
                "receive": ReceiveForm(),
                "is_keying": self.round.is_keying_paper(at=now),
                "may_settle": self.round.closes_at <= now and not page.paginator.count,
                "may_print": self.request.user.has_perm("voting.print_paper", self.round),
                **context,
            }
        )


class PaperPrint(PaperRoom, FormView):
    """Answers with the sheets themselves: the receipts on their stubs are kept nowhere."""

    permission = "voting.print_paper"
    template_name = "voting/paper/paper_print.html"
    form_class = PrintForm

    def form_valid(self, form: PrintForm) -> HttpResponse:
        content = form.save(round=self.round)
        return attached(content, name=f"{self.centre.slug}-{self.round.pk}-ballots.pdf", kind="application/pdf")


class PaperReceive(PaperList):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = ReceiveForm(request.POST)
        if form.is_valid():
            try:
                count = form.save(round=self.round)
            except actions.PaperRefused as refusal:
                form.add_error("numbers", str(refusal))
            else:
                told = ngettext("%(count)d sheet received.", "%(count)d sheets received.", count)
                messages.success(request, told % {"count": count})
                return self.back()
        return self.render_to_response(self.get_context_data(receive=form))


class PaperSettle(PaperRoom, View):
    permission = "voting.print_paper"
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        actions.settle_papers(round=self.round)
        messages.success(request, _("All paper is settled. The box is opened in a minute."))
        return self.back()


class OnePaper(PaperRoom):
    """The sheet with the number in the address."""

    @cached_property
    def paper(self) -> PaperBallot:
        found = self.round.papers.filter(number=self.kwargs["number"]).first()
        if found is None:
            raise Http404("No such ballot")
        return found

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        return super().get_context_data(paper=self.paper, **context)


class PaperKey(OnePaper, FormView):
    """The first reading and the second one look alike; nobody sees the other's."""

    template_name = "voting/paper/paper_key.html"
    form_class = KeyForm

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        actions.refuse_reading(self.paper, self.member)
        return super().get(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"round": self.round}

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        context = super().get_context_data(**context)
        # In the order in which the sheet is printed.
        projects = self.round.projects.in_order().select_related("initiative__centre")
        return context | {"groups": context["form"].groups(projects), "ballot": self.round.rules["ballot"]}

    def form_valid(self, form: KeyForm) -> HttpResponse:
        number = self.paper.number
        match form.save(number=number, by=self.member):
            case actions.Keyed.FIRST:
                messages.success(self.request, _("Number %d is read. Another person confirms it.") % number)
            case actions.Keyed.AGREED:
                messages.success(self.request, _("Both readings agree: number %d is in the box.") % number)
            case actions.Keyed.DIFFERED:
                said = _(
                    "The two readings of number %d differ. Both are forgotten: look at the sheet together, "
                    "then key it in anew, one after the other."
                )
                messages.warning(self.request, said % number)
        return self.back()


class PaperSetAside(OnePaper, FormView):
    permission = "voting.print_paper"
    template_name = "voting/paper/paper_set_aside.html"
    form_class = SetAsideForm

    def form_valid(self, form: SetAsideForm) -> HttpResponse:
        form.save(round=self.round, number=self.paper.number)
        messages.success(self.request, _("Number %d is set aside.") % self.paper.number)
        return self.back()
