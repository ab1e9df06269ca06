"""The back office shows staff what is their centre's, and answers for everything else as if it were not there.

Wagtail asks for permission where something is changed; several of its screens name a page, picture or translation of
anybody before they ask. Each address of the back office that carries such a number passes here first.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.documents import get_document_model
from wagtail.models import Page
from wagtail.permissions import policy_registry
from wagtail_localize.models import OverridableSegment, Translation, TranslationSource

from pages.models import Picture

PAGE_NUMBERS = {"page_id", "parent_page_id", "page_to_move_id", "destination_id", "page_pk"}
PICTURE_NUMBERS = {"image_id"}
DOCUMENT_NUMBERS = {"document_id", "doc_id"}
# Where the number of a page, a picture or a document is only called "pk" or comes after "?id=".
PAGE_VIEWS = {
    "wagtailadmin_api:pages:detail",
    "wagtailadmin_api:pages:action",
    "wagtailadmin_pages:revisions_compare",
    "wagtailadmin_choose_page_chosen_multiple",
    "wagtail_bulk_action",
}
PICTURE_VIEWS = {
    "wagtailadmin_api:images:detail",
    "wagtailimages_chooser:chosen",
    "wagtailimages_chooser:chosen_multiple",
}
DOCUMENT_VIEWS = {
    "wagtailadmin_api:documents:detail",
    "wagtaildocs_chooser:chosen",
    "wagtaildocs_chooser:chosen_multiple",
}
BULK = "wagtail_bulk_action"
# Lists that Wagtail does not cut to what their reader may see, and that no screen of staff needs.
EVERYBODYS_LISTS = {
    "wagtailadmin_api:images:listing",
    "wagtailadmin_api:documents:listing",
    "wagtailadmin_pages:type_use",
    "wagtailadmin_pages:type_use_results",
    "wagtailadmin_reports:page_types_usage",
    "wagtailadmin_reports:page_types_usage_results",
}
# Verbs of Wagtail's API that no screen of ours uses; they would carry a story, with its consents, to any centre.
COPYING_VERBS = {"copy", "copy_for_translation", "create_alias"}


def explorable_pages(user: Any) -> Any:
    """The user's own subtrees and the pages above them; nothing for staff without pages."""
    policy = policy_registry.get_by_type(Page)
    return policy.explorable_instances(user) if policy.explorable_root_instance(user) else Page.objects.none()


def choosable(model: Any, user: Any) -> Any:
    return policy_registry.get_by_type(model).instances_user_has_any_permission_for(user, ["choose", "change"])


class OwnPlaceMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, _view: Any, args: Any, kwargs: dict[str, Any]) -> HttpResponse | None:
        if not request.path.startswith("/admin/") or not request.user.is_authenticated or request.user.is_superuser:
            return None
        if request.resolver_match and request.resolver_match.view_name in EVERYBODYS_LISTS:
            raise Http404("Administrators of the network see this list")
        if request.resolver_match and kwargs.get("action_name") in COPYING_VERBS:
            raise Http404("Copies are made on their own screens")
        for rows, numbers in asked_for(request, kwargs):
            wanted = {int(number) for number in numbers if str(number).isdigit()}
            if wanted and rows.filter(pk__in=wanted).count() != len(wanted):
                raise Http404("No such thing in your centre")
        return None

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """A list of pages is published at once or not at all: what stands in the way is said on the list."""
        match = request.resolver_match
        if isinstance(error, ValidationError) and match is not None and match.view_name == BULK:
            messages.error(request, _("Nothing was published: %(why)s") % {"why": " ".join(error.messages)})
            return redirect("wagtailadmin_home")
        return None


def asked_for(request: HttpRequest, kwargs: dict[str, Any]) -> Iterable[tuple[Any, Iterable[Any]]]:
    """Pairs of the rows that the user may see and the numbers that the address asks for."""
    name = request.resolver_match.view_name if request.resolver_match else ""
    user = request.user
    listed = [*request.GET.getlist("id"), *([kwargs["pk"]] if "pk" in kwargs else [])]
    kind = kwargs.get("model_name", "") if name == BULK else ""
    pages = [kwargs[key] for key in PAGE_NUMBERS & kwargs.keys()]
    if name in PAGE_VIEWS and kind in {"", "page"}:
        pages += listed
    if name == "wagtailadmin_pages:copy":
        pages += request.POST.getlist("new_parent_page")
    if pages:
        yield explorable_pages(user), pages
    pictures = [kwargs[key] for key in PICTURE_NUMBERS & kwargs.keys()]
    if name in PICTURE_VIEWS or kind == Picture._meta.model_name:
        pictures += listed
    if pictures:
        yield choosable(Picture, user), pictures
    documents = [kwargs[key] for key in DOCUMENT_NUMBERS & kwargs.keys()]
    if name in DOCUMENT_VIEWS or kind == "document":
        documents += listed
    if documents:
        yield choosable(get_document_model(), user), documents
    yield from translations_asked_for(request, kwargs)


def translations_asked_for(request: HttpRequest, kwargs: dict[str, Any]) -> Iterable[tuple[Any, Iterable[Any]]]:
    keys = explorable_pages(request.user).values("translation_key")
    if "translation_source_id" in kwargs:
        yield TranslationSource.objects.filter(object_id__in=keys), [kwargs["translation_source_id"]]
    if "translation_id" in kwargs:
        yield Translation.objects.filter(source__object_id__in=keys), [kwargs["translation_id"]]
    if "overridable_segment_id" in kwargs:
        # A link may differ between languages; a picture, named by its number, stays the source's.
        links = OverridableSegment.objects.exclude(data_json__regex=r"^\d+$")
        yield links, [kwargs["overridable_segment_id"]]
