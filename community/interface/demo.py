from functools import cache

from django.conf import settings

from community.interface.pictures import Encoded, encode


@cache
def photo(key: str) -> Encoded:
    """One of the drawings in demo/pictures, written anew once however many rooms show it."""
    with (settings.ROOT / "demo" / "pictures" / f"{key}.webp").open("rb") as opened:
        return encode(opened)
