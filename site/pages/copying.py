"""The form by which staff take a story along to other centres that they write for."""

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from community.members.models import Centre, User
from pages import actions
from pages.models import StoryIndex, StoryPage


def destinations(user: Any, story: StoryPage) -> Any:
    """The other centres where the user may add stories."""
    indexes = StoryIndex.objects.open_to(user).exclude(centre=story.centre)
    return Centre.objects.filter(pk__in=indexes.values("centre")).order_by("name")


class StoryCopyForm(forms.Form):
    centres = forms.MultipleChoiceField(
        widget=forms.CheckboxSelectMultiple,
        label=_("Centres"),
        help_text=_(
            "Each gets a draft in every language that it writes in and the story is published in, "
            "with pictures of its own. No consent goes along: whoever is portrayed must agree again."
        ),
    )

    def __init__(self, *args: Any, story: StoryPage, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.story, self.user = story, user
        self.found = {centre.slug: centre for centre in destinations(user, story)}
        field: Any = self.fields["centres"]
        field.choices = [(slug, centre.name) for slug, centre in self.found.items()]

    def clean_centres(self) -> list[Centre]:
        centres = [self.found[slug] for slug in self.cleaned_data["centres"]]
        first = self.story.copied_from or self.story
        for centre in centres:
            if there := first.stands_in(centre):
                self.add_error("centres", self.known(centre, there))
            elif not self.languages(centre):
                text = _("%(centre)s writes in no language that this story is published in: translate it first.")
                self.add_error("centres", text % {"centre": centre.name})
        return centres

    def known(self, centre: Centre, there: StoryPage) -> str:
        text = _("The story stands in %(centre)s already:") % {"centre": centre.name}
        url = reverse("wagtailadmin_pages:edit", args=[there.pk])
        return format_html('{} <a href="{}">{}</a>', text, url, there.draft_title or there.title)

    def languages(self, centre: Centre) -> bool:
        twins = StoryPage.objects.shown().filter(translation_key=self.story.translation_key)
        return StoryIndex.objects.open_to(self.user).filter(centre=centre, locale__in=twins.values("locale")).exists()

    def save(self) -> list[StoryPage]:
        return actions.copy_story(story=self.story, centres=self.cleaned_data["centres"], by=self.user)
