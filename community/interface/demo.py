from functools import cache

from django.conf import settings

from community.interface.emblems import Emblem, draw
from community.interface.pictures import Encoded, encode


@cache
def photo(key: str) -> Encoded:
    """One of the drawings in demo/pictures, written anew once however many rooms show it."""
    with (settings.ROOT / "demo" / "pictures" / f"{key}.webp").open("rb") as opened:
        return encode(opened)


def emblem(slug: str) -> Emblem | None:
    """The crest drawn for a centre, in demo/crests."""
    path = settings.ROOT / "demo" / "crests" / f"{slug}.png"
    if not path.exists():
        return None
    with path.open("rb") as opened:
        return draw(opened)
