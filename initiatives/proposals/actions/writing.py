"""Writing an initiative: its draft, what belongs to it, and throwing it away."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from community.interface.actions import Slot, discard_photo, place_photo
from community.interface.search import folded
from community.members.actions import declare_residency, join
from community.members.models import Centre, User
from initiatives.proposals.models import Area, CostItem, Document, Initiative, Picture
from initiatives.proposals.rules import is_author


@dataclass(frozen=True)
class Content:
    """What an author writes. `cost` and the amounts of `items` are in the currency's minor unit."""

    title: str
    summary: str
    category: str
    language: str
    description: str = ""
    area: Area | None = None
    place: str = ""
    latitude: float | None = None
    longitude: float | None = None
    outline: list[list[float]] | None = None
    cost: int = 0
    tags: Sequence[str] = ()
    items: Sequence[tuple[str, int]] = ()
    slots: dict[int, Slot] = field(default_factory=dict)


WRITTEN = (
    "title",
    "summary",
    "description",
    "category",
    "language",
    "area",
    "place",
    "latitude",
    "longitude",
    "outline",
    "cost",
)


@transaction.atomic
def draft(*, centre: Centre, author: User, content: Content, at: dt.datetime, declares: bool = False) -> Initiative:
    """Keeps an initiative that only its author and the coordinators see yet."""
    if declares:
        declare_residency(membership=join(member=author, centre=centre, at=at), at=at)
    initiative = Initiative(centre=centre, author=author, created_at=at)
    write(initiative, content)
    return initiative


@transaction.atomic
def revise(*, initiative: Initiative, content: Content, by: User) -> Initiative:
    """Writes a draft anew; any of its authors may."""
    refuse_unless_own_draft(initiative, by)
    write(initiative, content)
    return initiative


@transaction.atomic
def discard(*, initiative: Initiative, by: User) -> None:
    refuse_unless_own_draft(initiative, by)
    for picture in initiative.pictures.all():
        discard_photo(picture)
    for document in initiative.documents.all():
        discard_file(document)
    initiative.delete()


def refuse_unless_own_draft(initiative: Initiative, by: User) -> None:
    state = Initiative.objects.select_for_update().values_list("state", flat=True).get(pk=initiative.pk)
    if state != Initiative.State.DRAFT or not is_author(by, initiative):
        raise PermissionDenied(_("Only its authors may change it, and only while it is a draft."))


def write(initiative: Initiative, content: Content) -> None:
    for name in WRITTEN:
        setattr(initiative, name, getattr(content, name))
    refold(initiative, content.tags)
    initiative.folded_place = folded(content.place)[:200]
    initiative.save()
    initiative.tags.set(content.tags)
    price(initiative, content.items)
    for position, slot in content.slots.items():
        place_picture(initiative, position, slot)


def refold(initiative: Initiative, tags: Iterable[str]) -> None:
    """What words find it by."""
    words = [initiative.title, initiative.summary, initiative.place, *tags, initiative.description]
    initiative.folded = folded("\n".join(words))


def price(initiative: Initiative, items: Iterable[Sequence[Any]]) -> None:
    """Its cost items, written anew from pairs of label and amount."""
    initiative.cost_items.all().delete()
    CostItem.objects.bulk_create(
        CostItem(initiative=initiative, position=position, label=label, amount=amount)
        for position, (label, amount) in enumerate(items)
    )


def place_picture(initiative: Initiative, position: int, slot: Slot) -> None:
    there = initiative.pictures.filter(position=position).first()
    place_photo(there, slot, partial(Picture, initiative=initiative, position=position))


def discard_file(document: Document) -> None:
    """The file goes when it is certain that the row does."""
    file, name = document.file, str(document.file.name)
    document.delete()
    transaction.on_commit(partial(file.storage.delete, name))
