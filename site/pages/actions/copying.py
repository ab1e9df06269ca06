"""A story goes on to another centre: as a draft there, in what both write in, with pictures of its own."""

import copy
import json
import uuid
from collections.abc import Iterable
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.coreutils import find_available_slug
from wagtail.log_actions import log
from wagtail.models import Collection

from community.members.models import Centre, User
from pages.blocks import PICTURE_BLOCKS
from pages.models import Picture, StoryIndex, StoryPage

FILE: Any = Picture._meta.get_field("file")
STORAGE = FILE.storage
KEPT = ("title", "summary", "cover_alt", "cover_decorative", "cover_credit", "search_description")
DESCRIBED = (
    "title",
    "description",
    "credit",
    "width",
    "height",
    "focal_point_x",
    "focal_point_y",
    "focal_point_width",
    "focal_point_height",
)


def copy_story(*, story: StoryPage, centres: Iterable[Centre], by: User | None) -> list[StoryPage]:
    """Drafts in each of the centres; where a copy stands already, nothing is made. Consents never go along."""
    first = story.copied_from or story
    files: list[str] = []
    try:
        with transaction.atomic():
            # The rows are held: two copyings at once do not make two copies.
            held = Centre.objects.select_for_update().filter(pk__in=[centre.pk for centre in centres]).order_by("pk")
            places = [centre for centre in held if not first.stands_in(centre)]
            return [made for place in places for made in drafts(story, first, Luggage(place, by, files))]
    except Exception:
        for name in files:
            STORAGE.delete(name)
        raise


def drafts(story: StoryPage, first: StoryPage, luggage: "Luggage") -> list[StoryPage]:
    """One in each language that the story is published in and the centre writes in, its own first."""
    centre, key = luggage.centre, uuid.uuid4()
    indexes = {index.locale_id: index for index in StoryIndex.objects.for_centre(centre).select_related("locale")}
    twins = StoryPage.objects.shown().filter(translation_key=story.translation_key).select_related("locale", "centre")
    # A copy of a copy points at the first, in the same language where the first has it.
    origins = {page.locale_id: page for page in StoryPage.objects.filter(translation_key=first.translation_key)}
    made = []
    for twin in sorted(twins, key=lambda page: (page.locale.language_code != centre.language, page.pk)):
        if index := indexes.get(twin.locale_id):
            origin = origins.get(twin.locale_id, first)
            made.append(draft(twin, origin, StoryIndex.objects.get(pk=index.pk), luggage, key))
    return made


def draft(twin: StoryPage, origin: StoryPage, index: StoryIndex, luggage: "Luggage", key: uuid.UUID) -> StoryPage:
    """Without its place, which lies elsewhere, and without what was corrected: that was never read here."""
    page = StoryPage(
        **{name: getattr(twin, name) for name in KEPT},
        slug=find_available_slug(index, twin.slug),
        cover=luggage.picture(twin.cover_id),
        body=json.dumps(luggage.body(twin.body)),
        person=somebody(twin),
        live=False,
        has_unpublished_changes=True,
        owner=luggage.by,
        locale_id=twin.locale_id,
        translation_key=key,
        first_published_in=twin.first_published_in or origin.centre,
        copied_from=origin,
    )
    page.tags.add(*(tag.name for tag in twin.tags.all()))
    index.add_child(instance=page)
    log(instance=page, action="wagtail.create", user=luggage.by, content_changed=True)
    page.save_revision(user=luggage.by, clean=False)
    return page


def somebody(twin: StoryPage) -> str:
    """That somebody is portrayed goes along, so that nobody publishes unasked; the name does not."""
    if not twin.person or twin.centre is None:
        return ""
    with translation.override(twin.locale.language_code):
        return (_("Portrayed in the original: ask for their consent through %s") % twin.centre.name)[:120]


class Luggage:
    """The pictures of a story, each brought once into the collection of the centre it goes to; `files` names them."""

    def __init__(self, centre: Centre, by: User | None, files: list[str]) -> None:
        self.centre, self.by, self.files = centre, by, files
        self.collection = Collection.objects.get(depth=2, name=centre.slug)
        self.brought: dict[int, Picture | None] = {}

    def picture(self, number: int | None) -> Picture | None:
        if number is not None and number not in self.brought:
            found = Picture.objects.filter(pk=number).first()
            self.brought[number] = self.known(found) or self.copied(found) if found else None
        return None if number is None else self.brought[number]

    def known(self, picture: Picture) -> Picture | None:
        """The same file under the same name and credit: it came with another story."""
        facts = {name: getattr(picture, name) for name in DESCRIBED}
        return Picture.objects.filter(collection=self.collection, file_hash=picture.file_hash, **facts).first()

    def copied(self, picture: Picture) -> Picture:
        facts = {name: getattr(picture, name) for name in DESCRIBED}
        name = FILE.generate_filename(Picture(), picture.file.name.rpartition("/")[2])
        with picture.open_file() as file:
            path = STORAGE.save(name, ContentFile(file.read()))
        self.files.append(path)
        made = Picture(collection=self.collection, file=path, uploaded_by_user=self.by, **facts)
        made._set_image_file_metadata()
        made.file.close()
        made.save()
        return made

    def body(self, body: Any) -> list[dict[str, Any]]:
        """The blocks, with the numbers of the centre's own pictures."""
        blocks = copy.deepcopy(list(body.get_prep_value()))
        for block in blocks:
            for name in PICTURE_BLOCKS.get(block["type"], ()):
                if shown := block["value"].get(name):
                    here = self.picture(shown.get("image"))
                    shown["image"] = here.pk if here else None
        return blocks
