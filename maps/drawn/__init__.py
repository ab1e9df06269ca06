"""Maps drawn from a few known points, for communes that nobody has surveyed: the demonstration's. Knows no Django.

`draw` gives the outline that pages draw by themselves; `draw_layers` the same commune with everything a base map shows,
in the layers that Protomaps' basemap has, so that one set of paint rules draws both it and a real extract.
"""

from maps.drawn.commune import Commune, Layers, draw, draw_layers, frame_of
from maps.drawn.plane import Village

__all__ = ["Commune", "Layers", "Village", "draw", "draw_layers", "frame_of"]
