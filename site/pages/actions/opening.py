"""Opening the network's trees, and a centre's place in them with what its staff may do there."""

import uuid
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Locale,
    Page,
    Site,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from community.members.models import Centre, RoleGrant
from pages.models import CentrePage, CoordinatorApproval, EventIndex, NetworkHome, StoryIndex

Role = RoleGrant.Role
NAMESPACE = uuid.UUID("6f0f4a3e-5d0b-4b8c-9c5e-3a51c0a8f7d1")
# What a role may do with its centre's pages; everybody on the staff may enter the back office.
PAGE_ACTIONS: dict[str, tuple[str, ...]] = {
    Role.EDITOR: ("add", "change"),
    Role.COORDINATOR: ("add", "change", "publish", "bulk_delete", "lock", "unlock"),
}
COLLECTION_ACTIONS = ("add", "change", "choose")


def key_of(*parts: str) -> uuid.UUID:
    """The translation key of a page that every language's tree has: the same wherever it is made."""
    return uuid.uuid5(NAMESPACE, "/".join(parts))


@transaction.atomic
def open_network() -> list[NetworkHome]:
    """A home in every language, and the site that starts at the English one; what stands already is left alone."""
    for code, _name in settings.LANGUAGES:
        Locale.objects.get_or_create(language_code=code)
    root = Page.get_first_root_node() or Page.add_root(instance=Page(title="Root", slug="root"))
    Page.objects.filter(depth=2, slug="home").exclude(content_type__app_label="pages").delete()
    homes = [open_home(root, code) for code, _name in settings.LANGUAGES]
    site = urlsplit(settings.BASE_URL)
    facts = {
        "hostname": site.hostname or "localhost",
        "port": site.port or (443 if site.scheme == "https" else 80),
        "site_name": "LOCER",
        "root_page": homes[0],
    }
    Site.objects.update_or_create(is_default_site=True, defaults=facts)
    return homes


def open_home(root: Page, code: str) -> NetworkHome:
    locale = Locale.objects.get(language_code=code)
    home = NetworkHome.objects.filter(locale=locale).first()
    if home is None:
        with translation.override(code):
            title = _("The network of local centres")
        home = NetworkHome(title=title, slug=code, locale=locale, translation_key=key_of("home"))
        # The root is read anew: each added child changes what it knows of its children.
        Page.objects.get(pk=root.pk).add_child(instance=home)
    return home


@transaction.atomic
def open_centre(centre: Centre) -> list[CentrePage]:
    """The centre's subtree in each of its languages, its collection, and what each role's group may do there."""
    open_network()
    pages = [open_subtree(centre, code) for code in centre.languages]
    collection = open_collection(centre)
    for role in Role.values:
        permit(RoleGrant.group(centre, role), role, pages, collection)
    open_workflow(centre, pages)
    return pages


def open_subtree(centre: Centre, code: str) -> CentrePage:
    home = NetworkHome.objects.get(locale__language_code=code)
    text = centre.texts_by_language.get(code)
    page = CentrePage.objects.filter(centre=centre, locale=home.locale).first()
    if page is None:
        page = CentrePage(
            title=text.name if text else centre.name,
            slug=centre.slug,
            centre=centre,
            original=code == centre.language,
            locale=home.locale,
            translation_key=key_of("centre", centre.slug),
        )
        home.add_child(instance=page)
    with translation.override(code):
        titles = {StoryIndex: ("stories", _("Stories")), EventIndex: ("events", _("Events"))}
    for model, (slug, title) in titles.items():
        if not page.get_children().filter(slug=slug).exists():
            key = key_of("centre", centre.slug, slug)
            page.add_child(instance=model(title=title, slug=slug, locale=home.locale, translation_key=key))
    return page


def open_collection(centre: Centre) -> Collection:
    """Where the centre's pictures and documents lie; named by its address, which does not change."""
    root = Collection.get_first_root_node() or Collection.add_root(name="Root")
    found = root.get_children().filter(name=centre.slug).first()
    return found or root.add_child(name=centre.slug)


def permit(group: Group, role: str, pages: list[CentrePage], collection: Collection) -> None:
    group.permissions.add(*named("wagtailadmin", "access_admin"))
    if role not in PAGE_ACTIONS:
        return
    group.permissions.add(*named("wagtail_localize", "submit_translation"))
    on_pages = named("wagtailcore", *(f"{action}_page" for action in PAGE_ACTIONS[role]))
    GroupPagePermission.objects.bulk_create(
        [
            GroupPagePermission(group=group, page=page, permission=permission)
            for page in pages
            for permission in on_pages
        ],
        ignore_conflicts=True,
    )
    on_files = [
        *named("wagtailimages", *(f"{action}_image" for action in COLLECTION_ACTIONS)),
        *named("wagtaildocs", *(f"{action}_document" for action in COLLECTION_ACTIONS)),
    ]
    GroupCollectionPermission.objects.bulk_create(
        [GroupCollectionPermission(group=group, collection=collection, permission=entry) for entry in on_files],
        ignore_conflicts=True,
    )


def named(app: str, *codenames: str) -> Any:
    return Permission.objects.filter(content_type__app_label=app, codename__in=codenames)


def open_workflow(centre: Centre, pages: list[CentrePage]) -> None:
    """What an editor submits, a coordinator of the same centre publishes."""
    with translation.override(centre.language):
        name = _("%(centre)s: editors write, coordinators publish") % {"centre": centre.name}
    task, _created = CoordinatorApproval.objects.get_or_create(name=f"{centre.slug}: coordinators")
    task.groups.set([RoleGrant.group(centre, Role.COORDINATOR)])
    assigned = WorkflowPage.objects.filter(page__in=pages).select_related("workflow").first()
    workflow = assigned.workflow if assigned else Workflow.objects.create(name=name)
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task, defaults={"sort_order": 0})
    for page in pages:
        WorkflowPage.objects.get_or_create(page=page, defaults={"workflow": workflow})
