"""The tree of a language: the network's home, below it each centre, below that what the centre publishes."""

from collections.abc import Iterator
from http import HTTPMethod
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest
from django.urls import Resolver404, resolve
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page, PageManager, PageViewRestriction
from wagtail.permissions import policy_registry
from wagtail.query import PageQuerySet
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from community.interface.search import folded
from community.members.models import ROOM_SLUGS, Centre
from pages.blocks import RICH
from pages.models.editing import OwnCopyForm, PublishablePageForm
from pages.routes import address
from pages.words import plain

STEP = Page.steplen
# What keeps a page from being published: the field, if it is one, and a sentence for its editor.
Obstacle = tuple[str | None, Any]
# First parts of addresses below a centre, and below the network, that belong to rooms.
CENTRE_SLUGS = ROOM_SLUGS | {"tags", "stories", "events"}
NETWORK_SLUGS = CENTRE_SLUGS | {"accounts", "media", "documents", "styleguide", "profile", "developers"}


def is_a_room(path: str) -> bool:
    """Whether something else than a page answers at `path` below a language."""
    with translation.override(settings.LANGUAGE_CODE):
        try:
            return resolve(f"/{settings.LANGUAGE_CODE}/{path}").view_name != "wagtail_serve"
        except Resolver404:
            return False


class Addressed:
    """A page of the tree: its address is the reader's language, then its place below that language's home."""

    joined: tuple[str, ...] = ()  # what its own view reads in the same query
    allowed_http_methods = (HTTPMethod.GET, HTTPMethod.HEAD, HTTPMethod.OPTIONS)
    password_required_template = "pages/password_required.html"  # noqa: S105 - a template, no secret
    url_path: str
    locale: Any

    def address(self) -> str:
        """Its address for somebody who reads the site in the language that is active now."""
        return address(self)

    def get_absolute_url(self) -> str:
        return address(self)

    def canonical(self) -> str:
        return settings.BASE_URL + address(self, self.locale.language_code)

    def get_url_parts(self, request: HttpRequest | None = None) -> Any:
        """Absolute addresses name the address of the settings, never what a request claims to be."""
        parts = super().get_url_parts(request=request)  # type: ignore[misc]
        return parts and (parts[0], settings.BASE_URL, parts[2])

    def get_view_restrictions(self) -> Any:
        path = self.path  # type: ignore[attr-defined]
        above = [path[:end] for end in range(STEP, len(path) + 1, STEP)]
        return PageViewRestriction.objects.filter(page__path__in=above)

    def obstacles(self) -> Iterator[Obstacle]:
        yield from ()

    def save(self, clean: bool = True, **kwargs: Any) -> Any:
        if clean and self.live and (found := dict(self.obstacles())):  # type: ignore[attr-defined]
            raise ValidationError({field or "__all__": text for field, text in found.items()})
        return super().save(clean=clean, **kwargs)  # type: ignore[misc]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from pages.framing import frame  # the frame reads every kind of page

        return super().get_context(request, *args, **kwargs) | frame(self, request)  # type: ignore[misc]


class ContentQuerySet(PageQuerySet):
    def for_centre(self, centre: Centre) -> "ContentQuerySet":
        return self.filter(centre=centre)

    def shown(self) -> "ContentQuerySet":
        """What anybody may read: as `live().public()`, but without a query of its own."""
        place = models.ExpressionWrapper(OuterRef("path"), output_field=models.CharField())
        closed = PageViewRestriction.objects.alias(place=place).filter(place__startswith=models.F("page__path"))
        return self.live().exclude(Exists(closed))

    def open_to(self, user: Any) -> "ContentQuerySet":
        """Those below which the user may add pages."""
        policy = policy_registry.get_by_type(Page)
        return self.filter(pk__in=policy.instances_user_has_permission_for(user, "add").values("pk"))

    def once(self, language: str) -> "ContentQuerySet":
        """One page of each set of translations: in `language`, else in the centre's own, else the first written."""
        twins = Page.objects.filter(translation_key=OuterRef("translation_key"), live=True).order_by()
        wanted = Exists(twins.filter(locale__language_code=language))
        own = Exists(self.model.objects.filter(translation_key=OuterRef("translation_key"), live=True, original=True))
        earlier = Exists(twins.filter(pk__lt=OuterRef("pk")))
        return self.filter(Q(locale__language_code=language) | (~wanted & (Q(original=True) | (~own & ~earlier))))

    def listed(self) -> "ContentQuerySet":
        """With what a card shows, and nothing fetched behind the list's back."""
        return (
            self.defer_streamfields()
            .select_related("locale", "cover", "centre", "content_type")
            .fetch_mode(models.FETCH_RAISE)
        )


class CentreContent(Addressed, Page):
    """A page that belongs to a centre."""

    centre = models.ForeignKey(Centre, models.PROTECT, null=True, blank=True, editable=False, related_name="+")
    original = models.BooleanField(_("in the centre's own language"), default=True, editable=False)

    objects = PageManager.from_queryset(ContentQuerySet)()
    base_form_class = PublishablePageForm
    copy_form_class = OwnCopyForm

    class Meta:
        abstract = True

    def save(self, clean: bool = True, **kwargs: Any) -> Any:
        if self._state.adding or self.centre_id is None:
            self._find_centre()
        return super().save(clean=clean, **kwargs)

    def _find_centre(self) -> None:
        above = CentrePage.objects.filter(path=self.path[: 3 * STEP]).select_related("centre", "locale").first()
        self.centre = above.centre if above else None
        self.original = bool(above and above.locale.language_code == above.centre.language)

    def can_move_to(self, parent: Page) -> bool:
        """Within its own centre and language only: what a centre wrote stays its own."""
        return super().can_move_to(parent) and parent.path[: 3 * STEP] == self.path[: 3 * STEP]

    def picture_numbers(self) -> set[int]:
        """The pictures that the page shows."""
        return {number for number in [getattr(self, "cover_id", None)] if number}

    # What is found by search: everything readable, without the marks that a keyboard may lack.

    @property
    def searched_texts(self) -> Iterator[str]:
        yield self.title
        yield getattr(self, "summary", "")
        yield plain(getattr(self, "body", ""))

    def folded(self) -> str:
        return folded(" ".join(self.searched_texts))

    search_fields = [
        *Page.search_fields,
        index.SearchField("folded"),
        index.AutocompleteField("folded"),
    ]


class NetworkHome(Addressed, Page):
    """The root of a language's tree."""

    lead = models.CharField(_("what it is, in a sentence"), max_length=240, blank=True)
    about = RichTextField(_("about the network"), features=RICH, blank=True)

    content_panels = [*Page.content_panels, FieldPanel("lead"), FieldPanel("about")]
    promote_panels = [MultiFieldPanel(["search_description"], _("For search engines"))]
    template = "pages/network_home.html"
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["pages.CentrePage", "pages.StandardPage"]
    is_creatable = False
    translatable_fields = [TranslatableField("title"), TranslatableField("lead"), TranslatableField("about")]

    class Meta:
        verbose_name = _("home of the network")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from pages.homes import network  # composed from other rooms' contributions

        return super().get_context(request, *args, **kwargs) | network(self, request)


class CentrePage(CentreContent):
    """The home of a centre in one of its languages."""

    intro = RichTextField(_("introduction"), features=RICH, blank=True)
    cover = models.ForeignKey("pages.Picture", models.SET_NULL, null=True, blank=True, related_name="+")
    cover_alt = models.CharField(_("what the picture shows"), max_length=240, blank=True)

    content_panels = [
        *Page.content_panels,
        FieldPanel("intro"),
        MultiFieldPanel(["cover", "cover_alt"], _("Picture")),
    ]
    promote_panels = [MultiFieldPanel(["search_description"], _("For search engines"))]
    template = "pages/centre_home.html"
    joined = ("cover",)
    parent_page_types = ["pages.NetworkHome"]
    subpage_types = ["pages.StoryIndex", "pages.EventIndex", "pages.StandardPage"]
    is_creatable = False
    translatable_fields = [
        TranslatableField("title"),
        TranslatableField("intro"),
        SynchronizedField("cover"),
        TranslatableField("cover_alt"),
        TranslatableField("search_description"),
    ]

    class Meta:
        verbose_name = _("home of a centre")

    @property
    def searched_texts(self) -> Iterator[str]:
        yield from (self.title, plain(self.intro))

    def _find_centre(self) -> None:
        """It names the centre itself (pages.actions.open_centre)."""

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from pages.homes import centre  # composed from other rooms' contributions

        return super().get_context(request, *args, **kwargs) | centre(self, request)


class StandardPage(CentreContent):
    """A page that stands: about, privacy, accessibility, imprint, or whatever a centre must say."""

    body = RichTextField(_("text"), features=RICH, blank=True)

    content_panels = [*Page.content_panels, FieldPanel("body")]
    template = "pages/standard_page.html"
    parent_page_types = ["pages.CentrePage", "pages.NetworkHome"]
    subpage_types: list[str] = []
    translatable_fields = [
        TranslatableField("title"),
        TranslatableField("slug"),
        TranslatableField("body"),
        TranslatableField("search_description"),
    ]

    class Meta:
        verbose_name = _("standing page")
        verbose_name_plural = _("standing pages")

    def clean(self) -> None:
        super().clean()
        if self.slug in CENTRE_SLUGS | NETWORK_SLUGS or is_a_room(f"x/{self.slug}/") or is_a_room(f"{self.slug}/"):
            raise ValidationError({"slug": _("“%s” belongs to a room of the site: choose another.") % self.slug})
