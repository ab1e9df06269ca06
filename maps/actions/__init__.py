from maps.actions.base import draw_base_map, put_tiles
from maps.actions.keeping import (
    confirm,
    drop_service,
    keep_organisation,
    keep_place,
    keep_service,
    link,
    put_back,
    translate,
    unlink,
    withdraw,
)
from maps.actions.suggesting import decide, suggest

__all__ = [
    "confirm",
    "decide",
    "draw_base_map",
    "drop_service",
    "keep_organisation",
    "keep_place",
    "keep_service",
    "link",
    "put_back",
    "put_tiles",
    "suggest",
    "translate",
    "unlink",
    "withdraw",
]
