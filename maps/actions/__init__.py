from maps.actions.base import draw_base_map

__all__ = ["draw_base_map"]
