from maps.actions.base import draw_base_map
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
    "suggest",
    "translate",
    "unlink",
    "withdraw",
]
