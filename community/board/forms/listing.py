from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.board.models import Kind, TopicQuerySet


class FilterForm(forms.Form):
    q = forms.CharField(label=_("Search"), required=False, max_length=100, widget=forms.SearchInput)
    # Chosen by the rows of links above the form, and kept by it.
    kind = forms.ChoiceField(required=False, choices=[("", ""), *Kind.choices], widget=forms.HiddenInput)
    tag = forms.CharField(required=False, max_length=100, widget=forms.HiddenInput)
    overdue = forms.BooleanField(required=False, widget=forms.HiddenInput)
    sort = forms.ChoiceField(
        label=_("Order"), required=False, choices=[("", _("where somebody spoke last")), ("newest", _("newest first"))]
    )

    @property
    def filters(self) -> set[str]:
        """What narrows the list, by name."""
        return {name for name, value in self.cleaned_data.items() if value and name != "sort"}

    def narrow(self, topics: TopicQuerySet) -> TopicQuerySet:
        """What was understood narrows; what was not is ignored, for the address may be years old."""
        self.is_valid()
        asked = self.cleaned_data
        if asked.get("kind"):
            topics = topics.of_kind(asked["kind"])
        if asked.get("tag"):
            topics = topics.tagged(asked["tag"])
        if asked.get("q"):
            topics = topics.saying(asked["q"])
        if asked.get("overdue"):
            return topics.overdue(timezone.now())
        return topics.newest() if asked.get("sort") == "newest" else topics.liveliest()
