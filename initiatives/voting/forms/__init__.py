"""All input of this room. Each form validates, then hands over to one verb."""
