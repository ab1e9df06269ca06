"""Forms of Wagtail's editor: what they say when a page cannot be published, and whose clock they read."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import Min
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.forms.pages import CopyForm
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.permissions import policy_registry


class PublishablePageForm(WagtailAdminPageForm):
    """Says beside the field what keeps a page from being published; a draft may have gaps.

    Wagtail's choosers show an editor the own centre's files only; here a number typed past the chooser is refused.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.centre_id is None and self.parent_page:
            self.instance.centre = getattr(self.parent_page.specific, "centre", None)

    def is_valid(self) -> bool:
        if not super().is_valid():
            return False
        if not self.is_deferred_validation:
            for field, text in self.obstacles():
                self.add_error(field if field in self.fields else None, text)
        if self.borrows():
            self.add_error(None, _("A picture or document here belongs to another centre: ask for a copy of it."))
        return not self.errors

    def obstacles(self) -> Iterable[tuple[str | None, str]]:
        return self.instance.obstacles()

    def borrows(self) -> bool:
        if self.for_user is None or self.for_user.is_superuser:
            return False
        before = self.instance.get_latest_revision_as_object().picture_numbers() if self.instance.pk else set()
        return not self.may_choose(get_image_model(), self.instance.picture_numbers() - before)

    def may_choose(self, model: Any, numbers: set[int]) -> bool:
        policy = policy_registry.get_by_type(model)
        allowed = policy.instances_user_has_any_permission_for(self.for_user, ["choose", "change"])
        return not numbers or allowed.filter(pk__in=numbers).count() == len(numbers)


class StoryForm(PublishablePageForm):
    def is_valid(self) -> bool:
        if not super().is_valid():
            return False
        corrections = self.typed("corrections")
        self.refuse_dates(corrections)
        self.refuse_vanishing(corrections)
        return not self.errors and self.formsets["corrections"].is_valid()

    def obstacles(self) -> Iterable[tuple[str | None, str]]:
        # The consents typed just now are not yet in the story.
        return self.instance.obstacles([row.instance for row in self.typed("consents")])

    def typed(self, children: str) -> list[Any]:
        return [row for row in self.formsets[children].forms if row.cleaned_data.get("DELETE") is False]

    def refuse_dates(self, corrections: list[Any]) -> None:
        """A correction is of something published, and was not said tomorrow."""
        if not corrections:
            return
        story, zone = self.instance, self.instance.centre.zone if self.instance.centre else dt.UTC
        twins = type(story).objects.filter(translation_key=story.translation_key)
        first = twins.aggregate(at=Min("first_published_at"))["at"]
        for row in corrections:
            said_on = row.instance.said_on
            if first is None:
                row.add_error("said_on", _("Only what has been published can be corrected: this story has not been."))
            elif said_on > timezone.now().astimezone(zone).date():
                row.add_error("said_on", _("This day is still to come."))
            elif said_on < first.astimezone(zone).date():
                row.add_error("said_on", _("The story was not published yet on this day."))

    def refuse_vanishing(self, corrections: list[Any]) -> None:
        """What readers have seen of a correction stays; a row that a revision never numbered keeps its translations."""
        known = {found.words: found for found in self.instance.corrections.all()}
        published = self.formsets["corrections"].model.objects.published_with(self.instance)
        seen = {found.words: found for found in published}
        for row in corrections:
            if row.instance.pk is None and (found := (known | seen).get(row.instance.words)):
                row.instance.translation_key = found.translation_key
        gone = seen.keys() - {row.instance.words for row in corrections}
        if gone and self.for_user and not self.instance.permissions_for_user(self.for_user).can_publish():
            text = _("Readers have seen this correction, so only a coordinator takes it back or rewords it: “%s”")
            for _said_on, words in sorted(gone):
                self.add_error(None, text % words)

    def borrows(self) -> bool:
        changed = [row.instance.document_id for row in self.typed("consents") if "document" in row.changed_data]
        if (
            self.for_user
            and not self.for_user.is_superuser
            and not self.may_choose(get_document_model(), set(filter(None, changed)))
        ):
            return True
        return super().borrows()


class EventForm(PublishablePageForm):
    """Reads and writes the hours by the centre's clock, wherever the editor sits."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if centre := self.instance.centre:
            for name in ("starts_at", "ends_at"):
                if name in self.fields:
                    self.fields[name].zone = centre.zone


class OwnCopyForm(CopyForm):
    """Wagtail's own copying stays within a centre and language: it would carry consents along, and publish."""

    data: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        home = self.page.path[: 3 * type(self.page).steplen]
        parents = self.fields["new_parent_page"]
        parents.queryset = parents.queryset.filter(path__startswith=home)
        if "new_parent_page" in self.errors:
            self.data = self.data.copy()  # the chooser would name whatever page the number belongs to
            self.data["new_parent_page"] = ""
