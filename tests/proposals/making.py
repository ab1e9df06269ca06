"""Initiatives for tests, made by the same verbs as real ones."""

import datetime as dt
import io
from functools import partial
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from community.members.models import Centre, User
from initiatives.proposals import actions
from initiatives.proposals.models import Initiative
from tests.factories import make_member

WORDS: dict[str, Any] = {
    "title": "A bench by the river",
    "summary": "For whoever waits for the ferry, with a roof against the rain.",
    "category": "public_space",
    "language": "pl",
    "description": "The old bench rotted.\n\n- oak\n- a roof",
    "place": "By the ferry in Łodzica",
    "cost": 120_000,
}


def make_draft(centre: Centre, author: User, at: dt.datetime | None = None, **words: Any) -> Initiative:
    content = actions.Content(**WORDS | words)
    return actions.draft(centre=centre, author=author, content=content, at=at or timezone.now())


def make_published(centre: Centre, author: User, at: dt.datetime | None = None, **words: Any) -> Initiative:
    initiative = make_draft(centre, author, at, **words)
    actions.publish(initiative=initiative, by=author, at=at or timezone.now())
    return initiative


def make_backed(centre: Centre, author: User, **words: Any) -> Initiative:
    """Published, with as many supporters as it needs."""
    initiative = make_published(centre, author, **words)
    crowd = [make_member(centre) for _number in range(initiative.threshold)]
    actions.gather(initiative=initiative, members=crowd, at=timezone.now())
    return initiative


def lead(initiative: Initiative, *verbs: str, by: User) -> Initiative:
    for verb in verbs:
        say = actions.admit if verb == "admit" else partial(actions.advance, verb)
        say(initiative=initiative, by=by, at=timezone.now(), reason="Because it is so.")
    return initiative


def photo(kind: str = "JPEG", size: tuple[int, int] = (900, 600), name: str = "photo.jpg", **options: Any) -> Any:
    out = io.BytesIO()
    Image.new("RGB", size, "#7a9").save(out, kind, **options)
    return SimpleUploadedFile(name, out.getvalue(), content_type=f"image/{kind.lower()}")


def sheet(**fields: Any) -> dict[str, Any]:
    """The propose form as a browser sends it."""
    blank = {
        "items-TOTAL_FORMS": "3",
        "items-INITIAL_FORMS": "0",
        "pictures-TOTAL_FORMS": "4",
        "pictures-INITIAL_FORMS": "4",
    }
    for number in range(3):
        blank |= {f"items-{number}-label": "", f"items-{number}-amount": ""}
    for number in range(4):
        blank |= {f"pictures-{number}-alt": ""}
    words = {
        "title": "A bench by the river",
        "summary": "For whoever waits for the ferry.",
        "description": "The old bench rotted.",
        "category": "public_space",
        "place": "By the ferry",
        "latitude": "",
        "longitude": "",
        "language": "pl",
        "price": "1200",
        "words": "ferry, Benches",
    }
    return blank | words | fields
