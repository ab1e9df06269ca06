"""Who may do what on the map. `Place.objects.keepable_by` and `visible_to` are the list twins."""

from typing import Any

import rules

from community.members.models import Centre, RoleGrant
from community.members.rules import is_coordinator, is_editor
from maps.models import Organisation, Place, Suggestion

MAP_ROLES = (RoleGrant.Role.COORDINATOR, RoleGrant.Role.EDITOR)


@rules.predicate
def serves(user: Any, thing: Place | Organisation | Suggestion) -> bool:
    return (is_coordinator | is_editor).test(user, thing.centre)


@rules.predicate
def keeps(user: Any, thing: Place) -> bool:
    """A coordinator has linked them to its organisation."""
    if not (user.is_authenticated and user.is_active) or thing.organisation_id is None:
        return False
    return Organisation.objects.kept_by(user).filter(pk=thing.organisation_id).exists()


@rules.predicate
def stands(user: Any, place: Place) -> bool:
    return not place.is_withdrawn


@rules.predicate
def keeps_something(user: Any, centre: Centre) -> bool:
    """In this centre."""
    return user.is_authenticated and user.is_active and Organisation.objects.for_centre(centre).kept_by(user).exists()


rules.add_perm("maps.keep_place", serves | keeps)
rules.add_perm("maps.view_place", stands | serves | keeps)
rules.add_perm("maps.keep_map", is_coordinator | is_editor)  # of a centre: all of its entries, and what was suggested
rules.add_perm("maps.see_desk", is_coordinator | is_editor | keeps_something)
rules.add_perm("maps.link_keeper", is_coordinator)
