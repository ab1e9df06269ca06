"""What stands on the ballot, while its rules are still open: pools, projects, admitted initiatives."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from community.interface.templatetags.interface import money
from initiatives.proposals.models import Initiative
from initiatives.voting import actions
from initiatives.voting.forms.fields import IdeasField, MoneyField
from initiatives.voting.models import Pool, Project, Round
from initiatives.voting.obstacles import READY


class PoolForm(forms.ModelForm):
    class Meta:
        model = Pool
        fields = ("title", "kind", "max_choices")
        help_texts = {"kind": _("Whoever chooses for one village cannot choose for another.")}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        currency = self.instance.round.currency
        self.fields["budget"] = MoneyField(currency=currency, label=_("Budget"), initial=self.instance.budget)

    def clean_title(self) -> str:
        title = self.cleaned_data["title"]
        if self.instance.round.pools.filter(title=title).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("There is a pool of this name already."))
        return title

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self.instance.budget = cleaned.get("budget")
        return cleaned

    def save(self, commit: bool = True) -> Pool:
        return actions.save_pool(pool=self.instance)


class ProjectForm(forms.ModelForm):
    class Meta:
        model = Project
        fields = ("title", "summary", "pool", "category", "alternative")
        help_texts = {
            "alternative": _("A name that several share, as “the old mill”: then only one of them can win."),
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        round = self.instance.round
        pools = round.pools.all()
        if pools:
            self.fields["pool"].queryset = pools  # type: ignore[attr-defined]
            self.fields["pool"].required = True
        else:
            del self.fields["pool"]
        if round.is_poll:
            for name in ("category", "alternative"):
                del self.fields[name]
            return
        self.fields["cost"] = MoneyField(currency=round.currency, label=_("Cost"), initial=self.instance.cost)
        self.order_fields(["title", "summary", "cost"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        # An answer to a question costs nothing; one of so many may win.
        self.instance.cost = 1 if self.instance.round.is_poll else cleaned.get("cost")
        return cleaned

    def save(self, commit: bool = True) -> Project:
        return actions.save_project(project=self.instance)


class AdoptForm(forms.Form):
    """Which admitted initiatives go on the ballot."""

    initiatives = IdeasField(
        queryset=Initiative.objects.none(), widget=forms.CheckboxSelectMultiple, label=_("Admitted initiatives")
    )

    def __init__(self, *args: Any, round: Round, **options: Any) -> None:
        super().__init__(*args, **options)
        self.round = round
        if round.pools.exists():
            self.fields["pool"] = forms.ModelChoiceField(round.pools.all(), label=_("Into the pool"))
        offered: Any = self.fields["initiatives"]
        offered.queryset = adoptable(round)
        offered.label_from_instance = lambda idea: f"{idea.title} · {money(idea.cost, round.currency)}"

    def save(self) -> list[Project]:
        pool = self.cleaned_data.get("pool")
        return actions.adopt_initiatives(round=self.round, initiatives=self.cleaned_data["initiatives"], pool=pool)


def adoptable(round: Round) -> Any:
    """Initiatives of the centre that may be voted on, that cost something and are not on this ballot yet."""
    ready = Initiative.objects.for_centre(round.centre).shown().filter(state__in=READY, cost__gt=0)
    return ready.exclude(projects__round=round).order_by("title", "pk")
