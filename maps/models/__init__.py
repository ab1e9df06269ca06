"""What a centre's map knows."""

from maps.models.base import BaseMap

__all__ = ["BaseMap"]
