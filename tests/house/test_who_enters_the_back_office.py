"""The back office lets in staff only, and shows them nothing of another centre, on any of its screens."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import NoReverseMatch, reverse
from wagtail.documents.models import Document
from wagtail.models import Collection

from pages.models import Picture, StoryPage
from tests.house.addresses import addresses
from tests.house.cast import House
from tests.house.making import a_photo
from tests.house.trying import REFUSALS, answer_of, tried

pytestmark = [pytest.mark.usefixtures("in_the_house"), pytest.mark.once]

NOT_STAFF = ("stranger", "member", "outsider")
# Marks and words of the screens themselves, the same for everybody; the doors; and a page that fails on purpose.
FOR_ALL = {"wagtailadmin_sprite", "wagtailadmin_javascript_catalog", "wagtailadmin_error_test"}
FOR_ALL |= {"wagtailadmin_login", "wagtailadmin_logout"}
# What stands in the first centre only, where its staff finds it and nobody else does.
SECRETS = ("An unripe story", "A picture of Lipka", "A paper of Lipka", "Lipka Guest")


@pytest.fixture(scope="module")
def numbers(house: House) -> dict[str, Any]:
    """The first centre's numbers, under every name that the back office has for them."""
    collection = Collection.objects.get(name=house.centre.slug)
    story = StoryPage.objects.get(slug="not-yet")
    StoryPage.objects.filter(pk=story.pk).update(title=SECRETS[0], draft_title=SECRETS[0])
    photo = ContentFile(a_photo().getvalue(), "lipka.png")
    picture = Picture.objects.create(title=SECRETS[1], file=photo, width=32, height=24, collection=collection)
    paper = Document.objects.create(title=SECRETS[2], file=ContentFile(b"%PDF-", "lipka.pdf"), collection=collection)
    parent = story.get_parent().pk
    page_names = ("pk", "page_id", "page_pk", "page_to_move_id")
    return dict.fromkeys(page_names, story.pk) | {
        "parent_page_id": parent,
        "destination_id": parent,
        "image_id": picture.pk,
        "document_id": paper.pk,
        "doc_id": paper.pk,
        "collection_id": collection.pk,
    }


def screens(numbers: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Every screen that can be named with these numbers."""
    for address in addresses():
        if not address.route.startswith("admin/") or not address.name or address.name in FOR_ALL:
            continue
        try:
            kwargs = {name: numbers[name] for name in address.needs}
            yield address.name, reverse(address.name, kwargs=kwargs)
        except (KeyError, NoReverseMatch):
            continue


def is_refused(response: Any) -> bool:
    """What is not found without a language is looked for with one, where it is not found either."""
    path = response.request["PATH_INFO"]
    return answer_of(response) in REFUSALS or response.headers.get("Location", "") == f"/en{path}"


@pytest.mark.parametrize("role", NOT_STAFF)
def test_nobody_but_staff_enters(role: str, clients: dict[str, Client], numbers: dict[str, Any]) -> None:
    found = list(screens(numbers))
    client = clients[role]

    def ask_all() -> list[str]:
        return [name for name, path in found if not (is_refused(client.get(path)) and is_refused(client.post(path)))]

    assert tried(ask_all) == ([], [])
    assert len(found) > 100


def test_staff_finds_its_own_and_staff_elsewhere_none_of_it(
    house: House, clients: dict[str, Client], numbers: dict[str, Any]
) -> None:
    shown: dict[str, set[str]] = {}
    leaks = []
    for role in ("editor", "moderator", "coordinator", "other coordinator"):
        shown[role] = set()
        for name, path in screens(numbers):
            response = clients[role].get(path)
            text = b"".join(response).decode(errors="replace")
            secrets = {secret for secret in SECRETS if secret in text}
            shown[role] |= secrets
            if response.status_code >= 500 or (secrets and role == "other coordinator"):
                leaks.append((role, name, path, response.status_code, secrets))
    assert leaks == []
    assert shown["coordinator"] == shown["editor"] == set(SECRETS)


def test_staff_elsewhere_changes_nothing_here(clients: dict[str, Client], numbers: dict[str, Any]) -> None:
    named = {address.name for address in addresses() if address.needs & numbers.keys()}
    paths = [path for name, path in screens(numbers) if name in named]
    _answers, changed = tried(lambda: [clients["other coordinator"].post(path).status_code for path in paths])
    assert changed == []
    assert len(paths) > 50
