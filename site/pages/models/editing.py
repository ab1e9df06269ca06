"""Forms of Wagtail's editor: what they say when a page cannot be published, and whose clock they read."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm
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
    def obstacles(self) -> Iterable[tuple[str | None, str]]:
        # The consents typed just now are not yet in the story.
        return self.instance.obstacles([row.instance for row in self.consents()])

    def consents(self) -> list[Any]:
        return [row for row in self.formsets["consents"].forms if row.cleaned_data.get("DELETE") is False]

    def borrows(self) -> bool:
        changed = [row.instance.document_id for row in self.consents() if "document" in row.changed_data]
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
