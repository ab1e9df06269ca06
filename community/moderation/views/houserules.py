"""The rules of the house: everybody reads them, the coordinators write them."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView

from community.moderation import actions
from community.moderation.forms import HouseRuleForm
from community.moderation.models import HouseRule
from community.moderation.views.staff import ModeratorMixin, VerbView, WaysMixin


class RuleList(WaysMixin, TemplateView):
    template_name = "moderation/rule_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        retired = HouseRule.objects.for_centre(self.centre).filter(retired_at__isnull=False)
        facts = {"rules": HouseRule.in_force(self.centre), "retired": list(retired)}
        return super().get_context_data(**kwargs) | facts


class RuleFormView(ModeratorMixin, FormView[HouseRuleForm]):
    permission = "moderation.edit_rules"
    form_class = HouseRuleForm
    template_name = "moderation/rule_form.html"

    @property
    def rule(self) -> HouseRule:
        raise NotImplementedError

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": self.rule}

    def form_valid(self, form: HouseRuleForm) -> HttpResponse:
        form.save()
        messages.success(self.request, _("Saved. What was decided before keeps the words it rested on."))
        return redirect("moderation:rule-list", centre=self.centre.slug)


class RuleCreate(RuleFormView):
    @cached_property
    def rule(self) -> HouseRule:
        there = HouseRule.in_force(self.centre)
        return HouseRule(centre=self.centre, position=1 + max((rule.position for rule in there), default=0))


class KeyedMixin:
    """Finds a rule in force by its key, which it has before it is saved too."""

    request: HttpRequest
    kwargs: dict[str, Any]
    centre: Any

    @cached_property
    def rule(self) -> HouseRule:
        found = {rule.key: rule for rule in HouseRule.in_force(self.centre)}.get(self.kwargs["key"])
        if found is None:
            raise Http404("No such rule")
        return actions.chosen_rule(self.centre, found.key) if self.request.method == "POST" else found


class RuleUpdate(KeyedMixin, RuleFormView):  # type: ignore[misc]
    pass


class RuleRetire(KeyedMixin, VerbView):
    """It stays readable, for decisions rest on it."""

    permission = "moderation.edit_rules"
    goes_to = "moderation:rule-list"

    def act(self) -> None:
        actions.retire_rule(rule=self.rule, at=timezone.now())
        messages.success(self.request, _("No longer in force. It stays readable below."))
